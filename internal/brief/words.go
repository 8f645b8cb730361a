package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
	"chancery/internal/web/messages"
)

// teller puts what a record has into the words of a language. Names stand as they
// are, behind a word for what they are here: no ending is put to a foreign name.
type teller struct {
	*index.Index
	*messages.Words
}

// called is the name of an actor or code: in English as the record has it, in
// other languages as the program's tables do, where these have it.
func (t *teller) called(id string) string {
	if t.Tag != english {
		if common := index.CommonName(id, t.Tag); common != "" {
			return safe(common)
		}
	}
	return safe(t.Name(id))
}

const english = "en"

// actorName is the actor's name, of states and organisations with the code.
func (t *teller) actorName(id string) string {
	name := t.called(id)
	if a := t.Actor(id); a != nil && name != a.ID && (a.Type == chancery.State || a.Type == chancery.Organisation) {
		return fmt.Sprintf("%s (%s)", name, safe(a.ID))
	}
	return name
}

// notStated marks a value that no report states.
const notStated = "~"

func marked(value string, basis chancery.Basis) string {
	if basis == chancery.Inferred || basis == chancery.Published {
		return notStated + value
	}
	return value
}

// participant is a participant with office and party, "Ana Sole (Minister of
// Trade, ESP)".
func (t *teller) participant(p *chancery.Participant) string {
	party, name, office := index.PartyOf(p), safe(p.Name), ""
	if p.Office != nil {
		office = t.officeName(*p.Office)
	}
	if a := t.Actor(p.ID); a != nil && a.Name != "" && (p.Name != "" || office == "") {
		name = safe(a.Name)
	}
	switch {
	case p.Type == chancery.Delegation:
		name = t.delegation(cmp.Or(p.ID, p.Name), party)
	case p.ID == party && party != "", name == "" && office == "":
		return marked(t.actorName(cmp.Or(party, p.ID)), p.OfBase)
	case name == "":
		name, office = t.T("brief.holder", office), t.T("brief.unnamed")
	}
	about := []string{office, marked(safe(party), p.OfBase)}
	about = slices.DeleteFunc(about, func(s string) bool { return s == "" || s == notStated })
	if len(about) == 0 {
		return name
	}
	return fmt.Sprintf("%s (%s)", name, strings.Join(about, ", "))
}

// delegation is the name of a delegation, by its id; one that is called no more
// than a delegation is named after the party.
func (t *teller) delegation(id, party string) string {
	if !strings.Contains(t.Name(id), " ") && party != "" {
		return t.T("delegation.of", safe(party))
	}
	return safe(t.Name(id))
}

func (t *teller) partyName(code string) string {
	if code == "" {
		return t.T("brief.party")
	}
	return t.called(code)
}

// officeName is the title of an office, in English where the language has none for
// it, behind a ~ where no words of a report stand for it.
func (t *teller) officeName(o chancery.Office) string {
	o.Title = t.Label("office", o.Title)
	return prose.Cut(index.OfficeName(o), mostName)
}

// led are the delegations whose leaders take part.
func led(e *chancery.Event) map[string]bool {
	out := map[string]bool{}
	for _, p := range e.Participants {
		if p.Leads != "" {
			out[p.Leads] = true
		}
	}
	return out
}

// those are the participants for whom holds is true, delegations with their
// leaders.
func (t *teller) those(e *chancery.Event, holds func(*chancery.Participant) bool) []string {
	delegations := led(e)
	var out []string
	for i := range e.Participants {
		p := &e.Participants[i]
		if delegations[p.ID] || !holds(p) {
			continue
		}
		words := t.participant(p)
		if p.Leads != "" {
			words = t.T("brief.led", t.delegation(p.Leads, index.PartyOf(p)), words)
		}
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

func anybody(*chancery.Participant) bool { return true }

// when is the event's date, and how it is known when no report states it.
func (t *teller) when(e *chancery.Event) string {
	out := t.Date(e.Date)
	if e.Date == "" {
		return out
	}
	out = marked(out, e.DateBasis)
	switch {
	case e.DateBasis == chancery.Published:
		return t.T("brief.day", out)
	case e.DateBasis == chancery.Inferred:
		return t.T("brief.inferred", out)
	}
	return out
}

// toldOn is when an act was done: its date, or, where that is unknown or no more
// than a term, the day of the first report.
func (t *teller) toldOn(e *chancery.Event) string {
	if e.Date != "" && t.Due(e) == "" {
		return t.when(e)
	}
	if d := t.FirstTold(e); d != "" {
		return t.T("brief.told", t.Date(d))
	}
	return t.Date(e.Date)
}

// where is the place, "Accra (GHA)"; empty where none is known.
func (t *teller) where(p *chancery.Place) string {
	if p == nil || p.Name == "" && p.Country == "" {
		return ""
	}
	out := safe(p.Name)
	if t.Tag != english {
		out = safe(cmp.Or(index.PlaceName(p, t.Tag), p.Name))
	}
	switch {
	case p.Name == "":
		out = t.actorName(p.Country)
	case p.Country != "":
		out += fmt.Sprintf(" (%s)", safe(p.Country))
	}
	return marked(out, p.Basis)
}

// put is the message with the words put in, or nothing where there are none.
func (t *teller) put(key, words string) string {
	if words == "" {
		return ""
	}
	return t.T(key, words)
}

// kind is the kind of the event, with the name of a conference.
func (t *teller) kind(e *chancery.Event) string {
	out := t.Label("kind", cmp.Or(e.Kind, chancery.KindOther))
	if e.Kind == chancery.KindOther || e.Kind == "" {
		out = strings.TrimSpace(t.T("brief.other", safe(strings.TrimSpace(e.Plover.Event+" "+e.Plover.Mode))))
	}
	if e.Name != "" {
		out += " " + safe(e.Name)
	}
	return out
}

// parties are the names of those who took part, at most so many, of delegations
// their leaders.
func (t *teller) parties(e *chancery.Event, most int) []string {
	delegations := led(e)
	var who []string
	for i := range e.Participants {
		if p := &e.Participants[i]; !delegations[p.ID] && (p.Name != "" || p.Office == nil) {
			who = append(who, t.called(cmp.Or(p.ID, p.Name, index.PartyOf(p))))
		}
	}
	if len(who) > most {
		who = append(who[:most], t.T("brief.others"))
	}
	return who
}

// named is the event with at most two of those who took part, and its date.
func (t *teller) named(e *chancery.Event) string {
	const most = 2
	out := t.T("brief.event", t.kind(e))
	if who := t.parties(e, most); len(who) > 0 {
		out = t.T("brief.eventof", t.kind(e), t.List(who))
	}
	if e.Date != "" {
		out += ", " + t.Date(e.Date)
	}
	return out
}

// telling is an event in one sentence.
func (t *teller) telling(e *chancery.Event) string {
	out := t.when(e)
	if !e.Kind.Engagement() {
		out = t.toldOn(e)
	}
	out = t.T("brief.says", out, t.deed(e)) + t.put("brief.about", t.List(t.subjects(e)))
	if parent := t.Parent(e); parent != nil {
		whole := t.kind(parent)
		if parent.Date != "" {
			whole = fmt.Sprintf("%s (%s)", whole, t.Date(parent.Date))
		}
		out += t.T("brief.part", whole)
	}
	if e.Modality == chancery.Ongoing {
		out += t.T("brief.ongoing")
	}
	return out + t.T("brief.resting", t.N(len(e.Reports), "count.reports"), t.N(len(e.Origins), "count.origins"))
}

// subjects are the topics and frameworks that an event is about.
func (t *teller) subjects(e *chancery.Event) []string {
	var out []string
	for _, topic := range e.Topics {
		out = append(out, t.subjectName(topic))
	}
	for _, f := range e.Frameworks {
		out = append(out, safe(f))
	}
	return out
}

// subjectName is the name of a topic or framework.
func (t *teller) subjectName(topic string) string { return safe(t.Label("topic", topic)) }

// deed is who did what to whom and where.
func (t *teller) deed(e *chancery.Event) string {
	role := func(roles ...chancery.Role) string {
		return t.List(t.those(e, func(p *chancery.Participant) bool { return slices.Contains(roles, p.Role) }))
	}
	by, to, with := role(chancery.Initiator, chancery.Visitor), role(chancery.Recipient, chancery.Host), role(chancery.Attendee, "")
	out, where := t.kind(e), t.where(e.Place)
	switch {
	case e.Kind == chancery.KindVisit && by != "":
		out += t.put("brief.goal", where) + t.T("brief.by", by) + t.put("brief.host", to)
	case directed(e.Kind) && by != "":
		out += t.put("brief.in", where) + t.T("brief.by", by) + t.put(towards(e.Kind), to)
	case directed(e.Kind) && to != "":
		out += t.put("brief.in", where) + t.put(towards(e.Kind), to) + t.T("brief.bynobody")
	default:
		return out + t.put("brief.in", where) + t.put("brief.of", t.List(t.those(e, anybody)))
	}
	return out + t.put("brief.with", with)
}

// towards is the message that leads to whom an act of the kind was done.
func towards(k chancery.Kind) string {
	switch k {
	case chancery.KindPraise, chancery.KindCriticism, chancery.KindExpulsion, chancery.KindAppointment:
		return "brief.whom"
	case chancery.KindSanction:
		return "brief.against"
	case chancery.KindOther:
		return "brief.towards"
	}
	return "brief.to"
}

// directed reports whether an event of the kind goes from one side to another.
func directed(k chancery.Kind) bool { return k == chancery.KindCall || !k.Engagement() }

// capital begins the words with a capital letter, in Turkish and Azerbaijani with
// a dotted one for i.
func (t *teller) capital(words string) string {
	r, size := utf8.DecodeRuneInString(words)
	if t.Tag == "tr" || t.Tag == "az" {
		return string(unicode.TurkishCase.ToUpper(r)) + words[size:]
	}
	return string(unicode.ToUpper(r)) + words[size:]
}

// Tell is an event in one sentence, with when and where it was, who took part, on
// how many reports it rests and, where it did not take place, how it stands.
func Tell(x *index.Index, w *messages.Words, e *chancery.Event) string {
	t := teller{x, w}
	out := t.capital(t.telling(e))
	if stands := t.stands(e); stands != "" {
		out += "; " + stands
	}
	return out + "."
}

// Headline is what an event is, how it stands where it did not take place, and
// between whom, in few words.
func Headline(x *index.Index, w *messages.Words, e *chancery.Event) string {
	const most = 4
	t := teller{x, w}
	what := t.kind(e)
	if stands := t.stands(e); stands != "" {
		what = fmt.Sprintf("%s (%s)", what, stands)
	}
	who := t.parties(e, most)
	if len(who) == 0 {
		return t.capital(what)
	}
	return t.capital(t.T("brief.says", what, t.List(who)))
}

// stands is the modality of an event that did not take place.
func (t *teller) stands(e *chancery.Event) string {
	switch e.Modality {
	case chancery.Planned, chancery.Cancelled, chancery.Denied:
		return t.Label("modality", e.Modality)
	}
	return ""
}

// Where is the place of an event in words, behind a ~ where no report states it;
// empty where none is known.
func Where(x *index.Index, w *messages.Words, e *chancery.Event) string {
	t := teller{x, w}
	return t.where(e.Place)
}
