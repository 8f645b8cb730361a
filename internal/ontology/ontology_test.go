package ontology_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/ontology"
)

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
		"ontology/topics.yaml": {Data: []byte(topics)},
		"ontology/kinds.yaml":  {Data: []byte(kinds)},
		"ontology/plover.tsv":  {Data: []byte("kind\tevent\tname\tquad\tdefinition\tedge_cases\nevent\tCONSULT\t\tverbal cooperation\tparties confer\t\nmode\tCONSULT\tvisit\tverbal cooperation\ta journey\t\n")},
		"ontology/cameo.tsv":   {Data: []byte("cameo\tplover_event\tmode\n042\tCONSULT\tvisit\n")},

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

// TestTopicsAreKnownInEveryLanguage reads the data file itself: each topic has
// keywords in every language, in lower case, and contexts.
func TestTopicsAreKnownInEveryLanguage(t *testing.T) {
	var f struct {
		Topics map[string]map[string][]string `yaml:"topics"`
	}
	if err := lang.ReadYAML(data.FS, "ontology/topics.yaml", &f); err != nil {
		t.Fatal(err)
	}
	packs, err := lang.LoadReaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"contexts"}
	for _, p := range packs {
		codes = append(codes, p.Code)
	}
	for name, fields := range f.Topics {
		for _, code := range codes {
			if len(fields[code]) == 0 {
				t.Errorf("topic %s has no %s", name, code)
			}
		}
		for code, words := range fields {
			if !slices.Contains(codes, code) {
				t.Errorf("topic %s has words in %s, which is no language of ours", name, code)
			}
			for _, w := range words {
				if strings.TrimSpace(w) == "" || strings.ToLower(w) != w {
					t.Errorf("topic %s, %s: %q can never be found", name, code, w)
				}
			}
		}
	}
}
