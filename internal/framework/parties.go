package framework

import (
	"cmp"
	"slices"

	"chancery"
	"chancery/internal/rule"
)

// parties are those whose membership a match tells.
func (s *session) parties(sc *scene, ru *Rule, m rule.Match, f frame) []told {
	switch ru.whose {
	case "name":
		return s.inName(f)
	case "nearest":
		return sc.nearest(m)
	case "states":
		return s.inSentence(sc, f, false)
	case "all":
		return s.inSentence(sc, f, true)
	}
	for _, c := range m.Captures {
		if c.Name != "party" && c.Name != "subject" {
			continue
		}
		if c.Name == "subject" && sc.items[c.First].of != "" && s.governed(sc, c.First) { // "the minister of Norway joined"
			return nil
		}
		var out []told
		for i := c.First; i < c.Last; i++ {
			if it := sc.items[i]; it.of != "" {
				out = append(out, told{it.of, it.name})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return s.spoken(sc, m.First)
}

// nearest is the last state before a match, or the first behind it.
func (sc *scene) nearest(m rule.Match) []told {
	for i := m.First - 1; i >= 0; i-- {
		if it := sc.items[i]; it.Label == labelState {
			return []told{{it.of, it.name}}
		}
	}
	for _, it := range sc.items[m.Last:] {
		if it.Label == labelState {
			return []told{{it.of, it.name}}
		}
	}
	return nil
}

// inName are the states in a framework's name, or its organisations when it
// names no state.
func (s *session) inName(f frame) []told {
	var out []told
	for _, code := range f.frame.of {
		if _, ok := s.r.gaz.State(code); ok {
			out = append(out, told{code, f.name})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, code := range f.frame.of {
		out = append(out, told{code, f.name})
	}
	return out
}

// inSentence are the states of a sentence, with organisations where wanted;
// none when there are so many that the sentence cannot be about them all.
func (s *session) inSentence(sc *scene, f frame, organisations bool) []told {
	const most = 2
	var out []told
	add := func(code string, at chancery.Span) {
		if _, state := s.r.gaz.State(code); !state {
			if !organisations {
				return
			}
			code = s.top(code)
		}
		if code != f.frame.id && !slices.ContainsFunc(out, func(p told) bool { return p.code == code }) {
			out = append(out, told{code, at})
		}
	}
	for _, it := range sc.items {
		switch it.Label {
		case labelState, labelOrg:
			add(it.of, it.name)
		case labelPair:
			for _, code := range it.pair {
				add(code, it.name)
			}
		}
	}
	if len(out) > most {
		return nil
	}
	return out
}

// top is the organisation that a body belongs to, or the organisation itself.
func (s *session) top(code string) string {
	if e, ok := s.r.gaz.Organisation(code); ok && e.Parent != "" {
		return e.Parent
	}
	return code
}

// spoken are the parties that "it" or no word at all stands for at item at: a
// state of the sentence that no preposition governs, with those listed before
// it, else behind a comma of the same sentence, else the party of the latest
// membership or the first such state of one of the sentences before. A person
// in between bars it.
func (s *session) spoken(sc *scene, at int) []told {
	pronoun := sc.items[at].UPOS == "PRON"
	for i := at - 1; i >= 0; i-- {
		if sc.items[i].Label == labelPerson && !pronoun {
			return nil
		}
		if s.subject(sc, i) {
			return s.coordinated(sc, i)
		}
	}
	for i := at; i < len(sc.items); i++ {
		if s.subject(sc, i) && i > 0 && sc.items[i-1].Form == "," {
			return []told{{sc.items[i].of, sc.items[i].name}}
		}
	}
	const back = 3
	for n := sc.n - 1; n >= 0 && n >= sc.n-back && !s.skip(n); n-- {
		for _, d := range s.drafts {
			if d.sentence == n {
				return []told{{code: d.party}}
			}
		}
		before := s.scene(n)
		for i := range before.items {
			if s.subject(before, i) {
				return []told{{code: before.items[i].of}}
			}
		}
	}
	return nil
}

// coordinated are the state at item i and those listed before it: "A, B and C".
func (s *session) coordinated(sc *scene, i int) []told {
	out := []told{{sc.items[i].of, sc.items[i].name}}
	for joined := false; i >= 2 && sc.items[i-2].Label == labelState; i -= 2 {
		and := slices.ContainsFunc(s.r.grammar.Lists()["coordinate"], func(ws []string) bool { return len(ws) == 1 && ws[0] == sc.items[i-1].Lower })
		if !and && (!joined || sc.items[i-1].Form != ",") {
			break
		}
		joined = true
		out = append(out, told{sc.items[i-2].of, sc.items[i-2].name})
	}
	slices.Reverse(out)
	return out
}

// subject reports whether item i is a state or capital that a clause may be
// about: no preposition and no case but the genitive governs it.
func (s *session) subject(sc *scene, i int) bool {
	it := sc.items[i]
	if it.Label != labelState && it.Label != labelCity {
		return false
	}
	switch it.Feats.Get("Case") {
	case "", "Nom", "Gen":
	default:
		return false
	}
	if it.Label == labelCity && it.Feats.Get("Case") == "Gen" {
		return false
	}
	if i+1 < len(sc.items) && sc.items[i+1].Label == "" && sc.items[i+1].UPOS == "NOUN" { // "Norway's" as a mere word before a noun
		return false
	}
	return !s.governed(sc, i)
}

// governed reports whether a preposition stands before item i and its article.
func (s *session) governed(sc *scene, i int) bool {
	k := i - 1
	for k >= 0 && sc.items[k].UPOS == "DET" {
		k--
	}
	return k >= 0 && sc.items[k].Label == "" && sc.items[k].UPOS == "ADP"
}

// claims turns the drafts into claims with their evidence.
func (s *session) claims() []chancery.Claim {
	text := s.doc.Text.Source
	slices.SortStableFunc(s.drafts, func(a, b draft) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.frameAt.Start, b.frameAt.Start))
	})
	out := make([]chancery.Claim, 0, len(s.drafts))
	seen := map[string]bool{}
	for _, d := range s.drafts {
		id := s.r.pack.Code + "." + d.rule.ID
		sent := s.doc.Text.Sentences[d.sentence]
		c := chancery.Claim{Report: s.src.Report.ID, Sort: chancery.SortMembership, Rules: s.src.Version,
			Membership: &chancery.Membership{Party: d.party, Framework: d.framework.id, Name: d.framework.name,
				Since: d.since.date, Until: d.until.date, Status: d.status, Succeeds: d.older.id},
			ID: chancery.ClaimID(s.src.Report.ID, "membership:"+d.framework.id, s.doc.Text.Span(sent.First, sent.Last).In(text), []string{d.party, d.frameAt.In(text)})}
		for seen[c.ID] { // the same party and framework twice in one sentence, with two years
			c.ID = chancery.ClaimID(c.ID, "again", "", nil)
		}
		seen[c.ID] = true
		add := func(field string, span chancery.Span, rule string) {
			if !span.Empty() {
				c.Sources = append(c.Sources, chancery.Evidence{Field: field, Span: span, Quote: span.In(text), Rule: rule})
			}
		}
		add("membership", d.clause, id)
		add("party", d.partyAt, id)
		add("framework", d.frameAt, id)
		add("since", d.since.span, d.since.rule)
		add("until", d.until.span, d.until.rule)
		add("succeeds", d.olderAt, id)
		out = append(out, c)
	}
	return out
}
