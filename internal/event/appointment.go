package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/ontology"
)

// post gives who is appointed, and holds no office by the text, the office that is
// named behind: "X becomes Norway's foreign minister". Who appoints somebody that no
// state is named with has one of its own appointed; that is inferred.
func (s *session) post(d *draft) {
	if d.kind != chancery.KindAppointment {
		return
	}
	sent := s.doc.Text.Sentences[d.sentence]
	for _, x := range d.slots {
		a := &s.doc.Actors[x.actor]
		if acts(x.role) || a.Type != chancery.Person || a.Name == "" {
			continue
		}
		if a.Office != nil {
			d.slots = slices.DeleteFunc(slices.Clone(d.slots), func(y slot) bool { // the post is no second person
				o := s.doc.Actors[y.actor]
				return y.actor != x.actor && !acts(y.role) && o.Name == "" && o.Office != nil && o.Office.Title == a.Office.Title && o.Of == a.Of
			})
			s.sentTo(d, a)
			continue
		}
		for i := x.mention + 1; i < len(s.doc.Mentions) && s.doc.Mentions[i].Last <= sent.Last; i++ {
			m := s.doc.Mentions[i]
			if m.Label != entity.Holder || m.Office == nil {
				continue
			}
			o := *m.Office
			a.Office, a.OfficeAt = &o, m.OfficeSpan
			if a.Of == "" && m.Of != "" {
				a.Of, a.OfBasis = m.Of, chancery.Stated
			}
			d.slots = slices.DeleteFunc(slices.Clone(d.slots), func(y slot) bool { return y.mention == i }) // the post is no second person
			s.sentTo(d, a)
			break
		}
		if by := s.side(*d, acts); a.Of == "" && len(by) == 1 {
			a.Lend(s.doc.Actors[by[0]].Of)
		}
	}
}

// sentTo makes of an envoy whom another state appoints one of that state: "Norveç, X'i
// Kenya Büyükelçisi olarak atadı" is Norway's ambassador to Kenya.
func (s *session) sentTo(d *draft, a *entity.Actor) {
	by := s.side(*d, acts)
	words := strings.Fields(strings.ToLower(a.Office.Text))
	if len(by) != 1 || len(words) == 0 || !slices.Contains(s.r.words.Envoys, words[len(words)-1]) || s.posting(*a) != "" {
		return
	}
	from := s.doc.Actors[by[0]].Of
	host, ok := s.r.gaz.State(a.Of)
	if _, state := s.r.gaz.State(from); !ok || !state || from == a.Of {
		return
	}
	o := *a.Office
	o.Title, o.Of = o.Title+" to "+host.Name, from
	a.Office, a.Of, a.OfBasis = &o, from, chancery.Inferred
}

// accredited adds to the appointment of an envoy the state to which it is, which makes
// it support of that state: "named X ambassador to Norway".
func (s *session) accredited(d *draft) {
	if d.kind != chancery.KindAppointment {
		return
	}
	t := s.doc.Text.Tokens
	sent := s.doc.Text.Sentences[d.sentence]
	for i, m := range s.doc.Within(sent.First, sent.Last) {
		of := m.Of
		if m.Label == entity.Place && m.Entry.Capital {
			of = m.Entry.Country
		}
		k := m.First
		for k > sent.First && t[k].UPOS == "DET" {
			k--
		}
		if m.Label != entity.State && m.Label != entity.Place || of == "" || k < sent.First+2 || !slices.Contains(s.r.words.PostedTo, t[k-1].Lower) || !slices.Contains(s.r.words.Envoys, t[k-2].Base) {
			continue
		}
		if n := s.stateActor(of); n >= 0 && !slices.Contains(s.actors(*d), n) {
			d.slots = append(d.slots, slot{i, n, chancery.Recipient})
			d.own = ontology.Code{Event: "SUPPORT"}
			return
		}
	}
	for _, x := range d.slots {
		if of := s.posting(s.doc.Actors[x.actor]); !acts(x.role) && of != "" {
			if n := s.stateActor(of); n >= 0 && !slices.Contains(s.actors(*d), n) {
				d.slots = append(d.slots, slot{x.mention, n, chancery.Recipient})
				d.own = ontology.Code{Event: "SUPPORT"}
				return
			}
		}
	}
}
