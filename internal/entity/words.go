package entity

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// words is what entity.yaml says of a language: which words make offices,
// names, bodies and delegations.
type words struct {
	headLast     bool
	follows      bool            // the adjective of a state stands behind its noun: "le ministre norvégien"
	fused        phrases         // du, au: a link that holds the article, so that what follows is definite
	honorary     map[string]bool // minister of state: offices beside which the holder acts in another
	goesOn       phrases         // de, du: links that stand again before each field of work of a list
	inflected    bool
	sideBySide   bool // two names may follow each other with nothing between: "X Y-ni qəbul edib"
	home         string
	ranks        phrases // deputy, former ...; before or after the head
	ranksBehind  phrases // of ranks, those that stand behind a head, too; all where none are listed
	actingFor    phrases // "tərəfindən": between a state and an official who signs for it
	honorifics   phrases // Mr., H.E., Senator; never part of a name
	military     phrases // General, Orgeneral; a rank of the person, not an office
	heads        phrases // minister, secretary general
	plurals      map[string]string
	portfolio    phrases // foreign, defence; words that may stand between owner and head
	links        phrases // of, for, to; words that join a head to what it is of
	toward       phrases // to: the link that names where an envoy is posted
	within       phrases // in: of the links, the one that says where people act
	joins        phrases // and, or: words inside a portfolio and between offices
	articles     phrases
	particles    phrases // al, van: small words inside names
	realms       phrases // republic, kingdom: behind a state, part of its full name
	assemblies   phrases // summit, council: behind the offices of those who sit in it, part of its name
	prefixes     phrases // es-, ed-: written before a name with a hyphen, besides the particles
	notNames     phrases // capitalised words that begin no name: months, days
	sites        phrases // words behind the name of a building, street, outlet or prize, which is then no person
	bodies       phrases // ministry, parliament: heads of organisations' names
	delegations  phrases
	headed       phrases // "at its head": behind who leads the delegation named before
	counterpart  phrases
	possessives  phrases           // his, her, its, their
	ownWords     phrases           // its, before an office of a party
	postnominals phrases           // M.P., behind a name
	seated       phrases           // ministry, government: known by the capital behind them
	personal     phrases           // his, her: of one person
	capitals     phrases           // capital
	guests       phrases           // guest, visitor: whom the report is about
	teams        phrases           // team, mission: a delegation where "from" says whose
	origins      phrases           // from: before where a guest is at home
	quantifiers  phrases           // several, various: before people without names
	quantities   phrases           // thousands of, members of: before people
	abroad       phrases           // foreign, western: before envoys of several states
	capacity     phrases           // as: before the office in which somebody serves
	naming       phrases           // of, for: of the links, those that go on with the name of a body
	nations      []string          // ends of words that mean a whole people: "the Dutch"
	settlements  phrases           // city, town: in the genitive before those who govern them
	memberships  phrases           // member states: behind the organisation whose they are
	residents    map[string]bool   // heads of offices of those posted with another state
	former       phrases           // ranks that put an office into the past
	nested       phrases           // heads of offices that belong to another office: "adviser of the minister"
	pronouns     phrases           // he, she
	masculine    phrases           // he, mr: pronouns and titles of a man
	feminine     phrases           // she, mrs: and of a woman
	objects      phrases           // him, her
	others       phrases           // guest, host: with a possessive ending, the other of the two spoken of
	groups       phrases           // officials, envoys: people of a party, without office
	nameCases    map[string]string // suffixes behind the apostrophe of a name, and their case
	copulas      []string          // say that somebody is what follows: "X became the minister"
	ordinals     []string          // ranks that, before a state, count those of it: "the first Kenyan minister"
	forums       []string          // cities in which nobody is at home: foreigners meet there
	homeland     phrases           // country: with a suffix that says that it is ours, the language's own state
	trios        phrases           // the three countries
	pairs        phrases           // both countries, the two sides: two states spoken of
	peoples      phrases           // troops, citizens: people who stand for their state
	sectors      map[string]string // of peoples: PLOVER's sector
	branches     phrases           // words in the name of an office or body that say its sector: army, court
	branch       map[string]string // of branches: PLOVER sector
	consisting   phrases           // "consisting of", behind the members of a delegation
	legislators  phrases           // representative, deputy: of a parliament, a member of it
	member       string            // the English title of such a member
	presiding    phrases           // president, chairman: of a parliament, its speaker
	speaker      string            // the English title of such a speaker
	generic      phrases           // parliament, senate: names of a body only with its state
	both         phrases           // both, the two, the pair: the two people spoken of
	two          phrases           // two: before a plural office
	inner        phrases           // sheikh: honorifics that stand inside names, too
	months       phrases           // May: names of people that are months, too
	monthAfter   phrases           // in, last: before a month that is somebody's name as well
	years        phrases           // last, this: behind a month
	three        phrases           // three, the trio: alone or before a plural office
	each         phrases           // all three: before an office that so many named before hold
	eachCount    map[string]int
	currencies   phrases             // dollar: behind an adjective of a state, which then speaks of money
	wider        phrases             // south american: of a region, not of the state whose adjective stands in it
	belonging    phrases             // member, ally: between an organisation and the state that belongs to it
	behalf       phrases             // "on behalf of": makes a state an owner
	ministers    phrases             // heads before which any capitalised word is a portfolio
	fields       phrases             // for, on: links that name a field of work, not an owner
	voices       map[string]bool     // spokesperson: heads whose owner stands behind such a link, too
	things       map[string]bool     // head, chair: heads that are things as well, where they are his or hers
	aides        map[string]bool     // adviser, envoy: heads of who serves another office
	chairs       map[string]bool     // chairperson: heads of who leads an organisation in turn
	local        map[string]bool     // mayor: heads whose title names a city
	shared       phrases             // security council: names of a body of an organisation that states have, too
	trailing     phrases             // a.i.: behind a head, no part of the title
	affixed      map[string]string   // ex-minister: the word without its prefix or suffix
	between      phrases             // in charge of, accredited to: words between a field or place and the head of a head-last office
	english      map[string]string   // fields of work, in English
	fieldWords   phrases             // its entries
	houses       map[string]string   // bodies, in English; behind a stroke how their head is called
	prepositions map[string]string   // by head: the English word before its field or place; "for" where there is none
	standsFor    map[string][]string // leader: other heads whose holders the word may mean, too
	organTitles  map[string]string   // top diplomat: the English title where the office is an organisation's
	passing      []string            // Acting, Former: words at the beginning of an English title that are of the holder, not of the office
	alone        map[string]bool     // speaker: heads that say by themselves which body of a state they lead
	implied      map[string]string   // european commissioner: heads of one party only
	spelled      map[string]string   // secretary-general: the usual spelling in a title
	titles       map[string]string
	titlesOf     map[string]map[string]string // by state, of offices that are another there
	rankTitles   map[string]string
	envoys       map[string]bool
}

type wordsFile struct {
	Order        string                       `yaml:"order"`
	Adjectives   string                       `yaml:"adjectives"` // "after" where those of states stand behind their noun, else empty
	Fused        []string                     `yaml:"fused"`
	Honorary     []string                     `yaml:"honorary"` // offices that are honours beside another of the same holder
	GoesOn       []string                     `yaml:"goes_on"`
	Inflected    bool                         `yaml:"inflected"`    // names and offices have cases, and a noun in the genitive says whose an office is
	SideBySide   bool                         `yaml:"side_by_side"` // two names may follow each other with nothing between
	Ranks        map[string]string            `yaml:"ranks"`
	RanksBehind  []string                     `yaml:"ranks_behind"`
	ActingFor    []string                     `yaml:"acting_for"`
	Honorifics   []string                     `yaml:"honorifics"`
	Military     []string                     `yaml:"military"`
	Heads        []string                     `yaml:"heads"`
	Envoys       []string                     `yaml:"envoys"`
	Plurals      map[string]string            `yaml:"plurals"`
	Portfolio    []string                     `yaml:"portfolio"`
	Links        []string                     `yaml:"links"`
	Toward       []string                     `yaml:"toward"`
	Within       []string                     `yaml:"within"`
	Joins        []string                     `yaml:"joins"`
	Articles     []string                     `yaml:"articles"`
	Particles    []string                     `yaml:"particles"`
	Joined       []string                     `yaml:"joined"`
	Assemblies   []string                     `yaml:"assemblies"`
	Realms       []string                     `yaml:"realms"`
	NotNames     []string                     `yaml:"not_names"`
	Sites        []string                     `yaml:"sites"`
	Bodies       []string                     `yaml:"bodies"`
	Delegations  []string                     `yaml:"delegations"`
	Headed       []string                     `yaml:"headed"`
	Counterpart  []string                     `yaml:"counterpart"`
	Possessives  []string                     `yaml:"possessives"`
	OwnWords     []string                     `yaml:"own_words"` // before an office of a party: "its minister"
	Postnominals []string                     `yaml:"postnominals"`
	Seated       []string                     `yaml:"seated"` // bodies known by the capital behind them: "the ministry in Oslo"
	Personal     []string                     `yaml:"personal"`
	Capitals     []string                     `yaml:"capitals"`
	Guests       []string                     `yaml:"guests"`
	Teams        []string                     `yaml:"teams"`
	Origins      []string                     `yaml:"origins"`
	Quantifiers  []string                     `yaml:"quantifiers"`
	Quantities   []string                     `yaml:"quantities"`
	Abroad       []string                     `yaml:"abroad"`
	Residents    []string                     `yaml:"residents"`
	Memberships  []string                     `yaml:"memberships"`
	Settlements  []string                     `yaml:"settlements"`
	Nations      []string                     `yaml:"nations"`
	Naming       []string                     `yaml:"naming"`
	Capacity     []string                     `yaml:"capacity"`
	Former       []string                     `yaml:"former"`
	Nested       []string                     `yaml:"nested"`
	Pronouns     []string                     `yaml:"pronouns"`
	Objects      []string                     `yaml:"objects"`
	Masculine    []string                     `yaml:"masculine"`
	Feminine     []string                     `yaml:"feminine"`
	Groups       []string                     `yaml:"groups"`
	Pairs        []string                     `yaml:"pairs"`
	Trios        []string                     `yaml:"trios"`
	Copulas      []string                     `yaml:"copulas"`
	Ordinals     []string                     `yaml:"ordinals"`
	Forums       []string                     `yaml:"forums"`
	Homeland     []string                     `yaml:"homeland"`
	NameCases    map[string]string            `yaml:"name_cases"`
	Peoples      map[string]string            `yaml:"peoples"`
	Branches     map[string]string            `yaml:"branches"`
	Consisting   []string                     `yaml:"consisting"`
	Legislators  []string                     `yaml:"legislators"`
	Presiding    []string                     `yaml:"presiding"`
	Speaker      string                       `yaml:"speaker"`
	Member       string                       `yaml:"member"`
	Generic      []string                     `yaml:"generic"`
	Others       []string                     `yaml:"others"`
	Both         []string                     `yaml:"both"`
	Two          []string                     `yaml:"two"`
	Three        []string                     `yaml:"three"`
	Each         map[string]int               `yaml:"each"` // words before an office that so many named before hold: "all three"
	Inner        []string                     `yaml:"inner"`
	Months       []string                     `yaml:"months"`
	Years        []string                     `yaml:"years"`
	Currencies   []string                     `yaml:"currencies"`
	Wider        []string                     `yaml:"wider"`
	Belonging    []string                     `yaml:"belonging"`
	MonthAfter   []string                     `yaml:"month_after"`
	Behalf       []string                     `yaml:"behalf"`
	Ministers    []string                     `yaml:"ministers"`
	Fields       []string                     `yaml:"fields"`
	Voices       []string                     `yaml:"voices"`
	Aides        []string                     `yaml:"aides"`
	Things       []string                     `yaml:"things"`
	Chairs       []string                     `yaml:"chairs"`
	Local        []string                     `yaml:"local"`
	Trailing     []string                     `yaml:"trailing"`
	Prefixes     []string                     `yaml:"prefixes"`
	Suffixes     []string                     `yaml:"suffixes"`
	Shared       []string                     `yaml:"shared"`
	Implied      map[string]string            `yaml:"implied"`
	Alone        []string                     `yaml:"alone"`
	Passing      []string                     `yaml:"passing"`
	StandsFor    map[string][]string          `yaml:"stands_for"`
	OrganTitles  map[string]string            `yaml:"organ_titles"`
	Between      []string                     `yaml:"between"`
	English      map[string]string            `yaml:"english"`
	Houses       map[string]string            `yaml:"houses"`
	Prepositions map[string]string            `yaml:"prepositions"`
	Spelled      map[string]string            `yaml:"spelled"`
	Titles       map[string]string            `yaml:"titles"`
	TitlesOf     map[string]map[string]string `yaml:"titles_of"` // by state: what an office is called in English that is another one elsewhere, "canciller"
}

func loadWords(fsys fs.FS, pack lang.Pack) (*words, error) {
	var f wordsFile
	name := path.Join(pack.Folder, "entity.yaml")
	if err := lang.ReadYAML(fsys, name, &f); err != nil {
		return nil, err
	}
	if f.Order != "head-first" && f.Order != "head-last" {
		return nil, fmt.Errorf("entity: %s: order is %q; write head-first or head-last", name, f.Order)
	}
	if f.Adjectives != "" && (f.Adjectives != "after" || f.Order != "head-first") {
		return nil, fmt.Errorf("entity: %s: adjectives is %q; write after, in a language that is head-first, or leave it out", name, f.Adjectives)
	}
	affixed := affix(append(keys(f.Plurals), append(f.Heads, f.Envoys...)...), f.Prefixes, f.Suffixes)
	fields := affix(f.Portfolio, f.Prefixes, nil)
	w := &words{
		follows: f.Adjectives == "after", fused: newPhrases(f.Fused), honorary: set(f.Honorary), goesOn: newPhrases(f.GoesOn),
		headLast: f.Order == "head-last", inflected: f.Inflected, sideBySide: f.SideBySide, home: pack.Home,
		ranks: newPhrases(keys(f.Ranks)), ranksBehind: newPhrases(f.RanksBehind), actingFor: newPhrases(f.ActingFor), honorifics: newPhrases(f.Honorifics), military: newPhrases(f.Military),
		heads: newPhrases(slices.Concat(keys(f.Plurals), f.Heads, f.Envoys, keys(affixed))), plurals: f.Plurals,
		portfolio: newPhrases(slices.Concat(keys(fields), f.Portfolio, keys(f.English))), links: newPhrases(f.Links), toward: newPhrases(f.Toward), within: newPhrases(f.Within), joins: newPhrases(f.Joins),
		articles: newPhrases(f.Articles), particles: newPhrases(f.Particles), prefixes: newPhrases(f.Joined), assemblies: newPhrases(f.Assemblies), realms: newPhrases(f.Realms), notNames: newPhrases(f.NotNames), sites: newPhrases(f.Sites),
		bodies: newPhrases(append(keys(f.Houses), f.Bodies...)), delegations: newPhrases(f.Delegations), headed: newPhrases(f.Headed),
		counterpart: newPhrases(f.Counterpart), possessives: newPhrases(f.Possessives), ownWords: newPhrases(f.OwnWords), seated: newPhrases(f.Seated), postnominals: newPhrases(f.Postnominals), capitals: newPhrases(f.Capitals), guests: newPhrases(f.Guests), origins: newPhrases(f.Origins), teams: newPhrases(f.Teams), quantifiers: newPhrases(f.Quantifiers), quantities: newPhrases(f.Quantities), former: newPhrases(f.Former), nested: newPhrases(f.Nested), pronouns: newPhrases(f.Pronouns), objects: newPhrases(f.Objects), others: newPhrases(f.Others), masculine: newPhrases(f.Masculine), feminine: newPhrases(f.Feminine), personal: newPhrases(f.Personal),
		pairs: newPhrases(f.Pairs), trios: newPhrases(f.Trios), copulas: f.Copulas, ordinals: f.Ordinals, forums: f.Forums, homeland: newPhrases(f.Homeland), nameCases: f.NameCases, peoples: newPhrases(keys(f.Peoples)), sectors: f.Peoples, branches: newPhrases(keys(f.Branches)), branch: f.Branches,
		groups: newPhrases(f.Groups), consisting: newPhrases(f.Consisting), legislators: newPhrases(f.Legislators), member: f.Member,
		presiding: newPhrases(f.Presiding), speaker: f.Speaker,
		currencies: newPhrases(f.Currencies), wider: newPhrases(f.Wider), belonging: newPhrases(f.Belonging),
		behalf: newPhrases(f.Behalf), ministers: newPhrases(f.Ministers), generic: newPhrases(f.Generic), both: newPhrases(f.Both), two: newPhrases(f.Two), three: newPhrases(f.Three), each: newPhrases(slices.Collect(maps.Keys(f.Each))), eachCount: f.Each, inner: newPhrases(f.Inner), months: newPhrases(f.Months), monthAfter: newPhrases(f.MonthAfter), years: newPhrases(f.Years),
		fields: newPhrases(f.Fields), voices: set(f.Voices), aides: set(f.Aides), things: set(f.Things), chairs: set(f.Chairs), local: set(f.Local),
		trailing: newPhrases(f.Trailing), shared: newPhrases(f.Shared), implied: f.Implied, alone: set(f.Alone), passing: f.Passing, standsFor: f.StandsFor, organTitles: f.OrganTitles,
		between: newPhrases(f.Between), english: f.English, fieldWords: newPhrases(keys(f.English)), houses: f.Houses, prepositions: f.Prepositions, affixed: affixed, spelled: map[string]string{},
		titles: f.Titles, titlesOf: f.TitlesOf, rankTitles: f.Ranks, envoys: set(f.Envoys), residents: set(f.Residents), memberships: newPhrases(f.Memberships), settlements: newPhrases(f.Settlements), nations: f.Nations, naming: newPhrases(f.Naming), capacity: newPhrases(f.Capacity), abroad: newPhrases(f.Abroad),
	}
	if len(f.RanksBehind) == 0 {
		w.ranksBehind = w.ranks
	}
	maps.Copy(w.spelled, f.Spelled)
	for form, base := range affix(append(keys(f.Plurals), slices.Concat(f.Heads, f.Envoys, f.Portfolio)...), f.Prefixes, nil) {
		w.spelled[strings.Fields(form)[0]] = strings.Fields(base)[0]
	}
	return w, nil
}

// affix joins each prefix to the entries, and each suffix, with a hyphen, and
// gives the entry for each such form.
func affix(entries, prefixes, suffixes []string) map[string]string {
	out := map[string]string{}
	for _, e := range entries {
		for _, p := range prefixes {
			out[p+"-"+e] = e
		}
		for _, s := range suffixes {
			out[e+"-"+s] = e
		}
	}
	return out
}

func set(entries []string) map[string]bool {
	out := map[string]bool{}
	for _, e := range entries {
		out[e] = true
	}
	return out
}

func keys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out // order is of no account: phrases keeps the longest
}

// phrases is a set of entries of one or more words, found by their first word.
type phrases map[string][][]string

func newPhrases(entries []string) phrases {
	p := phrases{}
	for _, e := range entries {
		if ws := strings.Fields(e); len(ws) > 0 {
			p[ws[0]] = append(p[ws[0]], ws)
		}
	}
	return p
}

// at is the length in tokens of the longest entry that begins at token i, and
// the entry; 0 where there is none. Each word is compared with the token's
// lower-case form and with its lemma.
func (p phrases) at(t []nlp.Token, i int) (n int, entry string) {
	if i < 0 || i >= len(t) {
		return 0, ""
	}
	firsts := [...]string{t[i].Lower, t[i].Base, bare(&t[i])}
	for k, first := range firsts {
		if slices.Contains(firsts[:k], first) {
			continue
		}
		for _, ws := range p[first] {
			if len(ws) > n && matchAll(t, i, ws) {
				n, entry = len(ws), strings.Join(ws, " ")
			}
		}
	}
	return n, entry
}

func (p phrases) has(t []nlp.Token, i int) bool {
	n, _ := p.at(t, i)
	return n > 0
}

func matchAll(t []nlp.Token, i int, ws []string) bool {
	if i+len(ws) > len(t) {
		return false
	}
	for k, w := range ws {
		if it := &t[i+k]; it.Lower != w && (it.Base != w || pastVerb(it)) && bare(it) != w {
			return false
		}
	}
	return true
}

// pastVerb reports whether a token is a verb in a past tense by its ending: in "Norway
// charged" there is no chargé.
func pastVerb(t *nlp.Token) bool {
	return t.UPOS == "VERB" && t.Feats.Get("VerbForm") == "Fin" && t.Feats.Get("Tense") == "Past" && strings.HasSuffix(t.Lower, "ed")
}

// bare is a token in lower case without the suffix after its apostrophe.
func bare(t *nlp.Token) string {
	if t.Stem == t.Form {
		return t.Lower
	}
	if i := strings.IndexAny(t.Lower, "'’"); i > 0 {
		return t.Lower[:i]
	}
	return t.Lower
}
