package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"chancery"
	"chancery/data"
	"chancery/internal/name"
	"chancery/internal/ontology"
	"chancery/internal/recordtest"
)

func messages(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob("messages/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("found the files %v, %v", files, err)
	}
	out := map[string]map[string]string{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Messages map[string]string `yaml:"messages"`
		}
		if err := yaml.Unmarshal(raw, &f); err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".yaml")] = f.Messages
	}
	return out
}

var put = regexp.MustCompile(`\{\d\}|%s`)

// TestMessages holds that every language has every message, and that the same is
// put into it.
func TestMessages(t *testing.T) {
	all := messages(t)
	for tag, m := range all {
		for key, text := range all["en"] {
			other, ok := m[key]
			if !ok || strings.TrimSpace(other) == "" {
				t.Errorf("%s has no message %s", tag, key)
				continue
			}
			want, got := put.FindAllString(text, -1), put.FindAllString(other, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) && !strings.HasSuffix(key, ".one") {
				t.Errorf("%s: %s takes %v, in English %v", tag, key, got, want)
			}
		}
		for key := range m {
			if _, ok := all["en"][key]; !ok {
				t.Errorf("%s has a message %s that English lacks", tag, key)
			}
		}
	}
}

// used finds the keys that templates and code name.
var used = regexp.MustCompile(`(?:\bt|\.T\(|\bn \([^)]*\)|\bn [.$\w]+|\.N\([^"]*)\s?"([a-z]+(?:\.[a-z]+)*)"`)

// TestMessagesAreUsed holds that each message that the pages name is there, and
// that no other is.
func TestMessagesAreUsed(t *testing.T) {
	m := messages(t)["en"]
	var sources []string
	for _, pattern := range []string{"templates/*.html", "*.go", "messages/*.go", "../brief/*.go", "../syndicate/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if raw, err := os.ReadFile(file); err != nil {
				t.Fatal(err)
			} else if !strings.HasSuffix(file, "_test.go") {
				sources = append(sources, string(raw))
			}
		}
	}
	whole := strings.Join(sources, "\n")
	found := 0
	for _, match := range used.FindAllStringSubmatch(whole, -1) {
		key := match[1]
		_, plain := m[key]
		_, one := m[key+".one"]
		if found++; !plain && !one {
			t.Errorf("there is no message %s", key)
		}
	}
	if found < 80 {
		t.Errorf("only %d uses were found", found)
	}
	labels := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?:label |Label\()"([a-z]+)"`).FindAllStringSubmatch(whole, -1) {
		labels[match[1]] = true
	}
	for key := range m {
		sort, _, _ := strings.Cut(key, ".")
		bare := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !labels[sort] && !strings.Contains(whole, `"`+bare+`"`) && sort != "error" {
			t.Errorf("nothing uses the message %s", key)
		}
	}
}

// TestLabels holds that values of the record that come from lists have a name in
// every language.
func TestLabels(t *testing.T) {
	o, err := ontology.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	add := func(sort string, values ...string) {
		for _, v := range values {
			keys = append(keys, sort+"."+v)
		}
	}
	for _, k := range chancery.Kinds() {
		add("kind", string(k))
	}
	for _, topic := range o.AllTopics() {
		add("topic", topic.Name)
	}
	for _, l := range name.Levels() {
		add("level", string(l))
	}
	add("stance", o.Stances()...)
	add("modality", "occurred", "ongoing", "planned", "cancelled", "denied")
	add("role", "host", "visitor", "initiator", "recipient", "participant")
	add("basis", "stated", "published", "inferred", "judged")
	add("type", "person", "state", "organisation", "body", "delegation")
	add("status", "open", "met", "refused")
	add("how", "meets", "refuses")
	add("form", "direct", "indirect")
	add("sort", "event", "statement", "tenure", "membership", "figure")
	add("verdict", "same", "different", "unsure")
	add("membership", "member", "expected", "candidate", "observer", "partner", "chair", "suspended", "leaving", "former")
	add("field", chancery.Settable()...)
	add("error", "not_found", "invalid", "refused", "conflict", "unavailable")
	for tag, m := range messages(t) {
		for _, key := range keys {
			if m[key] == "" {
				t.Errorf("%s has no name for %s", tag, key)
			}
		}
	}
}

// TestLanguages holds that the browser is answered in its language, and that a
// choice goes before it.
func TestLanguages(t *testing.T) {
	_, h := sample(t)
	for _, test := range []struct{ accept, cookie, lang, heading string }{
		{"", "", "en", "Timeline"},
		{"tr-TR,tr;q=0.9,en;q=0.8", "", "tr", "Zaman çizelgesi"},
		{"de,fr-CA;q=0.7", "", "fr", "Chronologie"},
		{"ja", "", "en", "Timeline"},
		{"tr", "fr", "fr", "Chronologie"},
		{"tr", "xx", "tr", "Zaman çizelgesi"},
		{";;;", "", "en", "Timeline"},
	} {
		header := []string{"Accept-Language", test.accept}
		if test.cookie != "" {
			header = append(header, "Cookie", "language="+test.cookie)
		}
		p := open(t, h, "/timeline", header...)
		if lang := attribute(p.one("html").Node, "lang"); lang != test.lang || p.one("h1").words() != test.heading {
			t.Errorf("%+v: the page is in %s: %q", test, lang, p.one("h1").words())
		}
	}
	if got := open(t, h, "/actors/GHA", "Accept-Language", "tr").one("h1").words(); !strings.HasPrefix(got, "Gana") {
		t.Errorf("in Turkish the state is called %q", got)
	}
}

// TestNoMessageLeftOut goes through the pages in every language and holds that no
// key of a message stands there in place of its text.
func TestNoMessageLeftOut(t *testing.T) {
	all := messages(t)
	keys := regexp.MustCompile(`\b(?:` + strings.Join(sorts(all["en"]), "|") + `)\.[a-z]+\b`)
	for _, record := range []*chancery.Record{recordtest.Sample(t), recordtest.Acts(t)} {
		h := newSite(t, stillOf(record))
		for at := range crawl(t, h) {
			for _, tag := range slices.Sorted(maps.Keys(all)) {
				if at == "/nothing" {
					continue
				}
				p := open(t, h, at, "Accept-Language", tag)
				if got := keys.FindString(p.one("body").words()); got != "" {
					t.Errorf("%s in %s shows %s", at, tag, got)
				}
			}
		}
	}
}

func sorts(m map[string]string) []string {
	var out []string
	for key := range m {
		sort, _, _ := strings.Cut(key, ".")
		out = append(out, sort)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestChooseLanguage holds that a choice is kept and leads back to where it was
// made, and nowhere else.
func TestChooseLanguage(t *testing.T) {
	_, h := sample(t)
	for to, want := range map[string]string{
		"/timeline?kind=call&page=2": "/timeline?kind=call&page=2",
		"/actors/OSCE%20PA":          "/actors/OSCE%20PA",
		"":                           "/",
		"https://evil.example/":      "/",
		"//evil.example/":            "/",
		"///evil.example/":           "/",
		`/\evil.example/`:            `/%5Cevil.example/`,
		"javascript:alert(1)":        "/",
		"timeline":                   "/",
		"/%2f/evil.example":          "/",
	} {
		r := request("POST", "/language", "Sec-Fetch-Site", "same-origin")
		r.PostForm = url.Values{"language": {"tr"}, "to": {to}}
		w := do(h, r)
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
		if c := w.Result().Cookies(); len(c) != 1 || c[0].Value != "tr" || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode {
			t.Errorf("the cookies are %v", c)
		}
	}
	r := request("POST", "/language", "Sec-Fetch-Site", "same-origin")
	r.PostForm = url.Values{"language": {"xx"}}
	if c := do(h, r).Result().Cookies(); len(c) != 0 {
		t.Errorf("an unknown language is kept: %v", c)
	}
}
