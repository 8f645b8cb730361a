package speech

import (
	"regexp"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/name"
)

// signature is the line with which social networks sign an embedded post: a
// dash, the name of the account, its handle in brackets.
var signature = regexp.MustCompile(`[—–-]{1,2}\s*([^()\n]{2,100}?)\s*\(@\w{1,40}\)[^\n]*`)

// posts makes a statement of each embedded post. Its speaker is the holder of
// the account.
func (s *session) posts() {
	text := s.doc.Text.Source
	for _, p := range s.postSpans() {
		m := signature.FindStringSubmatchIndex(p.In(text))
		if m == nil {
			continue
		}
		sign := span{Start: p.Start + m[0], End: p.Start + m[1]}
		holder := span{Start: p.Start + m[2], End: p.Start + m[3]}
		if strings.TrimSpace(text[p.Start:sign.Start]) == "" && strings.TrimSpace(text[sign.End:p.End]) == "" {
			p.Start = strings.LastIndexByte(text[:sign.Start], '\n') + 1 // only the signature is marked
		}
		var pieces []span
		for _, part := range []span{{Start: p.Start, End: sign.Start}, {Start: sign.End, End: p.End}} {
			if x := trimSpace(text, part); !x.Empty() {
				pieces = append(pieces, x)
			}
		}
		if len(pieces) == 0 {
			continue
		}
		s.read = append(s.read, p)
		d := draft{who: s.account(holder), form: chancery.Direct, quotes: pieces, unit: unit{at: none}, posted: true, rule: "post"}
		for _, r := range s.src.Report.Dates {
			if r.Source == chancery.DatePost && p.Contains(r.Span) {
				d.date, d.dateAt = r.Date, r.Span
			}
		}
		s.drafts = append(s.drafts, d)
	}
}

// postSpans are the embedded posts; lines of one post that follow each other
// are one.
func (s *session) postSpans() []span {
	var out []span
	signed := false
	text := s.doc.Text.Source
	for _, p := range s.src.Report.Parts {
		if p.Kind != chancery.PartPost || p.End > len(text) {
			continue
		}
		has := signature.MatchString(p.In(text))
		if n := len(out); n > 0 && strings.TrimSpace(text[out[n-1].End:p.Start]) == "" && !(signed && has) {
			out[n-1].End = p.End
			signed = signed || has
			continue
		}
		out = append(out, p.Span)
		signed = has
	}
	return out
}

func trimSpace(text string, p span) span {
	for p.Start < p.End && strings.ContainsRune(" \t\n", rune(text[p.Start])) {
		p.Start++
	}
	for p.End > p.Start && strings.ContainsRune(" \t\n", rune(text[p.End-1])) {
		p.End--
	}
	return p
}

// account is the holder of an account: the person of that name in the report,
// else the name as the account gives it.
func (s *session) account(at span) speaker {
	written := strings.TrimFunc(at.In(s.doc.Text.Source), func(r rune) bool { return r > 0x1F000 || r == ' ' })
	at.End = at.Start + strings.Index(at.In(s.doc.Text.Source), written) + len(written)
	at.Start = at.End - len(written)
	out := speaker{actor: none, name: written, at: at}
	for m, x := range s.doc.Mentions {
		if x.Actor != none && at.Contains(x.NameSpan) && x.Label == entity.Person {
			return speaker{actor: x.Actor, name: s.of(m).name, at: at}
		}
	}
	words := strings.Fields(name.Fold(written))
	for n, a := range s.doc.Actors {
		if a.Name != "" && name.Fold(a.Name) == strings.Join(words, " ") {
			out.actor, out.name = n, a.Name
		}
	}
	return out
}

// repeats reports whether a quotation has the words of an embedded post, and
// adds it to that post's statement then.
func (s *session) repeats(q quote, who speaker) bool {
	text := s.doc.Text.Source
	for n := range s.drafts {
		d := &s.drafts[n]
		if !d.posted || who.actor != none && d.who.actor != none && who.actor != d.who.actor {
			continue
		}
		own := map[string]bool{}
		for _, p := range d.quotes {
			for _, w := range strings.Fields(name.Fold(p.In(text))) {
				own[w] = true
			}
		}
		same, all := 0, 0
		for _, p := range q.pieces {
			for _, w := range strings.Fields(name.Fold(p.In(text))) {
				all++
				if own[w] {
					same++
				}
			}
		}
		if all >= 5 && 2*same >= all || all > len(own) && len(own) >= 5 && 2*same >= len(own) {
			d.again = append(d.again, q.pieces...)
			if d.who.actor == none && who.actor != none && who.name != "" {
				d.who.actor, d.who.name = who.actor, who.name
			}
			s.doer = n
			return true
		}
	}
	return false
}
