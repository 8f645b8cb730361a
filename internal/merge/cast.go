package merge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chancery"
	"chancery/internal/name"
)

// actor is one actor of the record in the making.
type actor struct {
	id      string
	typ     chancery.ActorType
	of      string
	seat    seatSort
	shown   string // the name by which the actor goes, once everybody is cast
	renamed bool   // a person gave it that name
	forms   map[form]int
	names   map[form]int // of the forms, those that are a claim's name for it, and not one more spelling
	reports map[int]bool
	others  []string // ids that this actor answers for
}

// form is a spelling of a name in a language.
type form struct{ text, language string }

func (a *actor) met(text, language string, report int) {
	a.reports[report] = true
	if text != "" {
		a.forms[form{text, language}]++
	}
}

// display is the name by which the actor goes: in Latin letters where some report
// writes it so, the most frequent of its fullest forms, else the one that sorts first.
// Other spellings, which may be inflected, count where no claim gives a name.
func (a *actor) display() string {
	names := a.names
	if len(names) == 0 {
		names = a.forms
	}
	best, bestLatin, bestWords, bestCount := "", 0, 0, 0
	for f, n := range names {
		words, latin := len(strings.Fields(name.Fold(f.text))), 0
		if strings.ContainsFunc(f.text, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			latin = 1
		}
		if c := cmp.Or(cmp.Compare(latin, bestLatin), cmp.Compare(words, bestWords), cmp.Compare(n, bestCount), -cmp.Compare(f.text, best)); c > 0 || best == "" {
			best, bestLatin, bestWords, bestCount = f.text, latin, words, n
		}
	}
	if best == "" {
		return a.id
	}
	return best
}

// slug is a name in plain letters joined by hyphens. One with letters of two
// scripts in a word says so: it shall not look like another's.
func slug(s string) string {
	if name.Mixed(s) != "" {
		return strings.ReplaceAll(name.Latin(name.LooksLike(s)), " ", "-") + "-mixed-script"
	}
	return strings.ReplaceAll(name.Latin(s), " ", "-")
}

// cast finds out who everybody is: it fills actors, seats and speakers.
func (f *folding) cast() {
	f.castPeople()
	f.castParties()
	f.castBodies()
	f.castDelegations()
	f.castOffices()
	f.castSpeakers()
	for _, a := range f.actors {
		a.shown = a.display()
	}
}

func (f *folding) newActor(id string, typ chancery.ActorType, of string, sort seatSort) int {
	f.actors = append(f.actors, &actor{id: id, typ: typ, of: of, seat: sort, forms: map[form]int{}, names: map[form]int{}, reports: map[int]bool{}})
	return len(f.actors) - 1
}

// sortOf says what sort of seat a participant takes.
func sortOf(p *chancery.Participant) seatSort {
	switch p.Type {
	case chancery.Delegation:
		return seatBody
	case chancery.State:
		return seatParty
	case chancery.Organisation, chancery.Body:
		if isParty(p) {
			return seatParty
		}
		return seatBody
	}
	switch {
	case p.Name != "":
		return seatPerson
	case p.Office != nil && (p.Office.Title != "" || p.Office.Text != ""):
		return seatOffice
	}
	return seatParty
}

// isParty reports whether the organisation stands for itself rather than being
// a body of something: NATO, not the ministry of a state.
func isParty(p *chancery.Participant) bool {
	return p.Name == "" || p.Name == p.Of || p.Type == chancery.Organisation && p.Of != "" && !isState(p.Of)
}

// each calls do for every participant of the sort, in the order of the claims.
func (f *folding) each(sort seatSort, do func(claim, k int, p *chancery.Participant)) {
	for i := range f.claims {
		if f.claims[i].Event == nil {
			continue
		}
		for k := range f.claims[i].Event.Participants {
			if p := &f.claims[i].Event.Participants[k]; sortOf(p) == sort {
				do(i, k, p)
			}
		}
	}
}

// castParties makes an actor of every state and organisation that takes part
// or is acted for.
func (f *folding) castParties() {
	f.parties = map[string]int{}
	party := func(code string, report int) int {
		a, ok := f.parties[code]
		if !ok {
			typ := chancery.Organisation
			if isState(code) {
				typ = chancery.State
			}
			a = f.newActor(code, typ, "", seatParty)
			f.parties[code] = a
		}
		f.actors[a].reports[report] = true
		return a
	}
	f.each(seatParty, func(i, k int, p *chancery.Participant) {
		if code := partyOf(p); code != "" {
			f.seats[i][k] = party(code, f.report[i])
			f.meet(i, f.seats[i][k], p)
		}
	})
	for i := range f.claims {
		c := &f.claims[i]
		switch {
		case c.Event != nil:
			for k := range c.Event.Participants {
				if of := partyOf(&c.Event.Participants[k]); of != "" {
					party(of, f.report[i])
				}
			}
		case c.Membership != nil && c.Membership.Party != "":
			party(c.Membership.Party, f.report[i])
		case c.Tenure != nil && c.Tenure.Office.Of != "":
			party(c.Tenure.Office.Of, f.report[i])
		}
	}
}

// meet notes the participant's forms of its name.
func (f *folding) meet(claim, a int, p *chancery.Participant) {
	r := f.report[claim]
	f.actors[a].met(p.Name, f.reports[r].Language, r)
	if p.Name != "" {
		f.actors[a].names[form{p.Name, f.reports[r].Language}]++
	}
	for _, other := range p.Aka {
		f.actors[a].met(other, f.reports[r].Language, r)
	}
}

// bodyForms are what a body is called, and of a party's body what its name says
// in the words that titles have in common in all languages.
func bodyForms(p *chancery.Participant) []string {
	var forms []string
	for _, form := range append([]string{p.Name}, p.Aka...) {
		forms = append(forms, name.Latin(form))
	}
	if says := name.ParseTitle(p.Name, p.Name).Key(); p.Of != "" && says != "" {
		forms = append(forms, "\x00"+says)
	}
	return forms
}

// castBodies joins bodies of one party that share a form of their name, or whose
// names say the same ("Foreign Ministry", "Ministry of Foreign Affairs"), also in
// two languages. An organisation of which no party is known goes by its name, and
// is the party of that code if there is one.
func (f *folding) castBodies() {
	type place struct{ claim, k int }
	var places []place
	first := map[string]int{} // party and form: the first place that has it
	var u unions
	f.each(seatBody, func(i, k int, p *chancery.Participant) {
		if p.Type == chancery.Delegation {
			return
		}
		n := u.add()
		places = append(places, place{i, k})
		for _, form := range bodyForms(p) {
			key := p.Of + "\x00" + form
			if m, ok := first[key]; ok {
				u.join(m, n)
			} else {
				first[key] = n
			}
		}
	})
	least := map[int]string{}
	for n, at := range places {
		p := &f.claims[at.claim].Event.Participants[at.k]
		id := slug(p.Name)
		if p.Of != "" {
			id = p.Of + ":" + id
		} else if p.Type == chancery.Organisation {
			id = p.Name
		}
		if was, ok := least[u.root(n)]; !ok || id < was {
			least[u.root(n)] = id
		}
	}
	made := map[int]int{}
	for n, at := range places {
		p := &f.claims[at.claim].Event.Participants[at.k]
		root := u.root(n)
		a, ok := made[root]
		if !ok {
			if a, ok = f.parties[least[root]]; !ok {
				a = f.newActor(least[root], p.Type, p.Of, seatBody)
			}
			made[root] = a
		}
		f.seats[at.claim][at.k] = a
		f.meet(at.claim, a, p)
	}
}

// castOffices makes an actor of every office whose holder is not named, and of
// every group of such holders. Where nobody says whose office it is, it is that
// of the one report alone.
func (f *folding) castOffices() {
	type office struct{ sort, whose, title string }
	key := func(claim int, p *chancery.Participant) office {
		sort := "office"
		if isGroup(p) {
			sort = "group"
		}
		return office{sort, cmp.Or(partyOf(p), f.claims[claim].Report), name.ParseTitle(p.Office.Title, p.Office.Text).Key()}
	}
	each := func(do func(claim, k int, p *chancery.Participant)) {
		f.each(seatOffice, do)
		f.each(seatBody, func(i, k int, p *chancery.Participant) {
			if p.Name == "" && isGroup(p) {
				do(i, k, p)
			}
		})
	}
	least := map[office]string{} // the least slug of its titles
	each(func(i, _ int, p *chancery.Participant) {
		title := slug(cmp.Or(p.Office.Title, p.Office.Text))
		if was, ok := least[key(i, p)]; !ok || title < was {
			least[key(i, p)] = title
		}
	})
	made := map[office]int{}
	each(func(i, n int, p *chancery.Participant) {
		k := key(i, p)
		a, ok := made[k]
		if !ok {
			seat := seatOffice
			if p.Type == chancery.Delegation {
				seat = seatBody
			}
			a = f.newActor(k.sort+":"+k.whose+":"+least[k], p.Type, partyOf(p), seat)
			made[k] = a
		}
		f.seats[i][n] = a
		f.actors[a].met(cmp.Or(p.Office.Text, p.Office.Title), f.reports[f.report[i]].Language, f.report[i])
	})
}

// castSpeakers finds the actors of statements and tenures by name, within
// their report.
func (f *folding) castSpeakers() {
	type named struct {
		report int
		name   string
	}
	at := map[named]int{}
	people := map[int][]string{} // of a report: names of persons, in claim order
	for i := range f.claims {
		if f.claims[i].Event == nil {
			continue
		}
		for k, p := range f.claims[i].Event.Participants {
			a := f.seats[i][k]
			if a == none || p.Name == "" {
				continue
			}
			if f.actors[a].seat == seatPerson {
				people[f.report[i]] = append(people[f.report[i]], p.Name)
			}
			for _, form := range append([]string{p.Name}, p.Aka...) {
				key := named{f.report[i], name.Fold(form)}
				if _, taken := at[key]; !taken {
					at[key] = a
				}
			}
		}
	}
	for i := range f.claims {
		if t := f.claims[i].Tenure; t != nil && f.speaker[i] != none {
			people[f.report[i]] = append(people[f.report[i]], t.Name)
			at[named{f.report[i], name.Fold(t.Name)}] = f.speaker[i]
		}
	}
	for i := range f.claims {
		s := f.claims[i].Statement
		if s == nil || s.Name == "" || s.Collective {
			continue
		}
		r := f.report[i]
		if a, ok := at[named{r, name.Fold(s.Name)}]; ok {
			f.speaker[i] = a
			continue
		}
		found := map[int]bool{}
		for _, full := range people[r] {
			if name.Same(s.Name, full) >= name.Sure || surnameOf(s.Name, full) {
				found[at[named{r, name.Fold(full)}]] = true
			}
		}
		if len(found) == 1 {
			for a := range found {
				f.speaker[i] = a
			}
		}
	}
}

// surnameOf reports whether the name is a bare surname, and a word of the full
// one.
func surnameOf(bare, full string) bool {
	if !name.Bare(bare) || name.Bare(full) {
		return false
	}
	return slices.ContainsFunc(strings.Fields(name.Latin(full)), func(w string) bool { return name.Same(bare, w) >= name.Sure })
}

// unions is a set of sets that are joined (union and find).
type unions struct{ parent []int }

func (u *unions) add() int {
	u.parent = append(u.parent, len(u.parent))
	return len(u.parent) - 1
}

// root of the set that n is in: its least member.
func (u *unions) root(n int) int {
	for u.parent[n] != n {
		u.parent[n] = u.parent[u.parent[n]]
		n = u.parent[n]
	}
	return n
}

func (u *unions) join(a, b int) {
	a, b = u.root(a), u.root(b)
	u.parent[max(a, b)] = min(a, b)
}
