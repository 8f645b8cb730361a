package ontology_test

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/entity"
	"chancery/internal/lang"
	"chancery/internal/ontology"
	"chancery/internal/readtest"
)

var update = flag.Bool("update", false, "write the last column of the table of topics anew")

func load(t *testing.T, fsys fs.FS) *ontology.Ontology {
	t.Helper()
	o, err := ontology.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestPlover(t *testing.T) {
	o := load(t, data.FS)
	for _, c := range []struct {
		kind     chancery.Kind
		modality chancery.Modality
		topics   []string
		want     chancery.Plover
	}{
		{chancery.KindMeeting, chancery.Occurred, nil, chancery.Plover{Event: "CONSULT"}},
		{chancery.KindMeeting, chancery.Ongoing, nil, chancery.Plover{Event: "CONSULT"}},
		{chancery.KindVisit, chancery.Occurred, nil, chancery.Plover{Event: "CONSULT", Mode: "visit"}},
		{chancery.KindCall, chancery.Occurred, nil, chancery.Plover{Event: "CONSULT", Mode: "phone"}},
		{chancery.KindVisit, chancery.Planned, nil, chancery.Plover{Event: "AGREE"}},
		{chancery.KindVisit, chancery.Cancelled, nil, chancery.Plover{Event: "REJECT"}},
		{chancery.KindCall, chancery.Denied, []string{"energy"}, chancery.Plover{}},
		{chancery.KindMeeting, chancery.Occurred, []string{"energy", "trade", "investment"}, chancery.Plover{Event: "CONSULT", Contexts: []string{"economic", "natural_resource"}}},
		{chancery.KindMeeting, chancery.Planned, []string{"no such topic"}, chancery.Plover{Event: "AGREE"}},
		{chancery.KindOther, chancery.Occurred, []string{"energy"}, chancery.Plover{}},
	} {
		if diff := cmp.Diff(c.want, o.Plover(c.kind, ontology.Code{}, c.modality, c.topics)); diff != "" {
			t.Errorf("%s %s of %v:\n%s", c.modality, c.kind, c.topics, diff)
		}
	}
}

func TestTopics(t *testing.T) {
	o := load(t, data.FS)
	for _, c := range []struct{ language, text, want string }{
		{"en", "", ""},
		{"en", "they talked about the weather", ""},
		{"en", "exports of wheat and energy supplies", "agriculture; energy; trade"},
		{"en", "energy", "energy"},
		{"en", "the (energy) crisis", "energy"},
		{"en", "bioenergy and non-energy goods", ""}, // only at the beginning of a word
		{"en", "synergy; then energy", "energy"},     // a later place counts
		{"tr", "enerji ve ticaret", "energy; trade"},
		{"tr", "energy", ""}, // each language its own words
		{"xx", "energy", ""},
	} {
		if got := strings.Join(o.Topics(c.language, c.text), "; "); got != c.want {
			t.Errorf("%s %q is about %q, want %q", c.language, c.text, got, c.want)
		}
	}
}

func TestAnnounced(t *testing.T) {
	o := load(t, data.FS)
	for _, c := range []struct{ from, want ontology.Code }{
		{ontology.Code{Event: "ASSAULT", Mode: "aerial"}, ontology.Code{Event: "THREATEN", Mode: "violence"}},
		{ontology.Code{Event: "COERCE", Mode: "arrest"}, ontology.Code{Event: "THREATEN", Mode: "arrest"}},
		{ontology.Code{Event: "RETREAT", Mode: "release"}, ontology.Code{Event: "AGREE"}},
		{ontology.Code{Event: "REJECT", Mode: "meet"}, ontology.Code{Event: "REJECT", Mode: "meet"}},
	} {
		if got := o.Announced(c.from); got != c.want {
			t.Errorf("%v that is still to come is %v, want %v", c.from, got, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	o := load(t, data.FS)
	if got, ok := o.Refused(ontology.Code{Event: "RETREAT", Mode: "disarm"}); !ok || got.Event != "REJECT" {
		t.Errorf("disarmament that is refused is %v, %v; want REJECT", got, ok)
	}
	if got, ok := o.Refused(ontology.Code{Event: "ASSAULT", Mode: "aerial"}); ok {
		t.Errorf("an attack that is not made is %v, want nothing", got)
	}
}

// small is an ontology of one topic.
func small(topics, kinds string) fstest.MapFS {
	return fstest.MapFS{
		"ontology/topics.yaml":   {Data: []byte(topics)},
		"ontology/kinds.yaml":    {Data: []byte(kinds)},
		"ontology/plover.tsv":    {Data: []byte("kind\tevent\tname\tquad\tdefinition\tedge_cases\nevent\tCONSULT\t\tverbal cooperation\tparties confer\t\nmode\tCONSULT\tvisit\tverbal cooperation\ta journey\t\n")},
		"ontology/cameo.tsv":     {Data: []byte("cameo\tplover_event\tmode\n042\tCONSULT\tvisit\n")},
		"ontology/stances.yaml":  {Data: []byte("stances: {support: is for it}\n")},
		"ontology/announced.tsv": {Data: []byte("event\tmode\tannounced_event\tannounced_mode\n")},
	}
}

func TestLoadRefuses(t *testing.T) {
	const topics, kinds = "topics:\n  energy: {contexts: [economic], en: [energy]}\n", "kinds:\n  visit: {plover: CONSULT, mode: visit, contact: true}\n"
	load(t, small(topics, kinds))
	for _, c := range []struct{ topics, kinds, want string }{
		{topics, "kinds:\n  party: {plover: CONSULT}\n", `kinds.yaml: "party" is no kind of event`},
		{topics, "kinds:\n  visit: {plovr: CONSULT}\n", "ontology/kinds.yaml"},
		{topics, "kind: {}\n", "ontology/kinds.yaml"},
		{topics, "kinds:\n  visit: {plover: CONSULT, mode: tour}\n", "visit: CONSULT tour is no type of PLOVER"},
		{"topic: {}\n", kinds, "ontology/topics.yaml"},
		{"topics: [energy]\n", kinds, "ontology/topics.yaml"},
	} {
		if _, err := ontology.Load(small(c.topics, c.kinds)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one with %s", err, c.want)
		}
	}
	if _, err := ontology.Load(fstest.MapFS{}); err == nil {
		t.Error("no files, and no error")
	}
}

// topicFile is topics.yaml as it is written.
func topicFile(t *testing.T) map[string]map[string][]string {
	t.Helper()
	var f struct {
		Topics map[string]map[string][]string `yaml:"topics"`
	}
	if err := lang.ReadYAML(data.FS, "ontology/topics.yaml", &f); err != nil {
		t.Fatal(err)
	}
	return f.Topics
}

// TestTopicsAreKnownInEveryLanguage reads the data file itself: each topic has
// keywords in every language, in lower case, and contexts.
func TestTopicsAreKnownInEveryLanguage(t *testing.T) {
	packs, err := lang.LoadReaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	fields := []string{"contexts"}
	for _, p := range packs {
		fields = append(fields, p.Code)
	}
	for name, topic := range topicFile(t) {
		for _, f := range fields {
			if len(topic[f]) == 0 {
				t.Errorf("topic %s has no %s", name, f)
			}
		}
		for f, words := range topic {
			if !slices.Contains(append(fields, "iptc"), f) {
				t.Errorf("topic %s has words in %s, which is no language of ours", name, f)
			}
			seen := map[string]bool{}
			for _, w := range words {
				if strings.Trim(w, " !$") == "" || strings.ToLower(w) != w || seen[w] {
					t.Errorf("topic %s, %s: %q can never be found, or stands twice", name, f, w)
				}
				seen[w] = true
			}
		}
	}
}

// TestContexts holds the topics to the 37 contexts of the PLOVER manual, and
// their codes to the form of IPTC Media Topics.
func TestContexts(t *testing.T) {
	raw, err := os.ReadFile("testdata/plover_contexts.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(raw)), "\n"), func(s string) bool { return strings.HasPrefix(s, "#") })
	if len(known) != 37 {
		t.Fatalf("%d contexts, want 37", len(known))
	}
	code := regexp.MustCompile(`^medtop:(20\d{6}|\d\d000000)$`)
	for name, topic := range topicFile(t) {
		for _, c := range topic["contexts"] {
			if !slices.Contains(known, c) {
				t.Errorf("topic %s: PLOVER has no context %q", name, c)
			}
		}
		for _, c := range topic["iptc"] {
			if !code.MatchString(c) {
				t.Errorf("topic %s: %q is no code of IPTC Media Topics", name, c)
			}
		}
	}
}

const tableHead = `# Source: the project; licence Apache-2.0
# A sentence and the topics that it is about, sorted; none where it is about no topic.
language	sentence	topics
`

// TestTopicTable reads the sentences as the program does, word by word. Every
// topic has two or more in each language, and there are sentences of no topic.
func TestTopicTable(t *testing.T) {
	const name = "testdata/topics.tsv"
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	o, languages := load(t, data.FS), map[string]readtest.Language{}
	for _, x := range readtest.Languages(t, "event.yaml") {
		languages[x.Pack.Code] = x
	}
	count, fresh := map[string]int{}, strings.Builder{}
	fresh.WriteString(tableHead)
	for _, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")[3:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("%q has %d cells", line, len(cells))
		}
		x, ok := languages[cells[0]]
		if !ok {
			t.Fatalf("no language %q", cells[0])
		}
		lower := ""
		for _, token := range x.Read(t, cells[1], entity.Context{}).Text.Tokens {
			lower += " " + token.Lower
		}
		topics := o.Topics(cells[0], lower)
		if got := strings.Join(topics, "; "); got != cells[2] && !*update {
			t.Errorf("%s: %s\n got %s\nwant %s", cells[0], cells[1], got, cells[2])
		}
		if len(topics) == 0 {
			count[cells[0]+" none"]++
		}
		for _, topic := range topics {
			count[cells[0]+" "+topic]++
		}
		fresh.WriteString(cells[0] + "\t" + cells[1] + "\t" + strings.Join(topics, "; ") + "\n")
	}
	for code := range languages {
		for topic := range topicFile(t) {
			if n := count[code+" "+topic]; n < 2 {
				t.Errorf("%s: %d sentences about %s, want 2", code, n, topic)
			}
		}
		if n := count[code+" none"]; n < 30 {
			t.Errorf("%s: %d sentences about nothing, want 30", code, n)
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(fresh.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A keyword may be a whole word, and may be barred within others.
func TestMarks(t *testing.T) {
	o := load(t, small("topics:\n  finance: {contexts: [economic], en: [\"bank$\", loan, \"!west bank\"]}\n", "kinds: {}\n"))
	for text, want := range map[string]bool{
		"the bank": true, "bank , loans": true, "the loans": true,
		"banks": false, "bangkok": false, "the west bank": false, "the west bank and the bank": true, "north-west bank": true,
	} {
		if got := len(o.Topics("en", text)) == 1; got != want {
			t.Errorf("%q is found: %v", text, got)
		}
	}
}

// TestPage holds docs/topics.md to the data file.
func TestPage(t *testing.T) {
	const name = "../../docs/topics.md"
	var b strings.Builder
	b.WriteString("# Topics\n\nWhat events are about. Each topic brings contexts of PLOVER (manual 0.8) to its event, and has the codes of the nearest IPTC\n" +
		"Media Topics, where there are any. Made from `data/ontology/topics.yaml`, which also holds the keywords, by\n" +
		"`go test ./internal/ontology -update`.\n\n| topic | PLOVER contexts | IPTC |\n|---|---|---|\n")
	topics := topicFile(t)
	for _, topic := range slices.Sorted(maps.Keys(topics)) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", topic, strings.Join(topics[topic]["contexts"], ", "), strings.Join(topics[topic]["iptc"], ", "))
	}
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile(name)
	if err != nil || string(page) != b.String() {
		t.Errorf("the page is not what the file says (error %v); run with -update", err)
	}
}
