package speech_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"chancery"
	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/lang"
	"chancery/internal/ontology"
	"chancery/internal/pipeline"
	"chancery/internal/readtest"
	"chancery/internal/speech"
)

// spoken is a statement as a case expects it: who speaks ("?" for nobody named,
// with a "+" for several), the form, and words that the quote holds.
type spoken struct{ who, form, words string }

// cases are the texts below testdata/<language>, each with the statements that
// stand in it: paragraphs, lines that begin with ">", an empty line.
func cases(t testing.TB, language string) (texts []string, want [][]spoken) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", language, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for block := range bytes.SplitSeq(bytes.TrimSpace(raw), []byte("\n\n")) {
			var text []string
			var all []spoken
			for line := range strings.SplitSeq(string(block), "\n") {
				rest, ok := strings.CutPrefix(line, "> ")
				if !ok {
					text = append(text, line)
					continue
				}
				parts := strings.Split(rest, " | ")
				if len(parts) != 3 {
					t.Fatalf("%s: %q is not speaker, form and words", f, line)
				}
				all = append(all, spoken{parts[0], parts[1], parts[2]})
			}
			texts, want = append(texts, strings.Join(text, "\n")), append(want, all)
		}
	}
	return texts, want
}

// loaded is the pipeline of the embedded data; it never changes, so that all
// tests share one.
var loaded = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(data.FS) })

func pipe(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// statements are the claims of that sort in a text.
func statements(t testing.TB, p *pipeline.Pipeline, r chancery.Report) []chancery.Claim {
	t.Helper()
	claims, err := p.Read(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var out []chancery.Claim
	for _, c := range claims {
		if c.Statement != nil {
			out = append(out, c)
		}
	}
	return out
}

func who(s *chancery.Statement) string {
	out := s.Name
	if out == "" && !s.Collective {
		out = "?"
	}
	if s.Collective {
		out = strings.TrimSpace(out + " +")
	}
	return out
}

// fewest is how many cases the languages have that were read first; others have fewer.
var fewest = map[string]int{"en": 150, "tr": 150}

// TestCases reads sentences and short reports and compares who said what.
func TestCases(t *testing.T) {
	p := pipe(t)
	for _, language := range p.Languages() {
		texts, want := cases(t, language)
		if least := max(20, fewest[language]); len(texts) < least {
			t.Errorf("language %s has %d cases, at least %d are wanted", language, len(texts), least)
		}
		for n, text := range texts {
			t.Run(fmt.Sprintf("%s/%d", language, n), func(t *testing.T) {
				got := statements(t, p, chancery.Report{ID: "r", Name: "r.txt", Language: language, Text: text, Published: "2025-05-15"})
				right := len(got) == len(want[n])
				for k := 0; right && k < len(got); k++ {
					s, w := got[k].Statement, want[n][k]
					right = who(s) == w.who && string(s.Form) == w.form && strings.Contains(s.Quote, w.words)
				}
				if !right {
					var b strings.Builder
					for _, c := range got {
						fmt.Fprintf(&b, "\n got > %s | %s | %s", who(c.Statement), c.Statement.Form, c.Statement.Quote)
					}
					for _, w := range want[n] {
						fmt.Fprintf(&b, "\nwant > %s | %s | %s", w.who, w.form, w.words)
					}
					t.Errorf("%s%s", text, b.String())
				}
			})
		}
	}
}

// long is a quotation of more than a thousand letters over two paragraphs.
func long() string {
	const line = "We have talked about the sea, the port, the road and the bridge. "
	return "“" + strings.Repeat(line, 12) + "\n“" + strings.Repeat(line, 3) + "It was a long day,” Norwegian Foreign Minister Anna Berg said."
}

// TestEvidence holds that every statement rests on words of the report, none
// of them too long, and that the quotation is there in full.
func TestEvidence(t *testing.T) {
	p := pipe(t)
	for _, language := range p.Languages() {
		texts, _ := cases(t, language)
		if language == "en" {
			texts = append(texts, long())
		}
		for _, text := range texts {
			ids := map[string]bool{}
			for _, c := range statements(t, p, chancery.Report{ID: "r", Name: "r.txt", Language: language, Text: text, Published: "2025-05-15"}) {
				if c.Sort != chancery.SortStatement || c.Report != "r" || c.Rules == "" || ids[c.ID] {
					t.Errorf("%s: claim %+v", text, c)
				}
				ids[c.ID] = true
				fields := map[string]int{}
				for _, e := range c.Sources {
					fields[e.Field]++
					if e.Empty() || e.Quote != e.In(text) || utf8.RuneCountInString(e.Quote) > 600 {
						t.Errorf("%s: %s rests on %q", text, e.Field, e.Quote)
					}
				}
				if fields["quote"] == 0 || (fields["statement"] == 0) != (c.Statement.Form == chancery.Direct) {
					t.Errorf("%s: sources are %v", text, fields)
				}
			}
		}
	}
}

func TestLongQuotation(t *testing.T) {
	got := statements(t, pipe(t), chancery.Report{ID: "r", Name: "r.txt", Language: "en", Text: long(), Published: "2025-05-15"})
	if len(got) != 1 || got[0].Statement.Name != "Anna Berg" || !strings.HasSuffix(got[0].Statement.Quote, "It was a long day,") {
		t.Fatalf("got %+v", got)
	}
	pieces := 0
	for _, e := range got[0].Sources {
		if e.Field == "quote" {
			pieces++
			if last := e.Quote[len(e.Quote)-1]; last != '.' && last != ',' {
				t.Errorf("a piece ends within a sentence: %q", e.Quote)
			}
		}
	}
	if pieces != 3 {
		t.Errorf("%d pieces, want 3", pieces)
	}
}

// TestPost holds that an embedded post and the report's own print of it are one
// statement of the account's holder.
func TestPost(t *testing.T) {
	const text = "Latvia's envoy Janis Kalnins told of the talks on his account.\n" +
		"Glad to meet @AnnaBerg in Riga today and to speak of our common sea.\n— Janis Kalnins (@JKalnins) March 3, 2025\n" +
		"“Glad to meet Anna Berg in Riga today and to speak of our common sea,” the post by Kalnins reads.\n"
	begin, end := strings.Index(text, "Glad"), strings.Index(text, "“")
	signed := strings.Index(text, "March")
	r := chancery.Report{ID: "r", Name: "r.txt", Language: "en", Text: text, Published: "2025-03-04",
		Parts: []chancery.Part{{Kind: chancery.PartPost, Span: chancery.Span{Start: begin, End: end - 1}}},
		Dates: []chancery.ReportDate{{Source: chancery.DatePost, Date: "2025-03-03", Span: chancery.Span{Start: signed, End: end - 1}}}}
	var posts []chancery.Claim
	for _, c := range statements(t, pipe(t), r) {
		if c.Statement.Form == chancery.Direct {
			posts = append(posts, c)
		}
	}
	if len(posts) != 1 {
		t.Fatalf("got %+v", posts)
	}
	s := posts[0].Statement
	if s.Name != "Janis Kalnins" || s.Date != "2025-03-03" || !strings.HasPrefix(s.Quote, "Glad to meet Anna Berg") {
		t.Errorf("got %+v", s)
	}
	quotes := 0
	for _, e := range posts[0].Sources {
		if e.Field == "quote" {
			quotes++
		}
	}
	if quotes != 2 {
		t.Errorf("%d quotes, want the post and its print", quotes)
	}
}

// TestFields looks at stance, topics, day and event.
func TestFields(t *testing.T) {
	p := pipe(t)
	for _, c := range []struct {
		language, text, stance, about string
		date                          chancery.Date
		event                         bool
	}{
		{"en", "Norwegian Foreign Minister Anna Berg thanked Peru for its help.", "thank", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg condemned the attack.", "condemn", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg said that Norway rejects the ceasefire.", "oppose", "ceasefire", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg called on Peru to open its border.", "call for", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg warned of a new war.", "warn", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg voiced regret.", "regret", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg praised the work on energy.", "support", "energy", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg said on Monday that the road is open.", "neutral", "", "2025-05-12", false},
		{"en", "On Monday, Norwegian Foreign Minister Anna Berg said that the road is open.", "neutral", "", "2025-05-12", false},
		{"en", "Norwegian Foreign Minister Anna Berg said that she would return on Monday.", "neutral", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg met Peruvian President Ramon Ortega in Lima. Berg said that the road is open.", "neutral", "", "", true},
		{"en", "Norwegian Foreign Minister Anna Berg met Peruvian President Ramon Ortega in Lima. Janis Kalnins said that the road is open.", "neutral", "", "", false},
		{"en", "Norwegian Foreign Minister Anna Berg met Peruvian President Ramon Ortega in Lima.\nBerg said that the road is open.", "neutral", "", "", false},
		{"tr", "Norveç Dışişleri Bakanı Anna Berg, Peru'ya teşekkür etti.", "thank", "", "", false},
		{"tr", "Norveç Dışişleri Bakanı Anna Berg, saldırıyı kınadı.", "condemn", "", "", false},
		{"tr", "Norveç Dışişleri Bakanı Anna Berg, pazartesi günü yaptığı açıklamada yolun açık olduğunu söyledi.", "neutral", "", "2025-05-12", false},
		{"tr", "Norveç Dışişleri Bakanı Anna Berg, Peru Cumhurbaşkanı Ramon Ortega ile görüştü. Berg, enerjinin önemini vurguladı.", "neutral", "energy", "", true},
	} {
		got := statements(t, p, chancery.Report{ID: "r", Name: "r.txt", Language: c.language, Text: c.text, Published: "2025-05-15"})
		if len(got) != 1 {
			t.Errorf("%s: %d statements", c.text, len(got))
			continue
		}
		s := got[0].Statement
		if s.Stance != c.stance || strings.Join(s.About, "; ") != c.about || s.Date != c.date || (s.Event != "") != c.event {
			t.Errorf("%s: stance %s, about %v, date %s, event %q", c.text, s.Stance, s.About, s.Date, s.Event)
		}
		_, dated := got[0].Source("date")
		if dated != (c.date != "") {
			t.Errorf("%s: the date has a source: %t", c.text, dated)
		}
	}
}

// TestParts holds that headlines are not read, and that an outlet is no
// speaker.
func TestParts(t *testing.T) {
	const title, body = "Berg: \"We want peace\"\n", "Norwegian Foreign Minister Anna Berg said that the road is open, Xinhua reports."
	r := chancery.Report{ID: "r", Name: "r.txt", Language: "en", Text: title + body, Published: "2025-05-15", Parts: []chancery.Part{
		{Kind: chancery.PartTitle, Span: chancery.Span{Start: 0, End: len(title)}},
		{Kind: chancery.PartCredit, Span: chancery.Span{Start: len(title) + strings.Index(body, "Xinhua"), End: len(title + body)}}}}
	got := statements(t, pipe(t), r)
	if len(got) != 1 || got[0].Statement.Quote != "the road is open" {
		t.Errorf("got %+v", got)
	}
}

func TestLoadFaults(t *testing.T) {
	onto, err := ontology.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for fault, text := range map[string]string{
		"marking": "marking: order\n",
		"quotes":  "marking: case\nquotes: ['«']\n",
		"stances": "marking: case\nstances: {cheer: [cheer]}\n",
		"under":   "marking: case\nstances: {thank: [thank], warn: [thank]}\n",
		"colour":  "colour: red\n",
	} {
		fsys := fstest.MapFS{"lang/en/speech.yaml": {Data: []byte(text)}}
		_, err := speech.New(fsys, lang.Pack{Code: "en", Folder: "lang/en"}, onto)
		if err == nil || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), "speech.yaml") {
			t.Errorf("%s: error is %v", fault, err)
		}
	}
}

// BenchmarkRead measures this stage alone, on a report full of speech.
func BenchmarkRead(b *testing.B) {
	onto, err := ontology.Load(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	for _, l := range readtest.Languages(b, "speech.yaml") {
		reader, err := speech.New(data.FS, l.Pack, onto)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(l.Pack.Code, func(b *testing.B) {
			texts, _ := cases(b, l.Pack.Code)
			text := strings.Join(texts, "\n")
			src := speech.Source{Report: &chancery.Report{ID: "r", Language: l.Pack.Code, Text: text}, Doc: l.Read(b, text, entity.Context{})}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				reader.Read(src)
			}
		})
	}
}
