package entity_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/readtest"
)

var update = flag.Bool("update", false, "write what is found into the golden files")

// TestMentions reads short texts and compares who and what they speak of with
// what stands below each in testdata/<language>.txt: the words of a mention,
// its label, and behind an arrow the actor that it is.
func TestMentions(t *testing.T) {
	for _, x := range readtest.Languages(t, "entity.yaml") {
		code := x.Pack.Code
		t.Run(code, func(t *testing.T) {
			file := filepath.Join("testdata", code+".txt")
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for block := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
				if strings.HasPrefix(block, "#") {
					got.WriteString(block + "\n\n")
					continue
				}
				text, _, _ := strings.Cut(block, "\n")
				got.WriteString(text + "\n" + show(x.Read(t, text, entity.Context{Published: "2025-05-15"})) + "\n")
			}
			all := strings.TrimSuffix(got.String(), "\n")
			if *update {
				if err := os.WriteFile(file, []byte(all), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(raw), "\n"), strings.Split(all, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func show(d *entity.Doc) string {
	var b strings.Builder
	for _, m := range d.Mentions {
		fmt.Fprintf(&b, "  %s %s", m.Label, strings.Join(strings.Fields(d.Text.Span(m.First, m.Last).In(d.Text.Source)), " "))
		if m.Case != "" {
			fmt.Fprintf(&b, " [%s]", m.Case)
		}
		switch {
		case len(m.Members) > 0:
			for i, n := range m.Members {
				fmt.Fprintf(&b, "%s %s", []string{" ->", " +"}[min(i, 1)], actor(d.Actors[n]))
			}
		case m.Actor >= 0:
			fmt.Fprintf(&b, " -> %s", actor(d.Actors[m.Actor]))
		case m.Of != "":
			fmt.Fprintf(&b, " of %s", m.Of)
		case m.Entry.Country != "":
			fmt.Fprintf(&b, " in %s", m.Entry.Country)
		}
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		return "  nobody\n"
	}
	return b.String()
}

// actor is one in a few words: name, office, whom it acts for.
func actor(a entity.Actor) string {
	parts := []string{a.Name}
	if a.Name == "" {
		parts[0] = "?"
	}
	if a.Office != nil {
		parts = append(parts, a.Office.Title)
	}
	if a.Of != "" {
		parts = append(parts, a.Of)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// TestMentionsAreInOrder: whatever the text, mentions follow one another
// without overlap, and what they name stands inside them.
func TestMentionsAreInOrder(t *testing.T) {
	words := map[string][]string{
		"en": {"Foreign Minister", "Ministers", "Anna Berg", "Ruth", "of", "Peru", "Peru's", "Peruvian", "and", ",", ".", "the", "delegation", "led by", "his", "counterparts", "he", "both",
			"in Riga", "(", ")", "NATO", "Secretary General", "Committee", "al-Harthy", "who is", "—", "'s", "Senate", "Mr.", "two ministers"},
		"tr": {"Dışişleri Bakanı", "bakanları", "Anna Berg", "Berg'in", "Ruth", "Peru", "Peru'nun", "Perulu", "ve", "ile", ",", ".", "heyeti", "başkanlığındaki", "mevkidaşı", "mevkidaşları",
			"Riga'da", "NATO", "Genel Sekreteri", "Yardımcısı", "Komitesi", "el-Harthy", "Meclis", "Sayın", "iki bakan", "'nin"},
		"fr": {"ministre", "ministres", "des Affaires étrangères", "Anna Berg", "Ruth", "du", "de la", "Pérou", "péruvien", "péruviens", "et", ",", ".", "le", "les", "la délégation", "conduite par",
			"son homologue", "homologues", "il", "l'a reçu", "à Riga", "OTAN", "secrétaire général", "Commission", "M.", "deux ministres", "(", ")", "chefs de la diplomatie"},
		"ru": {"Министр иностранных дел", "министров", "Анна Берг", "Анной", "Рут", "Перу", "перуанский", "Норвегии", "и", ",", ".", "делегация", "во главе с", "его", "коллега", "коллеги", "он", "оба",
			"в Риге", "(", ")", "НАТО", "генсек", "глава МИД", "комитета", "аль-Харти", "—", "Сенат", "г-н", "обе страны", "с"},
		"az": {"xarici işlər naziri", "nazirləri", "Anna Berq", "Berqin", "Ruf", "Peru", "Perunun", "perulu", "və", "ilə", ",", ".", "nümayəndə heyəti", "başçılığı ilə", "həmkarı", "həmkarları",
			"Riqada", "NATO-nun", "Baş katibi", "müavini", "Komitəsinin", "əl-Harti", "Məclis", "cənab", "iki nazir", "A.", "tərəfindən", "üzrə"},
		"es": {"ministro", "ministros", "de Relaciones Exteriores", "Anna Berg", "Ruth", "del", "de la", "Perú", "peruano", "peruanos", "y", ",", ".", "el", "los", "la delegación", "encabezada por",
			"su homólogo", "homólogos", "él", "la recibió", "en Riga", "OTAN", "secretario general", "Comisión", "Sr.", "dos ministros", "(", ")", "tres funcionarios", "canciller"},
	}
	for _, x := range readtest.Languages(t, "entity.yaml") {
		code := x.Pack.Code
		t.Run(code, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words[code]), 1, 40).Draw(rt, "words"), " ")
				d := x.Read(t, text, entity.Context{Published: "2025-05-15", Dateline: "Riga"})
				last := 0
				for i, m := range d.Mentions {
					whole := d.Text.Span(m.First, m.Last)
					if m.First < last || m.Last <= m.First || m.Last > len(d.Text.Tokens) {
						rt.Errorf("mention %d is of tokens [%d,%d), the one before ends at %d", i, m.First, m.Last, last)
					}
					last = m.Last
					for _, part := range []chancery.Span{m.NameSpan, m.OfSpan, m.OfficeSpan} {
						if part.Start < 0 || part.End > len(text) || part.End < part.Start {
							rt.Errorf("mention %d %q names bytes [%d,%d) of %d", i, whole.In(text), part.Start, part.End, len(text))
						}
					}
					if m.Actor >= len(d.Actors) || m.Actor < -1 {
						rt.Errorf("mention %d %q is of actor %d, there are %d", i, whole.In(text), m.Actor, len(d.Actors))
					}
					for _, a := range m.Members {
						if a < 0 || a >= len(d.Actors) {
							rt.Errorf("mention %d %q is of actor %d, there are %d", i, whole.In(text), a, len(d.Actors))
						}
					}
				}
			})
		})
	}
}
