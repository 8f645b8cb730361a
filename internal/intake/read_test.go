package intake_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
)

func TestReadIdentity(t *testing.T) {
	const text = "The envoy of Fiji spoke about the quotas for cod on Tuesday.\r\n"
	reader := newReader(t, "en")
	read := func(item intake.Item) chancery.Report {
		report, err := reader.Read(item)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	file := read(intake.Item{Name: "folder/one.txt", Data: []byte(text)})
	sum := sha256.Sum256([]byte(text))
	if file.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("SHA256 %s is not that of the original bytes", file.SHA256)
	}
	if file.Name != "one.txt" || file.URL != "" || file.Language != "en" || file.Text != strings.ReplaceAll(text, "\r\n", "\n") {
		t.Errorf("report %+v", file)
	}
	if other := read(intake.Item{Name: "two.txt", Data: []byte(strings.TrimPrefix(file.Text, ""))}); other.ID != file.ID {
		t.Errorf("the same text in another file has id %s, want %s", other.ID, file.ID)
	}
	page := read(intake.Item{Name: "x", URL: "https://example.org/news/cod-talks/?page=2", Data: []byte(text)})
	if page.Name != "cod-talks" || page.ID == file.ID {
		t.Errorf("report of an address has name %q and id %s", page.Name, page.ID)
	}
}

func TestReadByManyAtOnce(t *testing.T) {
	files, err := filepath.Glob("testdata/reports/en-*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	reader := newReader(t, "en")
	readAll := func() []chancery.Report {
		var out []chancery.Report
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Error(err)
				return nil
			}
			report, err := reader.Read(intake.Item{Name: file, Data: raw})
			if err != nil {
				t.Error(err)
				return nil
			}
			out = append(out, report)
		}
		return out
	}
	want := readAll()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if diff := cmp.Diff(want, readAll()); diff != "" {
				t.Errorf("another goroutine read differently:\n%s", diff)
			}
		})
	}
	group.Wait()
}

// overlay is the data with one file changed.
func overlay(t *testing.T, name, content string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, root := range []string{"lang", "intake"} {
		err := fs.WalkDir(data.FS, root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || root == "lang" && !strings.HasSuffix(path, "pack.yaml") && !strings.HasSuffix(path, "intake.yaml") && !strings.Contains(path, "/rules/") {
				return err
			}
			raw, err := fs.ReadFile(data.FS, path)
			out[path] = &fstest.MapFile{Data: raw}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	out[name] = &fstest.MapFile{Data: []byte(content)}
	return out
}

func TestNewRefusesFaultyData(t *testing.T) {
	const en = "lang/en/intake.yaml"
	rule := func(fields string) string {
		return "rules:\n  - {id: a, yields: debris, where: line, " + fields + "}\n"
	}
	for _, c := range []struct{ name, file, content, want string }{
		{"unknown field", en, "rulez: []\n", "lang/en/intake.yaml"},
		{"no example", en, rule(`pattern: "x+", counter: "y"`), `rule "a": a rule needs an id, an example`},
		{"no counter-example", en, rule(`pattern: "x+", example: "x"`), "counter-example"},
		{"example not found", en, rule(`pattern: "x+", example: "y", counter: "z"`), "found 0 times"},
		{"counter-example found", en, rule(`pattern: "x+", example: "x", counter: "xx"`), "found in its counter-example"},
		{"gives another name", en, rule(`pattern: "By {person}", example: "By Lara Demirel", gives: "Lara", counter: "z"`), `gives "Lara Demirel", want "Lara"`},
		{"bad pattern", en, rule(`pattern: "(", example: "x", counter: "y"`), "missing closing"},
		{"bad yields", en, strings.Replace(rule(`pattern: "x", example: "x", counter: "y"`), "debris", "dust", 1), `unknown yields "dust"`},
		{"bad place", en, strings.Replace(rule(`pattern: "x", example: "x", counter: "y"`), "line", "foot", 1), `unknown where "foot"`},
		{"two of one name", en, rule(`pattern: "x", example: "x", counter: "y"`) + strings.TrimPrefix(rule(`pattern: "x", example: "x", counter: "y"`), "rules:\n"), `two rules "a"`},
		{"month 13", "intake/calendar.tsv", "language\tkind\tvalue\tforms\nen\tmonth\t13\tlate\n", `month "13"`},
		{"month twice", "intake/calendar.tsv", "language\tkind\tvalue\tforms\nen\tmonth\t1\tmay\nen\tmonth\t2\tmay\n", "is month 1 already"},
		{"bad kind of word", "intake/calendar.tsv", "language\tkind\tvalue\tforms\nen\tyear\t\tlong\n", `unknown kind "year"`},
		{"bad kind of outlet", "intake/outlets.tsv", "name\taliases\tkind\tcountry\nX\t\tblog\t\n", `unknown kind "blog"`},
		{"outlet named twice", "intake/outlets.tsv", "name\taliases\tkind\tcountry\nX\t\tagency\t\nY\tx\tagency\t\n", "names X already"},
		{"missing column", "intake/datelines.tsv", "name\na\tb\n", "wrong number of fields"},
		{"no header", "intake/datelines.tsv", "# only a comment\n", "no header line"},
	} {
		_, err := intake.New(overlay(t, c.file, c.content), intake.DefaultLimits(), func(string) string { return "en" })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
	if _, err := intake.New(overlay(t, "README", ""), intake.DefaultLimits(), func(string) string { return "en" }); err != nil {
		t.Errorf("the data as they are: %v", err)
	}
}

func TestLanguageWithoutRules(t *testing.T) {
	fsys := overlay(t, "lang/xx/pack.yaml", "name: Unknown\n")
	reader, err := intake.New(fsys, intake.DefaultLimits(), func(string) string { return "xx" })
	if err != nil {
		t.Fatal(err)
	}
	report, err := reader.Read(intake.Item{Name: "a.txt", Data: []byte(" date 2024-05-14 Abc def ghi jkl mno pqr.\n")})
	if err != nil || report.Published != "2024-05-14" || report.Language != "xx" {
		t.Errorf("report %+v, %v", report, err)
	}
}

// bodies are a headline and a sentence in the languages of testdata/published.tsv.
var bodies = map[string][2]string{
	"en": {"Norland talks to Fiji about fish", "The Foreign Minister of Norland, Ada Lindqvist, received the Ambassador of Fiji to speak about quotas."},
	"tr": {"Norland ile Fiji balık için masada", "Norland Dışişleri Bakanı Ada Lindqvist, Fiji Büyükelçisi'ni kabul ederek kotaları görüştü."},
	"de": {"Norland spricht mit Fidschi", "Die Außenministerin von Norland, Ada Lindqvist, hat den Botschafter von Fidschi empfangen."},
	"fr": {"La Norlande parle aux Fidji", "La ministre des Affaires étrangères de Norlande, Ada Lindqvist, a reçu l'ambassadeur des Fidji."},
	"es": {"Norlandia habla con Fiyi", "La ministra de Asuntos Exteriores de Norlandia, Ada Lindqvist, recibió al embajador de Fiyi."},
	"ru": {"Норландия говорит с Фиджи", "Министр иностранных дел Норландии Ада Линдквист приняла посла Фиджи и обсудила с ним квоты."},
	"az": {"Norland Fici ilə danışır", "Norlandın xarici işlər naziri Ada Lindkvist Ficinin səfirini qəbul edərək kvotaları müzakirə edib."},
	"ar": {"نورلاند تتحدث مع فيجي", "استقبلت وزيرة خارجية نورلاند آدا ليندكفيست سفير فيجي وبحثت معه حصص الصيد."},
}

// TestPublished puts each line of testdata/published.tsv between a headline and
// a report, or in front of the report's first sentence.
func TestPublished(t *testing.T) {
	raw, err := os.ReadFile("testdata/published.tsv")
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]*intake.Reader{}
	for language := range bodies {
		readers[language] = newReader(t, language)
	}
	rows := strings.Split(strings.TrimSpace(string(raw)), "\n")[2:]
	for _, row := range rows {
		cells := strings.Split(row, "\t")
		language, line, want := cells[0], cells[1], cells[2]
		text := bodies[language][0] + "\n\n" + line + "\n\n" + bodies[language][1]
		if strings.HasSuffix(line, " ") {
			text = bodies[language][0] + "\n\n" + line + bodies[language][1]
		}
		report, err := readers[language].Read(intake.Item{Name: "a.txt", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		if string(report.Published) != want {
			t.Errorf("%s %q: published %q, want %q; dates %v", language, line, report.Published, want, report.Dates)
		}
	}
}

// TestHeaderContradicted puts the archive's header before reports with dates of
// their own: which day counts, and that all are kept.
func TestHeaderContradicted(t *testing.T) {
	reader := newReader(t, "en")
	for name, c := range map[string]struct{ header, above, before, want, dates string }{
		"the same day":              {"2024-05-14", "Published 14 May 2024", "", "2024-05-14", "header 2024-05-14, visible 2024-05-14"},
		"another time zone":         {"2024-05-14", "13 May 2024", "", "2024-05-14", "header 2024-05-14, visible 2024-05-13"},
		"a dateline the day before": {"2024-05-14", "", "SUVA, May 13, 2024 (Norpress) -- ", "2024-05-14", "header 2024-05-14, dateline 2024-05-13"},
		"page's date before":        {"2024-05-14", "9 March 2019", "", "2019-03-09", "header 2024-05-14, visible 2019-03-09"},
		"page's date after":         {"2024-05-14", "20 May 2024", "", "2024-05-20", "header 2024-05-14, visible 2024-05-20"},
		"published long after":      {"2024-05-14", "Published: 20 August 2024", "", "2024-08-20", "header 2024-05-14, visible 2024-08-20"},
		"a clock of the site":       {"2024-05-14", "Tuesday, 20 August 2024", "", "2024-05-14", "header 2024-05-14, visible 2024-08-20"},
		"a change":                  {"2024-05-14", "Last updated: 20 May 2024", "", "2024-05-14", "header 2024-05-14, visible 2024-05-20"},
		"a dateline after":          {"2024-05-14", "", "SUVA, May 20, 2024 (Norpress) -- ", "2024-05-20", "header 2024-05-14, dateline 2024-05-20"},
		"a dateline long before":    {"2024-05-14", "", "SUVA, March 9, 2019 (Norpress) -- ", "2019-03-09", "header 2024-05-14, dateline 2019-03-09"},
		"the month before the day":  {"2024-05", "20 May 2024", "", "2024-05-20", "header 2024-05, visible 2024-05-20"},
		"another month":             {"2024-05", "20 March 2024", "", "2024-03-20", "header 2024-05, visible 2024-03-20"},
	} {
		t.Run(name, func(t *testing.T) {
			text := " date " + c.header + " " + bodies["en"][0] + "\n\n" + c.above + "\n\n" + c.before + bodies["en"][1]
			report, err := reader.Read(intake.Item{Name: "a.txt", Data: []byte(text)})
			if err != nil {
				t.Fatal(err)
			}
			var dates []string
			for _, d := range report.Dates {
				dates = append(dates, string(d.Source)+" "+string(d.Date))
			}
			if got := strings.Join(dates, ", "); string(report.Published) != c.want || got != c.dates {
				t.Errorf("published %q, want %q; dates %q, want %q", report.Published, c.want, got, c.dates)
			}
		})
	}
}

// TestPublishedOfGold measures the day of publication on the annotated reports
// beside the repository, where they are.
func TestPublishedOfGold(t *testing.T) {
	const gold, floor = "../../../shared/gold/dev", 0.95
	f, err := os.Open(filepath.Join(gold, "gold.jsonl"))
	if err != nil {
		t.Skip("no gold reports beside the repository")
	}
	defer f.Close()
	readers := map[string]*intake.Reader{}
	all, right := 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var want struct{ Doc, Lang, Published string }
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if readers[want.Lang] == nil {
			readers[want.Lang] = newReader(t, want.Lang)
		}
		raw, err := os.ReadFile(filepath.Join(gold, "reports", want.Doc+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		report, err := readers[want.Lang].Read(intake.Item{Name: want.Doc, Data: raw})
		if err != nil {
			t.Fatal(err)
		}
		checkReport(t, report)
		if all++; string(report.Published) == want.Published {
			right++
		} else {
			t.Logf("%s (%s): published %q, want %q", want.Doc, want.Lang, report.Published, want.Published)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("published: %d of %d", right, all)
	if float64(right) < floor*float64(all) {
		t.Errorf("published is right in %d of %d reports, want %.0f%%", right, all, 100*floor)
	}
}

func BenchmarkRead(b *testing.B) {
	raw, err := os.ReadFile("testdata/reports/en-01-header-visible-byline.txt")
	if err != nil {
		b.Fatal(err)
	}
	body := strings.Repeat("\n\nThe two sides spoke for an hour about the harbour, the fleet and the quotas, and agreed to meet again in spring, the minister said.", 20)
	item := intake.Item{Name: "a.txt", Data: append(raw, body...)}
	reader := newReader(b, "en")
	b.SetBytes(int64(len(item.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := reader.Read(item); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadWorst reads what is slowest within the ceilings.
func BenchmarkReadWorst(b *testing.B) {
	reader := newReader(b, "en")
	for _, c := range []struct{ name, text string }{
		{"dates", strings.Repeat("14 May 2024, 10:30 | Updated: 15 May 2024\n", 19_999)},
		{"signs", strings.Repeat("#\n", 19_999)},
		{"credits", strings.Repeat(", Kazinform reports, citing Kyodo.", 7000)},
		{"posts", strings.Repeat("— Ada Lindqvist (@ada) #fish May 4, 2024\n", 19_999)},
		{"brackets", strings.Repeat("OSLO (((((/A/B/C, May 4 - (", 9000)},
		{"capitals", strings.Repeat("Ministry Of The ", 16_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := reader.Read(intake.Item{Name: "a.txt", Data: []byte(c.text)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newReader(b, "en")
	}
}
