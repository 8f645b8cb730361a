package intake_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"chancery/data"
	"chancery/internal/intake"
)

func TestMeasure(t *testing.T) {
	root := "/work/shared/gold/dev/"
	f, err := os.Open(root + "gold.jsonl")
	if err != nil {
		t.Skip()
	}
	good, n := 0, 0
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var g struct {
			Doc, Lang string
			Published *string
		}
		json.Unmarshal(sc.Bytes(), &g)
		r, err := intake.New(data.FS, intake.DefaultLimits(), func(string) string { return g.Lang })
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := os.ReadFile(root + "reports/" + g.Doc + ".txt")
		rep, err := r.Read(intake.Item{Name: g.Doc + ".txt", Data: raw})
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		if g.Published != nil {
			want = *g.Published
		}
		n++
		flag := "OK "
		if want == string(rep.Published) {
			good++
		} else {
			flag = "BAD"
		}
		fmt.Printf("%s %s %s want %q got %q %s | outlet %q chain %q author %q title %q dateline %q\n", flag, g.Doc, g.Lang, want, rep.Published, rep.PublishedBasis, rep.Outlet, rep.Chain, rep.Author, rep.Title, rep.Dateline)
		for _, p := range rep.Parts {
			fmt.Printf("      %s %q\n", p.Kind, p.In(rep.Text))
		}
		for _, p := range rep.Dates {
			fmt.Printf("      @%s %s %q\n", p.Source, p.Date, p.Span.In(rep.Text))
		}
	}
	fmt.Println(good, n)
	lang := map[string]string{"004": "tr"}
	es, _ := os.ReadDir("/work/shared/seeds")
	for _, e := range es {
		r, _ := intake.New(data.FS, intake.DefaultLimits(), func(string) string {
			if l := lang[e.Name()[:3]]; l != "" {
				return l
			}
			return "en"
		})
		raw, _ := os.ReadFile("/work/shared/seeds/" + e.Name())
		rep, err := r.Read(intake.Item{Name: e.Name(), Data: raw})
		fmt.Printf("%s %v got %q %s | outlet %q chain %q author %q title %q dateline %q\n", e.Name(), err, rep.Published, rep.PublishedBasis, rep.Outlet, rep.Chain, rep.Author, rep.Title, rep.Dateline)
		for _, p := range rep.Parts {
			fmt.Printf("      %s %q\n", p.Kind, p.In(rep.Text))
		}
		for _, p := range rep.Dates {
			fmt.Printf("      @%s %s %q\n", p.Source, p.Date, p.Span.In(rep.Text))
		}
	}
}
