package pipeline_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
)

// dataFiles is a copy of the embedded data that a test may change.
func dataFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(data.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(data.FS, name)
		out[name] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestVersion(t *testing.T) {
	version := func(files fs.FS) string {
		t.Helper()
		p, err := pipeline.New(files)
		if err != nil {
			t.Fatal(err)
		}
		return p.Version()
	}
	files := dataFiles(t)
	first := version(files)
	if again := version(data.FS); again != first || first == "" {
		t.Errorf("the same data have the versions %q and %q", first, again)
	}
	fonts := dataFiles(t)
	fonts["fonts/other.gz"] = &fstest.MapFile{}
	if v := version(fonts); v != first {
		t.Errorf("another font makes another version, %q", v)
	}
	seen := map[string]string{first: "unchanged"}
	for what, change := range map[string]func(){
		"a rule file": func() {
			f := files["lang/en/rules/meeting.yaml"]
			f.Data = append(slices.Clone(f.Data), "# more\n"...)
		},
		"a word list": func() {
			f := files["gazetteer/places.tsv"]
			f.Data = append(slices.Clone(f.Data), "# more\n"...)
		},
		"a new file": func() { files["lang/en/notes.txt"] = &fstest.MapFile{} },
	} {
		change()
		v := version(files)
		if other, ok := seen[v]; ok {
			t.Errorf("version %s after %s as after %s", v, what, other)
		}
		seen[v] = what
	}
	before := version(files)
	files["map/world.tsv"] = &fstest.MapFile{Data: []byte("land\n")}
	if after := version(files); after != before {
		t.Error("other outlines of the map are another version of the rules")
	}
}

// TestLanguagesAreFoundByListing reads English as a language that no code
// knows, because a folder for it is there.
func TestLanguagesAreFoundByListing(t *testing.T) {
	files := dataFiles(t)
	for name, f := range files {
		if rest, ok := strings.CutPrefix(name, "lang/en/"); ok {
			files["lang/qaa/"+rest] = f
		}
	}
	p, err := pipeline.New(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Languages(); !slices.Contains(got, "qaa") || !slices.Contains(got, "tr") || !slices.IsSorted(got) {
		t.Errorf("languages %v", got)
	}
	claims := read(t, p, report("qaa", "Foreign Minister Anna Berg met Ambassador Ruth Mbeki in Riga."))
	if len(claims) != 1 || claims[0].Event == nil || claims[0].Event.Kind != chancery.KindMeeting {
		t.Errorf("claims %+v", claims)
	}
}

// check loads all languages of the files.
func check(files fs.FS) error {
	p, err := pipeline.New(files)
	if err != nil {
		return err
	}
	for _, code := range p.Languages() {
		if err := p.Load(code); err != nil {
			return err
		}
	}
	return nil
}

func TestFaultsOfDataAreNamed(t *testing.T) {
	for _, name := range []string{"lang/en/clause.yaml", "lang/tr/entity.yaml", "lang/en/event.yaml", "ontology/kinds.yaml", "lang/tr/rules/engagement.yaml"} {
		files := dataFiles(t)
		files[name] = &fstest.MapFile{Data: []byte("nosuchfield: 1\n")}
		err := check(files)
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s with an unknown field: error %v", name, err)
		}
	}
	files := dataFiles(t)
	delete(files, "lang/en/clause.yaml")
	if err := check(files); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "lang/en/clause.yaml") {
		t.Errorf("without a file of a pack: error %v", err)
	}
}

func TestLanguageWithoutRulesHasNoClaims(t *testing.T) {
	p := embedded(t)
	for _, code := range []string{"und", "", "xx", "EN"} {
		if claims := read(t, p, report(code, "Foreign Minister Anna Berg met Ambassador Ruth Mbeki in Riga.")); len(claims) > 0 {
			t.Errorf("language %q: claims %+v", code, claims)
		}
	}
}

func TestReadStopsWhenCancelled(t *testing.T) {
	p := embedded(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	claims, err := p.Read(ctx, report("en", "Foreign Minister Anna Berg met Ambassador Ruth Mbeki in Riga."))
	if !errors.Is(err, context.Canceled) || claims != nil || !strings.Contains(err.Error(), "example.txt") {
		t.Errorf("claims %v, error %v; want none, and an error that names the report", claims, err)
	}
}

// TestClaimIDsOutliveRules: a judgement must find its claim again after the
// rules have changed.
func TestClaimIDsOutliveRules(t *testing.T) {
	files := dataFiles(t)
	f := files["lang/en/rules/meeting.yaml"]
	f.Data = []byte(strings.ReplaceAll(string(f.Data), "id: en.meet\n", "id: en.met\n"))
	changed, err := pipeline.New(files)
	if err != nil {
		t.Fatal(err)
	}
	r := report("en", "Foreign Minister Anna Berg met Ambassador Ruth Mbeki in Riga.")
	old, renamed := read(t, embedded(t), r), read(t, changed, r)
	if len(old) != 1 || len(renamed) != 1 {
		t.Fatalf("claims %+v and %+v", old, renamed)
	}
	if old[0].ID != renamed[0].ID || old[0].Rules == renamed[0].Rules || old[0].Sources[0].Rule == renamed[0].Sources[0].Rule {
		t.Errorf("id %s by %s, then %s by %s", old[0].ID, old[0].Sources[0].Rule, renamed[0].ID, renamed[0].Sources[0].Rule)
	}
	r.ID = chancery.ReportID("", "", "another text")
	if other := read(t, embedded(t), r); other[0].ID == old[0].ID {
		t.Errorf("the claims of two reports share the id %s", other[0].ID)
	}
}

// article is a report of some 500 words.
func article() string {
	const paragraph = `Foreign Minister of Estonia Kadri Lepik arrived in Oslo on Tuesday for a two-day working visit. ` +
		`She met Prime Minister Ingrid Solberg-Dahl and held talks with Foreign Minister Tor Eikeland. ` +
		`The ministers discussed energy security, the situation in the region and cyber defence. ` +
		`"Our cooperation has never been closer," Lepik said after the meeting. ` +
		`According to the ministry, trade between the two countries rose by 9 per cent to 1.2 billion euros in 2024. ` +
		`Estonia joined NATO in 2004, and Norway is among the founders of the organisation. ` +
		`On Wednesday the minister is expected to visit the parliament, where she will be received by the Speaker. ` +
		"An agreement on joint exercises may be signed in the autumn.\n\n"
	return strings.Repeat(paragraph, 4)
}

func BenchmarkRead(b *testing.B) {
	p := embedded(b)
	for code, text := range map[string]string{
		"en": article(),
		"tr": strings.Repeat("Estonya Dışişleri Bakanı Kadri Lepik, iki günlük çalışma ziyareti kapsamında salı günü Oslo'ya geldi. "+
			"Lepik, Norveç Başbakanı Ingrid Dahl ile görüştü. Görüşmede enerji güvenliği ve bölgedeki gelişmeler ele alındı. "+
			"Bakan Lepik, iki ülke arasındaki ticaretin 2024'te yüzde 9 arttığını söyledi.\n\n", 14),
	} {
		b.Run(code, func(b *testing.B) {
			r := report(code, text)
			tokens := 0
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				claims, err := p.Read(context.Background(), r)
				if err != nil || len(claims) == 0 {
					b.Fatal(len(claims), err)
				}
				tokens += len(strings.Fields(text))
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := check(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
