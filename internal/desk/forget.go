package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/intake"
	"chancery/internal/name"
	"chancery/internal/store"
)

// Forgotten says what Forget took out of the record, or would.
type Forgotten struct {
	Names     []string // of a person: the spellings that were blackened
	Removed   []string // names of reports that went as a whole
	Blackened []string // names of reports in which names were blackened
	Claims    int      // that went
	Decisions int      // of people, that went
}

// Forget takes a report or a person out of the record for good. A report goes
// with its claims. Of a person, all claims that need them go, and every spelling
// of the name is blackened in the texts, also in what others said and decided;
// full names everywhere, single words in the reports that speak of the person.
// Neither comes back when the same files are read again. Without apply it only
// says what would go. An event, a claim or a state is an Invalid error.
func (d *Desk) Forget(ctx context.Context, what string, apply bool) (Forgotten, error) {
	c, rec, err := d.loaded(ctx)
	if err != nil {
		return Forgotten{}, err
	}
	found, err := index.New(rec).Find(what)
	if err != nil {
		return Forgotten{}, err
	}
	var told Forgotten
	var f store.Forgetting
	switch {
	case found.Report != nil:
		told, f = forgetReport(found.Report, c)
	case found.Actor != nil && found.Actor.Type == chancery.Person:
		if told, f, err = forgetPerson(found.Actor, rec, c); err != nil {
			return told, err
		}
	default:
		return told, chancery.Errorf(chancery.Invalid, "%s is neither a report nor a person; chancery judge reject takes an event out of the record, and keeps it", what)
	}
	if !apply {
		return told, nil
	}
	return told, d.store.Forget(ctx, f)
}

// forgetReport takes out a report, and the decisions that rest on it alone.
func forgetReport(r *chancery.Report, c store.Contents) (Forgotten, store.Forgetting) {
	told := Forgotten{Removed: []string{r.Name}}
	f := store.Forgetting{Reports: []string{r.ID}, Pages: pagesOf(r)}
	for _, claim := range c.Claims {
		if claim.Report == r.ID {
			told.Claims++
		}
	}
	of := func(t chancery.Target) bool { return t.Report == r.ID }
	for _, d := range c.Decisions {
		if !slices.ContainsFunc(d.On, of) && !slices.ContainsFunc(d.And, of) {
			continue
		}
		two := len(d.And) > 0
		d.On, d.And = slices.DeleteFunc(d.On, of), slices.DeleteFunc(d.And, of)
		if len(d.On) == 0 || two && len(d.And) == 0 {
			f.Dropped = append(f.Dropped, d.ID)
		} else {
			f.Decisions = append(f.Decisions, d)
		}
	}
	told.Decisions = len(f.Dropped)
	return told, f
}

// pagesOf are the addresses under which feeds may have led to a report.
func pagesOf(r *chancery.Report) []string {
	var out []string
	for _, address := range []string{r.Name, r.URL} {
		if intake.IsAddress(address) && !slices.Contains(out, address) {
			out = append(out, address)
		}
	}
	return out
}

// forgetPerson takes a person out.
func forgetPerson(a *chancery.Actor, rec *chancery.Record, c store.Contents) (Forgotten, store.Forgetting, error) {
	var told Forgotten
	f := store.Forgetting{Claims: map[string][]chancery.Claim{}, Actors: append(index.New(rec).Answers(a.ID), a.ID)}
	full, single := spellings(a, rec)
	told.Names = append(slices.Clone(full), single...)
	copies := map[string]*chancery.Claim{} // the record's, in which participants have ids
	for i := range rec.Claims {
		copies[rec.Claims[i].ID] = &rec.Claims[i]
	}
	gone := needing(a.ID, rec)
	byReport := map[string][]chancery.Claim{}
	for _, claim := range c.Claims {
		byReport[claim.Report] = append(byReport[claim.Report], claim)
	}
	for _, r := range c.Reports {
		names := full
		if slices.Contains(a.Reports, r.ID) {
			names = told.Names
		}
		text := blacken(r.Text, names, strings.ToUpper)
		if text == r.Text && !slices.Contains(a.Reports, r.ID) {
			continue
		}
		changed, err := blackened(r, names)
		if err != nil {
			return told, f, err
		}
		changed.Text = text
		changed.Name, changed.URL = blackenAddress(changed.Name, names), blackenAddress(changed.URL, names)
		f.Pages = append(f.Pages, pagesOf(&r)...)
		var stay []chancery.Claim
		for _, claim := range byReport[r.ID] {
			if gone[claim.ID] {
				told.Claims++
				continue
			}
			without(&claim, a.ID, copies[claim.ID])
			if claim, err = blackened(claim, names); err != nil {
				return told, f, err
			}
			for i := range claim.Sources {
				claim.Sources[i].Quote = claim.Sources[i].In(changed.Text)
			}
			stay = append(stay, loosened(claim, gone))
		}
		f.Changed, f.Claims[r.ID] = append(f.Changed, changed), stay
		told.Blackened = append(told.Blackened, r.Name)
	}
	named := func(t chancery.Target) bool { return t.Name != "" && slices.Contains(told.Names, t.Name) }
	for _, d := range c.Decisions {
		if slices.ContainsFunc(d.On, named) || slices.ContainsFunc(d.And, named) {
			f.Dropped = append(f.Dropped, d.ID)
			continue
		}
		changed, err := blackened(d, told.Names)
		if err != nil {
			return told, f, err
		}
		f.Decisions = append(f.Decisions, changed)
	}
	told.Decisions = len(f.Dropped)
	return told, f, nil
}

// spellings are the forms of a person's name that were met, those of several
// words and those of one, the longest first.
func spellings(a *chancery.Actor, rec *chancery.Record) (full, single []string) {
	all := map[string]bool{}
	for _, n := range a.Names {
		all[n.Text] = true
	}
	for _, c := range rec.Claims {
		if c.Event != nil {
			for _, p := range c.Event.Participants {
				if p.ID == a.ID && p.Name != "" {
					for _, form := range append([]string{p.Name}, p.Aka...) {
						all[form] = true
					}
				}
			}
		}
	}
	for form := range all {
		switch words := len(strings.Fields(name.Fold(form))); {
		case words > 1:
			full = append(full, form)
		case utf8.RuneCountInString(form) > 1 && form != strings.ToLower(form): // "on" is no name in a text, nor in the record's own words
			single = append(single, form)
		}
	}
	longest := func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	}
	slices.SortFunc(full, longest)
	slices.SortFunc(single, longest)
	return full, single
}

// needing are the claims that say nothing without the actor: its own statements
// and tenures, and events with fewer than two others.
func needing(actor string, rec *chancery.Record) map[string]bool {
	gone := map[string]bool{}
	for _, c := range rec.Claims {
		if c.Event == nil {
			continue
		}
		others := 0
		for _, p := range c.Event.Participants {
			if p.ID != actor {
				others++
			}
		}
		gone[c.ID] = others < len(c.Event.Participants) && others < 2
	}
	for _, s := range rec.Statements {
		for _, id := range s.Claims {
			gone[id] = gone[id] || s.Value.Speaker == actor
		}
	}
	for _, t := range rec.Tenures {
		for _, id := range t.Claims {
			gone[id] = gone[id] || t.Value.Holder == actor
		}
	}
	return gone
}

// without takes the actor out of an event's claim as it was read; the record's
// copy of it says which participant that is.
func without(c *chancery.Claim, actor string, seated *chancery.Claim) {
	if c.Event == nil || seated == nil {
		return
	}
	event, k := *c.Event, -1
	seats := seated.Event.Participants
	event.Participants = slices.DeleteFunc(slices.Clone(event.Participants), func(chancery.Participant) bool {
		k++
		return k < len(seats) && seats[k].ID == actor
	})
	c.Event = &event
}

// loosened points at nothing that goes.
func loosened(c chancery.Claim, gone map[string]bool) chancery.Claim {
	if gone[c.PartOf] {
		c.PartOf = ""
	}
	if c.Statement != nil && gone[c.Statement.Event] {
		c.Statement.Event = ""
	}
	return c
}

// blackened is a deep copy in which no string has one of the names. Lengths in
// bytes stay, and so do all spans.
func blackened[T any](v T, names []string) (out T, err error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err = e.Encode(v); err == nil {
		err = json.Unmarshal([]byte(blacken(b.String(), names, nil)), &out)
	}
	if err != nil {
		err = fmt.Errorf("blackening: %w", err)
	}
	return out, err
}

// blackenAddress puts an asterisk in the place of every byte of the names as they
// stand in addresses and names of files: in small plain letters or escaped, the
// words joined by other signs.
func blackenAddress(address string, names []string) string {
	const joint = `(?:[-_.+ /]|%20)+`
	for _, n := range names {
		var escaped []string
		for _, word := range strings.Fields(n) {
			escaped = append(escaped, regexp.QuoteMeta(url.PathEscape(word)))
		}
		for _, words := range [][]string{strings.Fields(name.Fold(n)), escaped} {
			if len(words) == 0 {
				continue
			}
			// A letter before or behind makes it part of another word.
			pattern := regexp.MustCompile(`(?i)(^|[^\pL])(` + strings.Join(words, joint) + `)($|[^\pL])`)
			for pattern.MatchString(address) {
				at := pattern.FindStringSubmatchIndex(address)
				address = address[:at[4]] + strings.Repeat("*", at[5]-at[4]) + address[at[5]:]
			}
		}
	}
	return address
}

// blacken puts an asterisk in the place of every byte of the names where they
// stand as whole words, as written or as other, if any, writes them.
func blacken(text string, names []string, other func(string) string) string {
	for _, n := range names {
		forms := []string{n}
		if other != nil {
			forms = append(forms, other(n))
		}
		for _, form := range forms {
			var b strings.Builder
			rest := text
			before := ' '
			for {
				i := strings.Index(rest, form)
				if i < 0 {
					break
				}
				if i > 0 {
					before, _ = utf8.DecodeLastRuneInString(rest[:i])
				}
				behind, _ := utf8.DecodeRuneInString(rest[i+len(form):])
				b.WriteString(rest[:i])
				if unicode.IsLetter(before) || unicode.IsLetter(behind) {
					b.WriteString(form)
				} else {
					b.WriteString(strings.Repeat("*", len(form)))
				}
				before, _ = utf8.DecodeLastRuneInString(form)
				rest = rest[i+len(form):]
			}
			b.WriteString(rest)
			text = b.String()
		}
	}
	return text
}
