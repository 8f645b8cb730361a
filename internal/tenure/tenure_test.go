package tenure_test

import (
	"context"
	"testing"

	"chancery"
	"chancery/data"
	"chancery/internal/pipeline"
)

// TestTenures reads reports as a user does and looks at the tenures among
// their claims.
func TestTenures(t *testing.T) {
	p, err := pipeline.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, language, text string
		want                 []chancery.Tenure
	}{
		{"named with office", "en", "Foreign Minister Anna Berg of Norway met the President of Peru, Ramon Ortega, in Lima.", []chancery.Tenure{
			{Name: "Anna Berg", Office: chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "NOR"}, Seen: "2025-05-15"},
			{Name: "Ramon Ortega", Office: chancery.Office{Title: "President", Text: "President", Of: "PER"}, Seen: "2025-05-15"},
		}},
		{"former holder", "en", "Former Prime Minister of Latvia Janis Kalnins met Foreign Minister Anna Berg of Norway.", []chancery.Tenure{
			{Name: "Anna Berg", Office: chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "NOR"}, Seen: "2025-05-15"},
		}},
		{"office inferred from the one listed before", "en", "Foreign Minister Anna Berg of Norway and Peru's Ramon Ortega met in Lima.", []chancery.Tenure{
			{Name: "Anna Berg", Office: chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "NOR"}, Seen: "2025-05-15"},
		}},
		{"office without a name", "en", "The Norwegian foreign minister arrived in Lima.", nil},
		{"of nobody known", "en", "Defence Minister Tomas Novak spoke to the press.", nil},
		{"Turkish", "tr", "Norveç Dışişleri Bakanı Anna Berg Lima'ya geldi.", []chancery.Tenure{
			{Name: "Anna Berg", Office: chancery.Office{Title: "Minister of Foreign Affairs", Text: "Dışişleri Bakanı", Of: "NOR"}, Seen: "2025-05-15"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			claims, err := p.Read(context.Background(), chancery.Report{ID: "r1", Name: "a.txt", Language: c.language, Text: c.text, Published: "2025-05-15"})
			if err != nil {
				t.Fatal(err)
			}
			var got []chancery.Tenure
			for _, x := range claims {
				if x.Tenure == nil {
					continue
				}
				got = append(got, *x.Tenure)
				for _, e := range x.Sources {
					if e.Quote != e.Span.In(c.text) {
						t.Errorf("evidence %q is not the text's %q", e.Quote, e.Span.In(c.text))
					}
				}
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %+v, want %+v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got %+v, want %+v", got[i], c.want[i])
				}
			}
		})
	}
}
