package figure_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"chancery"
	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/figure"
	"chancery/internal/lang"
	"chancery/internal/readtest"
	"chancery/internal/timex"
)

var update = flag.Bool("update", false, "write the last column of the golden file anew")

// tool is what reads one language, up to figures.
type tool struct {
	readtest.Language
	times  *timex.Reader
	reader *figure.Reader
}

// tools has every language that has a figure.yaml.
func tools(t testing.TB) map[string]tool {
	t.Helper()
	out := map[string]tool{}
	for _, l := range readtest.Languages(t, "figure.yaml") {
		times, err := timex.Load(data.FS, l.Pack.Code)
		if err != nil {
			t.Fatal(err)
		}
		reader, err := figure.New(data.FS, l.Pack)
		if err != nil {
			t.Fatal(err)
		}
		out[l.Pack.Code] = tool{l, times, reader}
	}
	return out
}

// source analyses a text up to what the reader needs.
func (x tool) source(t testing.TB, report chancery.Report) figure.Source {
	t.Helper()
	doc := x.Read(t, report.Text, entity.Context{Published: report.Published})
	return figure.Source{Report: &report, Doc: doc, Times: x.times.Find(doc.Text), Version: "1"}
}

func (x tool) read(t testing.TB, text string) []chancery.Claim {
	t.Helper()
	return x.reader.Read(x.source(t, chancery.Report{ID: "r1", Language: x.Pack.Code, Published: "2025-06-12", Text: text}))
}

// show is a figure as the golden file writes it.
func show(f *chancery.Figure) string {
	out := strconv.FormatFloat(f.Value, 'f', -1, 64) + " " + f.Unit + " [" + f.What + "]"
	if f.Scope != "" {
		out += " (" + f.Scope + ")"
	}
	if f.Since != "" {
		out += " since " + string(f.Since)
	}
	if f.AsOf != "2025-06" {
		out += " as of " + string(f.AsOf)
	}
	return out
}

const goldenHead = `# Source: the project; licence Apache-2.0
# Figures are "value unit [what] (scope) since date", parted by " | ". The report is of 2025-06-12.
language	sentence	figures
`

func TestFigures(t *testing.T) {
	const name = "testdata/figures.tsv"
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	byCode := tools(t)
	var fresh strings.Builder
	fresh.WriteString(goldenHead)
	count := map[string]int{}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "language\t") {
			continue
		}
		code, rest, _ := strings.Cut(line, "\t")
		text, want, _ := strings.Cut(rest, "\t")
		count[code]++
		var got []string
		x, ok := byCode[code]
		if !ok {
			t.Fatalf("no language %q", code)
		}
		for _, c := range x.read(t, text) {
			got = append(got, show(c.Figure))
		}
		joined := strings.Join(got, " | ")
		if joined != want && !*update {
			t.Errorf("%s: %s\n got %s\nwant %s", code, text, joined, want)
		}
		fmt.Fprintf(&fresh, "%s\t%s\t%s\n", code, text, joined)
	}
	if count["en"] < 150 || count["tr"] < 150 {
		t.Errorf("too few sentences: %v", count)
	}
	if *update {
		if err := os.WriteFile(name, []byte(fresh.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Evidence is verbatim, the value's own words among it; a report's claims have
// ids of their own and the month of the report.
func TestEvidence(t *testing.T) {
	x := tools(t)["en"]
	text := "Since 3 May, the floods have killed 42 farmers in Chad. Norway gave €2.5 million for tents, and Malta gave 300 tents.\n" +
		strings.Repeat("The talks went on in the old town hall beside the river, ", 12) + "where 64 delegates stayed."
	claims := x.read(t, text)
	if len(claims) != 4 {
		t.Fatalf("got %d claims, want 4", len(claims))
	}
	ids := map[string]bool{}
	for _, c := range claims {
		if c.Sort != chancery.SortFigure || c.Figure == nil || c.Report != "r1" || c.Rules != "1" {
			t.Errorf("claim %+v is not a figure of the report", c)
		}
		if c.Figure.AsOf != "2025-06" {
			t.Errorf("%s: as of %s", show(c.Figure), c.Figure.AsOf)
		}
		if ids[c.ID] {
			t.Errorf("id %s twice", c.ID)
		}
		ids[c.ID] = true
		for _, e := range c.Sources {
			if e.Quote != e.In(text) || e.Quote == "" || e.Len() > 300 {
				t.Errorf("%s: %s %q of %d bytes", show(c.Figure), e.Field, e.Quote, e.Len())
			}
		}
		value, ok := c.Source("value")
		clause, ok2 := c.Source("figure")
		if !ok || !ok2 || !clause.Contains(value.Span) {
			t.Errorf("%s: value %q outside its clause %q", show(c.Figure), value.Quote, clause.Quote)
		}
	}
	if since, ok := claims[0].Source("since"); !ok || since.Quote != "Since 3 May" {
		t.Errorf("since rests on %q", since.Quote)
	}
}

// What stands in the headline or in a link box is not read; a figure told twice
// is told once.
func TestParts(t *testing.T) {
	x := tools(t)["en"]
	const title, body, box = "Storm kills 17 sailors.\n", "The storm killed 17 sailors. The 17 sailors were buried.\n", "Read also: 90 buses burn."
	r := chancery.Report{ID: "r1", Language: "en", Published: "2025-06-12", Text: title + body + box, Parts: []chancery.Part{
		{Kind: chancery.PartTitle, Span: chancery.Span{Start: 0, End: len(title)}},
		{Kind: chancery.PartDebris, Span: chancery.Span{Start: len(title + body), End: len(title + body + box)}}}}
	claims := x.reader.Read(x.source(t, r))
	if len(claims) != 1 || claims[0].Figure.Value != 17 || claims[0].Sources[0].Start < len(title) {
		t.Errorf("got %+v", claims)
	}
}

func TestLoadFaults(t *testing.T) {
	for fault, text := range map[string]string{
		"order":   "order: first\nnumbers: {decimal: '.', group: ','}\n",
		"decimal": "order: plural\nnumbers: {decimal: '.', group: '.'}\n",
		"colour":  "colour: red\n",
	} {
		fsys := fstest.MapFS{"lang/en/figure.yaml": {Data: []byte(text)}}
		_, err := figure.New(fsys, lang.Pack{Code: "en", Folder: "lang/en"})
		if err == nil || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), "figure.yaml") {
			t.Errorf("%s: error is %v", fault, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	x := tools(b)["en"]
	src := x.source(b, chancery.Report{ID: "r1", Language: "en", Published: "2025-06-12",
		Text: strings.Repeat("The envoys met for an hour in the old town hall. Since 3 May, the floods have killed 42 farmers and driven 1,900 people from 27 villages; Norway gave €2.5 million. ", 20)})
	for b.Loop() {
		x.reader.Read(src)
	}
}
