package langid_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"chancery/data"
	"chancery/internal/nlp/langid"
)

var loaded = sync.OnceValues(func() (*langid.Identifier, error) { return langid.Load(data.FS) })

func load(t testing.TB) *langid.Identifier {
	t.Helper()
	id, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSentences(t *testing.T) {
	id := load(t)
	cases, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want, sentence, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if got := id.Identify(sentence); got != want {
			t.Errorf("%q: got %s, want %s", sentence, got, want)
		}
	}
}

func TestUndetermined(t *testing.T) {
	id := load(t)
	for name, text := range map[string]string{
		"empty":      "",
		"digits":     "2025-03-08 16:50 (UTC+04:00)",
		"address":    "https://example.org/news/the-minister-of-foreign-affairs",
		"handle":     "@ministry #summit",
		"acronyms":   "NATO, EU, OSCE",
		"not UTF-8":  "\xff\xfe\x80\x81",
		"Finnish":    "Kummankin maan ulkoministerit sopivat tapaavansa uudelleen ensi syksynä.",
		"Hungarian":  "A két külügyminiszter megállapodott abban, hogy ősszel ismét találkoznak.",
		"Vietnamese": "Hai bộ trưởng ngoại giao đã đồng ý gặp lại vào mùa thu.",
		"Kazakh":     "Екі елдің сыртқы істер министрлері күзде қайта кездесуге келісті.",
		"Thai":       "รัฐมนตรีต่างประเทศทั้งสองตกลงที่จะพบกันอีกครั้ง",
	} {
		if got := id.Identify(text); got != langid.Undetermined {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestForeignNamesAndLabelsDoNotMislead(t *testing.T) {
	id := load(t)
	for text, want := range map[string]string{
		"AZERTAC - 12:40 - https://example.az/news Bakan, konuk heyeti İstanbul'da kabul etti ve ortaklığı görüştü.":                      "tr",
		"Ms Marija Đorđević and Mr Çağlar Öztürk spoke about the new railway for an hour before lunch on Monday.":                         "en",
		"Министр встретился с главой компании Example Energy и обсудил поставки газа в соседние страны.":                                  "ru",
		strings.Repeat("Nazirlik səfər barədə məlumat yayıb və görüşün vaxtını açıqlayıb. ", 200):                                         "az",
		"ПРЕЗИДЕНТ ПРИНЯЛ ПОСЛА И ОБСУДИЛ С НИМ ПОДГОТОВКУ ВИЗИТА":                                                                        "ru",
		"The minister and the ambassador met in the capital. المتحدث باسم الوزارة":                                                        "en",
		"<p>\x00Die Botschafterin überreichte dem Präsidenten ihr Beglaubigungsschreiben und sprach mit ihm über die Wirtschaft.\xff</p>": "de",
	} {
		if got := id.Identify(text); got != want {
			t.Errorf("%.60q: got %s, want %s", text, got, want)
		}
	}
}

func TestLoadNamesTheFaultyLine(t *testing.T) {
	const english = "# Source: none\nen\tLatin\tabc\t-\t25\n"
	for _, tt := range []struct{ languages, ngrams, want string }{
		{"# Source: none\nen\tElvish\tabc\t-\t25\n", "", "langid/languages.tsv:2"},
		{"en Latin\n", "", "langid/languages.tsv:1"},
		{"en\tLatin\tabж\t-\t25\n", "", "langid/languages.tsv:1"},
		{"en\tLatin\tabc\t-\tmany\n", "", "langid/languages.tsv:1"},
		{strings.Repeat("en\tLatin\tabc\t-\t25\n", 70), "", "langid/languages.tsv:65"},
		{english, "de\t100\t_der_\n", "langid/ngrams.tsv:1"},
		{english, "en\t100\t_the_\nen\t900\t_of_\n", "langid/ngrams.tsv:2"},
		{english, "en\t100\t_θε_\n", "langid/ngrams.tsv:1"},
		{english, "en\t100\t_together_\n", "langid/ngrams.tsv:1"},
	} {
		_, err := langid.Load(fstest.MapFS{
			"langid/languages.tsv": {Data: []byte(tt.languages)},
			"langid/ngrams.tsv":    {Data: []byte(tt.ngrams)},
		})
		if err == nil || !strings.Contains(err.Error(), tt.want+":") {
			t.Errorf("%q, %q: got %v, want an error at %s", tt.languages, tt.ngrams, err, tt.want)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	f.Add("The minister said")
	f.Add("İIıi Ə\xffə \xed\xa0\x80")
	f.Add(strings.Repeat("ab\u0307", 3000))
	f.Add("Ærø ﬁ ǅ 𝔘𝔫𝔦 한글 ありがとう")
	id := load(f)
	known := strings.Fields("ar az bg de el en es fa fr he hy it ja ka ko nl pl pt ru sr tr uk zh und")
	f.Fuzz(func(t *testing.T, text string) {
		if got := id.Identify(text); !slices.Contains(known, got) {
			t.Errorf("%q: got %q", text, got)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := langid.Load(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIdentify(b *testing.B) {
	id := load(b)
	text := strings.Repeat("Komşu ülkeler arasındaki ticaret son beş yılda iki katına çıktı. ", 30)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		id.Identify(text)
	}
}
