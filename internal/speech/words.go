package speech

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/name"
	"chancery/internal/nlp"
	"chancery/internal/ontology"
)

// file is lang/<code>/speech.yaml. Entries are words or phrases in lower case;
// each word of a phrase is a form or a lemma.
type file struct {
	Marking      string              `yaml:"marking"`      // how a subject is known: by position or by case
	Inverted     bool                `yaml:"inverted"`     // a subject stands behind the auxiliary and its verb, too: "a déclaré X"
	Listeners    []string            `yaml:"listeners"`    // between such a verb and its subject: "à la presse"
	Quotes       []string            `yaml:"quotes"`       // pairs of marks, the opening and the closing one
	Say          []string            `yaml:"say"`          // verbs of speech that take what was said: a clause or a quotation
	Act          []string            `yaml:"act"`          // verbs that are speech by themselves: "thanked", "condemned"
	Past         []string            `yaml:"past"`         // past forms of such verbs that are rare enough to be taken for other words
	Quoting      []string            `yaml:"quoting"`      // beside a quotation only: "went on", "sözleriyle"
	Passive      []string            `yaml:"passive"`      // verbs whose passive tells what was said without saying by whom
	Hearsay      []string            `yaml:"hearsay"`      // verbs whose passive tells, in any tense, what is said by nobody named
	Reticent     []string            `yaml:"reticent"`     // what somebody says of his own name: "asked not to be named"
	Copulas      []string            `yaml:"copulas"`      // auxiliaries of the passive
	Perfect      []string            `yaml:"perfect"`      // auxiliaries of the perfect
	Modal        []string            `yaml:"modal"`        // auxiliaries of what was not said yet, or perhaps
	Negation     []string            `yaml:"negation"`     // words that deny the verb behind them
	To           []string            `yaml:"to"`           // mark of the infinitive
	Govern       []string            `yaml:"govern"`       // verbs whose infinitive was done: "went on to say"
	That         []string            `yaml:"that"`         // open what was said
	Who          []string            `yaml:"who"`          // relative pronouns
	And          []string            `yaml:"and"`          // join speakers, and clauses
	Breaks       []string            `yaml:"breaks"`       // open a clause with a speaker of its own
	Within       []string            `yaml:"within"`       // adpositions that take the noun before them further: "of", "for"
	By           []string            `yaml:"by"`           // before, or behind, who does what a passive tells
	Doer         []string            `yaml:"doer"`         // before who does what a passive tells
	Clausal      []string            `yaml:"clausal"`      // verbs that are speech only behind a clause
	Wanting      []string            `yaml:"wanting"`      // verbs whose progressive tells what somebody wants, not says
	Articles     []string            `yaml:"articles"`     // no part of a speaker's name
	Definite     []string            `yaml:"definite"`     // before a noun for somebody known
	Indefinite   []string            `yaml:"indefinite"`   // before a noun for somebody whom the text does not name
	Visitors     []string            `yaml:"visitors"`     // nouns for who comes to somebody
	Hosts        []string            `yaml:"hosts"`        // and for who receives him
	Epithets     []string            `yaml:"epithets"`     // nouns for the person spoken of: "the head of state"
	According    []string            `yaml:"according"`    // before, or behind, whom a clause is from
	Views        []string            `yaml:"views"`        // nouns for what somebody thinks or says: "in his view"
	ViewIn       []string            `yaml:"view_in"`      // before, or behind, a view
	ViewIs       []string            `yaml:"view_is"`      // end a sentence that tells a view: "yönünde"
	Describing   []string            `yaml:"describing"`   // verbs of naming that take "as"
	Seeing       []string            `yaml:"seeing"`       // verbs that are speech where "as" and a quotation stand behind them
	ByWhom       []string            `yaml:"by_whom"`      // verbs whose passive is speech where the text says by whom
	Honours      []string            `yaml:"honours"`      // nouns behind a possessive for a person spoken of: "Her Majesty"
	Viewers      []string            `yaml:"viewers"`      // before whose view a clause with a quotation is: "for X, it is 'a door'"
	Naming       []string            `yaml:"naming"`       // verbs of what something is called: speech where they have two objects
	Sides        []string            `yaml:"sides"`        // nouns behind a state for those who speak for it: "tarafı"
	Topical      []string            `yaml:"topical"`      // verbs that tell what somebody spoke of
	Nominal      []string            `yaml:"nominal"`      // nouns that are such verbs at the end of a sentence: "görüşünde"
	Issue        []string            `yaml:"issue"`        // verbs of sending and publishing
	Floating     []string            `yaml:"floating"`     // between a subject of several and its verb: "each"
	Places       []string            `yaml:"places"`       // behind a noun, where it is: "there"
	Aloud        []string            `yaml:"aloud"`        // between commas, before words read out: "quote"
	As           []string            `yaml:"as"`           // between a name and a participle: "quoted X as saying"
	Contacts     []string            `yaml:"contacts"`     // verbs of contact: whom a report has them from is its source
	They         []string            `yaml:"they"`         // pronouns of several speakers
	It           []string            `yaml:"it"`           // pronouns of a body or document
	Ones         []string            `yaml:"ones"`         // that take up who spoke last: "ona göre"
	Speeches     []string            `yaml:"speeches"`     // texts that somebody speaks or writes himself
	Following    []string            `yaml:"following"`    // before a statement that comes next: "the following statement"
	Replies      []string            `yaml:"replies"`      // nouns for words that somebody spoke: "the answer"
	Aims         []string            `yaml:"aims"`         // prepositions before what others did: "blamed them for saying"
	Adverbials   []string            `yaml:"adverbials"`   // phrases between a subject and its verb: "at last"
	Later        []string            `yaml:"later"`        // behind "would" where something was said: "would later say"
	Heard        []string            `yaml:"heard"`        // participles whose infinitive was done: "was heard to say"
	With         []string            `yaml:"with"`         // before who speaks and a participle: "with X saying"
	Whole        []string            `yaml:"whole"`        // between a form of be and who spoke: "was all that X said"
	Therewith    []string            `yaml:"therewith"`    // open a sentence behind what somebody said: "with these words"
	Comes        []string            `yaml:"comes"`        // verbs, beside those of being, by which they are told: "came the answer"
	Salutes      []string            `yaml:"salutes"`      // open a letter: "Dear"
	Me           []string            `yaml:"me"`           // pronouns of who speaks
	Us           []string            `yaml:"us"`           // and of him with others
	Titles       []string            `yaml:"titles"`       // before a name in a label: "MS"
	Of           []string            `yaml:"of"`           // join an office to whose it is
	Collectives  []string            `yaml:"collectives"`  // several speakers at once
	Folk         []string            `yaml:"folk"`         // several people who are no officials: their words count, not what they do
	Joint        []string            `yaml:"joint"`        // makes a document that of several
	Talks        []string            `yaml:"talks"`        // occasions at which something was said by nobody named
	TalksSay     []string            `yaml:"talks_say"`    // verbs that an occasion takes when something was said there
	Documents    []string            `yaml:"documents"`    // written statements
	Nobodies     []string            `yaml:"nobodies"`     // who speaks for no actor: observers, the press
	Counterparts []string            `yaml:"counterparts"` // nouns for who holds the same office elsewhere
	Agents       []string            `yaml:"agents"`       // people without a name: "an official"
	Bodies       []string            `yaml:"bodies"`       // bodies named before: "the ministry"
	Generic      []string            `yaml:"generic"`      // heads of offices that may be another\'s word for any office of a party: "the head"
	Urged        []string            `yaml:"urged"`        // prepositions before what such a verb asks for
	Urging       []string            `yaml:"urging"`       // verbs that are speech with an infinitive or a wish behind only: "call on"
	Voices       []string            `yaml:"voices"`       // heads of offices that speak for their body
	Subjects     []string            `yaml:"subjects"`     // particles behind a subject: "ise"
	Postposed    []string            `yaml:"postposed"`    // words that make the noun before them no subject: "ile"
	Questions    []string            `yaml:"questions"`    // labels of a transcript before a question
	Answers      []string            `yaml:"answers"`      // and before an answer, where they name nobody
	Oblique      []string            `yaml:"oblique"`      // endings of a body's name that its nominative has not
	Stances      map[string][]string `yaml:"stances"`      // what the speaker is for or against, by the words that say so
}

// words is the file as the reader uses it.
type words struct {
	file
	quotes                               [][2]string
	say, act, quoting, passive           phrases
	according, collectives               phrases
	documents, talks, talksSay           phrases
	nobodies, agents, bodies             phrases
	views, viewIn, govern                phrases
	clausal, epithets, contacts, topical phrases
	hearsay, reticent, folk              phrases
	speeches, urging                     phrases
	visitors, hosts, counterparts        phrases
	replies, byWhom                      phrases
	adverbials, therewith, listeners     phrases
	stanceOf                             phrases
	outside                              map[string]bool   // words of sport, show business and trade
	outlets                              map[string]bool   // folded names of agencies and outlets
	stances                              map[string]string // entry: stance
}

func loadWords(fsys fs.FS, pack lang.Pack, onto *ontology.Ontology) (*words, error) {
	file := path.Join(pack.Folder, "speech.yaml")
	w := &words{stances: map[string]string{}}
	err := lang.ReadYAML(fsys, file, &w.file)
	if err != nil {
		return nil, err
	}
	if w.Marking != "position" && w.Marking != "case" {
		return nil, fmt.Errorf("%s: marking is %q; write position or case", file, w.Marking)
	}
	for _, q := range w.Quotes {
		open, closing, ok := strings.Cut(q, " ")
		if !ok || open == "" || closing == "" {
			return nil, fmt.Errorf("%s: quotes: %q is no pair of marks", file, q)
		}
		w.quotes = append(w.quotes, [2]string{open, closing})
	}
	var all []string
	for stance, entries := range w.Stances {
		if !slices.Contains(onto.Stances(), stance) {
			return nil, fmt.Errorf("%s: stances: %q is none of ontology/stances.yaml", file, stance)
		}
		for _, e := range entries {
			if w.stances[e] != "" {
				return nil, fmt.Errorf("%s: stances: %q stands under two", file, e)
			}
			w.stances[e] = stance
			all = append(all, e)
		}
	}
	slices.Sort(all)
	w.stanceOf = newPhrases(all)
	w.say, w.act, w.quoting, w.passive = newPhrases(w.Say), newPhrases(w.Act), newPhrases(w.Quoting), newPhrases(w.Passive)
	w.according, w.collectives = newPhrases(w.According), newPhrases(slices.Concat(w.Collectives, w.Folk))
	w.documents, w.talks, w.talksSay = newPhrases(w.Documents), newPhrases(w.Talks), newPhrases(w.TalksSay)
	w.nobodies, w.agents, w.bodies = newPhrases(w.Nobodies), newPhrases(w.Agents), newPhrases(w.Bodies)
	w.views, w.viewIn, w.govern = newPhrases(w.Views), newPhrases(w.ViewIn), newPhrases(w.Govern)
	w.clausal, w.epithets, w.contacts, w.topical = newPhrases(w.Clausal), newPhrases(w.Epithets), newPhrases(w.Contacts), newPhrases(w.Topical)
	w.hearsay, w.reticent, w.folk = newPhrases(w.Hearsay), newPhrases(w.Reticent), newPhrases(w.Folk)
	w.urging, w.speeches = newPhrases(w.Urging), newPhrases(w.Speeches)
	w.visitors, w.hosts, w.counterparts = newPhrases(w.Visitors), newPhrases(w.Hosts), newPhrases(w.Counterparts)
	w.adverbials, w.therewith = newPhrases(w.Adverbials), newPhrases(w.Therewith)
	w.listeners = newPhrases(w.Listeners)
	w.replies, w.byWhom = newPhrases(w.Replies), newPhrases(w.ByWhom)
	var scope struct {
		Words []string `yaml:"out_of_scope"`
	}
	if err := lang.ReadSome(fsys, path.Join(pack.Folder, "event.yaml"), &scope); err != nil {
		return nil, err
	}
	w.outside = map[string]bool{}
	for _, x := range scope.Words {
		w.outside[x] = true
	}
	w.outlets, err = loadOutlets(fsys)
	return w, err
}

// loadOutlets are the names of agencies and outlets, which credit themselves.
func loadOutlets(fsys fs.FS) (map[string]bool, error) {
	const columns = 4
	rows, err := lang.ReadTSV(fsys, "intake/outlets.tsv", columns)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, row := range rows {
		if row.Cells[2] == "ending" {
			continue
		}
		for _, n := range append(strings.Split(row.Cells[1], "|"), row.Cells[0]) {
			if n != "" {
				out[name.Fold(n)] = true
			}
		}
	}
	return out, nil
}

// phrases are entries of one or more words, by their first and by their last.
type phrases struct{ first, last map[string][][]string }

func newPhrases(entries []string) phrases {
	p := phrases{map[string][][]string{}, map[string][][]string{}}
	for _, e := range entries {
		if ws := strings.Fields(e); len(ws) > 0 {
			p.first[ws[0]] = append(p.first[ws[0]], ws)
			p.last[ws[len(ws)-1]] = append(p.last[ws[len(ws)-1]], ws)
		}
	}
	return p
}

// at is the longest entry that begins at token i, and its number of tokens.
func (p phrases) at(t []nlp.Token, i int) (entry string, n int) {
	for _, key := range keys(t, i) {
		for _, ws := range p.first[key] {
			if len(ws) > n && stands(t, i, ws) {
				entry, n = strings.Join(ws, " "), len(ws)
			}
		}
	}
	return entry, n
}

// begins reports whether an entry begins at token i.
func (p phrases) begins(t []nlp.Token, i int) bool {
	_, n := p.at(t, i)
	return n > 0
}

// before is the number of tokens of the longest entry that ends with token i.
func (p phrases) before(t []nlp.Token, i int) int {
	n := 0
	for _, key := range keys(t, i) {
		for _, ws := range p.last[key] {
			if len(ws) > n && stands(t, i-len(ws)+1, ws) {
				n = len(ws)
			}
		}
	}
	return n
}

// keys are the words by which token i may stand in a list.
func keys(t []nlp.Token, i int) []string {
	if i < 0 || i >= len(t) {
		return nil
	}
	if t[i].Base == "" || t[i].Base == t[i].Lower {
		return []string{t[i].Lower}
	}
	return []string{t[i].Lower, t[i].Base}
}

func stands(t []nlp.Token, i int, ws []string) bool {
	if i < 0 || i+len(ws) > len(t) {
		return false
	}
	for k, w := range ws {
		if t[i+k].Lower != w && t[i+k].Base != w {
			return false
		}
	}
	return true
}
