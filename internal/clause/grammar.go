package clause

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/rule"
)

type grammarFile struct {
	Marking     string              `yaml:"marking"`
	Infinitive  string              `yaml:"infinitive"` // "form" where an infinitive is known by its form and pronouns stand before their verb, else empty
	Loose       bool                `yaml:"loose"`      // subjects may stand behind their verb or be left out, and persons who are objects have a preposition
	Be          []string            `yaml:"be"`
	Have        []string            `yaml:"have"`
	Moving      []string            `yaml:"moving"`       // verbs whose perfect has "be": "est arrivé" is no passive
	Asides      []string            `yaml:"asides"`       // what opens "X, on a visit to Y,"
	Hearsay     []string            `yaml:"hearsay"`      // behind these a conditional tells what is to come: "a annoncé que X viendrait"
	SideBySide  bool                `yaml:"side_by_side"` // groups follow each other with nothing between: "X Y-ni qəbul edib"
	Resultative bool                `yaml:"resultative"`  // the participle of the perfect describes who did it: "gəlmiş heyət"
	Able        []string            `yaml:"able"`         // verbs that carry the tense and negation of the converb before them: "görüşə bilməyib"
	Stay        string              `yaml:"stay"`         // letters behind which a name has one form in all cases
	Coordinate  []string            `yaml:"coordinate"`
	Accompany   []string            `yaml:"accompany"`
	Leads       []string            `yaml:"leads"`
	Relatives   []string            `yaml:"relatives"`
	Boundaries  []string            `yaml:"boundaries"`
	Light       []string            `yaml:"light"`
	Coming      []string            `yaml:"coming"`
	Agreeing    []string            `yaml:"agreeing"` // verbs by which people settle what they will do
	Onto        []string            `yaml:"onto"`     // between that and such a verb: "konusunda"
	Cancel      []string            `yaml:"cancel"`
	Deny        []string            `yaml:"deny"`
	Refuted     []string            `yaml:"refuted"` // what is said of a report or claim that is denied
	Supposed    []string            `yaml:"supposed"`
	Intents     []string            `yaml:"intents"` // verbs of what their own subject means to do
	Conditions  []string            `yaml:"conditions"`
	Negation    []string            `yaml:"negation"`
	Planned     []string            `yaml:"planned"`
	Plans       []string            `yaml:"plans"`
	None        []string            `yaml:"none"`
	Wishes      []string            `yaml:"wishes"`
	Happen      []string            `yaml:"happen"`
	Adjunct     []string            `yaml:"adjunct"`
	Stages      []string            `yaml:"stages"`
	Commands    []string            `yaml:"commands"`
	Journeys    []string            `yaml:"journeys"`
	That        []string            `yaml:"that"`
	Claims      []string            `yaml:"claims"`
	Unreal      []string            `yaml:"unreal"`
	Rumours     []string            `yaml:"rumours"`
	Addresses   []string            `yaml:"addresses"`
	Onward      []string            `yaml:"onward"`
	Times       []string            `yaml:"times"`
	Frozen      []string            `yaml:"frozen"`
	Statements  []string            `yaml:"statements"`
	Attributive []string            `yaml:"attributive"`
	Meanwhile   []string            `yaml:"meanwhile"`
	Departures  []string            `yaml:"departures"` // verbs of journeys whose present tells what is to come
	Cases       map[string]string   `yaml:"cases"`
	Gone        []string            `yaml:"gone"`
	Prospective []string            `yaml:"prospective"`
	Pluperfect  []string            `yaml:"pluperfect"`
	Purpose     []string            `yaml:"purpose"`
	Ongoing     []string            `yaml:"ongoing"`
	Invitations []string            `yaml:"invitations"`
	Deverbal    []string            `yaml:"deverbal"`
	Strife      []string            `yaml:"strife"`
	Afterwards  []string            `yaml:"afterwards"`
	Towards     []string            `yaml:"towards"`
	Occasions   []string            `yaml:"occasions"`
	Wronged     []string            `yaml:"wronged"`
	Asking      []string            `yaml:"asking"`
	Invite      []string            `yaml:"invite"`
	Joint       []string            `yaml:"joint"`
	According   []string            `yaml:"according"`
	Tellers     []string            `yaml:"tellers"`
	Giving      []string            `yaml:"giving"`
	Sorry       []string            `yaml:"sorry"`
	Appeals     []string            `yaml:"appeals"`
	Decisions   []string            `yaml:"decisions"`
	Chances     []string            `yaml:"chances"`
	Performed   []string            `yaml:"performed"`
	Wishing     []string            `yaml:"wishing"`
	Homelands   []string            `yaml:"homelands"`
	Topical     []string            `yaml:"topical"`        // before a gerund that is only talked of: "spoke about sending"
	Considered  []string            `yaml:"considered"`     // verbs whose gerund is only talked or thought about
	Rifts       []string            `yaml:"between_states"` // what lies between states: "a dispute with X"
	SetFor      []string            `yaml:"set_for"`        // behind a noun: what it tells is still to come
	Endings     [][2]string         `yaml:"endings"`
	Adpositions map[string]string   `yaml:"adpositions"`
	Lists       map[string][]string `yaml:"lists"`
}

// Load reads lang/<code>/clause.yaml.
func Load(fsys fs.FS, pack lang.Pack) (*Grammar, error) {
	var f grammarFile
	name := path.Join(pack.Folder, "clause.yaml")
	if err := lang.ReadYAML(fsys, name, &f); err != nil {
		return nil, err
	}
	if f.Marking != "position" && f.Marking != "case" && f.Marking != "free" {
		return nil, fmt.Errorf("clause: %s: marking is %q; write position, case or free", name, f.Marking)
	}
	if f.Infinitive != "" && (f.Infinitive != "form" || f.Marking != "position") {
		return nil, fmt.Errorf("clause: %s: infinitive is %q; write form, where marking is position, or leave it out", name, f.Infinitive)
	}
	if f.Loose && f.Infinitive != "form" {
		return nil, fmt.Errorf("clause: %s: loose without infinitive: form", name)
	}
	g := &Grammar{marking: f.Marking, sideBySide: f.SideBySide, resultative: f.Resultative, bare: f.Infinitive == "form", loose: f.Loose, stay: f.Stay, adpositions: f.Adpositions, prospective: f.Prospective, pluperfect: f.Pluperfect, attributive: f.Attributive, meanwhile: f.Meanwhile, cases: f.Cases, gone: f.Gone, lists: rule.Lists{
		"be": rule.Phrases(f.Be), "have": rule.Phrases(f.Have), "moving": rule.Phrases(f.Moving), "asides": rule.Phrases(f.Asides), "hearsay": rule.Phrases(f.Hearsay),
		"able": rule.Phrases(f.Able), "coordinate": rule.Phrases(f.Coordinate), "accompany": rule.Phrases(f.Accompany), "leads": rule.Phrases(f.Leads),
		"relatives": rule.Phrases(f.Relatives), "boundaries": rule.Phrases(f.Boundaries), "light": rule.Phrases(f.Light),
		"coming": rule.Phrases(f.Coming), "agreeing": rule.Phrases(f.Agreeing), "onto": rule.Phrases(f.Onto), "cancel": rule.Phrases(f.Cancel), "deny": rule.Phrases(f.Deny), "refuted": rule.Phrases(f.Refuted),
		"supposed": rule.Phrases(f.Supposed), "intents": rule.Phrases(f.Intents), "conditions": rule.Phrases(f.Conditions), "negation": rule.Phrases(f.Negation),
		"planned": rule.Phrases(f.Planned), "plans": rule.Phrases(f.Plans), "none": rule.Phrases(f.None), "wishes": rule.Phrases(f.Wishes), "happen": rule.Phrases(f.Happen), "adjunct": rule.Phrases(f.Adjunct), "stages": rule.Phrases(f.Stages), "journeys": rule.Phrases(f.Journeys), "commands": rule.Phrases(f.Commands), "that": rule.Phrases(f.That), "claims": rule.Phrases(f.Claims), "purpose": rule.Phrases(f.Purpose), "ongoing": rule.Phrases(f.Ongoing), "invitations": rule.Phrases(f.Invitations), "according": rule.Phrases(f.According), "deverbal": rule.Phrases(f.Deverbal), "strife": rule.Phrases(f.Strife), "afterwards": rule.Phrases(f.Afterwards),
		"towards": rule.Phrases(f.Towards), "occasions": rule.Phrases(f.Occasions), "wronged": rule.Phrases(f.Wronged), "asking": rule.Phrases(f.Asking), "invite": rule.Phrases(f.Invite), "joint": rule.Phrases(f.Joint),
		"unreal": rule.Phrases(f.Unreal), "rumours": rule.Phrases(f.Rumours), "times": rule.Phrases(f.Times), "addresses": rule.Phrases(f.Addresses), "onward": rule.Phrases(f.Onward), "frozen": rule.Phrases(f.Frozen), "statements": rule.Phrases(f.Statements),
		"tellers": rule.Phrases(f.Tellers), "departures": rule.Phrases(f.Departures),
		"giving": rule.Phrases(f.Giving), "sorry": rule.Phrases(f.Sorry), "appeals": rule.Phrases(f.Appeals), "homelands": rule.Phrases(f.Homelands), "decisions": rule.Phrases(f.Decisions), "chances": rule.Phrases(f.Chances), "performed": rule.Phrases(f.Performed), "wishing": rule.Phrases(f.Wishing),
		"topical": rule.Phrases(f.Topical), "considered": rule.Phrases(f.Considered), "set_for": rule.Phrases(f.SetFor), "between_states": rule.Phrases(f.Rifts),
	}}
	for k, v := range f.Lists {
		g.lists[k] = rule.Phrases(v)
	}
	for k, rel := range f.Adpositions {
		if ws := strings.Fields(k); len(ws) > 1 {
			g.phrasal = append(g.phrasal, phrasal{ws, rel})
		}
	}
	slices.SortFunc(g.phrasal, func(a, b phrasal) int { return cmp.Or(len(b.words)-len(a.words), slices.Compare(a.words, b.words)) })
	g.endings, g.verbs = f.Endings, map[string]bool{}
	for _, phrases := range g.lists {
		g.Know(phrases)
	}
	return g, nil
}

// Know notes the first words of phrases as lemmas of verbs: where a rare verb's own
// lemma is a guess of the model, such as "rebuk", its form may be one of theirs.
func (g *Grammar) Know(phrases [][]string) {
	for _, ws := range phrases {
		g.verbs[ws[0]] = true
	}
}

// lemma is the lemma of a verb's form, where the model has found none that is known.
func (g *Grammar) lemma(form, lemma string) string {
	if g.verbs[lemma] {
		return lemma
	}
	for _, e := range g.endings {
		if stem, ok := strings.CutSuffix(form, e[0]); ok && g.verbs[stem+e[1]] {
			return stem + e[1]
		}
	}
	return lemma
}
