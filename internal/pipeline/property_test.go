package pipeline_test

import (
	"context"
	"fmt"
	"math/rand"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chancery"
)

// pieces are what texts of any order are made of: words that the rules look
// for, names, marks and rubbish, in the languages that have rules.
var pieces = map[string][]string{
	"en": {"Foreign Minister", "President", "Anna Berg", "Ruth Mbeki", "the delegation", "led by", "met", "met with", "visited", "will visit",
		"talks", "held", "between", "and", ",", ".", "\n\n", "\n", "in Riga", "Kenya", "Peru", "Kenyan", "counterpart", "his", "her", "he", "they",
		"the two ministers", "on Monday", "on 8 May", "from 6 to 8 March", "agreement", "signed", "by phone", "called", "received", "was received by",
		"denied", "postponed", "not", "if", "NATO", "the NATO summit", "in Lisbon", "of", "with", "\"", "'s", "’s", "-", "—", "(", ")", "2025", "1992",
		"separately", "both", "invited", "to visit", ";", ":", "Mr.", "Dr.", "U.S.", "the", "a", "\u00a0", "\u200b", "🙂", "a\u0301", "ŁÓDŹ", "@berg", "#x", "http://x.example"},
	"tr": {"Dışişleri Bakanı", "Cumhurbaşkanı", "Anna Berg", "Ruth Mbeki'yi", "Ruth Mbeki ile", "heyet", "başkanlığındaki", "görüştü", "görüşecek", "bir araya geldi",
		"ziyaret etti", "ziyareti", "ertelendi", "ve", ",", ".", "\n\n", "\n", "Riga'da", "Riga’ya", "Kenya", "Peru'nun", "Kenyalı", "mevkidaşı", "kabul etti",
		"iki bakan", "pazartesi günü", "8 Mayıs'ta", "anlaşma", "imzaladı", "telefonda", "aradı", "tarafından", "kabul edildi", "yalanladı", "NATO zirvesi",
		"arasında", "\"", "'", "’", "-", "(", ")", "2025", "ayrı ayrı", "gelen", ";", ":", "Dr.", "İ", "I", "ı", "i\u0307", "🙂", "@berg"},
}

// TestAnyTextReads reads texts in which everything stands in any order.
func TestAnyTextReads(t *testing.T) {
	p := embedded(t)
	for code, words := range pieces {
		t.Run(code, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
				r := report(code, text)
				r.Published = rapid.SampledFrom([]chancery.Date{"", "2025-05-15", "2025", "XXXX-05-15", "[..2025-05-15]"}).Draw(t, "published")
				r.Dateline = rapid.SampledFrom([]string{"", "Riga", "nowhere", "RIGA"}).Draw(t, "dateline")
				r.Parts = drawParts(t, len(text))
				claims, err := p.Read(context.Background(), r)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range faults(r, claims) {
					t.Error(f)
				}
				again, err := p.Read(context.Background(), r)
				if diff := cmp.Diff(claims, again); diff != "" || err != nil {
					t.Errorf("read twice: %v %s", err, diff)
				}
			})
		})
	}
}

// drawParts are parts of a text in order, as intake marks them.
func drawParts(t *rapid.T, length int) []chancery.Part {
	kinds := []chancery.PartKind{chancery.PartTitle, chancery.PartHeader, chancery.PartDateline, chancery.PartByline, chancery.PartCredit, chancery.PartPost, chancery.PartDebris}
	var out []chancery.Part
	for at := 0; at < length && len(out) < 4; {
		start := rapid.IntRange(at, length).Draw(t, "start")
		end := rapid.IntRange(start, length).Draw(t, "end")
		if end > start {
			out = append(out, chancery.Part{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Span: chancery.Span{Start: start, End: end}})
		}
		at = end + 1
	}
	return out
}

// TestManyReadAtOnce reads the same reports in many goroutines. It says most
// under the race detector.
func TestManyReadAtOnce(t *testing.T) {
	p := embedded(t)
	rng := rand.New(rand.NewSource(7))
	var reports []chancery.Report
	var want [][]chancery.Claim
	for _, code := range []string{"en", "tr"} {
		for range 20 {
			var b strings.Builder
			for range 80 {
				b.WriteString(pieces[code][rng.Intn(len(pieces[code]))] + " ")
			}
			r := report(code, b.String())
			reports, want = append(reports, r), append(want, read(t, p, r))
		}
	}
	var wait sync.WaitGroup
	wrong := make(chan string, 8*len(reports))
	for range 8 {
		wait.Go(func() {
			for i, r := range reports {
				got, err := p.Read(context.Background(), r)
				if diff := cmp.Diff(want[i], got); diff != "" || err != nil {
					wrong <- fmt.Sprintf("%q: %v %s", r.Text, err, diff)
				}
			}
		})
	}
	wait.Wait()
	close(wrong)
	for w := range wrong {
		t.Error(w)
	}
}

// TestLongTextsReadInTime reads texts of 200 kB that are one long list, one
// long name, or one long sentence. A # is another name each time.
func TestLongTextsReadInTime(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("takes seconds, and many of them under the race detector")
	}
	p := embedded(t)
	for code, units := range map[string]map[string]string{
		"en": {
			"capitals": "Berg Minister Foreign ", "met with": "met with ", "commas": ", ", "people": "Foreign Minister Anna Berg met with President Ruth Mbeki, ",
			"and": "Anna Berg and ", "of": "Minister of the Council of ", "dates": "on 8 May 2025 ", "quotes": "\" ' ", "letters": "a", "lines": "Anna Berg\n",
			"said": "The minister said that he said. ", "quoted": "“We met,” the ministry said. “We left,” it added. ", "open": "“ ",
			"sentences": "Foreign Minister Anna Berg met the Peruvian delegation in Riga on Monday. ", "pronouns": "He met him and they met her. ",
			"she said": "“We met,” she said. ", "figures": "12,000 people, 3.5 billion dollars, 40 percent, ",
			"labels": "MS #: I came.\nQUESTION: And you?\n", "bodies": "The # Council of Norway praised the # Office of Kenya. ",
		},
		"tr": {
			"capitals": "Berg Bakanı Dışişleri ", "ile görüştü": "ile görüştü ", "commas": ", ", "people": "Dışişleri Bakanı Anna Berg, Cumhurbaşkanı Ruth Mbeki ile ",
			"ve": "Anna Berg ve ", "dates": "8 Mayıs 2025'te ", "letters": "a", "lines": "Anna Berg\n", "söyledi": "Bakan söylediğini söyledi. ", "dedi": "Sözcü, \"Görüştük.\" dedi. ",
			"sentences": "Dışişleri Bakanı Anna Berg, Peru heyetiyle pazartesi günü Riga'da görüştü. ",
			"kişiler":   "Anna #, \"Görüştük.\" dedi. ",
		},
	} {
		for name, unit := range units {
			t.Run(code+"/"+name, func(t *testing.T) {
				const size = 200_000
				var text strings.Builder
				for n := range size / len(unit) {
					text.WriteString(strings.ReplaceAll(unit, "#", called(n)))
				}
				r := report(code, text.String())
				begin := time.Now()
				claims := read(t, p, r)
				if took := time.Since(begin); took > 30*time.Second {
					t.Errorf("took %v", took.Round(time.Millisecond))
				} else {
					t.Logf("took %v, %d claims", took.Round(time.Millisecond), len(claims))
				}
				if f := faults(r, claims); len(f) > 0 {
					t.Error(f[0])
				}
			})
		}
	}
}

// called is a number as a name of syllables.
func called(n int) string {
	name := "K"
	for ; n > 0; n /= 10 {
		name += []string{"ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru"}[n%10]
	}
	return name + "al"
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"", " ", "\n", ".", "Foreign Minister Anna Berg met her Latvian counterpart Janis Kalnins in Riga on Monday. The two ministers signed an agreement.",
		"A delegation led by Ruth Mbeki visited Peru. It was received by President Ramon Ortega, who thanked them.",
		"RIGA, May 14 - The NATO summit opened in Lisbon; Kenya's Grace Otieno will not attend.", "\"We met,\" he said. \"They did not.\"",
		"Minister of", "of of of", "between X and", "Mr. Mr. Mr.", "and, and, and.", "led by led by", ", said X", "\"", "said", "\"We met,\"", "according to", "In his view", "“A\n“B” said he", "It was noted", "— A B (@ab) May 3, 2025", "\xff\xfe", "a\x00b", "'s 's",
	} {
		f.Add("en", text)
	}
	for _, text := range []string{
		"Norveç Dışişleri Bakanı Anna Berg, Letonyalı mevkidaşı Janis Kalnins ile Riga'da görüştü. İki bakan anlaşma imzaladı.",
		"Ruth Mbeki başkanlığındaki heyet Peru'yu ziyaret etti. Heyeti Cumhurbaşkanı Ramon Ortega kabul etti.",
		"Bakanı", "ile ile ile", "arasında", "'da 'de", "İIıi", "heyeti, heyeti, heyeti.", "dedi", "\"Görüştük\" dedi", "göre", "X'e göre", "söyleyen", "açıklamada belirtildi", ": \"A\"",
	} {
		f.Add("tr", text)
	}
	f.Fuzz(func(t *testing.T, code, text string) {
		if len(text) > 5000 {
			t.Skip()
		}
		p := embedded(t)
		r := report(code, strings.ToValidUTF8(text, "�"))
		claims := read(t, p, r)
		for _, f := range faults(r, claims) {
			t.Errorf("%s %q: %s", code, r.Text, f)
		}
		if diff := cmp.Diff(claims, read(t, p, r)); diff != "" {
			t.Errorf("%s %q: read twice: %s", code, r.Text, diff)
		}
	})
}
