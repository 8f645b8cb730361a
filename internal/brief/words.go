package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// actorName is the actor's name, of states and organisations with the code.
func (n *note) actorName(id string) string {
	name := n.Name(id)
	if a := n.Actor(id); a != nil && a.Name != "" && a.Name != a.ID && (a.Type == chancery.State || a.Type == chancery.Organisation) {
		return fmt.Sprintf("%s (%s)", safe(a.Name), safe(a.ID))
	}
	return safe(name)
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
func (n *note) participant(p *chancery.Participant) string {
	party, name, office := index.PartyOf(p), safe(p.Name), ""
	if p.Office != nil {
		office = officeName(*p.Office)
	}
	if a := n.Actor(p.ID); a != nil && a.Name != "" && (p.Name != "" || office == "") {
		name = safe(a.Name)
	}
	switch {
	case p.Type == chancery.Delegation:
		name = safe(n.DelegationName(cmp.Or(p.ID, p.Name), party))
	case p.ID == party && party != "", name == "" && office == "":
		return marked(n.actorName(cmp.Or(party, p.ID)), p.OfBase)
	case name == "":
		name, office = "the "+office, "not named"
	}
	about := []string{office, marked(safe(party), p.OfBase)}
	about = slices.DeleteFunc(about, func(s string) bool { return s == "" || s == notStated })
	if len(about) == 0 {
		return name
	}
	return fmt.Sprintf("%s (%s)", name, strings.Join(about, ", "))
}

func (n *note) partyName(code string) string {
	if code == "" {
		return "a party not known"
	}
	return safe(n.Name(code))
}

func officeName(o chancery.Office) string { return prose.Cut(index.OfficeName(o), mostName) }

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
func (n *note) those(e *chancery.Event, holds func(*chancery.Participant) bool) []string {
	delegations := led(e)
	var out []string
	for i := range e.Participants {
		p := &e.Participants[i]
		if delegations[p.ID] || !holds(p) {
			continue
		}
		words := n.participant(p)
		if p.Leads != "" {
			words = safe(n.DelegationName(p.Leads, index.PartyOf(p))) + ", led by " + words
		}
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

func anybody(*chancery.Participant) bool { return true }

// when is the event's date, and how it is known when no report states it.
func when(e *chancery.Event) string {
	out := prose.Date(e.Date)
	if e.Date == "" {
		return out
	}
	out = marked(out, e.DateBasis)
	switch {
	case e.DateBasis == chancery.Published:
		out += " (day of the report)"
	case e.DateBasis == chancery.Inferred:
		out += " (inferred)"
	}
	return out
}

// where is " in Accra (GHA)", or nothing.
func (n *note) where(p *chancery.Place) string {
	if p == nil || p.Name == "" && p.Country == "" {
		return ""
	}
	out := safe(p.Name)
	switch {
	case p.Name == "":
		out = n.actorName(p.Country)
	case p.Country != "":
		out += fmt.Sprintf(" (%s)", safe(p.Country))
	}
	return " in " + marked(out, p.Basis)
}

// kind is the kind of the event, with the name of a conference.
func kind(e *chancery.Event) string {
	out := safe(string(cmp.Or(e.Kind, chancery.KindOther)))
	if e.Kind == chancery.KindOther || e.Kind == "" {
		out = strings.TrimSpace("other act " + safe(strings.TrimSpace(e.Plover.Event+" "+e.Plover.Mode)))
	}
	if e.Name != "" {
		out += " " + safe(e.Name)
	}
	return out
}

// named is the event with at most two of those who took part, and its date.
func (n *note) named(e *chancery.Event) string {
	const most = 2
	delegations := led(e)
	var who []string
	for i := range e.Participants {
		if p := &e.Participants[i]; !delegations[p.ID] && (p.Name != "" || p.Office == nil) {
			who = append(who, safe(n.Name(cmp.Or(p.ID, p.Name, index.PartyOf(p)))))
		}
	}
	if len(who) > most {
		who = append(who[:most], "others")
	}
	out := "the " + kind(e)
	if len(who) > 0 {
		out += " of " + prose.List(who)
	}
	if e.Date != "" {
		out += ", " + prose.Date(e.Date)
	}
	return out
}

// telling is an event in one sentence.
func (n *note) telling(e *chancery.Event) string {
	out := when(e)
	if !e.Kind.Engagement() {
		out = n.toldOn(e)
	}
	out += ": " + n.deed(e)
	if about := append(slices.Clone(e.Topics), e.Frameworks...); len(about) > 0 {
		for i := range about {
			about[i] = safe(about[i])
		}
		out += ", about " + prose.List(about)
	}
	if parent := n.Parent(e); parent != nil {
		out += ", part of the " + kind(parent)
		if parent.Date != "" {
			out += " " + prose.Of(parent.Date)
		}
	}
	if e.Modality == chancery.Ongoing {
		out += ", under way when reported"
	}
	return out + fmt.Sprintf("; %s from %s", prose.Count(len(e.Reports), "report"), prose.Count(len(e.Origins), "origin"))
}

// deed is who did what to whom and where.
func (n *note) deed(e *chancery.Event) string {
	role := func(roles ...chancery.Role) []string {
		return n.those(e, func(p *chancery.Participant) bool { return slices.Contains(roles, p.Role) })
	}
	by, to, with := role(chancery.Initiator, chancery.Visitor), role(chancery.Recipient, chancery.Host), role(chancery.Attendee, "")
	out := kind(e)
	switch {
	case e.Kind == chancery.KindVisit && len(by) > 0:
		out += strings.Replace(n.where(e.Place), " in ", " to ", 1) + " by " + prose.List(by)
		if len(to) > 0 {
			out += ", host " + prose.List(to)
		}
	case directed(e.Kind) && len(by) > 0 && len(to) > 0:
		out += n.where(e.Place) + " by " + prose.List(by) + towards(e.Kind) + prose.List(to)
	case directed(e.Kind) && len(by) == 0 && len(to) > 0:
		out += n.where(e.Place) + towards(e.Kind) + prose.List(to) + ", by whom not known"
	case directed(e.Kind) && len(by) > 0:
		out += n.where(e.Place) + " by " + prose.List(by)
	default:
		out += n.where(e.Place)
		if all := n.those(e, anybody); len(all) > 0 {
			out += " of " + prose.List(all)
		}
		return out
	}
	if len(with) > 0 {
		out += ", with " + prose.List(with)
	}
	return out
}

// towards leads to whom an act of the kind was done.
func towards(k chancery.Kind) string {
	switch k {
	case chancery.KindPraise, chancery.KindCriticism, chancery.KindExpulsion, chancery.KindAppointment:
		return " of "
	case chancery.KindSanction:
		return " against "
	case chancery.KindOther:
		return " towards "
	}
	return " to "
}

// directed reports whether an event of the kind goes from one side to another.
func directed(k chancery.Kind) bool { return k == chancery.KindCall || !k.Engagement() }
