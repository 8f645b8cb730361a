package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// eventRow is an event as lists show it.
type eventRow struct {
	ID           opt            `json:"id"`
	Kind         opt            `json:"kind"`
	Name         opt            `json:"name"`
	Plover       opt            `json:"plover"` // event and mode
	Modality     opt            `json:"modality"`
	Date         opt            `json:"date"`
	DateBasis    opt            `json:"date_basis"`
	When         string         `json:"when"`
	Place        *placeRow      `json:"place"`
	Participants list[partyRow] `json:"participants"`
	Topics       list[string]   `json:"topics"`
	Frameworks   list[string]   `json:"frameworks"`
	Things       list[string]   `json:"things"`
	Status       opt            `json:"status"`  // of a request, an offer or a pledge
	Answers      list[reply]    `json:"answers"` // to it, in order
	PartOf       opt            `json:"part_of"`
	Background   bool           `json:"background"`
	Reports      int            `json:"report_count"`
	Origins      int            `json:"origin_count"`
	Differ       list[string]   `json:"conflicts"` // fields on which reports differ

	short string
	due   bool          // the date is the day by which something is due
	told  chancery.Date // of an act without a date: when it was first told
	above *placeRow     // the place of the event that this one is part of
}

// reply is an event that answers another.
type reply struct {
	Event opt          `json:"event"`
	How   opt          `json:"how"`
	About list[string] `json:"about"` // what both have in common

	short string
}

// words are "met by ca110000".
func (r *reply) words() string {
	if r.How == opt(chancery.Refuses) {
		return "refused by " + r.short
	}
	return "met by " + r.short
}

type placeRow struct {
	Name    opt `json:"name"`
	Country opt `json:"country"`
	Basis   opt `json:"basis"`
}

// partyRow is a participant.
type partyRow struct {
	ID      opt `json:"id"`
	Name    opt `json:"name"`
	Type    opt `json:"type"`
	Role    opt `json:"role"`
	Office  opt `json:"office"`
	Of      opt `json:"of"`
	OfBasis opt `json:"of_basis"`
	Leads   opt `json:"leads"`

	Supposed *chancery.Supposed `json:"supposed,omitempty"`

	delegation string // the name of what it leads
	filled     bool   // put into a claim from another report
}

// lookup makes rows out of the things of a record.
type lookup struct{ *index.Index }

func (x lookup) event(e *chancery.Event) eventRow {
	row := eventRow{
		ID: opt(e.ID), Kind: opt(e.Kind), Name: opt(prose.Clean(e.Name)), Plover: opt(strings.TrimSpace(prose.Clean(e.Plover.Event + " " + e.Plover.Mode))), Modality: opt(e.Modality),
		Date: opt(prose.Clean(string(e.Date))), DateBasis: opt(e.DateBasis), When: prose.Date(e.Date), due: x.Due(e) != "", Place: place(e.Place),
		Topics: cleaned(e.Topics), Frameworks: cleaned(e.Frameworks), Things: cleaned(e.Things), Status: opt(e.Status), Background: x.Background(e),
		Reports: len(e.Reports), Origins: len(e.Origins), short: x.Short(e.ID),
	}
	if e.Date == "" && !e.Kind.Engagement() {
		row.told = x.FirstTold(e)
	}
	for i := range e.Participants {
		row.Participants = append(row.Participants, x.participant(&e.Participants[i]))
	}
	for _, a := range e.Answers {
		row.Answers = append(row.Answers, reply{opt(a.Event), opt(a.How), cleaned(a.About), x.Short(a.Event)})
	}
	for _, c := range e.Conflicts {
		row.Differ = append(row.Differ, prose.Clean(c.Field))
	}
	if parent := x.Parent(e); parent != nil {
		row.PartOf = opt(parent.ID)
		row.above = place(parent.Place)
	}
	return row
}

func place(p *chancery.Place) *placeRow {
	if p == nil {
		return nil
	}
	return &placeRow{opt(prose.Clean(p.Name)), opt(prose.Clean(p.Country)), opt(p.Basis)}
}

func (x lookup) participant(p *chancery.Participant) partyRow {
	row := partyRow{
		ID: opt(prose.Clean(p.ID)), Type: opt(p.Type), Role: opt(p.Role),
		Of: opt(prose.Clean(index.PartyOf(p))), OfBasis: opt(p.OfBase), Leads: opt(prose.Clean(p.Leads)),
	}
	if p.Office != nil {
		row.Office = opt(index.OfficeName(*p.Office))
	}
	if p.Supposed != nil {
		row.Supposed = &chancery.Supposed{Name: prose.Clean(p.Supposed.Name), From: p.Supposed.From}
	}
	if p.Leads != "" {
		row.delegation = prose.Clean(x.DelegationName(p.Leads, string(row.Of)))
	}
	row.Name = opt(prose.Clean(x.ParticipantName(p)))
	return row
}

func cleaned(items []string) list[string] {
	var out list[string]
	for _, s := range items {
		out = append(out, prose.Clean(s))
	}
	return out
}

// label is the place in words; empty when it is unknown.
func (p *placeRow) label() string {
	switch {
	case p == nil:
		return ""
	case p.Name == "":
		return prose.Cut(string(p.Country), mostName)
	case p.Country == "":
		return prose.Cut(string(p.Name), mostName)
	}
	return fmt.Sprintf("%s (%s)", prose.Cut(string(p.Name), mostName), prose.Cut(string(p.Country), mostName))
}

// mostName is how much of a name, place or office is shown, in columns.
const mostName = 100

// label is the participant without whom it acts for: delegation, name, office,
// role. A delegation and its leader are one.
func (p *partyRow) label() string {
	name, office := prose.Cut(string(p.Name), mostName), prose.Cut(string(p.Office), mostName)
	out := cmp.Or(name, "(not known)")
	switch {
	case name == "" && office != "" && p.Supposed != nil:
		out = fmt.Sprintf("%s (not named; ~%s)", office, prose.Cut(p.Supposed.Name, mostName))
	case name == "" && office != "":
		out = office + " (not named)"
	case office != "":
		out += ", " + office
	}
	if p.delegation != "" {
		out = prose.Cut(p.delegation, mostName) + ", led by " + out
	}
	if p.Role != "" && p.Role != opt(chancery.Attendee) {
		out += fmt.Sprintf(" (%s)", p.Role)
	}
	return out
}

// inferred reports whether no report states whom the participant acts for or,
// where it acts for itself, that it took part.
func (p *partyRow) inferred() bool { return p.OfBasis == opt(chancery.Inferred) }

// actsFor is whom the participant acts for, marked when no report states it; empty
// when that is not known or itself.
func (p *partyRow) actsFor() string {
	if p.Of == "" || p.Of == p.ID {
		return ""
	}
	return marked(prose.Cut(string(p.Of), mostName), p.inferred())
}

// side is those who act for one party, in words.
type side struct {
	of       string
	inferred bool
	people   []string
}

// sides groups the participants by whom they act for, in the order in which
// they are named. What a report states stands apart from what is inferred.
func (r *eventRow) sides() []side {
	var out []side
	led := r.led()
	for i := range r.Participants {
		p := &r.Participants[i]
		if led[p.ID] {
			continue
		}
		at := slices.IndexFunc(out, func(s side) bool { return s.of == string(p.Of) && s.inferred == p.inferred() })
		if at < 0 {
			at = len(out)
			out = append(out, side{of: string(p.Of), inferred: p.inferred()})
		}
		out[at].people = append(out[at].people, p.label())
	}
	return out
}

// led are the delegations whose leaders are there.
func (r *eventRow) led() map[opt]bool {
	out := map[opt]bool{}
	for _, p := range r.Participants {
		if p.Leads != "" {
			out[p.Leads] = true
		}
	}
	return out
}

// notStated marks a value that no report states.
const notStated = "~"

func marked(value string, inferred bool) string {
	if inferred {
		return notStated + value
	}
	return value
}

// when is the date in words, marked when no report states it; the day by which
// something is due says so, and of an act without a date there is the day on
// which it was first told.
func (r *eventRow) when() string {
	if r.told != "" {
		return "told " + prose.Date(r.told)
	}
	out := marked(r.When, r.Date != "" && r.DateBasis != "" && r.DateBasis != opt(chancery.Stated) && r.DateBasis != opt(chancery.Judged))
	if r.due {
		out = "due " + out
	}
	return out
}

// what is the kind (of what has no kind of its own the PLOVER type), the name and, unless it simply happened, how it stands; of
// what was asked, offered or promised also what came of it.
func (r *eventRow) what() string {
	out := string(cmp.Or(r.Kind, "event"))
	if r.Kind == opt(chancery.KindOther) && r.Plover != "" {
		out += ", " + string(r.Plover)
	}
	if r.Name != "" {
		out += ", " + prose.Cut(string(r.Name), mostName)
	}
	if r.Modality != "" && r.Modality != opt(chancery.Occurred) {
		out += fmt.Sprintf(" [%s]", r.Modality)
	}
	if r.Status != "" {
		out += fmt.Sprintf(" [%s]", r.Status)
	}
	return out
}

// deed is who did an act to whom, "NOR Anna Berg → KEN"; empty for contact, and
// where nobody is known.
func (r *eventRow) deed() string {
	if chancery.Kind(r.Kind).Engagement() {
		return ""
	}
	var by, to []string
	led := r.led()
	for i := range r.Participants {
		p := &r.Participants[i]
		switch {
		case led[p.ID]:
		case p.Role == opt(chancery.Recipient) || p.Role == opt(chancery.Host):
			to = append(to, p.coded())
		default:
			by = append(by, p.coded())
		}
	}
	switch {
	case len(to) == 0:
		return prose.List(by)
	case len(by) == 0:
		by = []string{"?"}
	}
	return prose.List(by) + " → " + prose.List(to)
}

// coded is the participant behind the code of whom it acts for.
func (p *partyRow) coded() string {
	name := prose.Cut(string(cmp.Or(p.Name, p.Office)), mostName)
	if p.delegation != "" {
		name += " and delegation"
	}
	switch of := marked(prose.Cut(string(p.Of), mostName), p.inferred()); {
	case p.Of == "":
		return cmp.Or(name, "?")
	case p.Of == p.ID || name == "":
		return of
	default:
		return of + " " + name
	}
}

// headline is date, kind, who did an act to whom, and place in one line.
func (r *eventRow) headline() string {
	out := r.when() + " · " + r.what()
	if deed := r.deed(); deed != "" {
		out += " · " + deed
	}
	if p := r.Place.label(); p != "" {
		out += " · " + marked(p, r.Place.Basis == opt(chancery.Inferred))
	}
	return out
}

// paint is how the headline is coloured.
func (r *eventRow) paint() paint {
	switch {
	case r.Background:
		return dim
	case r.Modality == opt(chancery.Planned):
		return cyan
	case r.Modality == opt(chancery.Ongoing):
		return yellow
	case r.Modality == opt(chancery.Cancelled), r.Modality == opt(chancery.Denied):
		return red
	}
	return bold
}

// resting says what the event rests on, and what it was about.
func (r *eventRow) resting() string {
	out := fmt.Sprintf("%s from %s", prose.Count(r.Reports, "report"), prose.Count(r.Origins, "origin"))
	if about := append(slices.Clone(r.Topics), r.Frameworks...); len(about) > 0 {
		out += "; about " + shortList(about)
	}
	for i := range r.Answers {
		out += "; " + r.Answers[i].words()
	}
	if len(r.Differ) > 0 {
		out += "; reports differ on " + shortList(r.Differ)
	}
	return out
}

// inferred reports whether something in the row is marked as not stated.
func (r *eventRow) inferred() bool {
	return strings.Contains(r.headline(), notStated) || slices.ContainsFunc(r.sides(), func(s side) bool { return s.inferred })
}

// with names the participants other than those that skip holds for and the
// delegations whose leaders are there, each with the party.
func (r *eventRow) with(skip func(*partyRow) bool) string {
	var out []string
	led := r.led()
	for i := range r.Participants {
		p := &r.Participants[i]
		if skip(p) || led[p.ID] {
			continue
		}
		name := prose.Cut(string(cmp.Or(p.Name, p.Office, "(not known)")), mostName)
		if p.delegation != "" {
			name += " and delegation"
		}
		if of := p.actsFor(); of != "" {
			name += fmt.Sprintf(" (%s)", of)
		}
		out = append(out, marked(name, p.filled || p.Of == p.ID && p.inferred()))
	}
	return prose.List(out)
}

// shortList joins names, none of them longer than mostName.
func shortList(names []string) string {
	var out []string
	for _, s := range names {
		out = append(out, prose.Cut(s, mostName))
	}
	return prose.List(out)
}
