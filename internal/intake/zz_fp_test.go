package intake_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/intake"
)

func TestFP(t *testing.T) {
	for _, c := range [][2]string{{"en", "en/gum-train"}, {"en", "en/ewt-train"}, {"tr", "tr/dev"}, {"tr", "tr/gb-train"}, {"ru", "ru/gsd-train"}, {"fr", "fr/sequoia-train"}} {
		f, err := os.Open("/work/shared/data/ud/" + c[1] + ".conllu")
		if err != nil {
			fmt.Println(err)
			continue
		}
		r, err := intake.New(data.FS, intake.DefaultLimits(), func(string) string { return c[0] })
		if err != nil {
			t.Fatal(err)
		}
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<24)
		var doc []string
		n, bytes := 0, 0
		flush := func() {
			text := strings.Join(doc, "\n")
			doc = nil
			rep, err := r.Read(intake.Item{Name: "x.txt", Data: []byte(text)})
			if err != nil {
				return
			}
			n++
			bytes += len(text)
			for _, p := range rep.Parts {
				if p.Kind != "title" || len(p.In(rep.Text)) > 80 {
					fmt.Printf("%s %s %q\n", c[1], p.Kind, p.In(rep.Text))
				}
			}
			if len(rep.Chain) > 0 {
				fmt.Printf("%s CHAIN %q outlet %q\n", c[1], rep.Chain, rep.Outlet)
			}
			if rep.Published != "" {
				fmt.Printf("%s PUB %q %s\n", c[1], rep.Published, rep.PublishedBasis)
			}
		}
		for sc.Scan() {
			if s, ok := strings.CutPrefix(sc.Text(), "# text = "); ok {
				doc = append(doc, s)
				if len(doc) == 8 {
					flush()
				}
			}
		}
		fmt.Println(c[1], n, bytes)
	}
}
