package eval

import (
	"strings"
	"unicode/utf8"
)

// longestQuote is the most code points that words shown as evidence may have;
// longer ones show nothing.
const longestQuote = 600

// merging scores which reports were found to tell of one event or visit. Only
// what the reports are about counts: background that two share is no merge.
func (s *scorer) merging() []Figure {
	roots := map[string]map[string]bool{}
	for _, m := range s.mentions {
		if !m.gold.Main {
			continue
		}
		if roots[m.report] == nil {
			roots[m.report] = map[string]bool{}
		}
		roots[m.report][s.root(m.system)] = true
	}
	share := func(x, y string) bool {
		for r := range roots[x] {
			if roots[y][r] {
				return true
			}
		}
		return false
	}
	var right, wrong, lost, across, rightAcross int
	for i := range s.gold.documents {
		x := &s.gold.documents[i]
		for k := i + 1; k < len(s.gold.documents); k++ {
			y := &s.gold.documents[k]
			want, got := x.Story != "" && x.Story == y.Story, share(x.Doc, y.Doc)
			right += one(want && got)
			wrong += one(got && !want)
			lost += one(want && !got)
			if want && x.language() != y.language() {
				across++
				rightAcross += one(got)
			}
		}
	}
	return []Figure{
		rate("merge_precision", right, right+wrong),
		rate("merge_recall", right, right+lost),
		rate("merge_recall_across_languages", rightAcross, across),
	}
}

// eventMerging scores which events of different reports became one, and which
// became part of which.
func (s *scorer) eventMerging() []Figure {
	var right, wrong, lost, parts, rightParts int
	for i, m := range s.mentions {
		for _, n := range s.mentions[i+1:] {
			if m.report == n.report || m.gold.ID == "" || n.gold.ID == "" {
				continue
			}
			want, got := m.gold.ID == n.gold.ID, m.system.Event == n.system.Event
			right += one(want && got)
			wrong += one(got && !want)
			lost += one(want && !got)
		}
		if m.gold.PartOf == "" {
			continue
		}
		parts++
		rightParts += one(s.isPart(m))
	}
	return []Figure{
		rate("event_merge_precision", right, right+wrong),
		rate("event_merge_recall", right, right+lost),
		rate("part_of_accuracy", rightParts, parts),
	}
}

// isPart reports whether the record puts the mention's event under that which
// the gold names.
func (s *scorer) isPart(m mention) bool {
	e, ok := s.events[m.system.Event]
	if !ok {
		return false
	}
	for _, n := range s.mentions {
		if n.gold.ID == m.gold.PartOf && e.PartOf == n.system.Event {
			return true
		}
	}
	return false
}

// evidence scores whether claims rest on words, and whether these are the
// report's own.
func (s *scorer) evidence() []Figure {
	var loose, spans, verbatim int
	texts := map[string][]rune{}
	for name, text := range s.texts {
		if text != nil {
			texts[name] = []rune(*text)
		}
	}
	for i := range s.rows.claims {
		c := &s.rows.claims[i]
		loose += one(len(c.Sources) == 0)
		text, read := texts[s.names[c.Report]]
		for _, x := range c.Sources {
			spans++
			length := x.End - x.Start
			if !read || x.Start < 0 || length <= 0 || length > longestQuote {
				continue
			}
			end := min(x.End, len(text))
			verbatim += one(string(text[min(x.Start, end):end]) == x.Quote)
		}
	}
	return []Figure{count("claims_without_source", loose), rate("evidence_spans_verbatim", verbatim, spans)}
}

// facts scores figures, memberships and statements, as far as they are given.
func (s *scorer) facts() []Figure {
	var out []Figure
	if s.rows.figures != nil {
		out = append(out, s.figures(s.byReport(*s.rows.figures))...)
	}
	if s.rows.memberships != nil {
		out = append(out, s.memberships(s.byReport(*s.rows.memberships))...)
	}
	if s.rows.statements != nil {
		out = append(out, s.statements(s.byReport(*s.rows.statements))...)
	}
	return out
}

// byReport lists rows under the name of each report that they rest on.
func (s *scorer) byReport(rows []factRow) map[string][]*factRow {
	out := map[string][]*factRow{}
	for i := range rows {
		seen := map[string]bool{}
		for _, x := range rows[i].Sources {
			if name := s.name(x.Report); !seen[name] {
				seen[name] = true
				out[name] = append(out[name], &rows[i])
			}
		}
	}
	return out
}

func (s *scorer) figures(rows map[string][]*factRow) []Figure {
	var found, since share
	for i := range s.gold.documents {
		d := &s.gold.documents[i]
		for _, g := range d.Figures {
			r := firstRow(rows[d.Doc], func(r *factRow) bool {
				return r.Value != nil && *r.Value-g.Value < 1e-6 && g.Value-*r.Value < 1e-6
			})
			found.tell(r != nil)
			tellSince(&since, g.Since, r)
		}
	}
	return []Figure{rateOf("figure_recall", found), rateOf("figure_since_accuracy", since)}
}

func (s *scorer) memberships(rows map[string][]*factRow) []Figure {
	var found, since share
	for i := range s.gold.documents {
		d := &s.gold.documents[i]
		for _, g := range d.Frameworks {
			if g.Party == "" {
				continue
			}
			names := append([]string{g.Name, g.Abbreviation}, g.Aka...)
			r := firstRow(rows[d.Doc], func(r *factRow) bool {
				return s.sameParty(g.Party, r.Party) && s.anyName(names, []string{r.Name, r.Framework})
			})
			found.tell(r != nil)
			tellSince(&since, g.Since, r)
		}
	}
	return []Figure{rateOf("membership_recall", found), rateOf("membership_since_accuracy", since)}
}

func firstRow(rows []*factRow, fits func(*factRow) bool) *factRow {
	for _, r := range rows {
		if fits(r) {
			return r
		}
	}
	return nil
}

// tellSince scores the beginning of a fact that was found and has one.
func tellSince(since *share, gold string, r *factRow) {
	if r == nil || gold == "" {
		return
	}
	shared, _ := overlap(gold, r.Since, 0)
	since.tell(shared)
}

// statements scores what was said by its place in the text: whether it was
// found, whose it is, and whether nobody is made to say what nobody said.
func (s *scorer) statements(rows map[string][]*factRow) []Figure {
	var found, speaker, unknown share
	for i := range s.gold.documents {
		d := &s.gold.documents[i]
		text := s.texts[d.Doc]
		for _, g := range d.Statements {
			if g.Anchor == "" || text == nil {
				continue
			}
			before, _, there := strings.Cut(*text, g.Anchor)
			if !there {
				continue
			}
			start := utf8.RuneCountInString(before)
			end := start + utf8.RuneCountInString(g.Anchor)
			r := firstRow(rows[d.Doc], func(r *factRow) bool {
				for _, x := range r.Sources {
					if s.name(x.Report) == d.Doc && x.Start < end && start < x.End {
						return true
					}
				}
				return false
			})
			found.tell(r != nil)
			switch {
			case r == nil:
			case g.Speaker != "":
				speaker.tell(s.anyName(append([]string{g.Speaker}, g.Aka...), []string{r.SpeakerName}))
			case !g.Collective:
				unknown.tell(r.SpeakerName == "" || r.Collective)
			}
		}
	}
	if found.of == 0 {
		return nil
	}
	return []Figure{rateOf("statement_recall", found), rateOf("speaker_accuracy", speaker), rateOf("unknown_speaker_kept", unknown)}
}
