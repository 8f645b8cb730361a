package event

// words is event.yaml: the words beside a trigger that change what it tells.
type words struct {
	Separate    []string          `yaml:"separate"`     // each partner apart: "separately", "in turn", "first .. then"
	Here        []string          `yaml:"here"`         // the place of the dateline
	There       []string          `yaml:"there"`        // the city named last
	Yonder      []string          `yaml:"yonder"`       // the city named last, or the state to which somebody goes
	SameCity    []string          `yaml:"same_city"`    // those of there that put what was told before into that city, too
	Capital     []string          `yaml:"capital"`      // the capital of the state visited, else of the state spoken of
	Hither      []string          `yaml:"hither"`       // verbs of coming: without a goal, to the report's own state
	Sole        map[string]string `yaml:"sole"`         // offices, by their titles, that the press names without a state where it means this one
	Single      []string          `yaml:"single"`       // heads of offices that a state has once
	Seats       []string          `yaml:"seats"`        // cities, by their English names, where those of many states meet: nobody is known for a host there
	Again       []string          `yaml:"again"`        // before a noun that takes up an event told before: "the talks"
	Another     []string          `yaml:"another"`      // before a noun that tells of another event of those told of: "the previous round"
	Gatherings  []string          `yaml:"gatherings"`   // nouns that take up a conference or what the sentence before gathered for
	Attended    []string          `yaml:"attended"`     // verbs that say who took part in it
	NoSuch      []string          `yaml:"no_such"`      // before a noun that denies an event told before: "no such meeting"
	In          []string          `yaml:"in"`           // before a place where something happens
	After       []string          `yaml:"after"`        // behind a noun: what is told came later or before
	Months      []string          `yaml:"months"`       // bare, before a noun, they are of the noun
	Summits     map[string]string `yaml:"summits"`      // head words of named conferences: English form
	Sides       []string          `yaml:"sides"`        // words for talks and who holds them, at the start of a sentence that tells what was said there
	Minor       []string          `yaml:"minor"`        // heads of offices that are not by themselves public
	That        []string          `yaml:"that"`         // opens a clause of reported speech
	Affairs     []string          `yaml:"affairs"`      // what is talked about in the place behind it: "the war in Ukraine" is no place of the talks
	For         []string          `yaml:"for"`          // before a year that something is planned for
	Background  []string          `yaml:"background"`   // words that put a clause into the past of the report
	Earlier     []string          `yaml:"earlier"`      // put a contact before what the report is about: "the two last met in Oslo"
	When        []string          `yaml:"when"`         // behind a date, opens the clause that the date is of: "in October, when X came"
	Dating      []string          `yaml:"dating"`       // participles behind a noun that date what it tells: "talks held in May"
	Ahead       []string          `yaml:"ahead"`        // before a gathering that only says when something else was done
	Where       []string          `yaml:"where"`        // opens a clause about the place before it
	Beside      []string          `yaml:"beside"`       // beside a gathering: "on its sidelines"
	Occasions   []string          `yaml:"occasions"`    // behind the name of a gathering at which something happened
	Entering    []string          `yaml:"entering"`     // words of a ban on coming in
	PostedTo    []string          `yaml:"posted_to"`    // between an envoy and the state where he is posted
	Foreigners  []string          `yaml:"foreigners"`   // heads of offices of groups who are of other states: "ten diplomats"
	Resident    []string          `yaml:"resident"`     // heads of offices of envoys who live in the state that they are sent to
	Buildings   []string          `yaml:"buildings"`    // what bears the name of another city than the one that it is in
	Into        []string          `yaml:"into"`         // before the building to which a guest is brought
	Speeches    []string          `yaml:"speeches"`     // nouns of what somebody says, behind the place where: "in a speech in Oslo"
	Jointly     []string          `yaml:"jointly"`      // before such a noun: those who speak have met
	Missions    []string          `yaml:"missions"`     // embassies and consulates; behind the name of a city where it is: "Lima Büyükelçiliği"
	Rooms       []string          `yaml:"rooms"`        // behind the name of a house, for what of it one is in
	Trips       []string          `yaml:"trips"`        // nouns of journeys
	OnTrip      []string          `yaml:"on_trip"`      // before such a noun, for what happens on it: "during a visit to Oslo"
	Held        []string          `yaml:"held"`         // verbs by which talks are held, behind a word that takes them up: "They took place in Oslo"
	Consulates  []string          `yaml:"consulates"`   // missions that are not in the capital
	Endings     []string          `yaml:"endings"`      // of a name that says where, written in one with it
	Houses      []string          `yaml:"houses"`       // where the government or parliament of a state works
	Towns       []string          `yaml:"towns"`        // what a city is: "the port of Bergen"
	From        []string          `yaml:"from"`         // before a place that somebody leaves
	Ago         []string          `yaml:"ago"`          // "since": what is dated behind it was before: "their first meeting since a truce in May"
	Without     []string          `yaml:"without"`      // before what there was none of: "ended without agreement"
	Clauses     []string          `yaml:"clauses"`      // open a clause whose dates are its own
	Of          []string          `yaml:"of"`           // between a noun and the date that it is of: "the vote of 12 March"
	Venues      []string          `yaml:"venues"`       // before an event at which another takes place: "at the forum"
	NotEvents   []string          `yaml:"not_events"`   // words that turn a trigger into something else: "visit a school"
	Fiction     []string          `yaml:"fiction"`      // near the head of a sentence: what it tells is a story
	OutOfScope  []string          `yaml:"out_of_scope"` // words of sport, show business and trade in a report: what "meets" there is no diplomacy
	Envoys      []string          `yaml:"envoys"`       // heads of offices of those posted abroad
	Remarks     []string          `yaml:"remarks"`      // what somebody said or did in the sentence before: "condemned the move"
	It          []string          `yaml:"it"`           // stand for the state or body spoken of
	They        []string          `yaml:"they"`         // stand for those named together before
	Content     []string          `yaml:"content"`      // open what an act is about: "thanked X for"
	Elsewhere   []string          `yaml:"elsewhere"`    // words of sport and show business that alone put a sentence there
	Unreal      []string          `yaml:"unreal"`       // patterns: a sentence with one of them supposes, imagines or passes on a rumour
	Present     []string          `yaml:"present"`      // patterns: "a" was at the talks told last, for the state "s", or that of the person "s", where it says one
	Led         []string          `yaml:"led"`          // patterns: "a" leads the delegation "d"
	Listed      []string          `yaml:"listed"`       // patterns: "a" is barred, too, by what was told last
	Represents  []string          `yaml:"represents"`   // patterns: "a" acts for the state "s"
	Announced   []string          `yaml:"announced"`    // patterns: "a" is who made public, with the verb "v", the ban told last
	Vague       []string          `yaml:"vague"`        // nouns that fit any act, and so do not say what one is about
	Attributing []string          `yaml:"attributing"`  // verbs of speech that carry an event told by somebody
	Firsts      []string          `yaml:"firsts"`       // before a noun with "in eleven years" behind it
	Spells      []string          `yaml:"spells"`       // units of such a spell
	Disclosing  []string          `yaml:"disclosing"`   // more of them, behind whom "here" is where the speaker is: "the ministry here disclosed"
	Attending   []string          `yaml:"attending"`    // verbs of those who were present at talks told before: "X sat in on the talks"
	Apart       []string          `yaml:"apart"`        // words of talks besides others of the same people
	Series      []string          `yaml:"series"`       // before a noun for one more contact like those told before: "the second call"
	ThatDay     []string          `yaml:"that_day"`     // at the head of a sentence: what it tells happened on the day of the contact told before
	ThoseDays   []string          `yaml:"those_days"`   // the same for whatever was told before
	Homelands   []string          `yaml:"homelands"`    // "his country", as the goal of who comes
	Arrivals    []string          `yaml:"arrivals"`     // verbs of coming: who has come is there until the report says otherwise
}
