package event

import (
	"slices"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
)

// delegationHeads notes who leads which delegation where a sentence of its own says so: "The
// Norwegian delegation was led by X, the Latvian by Y".
func (s *session) delegationHeads(sent *clause.Sentence) {
	ruled := sent.ForRules()
	for _, p := range s.r.led {
		for _, m := range p.Find(ruled) {
			team, lead := -1, -1
			for _, c := range m.Captures {
				switch c.Name {
				case "d":
					team = s.delegationOf(sent.Items[c.First].Mention)
				case "a":
					lead = sent.Items[c.First].Mention
				}
			}
			if team < 0 || lead < 0 || s.doc.Mentions[lead].Actor < 0 {
				continue
			}
			d, l := &s.doc.Actors[team], &s.doc.Actors[s.doc.Mentions[lead].Actor]
			if d.Of != "" && l.Of != "" && l.OfBasis == chancery.Stated && d.Of != l.Of {
				continue
			}
			s.heads[team] = lead
			if l.Of == "" {
				l.Lend(d.Of)
			}
		}
	}
}

// representatives lets those act for a state of whom a sentence says that they represent
// it: "X represented Peru at the session".
func (s *session) representatives(sent *clause.Sentence) {
	ruled := sent.ForRules()
	for _, p := range s.r.represents {
		for _, m := range p.Find(ruled) {
			who, of := -1, ""
			for _, c := range m.Captures {
				switch i := sent.Items[c.First].Mention; c.Name {
				case "a":
					who = s.doc.Mentions[i].Actor
				case "s":
					of = s.doc.Mentions[i].Of
				}
			}
			if who >= 0 && of != "" && s.doc.Actors[who].Of == "" {
				s.doc.Actors[who].Lend(of)
			}
		}
	}
}

// delegationOf is the delegation that a mention means: itself, or of the adjective of a
// state the one that the report has of that state; -1 for none.
func (s *session) delegationOf(mention int) int {
	m := s.doc.Mentions[mention]
	if m.Label == entity.Delegation {
		return m.Actor
	}
	return slices.IndexFunc(s.doc.Actors, func(a entity.Actor) bool { return a.Type == chancery.Delegation && a.Of == m.Of && m.Of != "" })
}

// werePresent adds to the talks told last those of whom a sentence says that they were
// there or stood for their state: "Also present was X", "Norway was represented by X".
func (s *session) werePresent(sent *clause.Sentence, n int) {
	ruled := sent.ForRules()
	for _, p := range s.r.presence {
		for _, m := range p.Find(ruled) {
			var added []slot
			of := "" // the state named last: "Peru was represented by X, Kenya by Y"
			for _, c := range m.Captures {
				for k := c.First; k < c.Last; k++ {
					i := sent.Items[k].Mention
					if sent.Items[k].Feats.Get("PronType") == "Rel" { // what is told of one of them
						break
					}
					if c.Name == "s" && i >= 0 {
						of = s.stateOf(i)
					}
					if g := sent.GroupOf(k); g >= 0 && c.Name == "a" {
						for _, x := range sent.Groups[g].Members {
							if s.personal(x) {
								added = append(added, s.attendees(x, of)...)
							}
						}
						k = sent.Groups[g].Last - 1
					}
				}
			}
			s.joins(sent, n, ruled.Items[m.First].First, added)
		}
	}
}

// stateOf is the state of a mention: itself, or the one that a person acts for.
func (s *session) stateOf(mention int) string {
	m := s.doc.Mentions[mention]
	if m.Of == "" && m.Actor >= 0 {
		return s.doc.Actors[m.Actor].Of
	}
	return m.Of
}

// attendees are the people of a mention as those who attend, for a state where the text
// names one for whom they do.
func (s *session) attendees(mention int, of string) []slot {
	added := s.slots(mention, chancery.Attendee)
	for _, x := range added {
		if a := &s.doc.Actors[x.actor]; of != "" && a.Of == "" {
			a.Lend(of)
		}
	}
	return added
}

// ungathered drops the gatherings of somebody with guests of whom no sentence says who
// they were: those of the host's own state are no guests.
func (s *session) ungathered() {
	s.drafts = slices.DeleteFunc(s.drafts, func(d draft) bool {
		if !d.gathers() {
			return false
		}
		hosts := s.side(d, func(r chancery.Role) bool { return r == chancery.Host })
		return !slices.ContainsFunc(s.actors(d), func(x int) bool {
			of := s.doc.Actors[x].Of
			return !slices.Contains(hosts, x) && (of == "" || !slices.ContainsFunc(hosts, func(h int) bool { return s.doc.Actors[h].Of == of }))
		})
	})
}

// gathers reports whether who takes part is told by the sentences behind.
func (d *draft) gathers() bool {
	return d.rule != nil && d.rule.Frame != nil && d.rule.Frame.Gathers
}

// joins adds people to the one meeting or conference told last before a token, and drops
// what the sentence seems to tell of them alone. Of several told in one sentence nobody
// knows which is meant.
func (s *session) joins(sent *clause.Sentence, n, token int, people []slot) {
	if len(people) == 0 {
		return
	}
	var added []int
	for _, x := range people {
		added = append(added, x.actor)
	}
	slices.Sort(added)
	alone := func(d draft) bool {
		return d.sentence == n && (d.kind == chancery.KindMeeting || d.kind == chancery.KindConference) && d.name == "" && within(s.people(d), added)
	}
	last := -1
	for i := len(s.drafts) - 1; i >= 0; i-- {
		d := s.drafts[i]
		if max(d.sentence, d.until) < n-sequelReach || alone(d) || d.sentence == n && d.pred[0] > token || d.kind != chancery.KindMeeting && d.kind != chancery.KindConference || d.mood == clause.Denied {
			continue
		}
		if last >= 0 {
			if s.drafts[last].sentence == d.sentence {
				return
			}
			break
		}
		last = i
	}
	if last < 0 {
		return
	}
	d := &s.drafts[last]
	for _, x := range people {
		of := s.doc.Actors[x.actor].Of
		d.slots = slices.DeleteFunc(d.slots, func(y slot) bool { // who stands for a state takes its place
			return of != "" && s.doc.Actors[y.actor].Type == chancery.State && s.doc.Actors[y.actor].Of == of
		})
		if !slices.Contains(s.actors(*d), x.actor) {
			d.slots, d.beside = append(d.slots, x), append(d.beside, x.actor)
		}
	}
	if d.gathers() {
		d.until = n
	}
	tokens := s.doc.Text.Sentences[n]
	d.also = append(d.also, s.doc.Text.Span(tokens.First, tokens.Last))
	s.drafts = slices.DeleteFunc(s.drafts, alone)
}
