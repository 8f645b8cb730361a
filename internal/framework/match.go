package framework

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/rule"
	"chancery/internal/timex"
)

// told is a party and the words that name it; the words are empty when it was
// named before.
type told struct {
	code string
	at   chancery.Span
}

// match makes drafts of one match of a rule.
func (s *session) match(sc *scene, ru *Rule, m rule.Match) {
	way, status := timex.Past, ru.status
	switch s.mood(sc, ru, m) {
	case clause.Told, clause.Ongoing:
	case clause.Coming:
		if ru.does == "follows" {
			return
		}
		way, status = timex.Future, "expected"
		if ru.does == "leaves" {
			status = "leaving"
		}
	default:
		return
	}
	d := draft{rule: ru, sentence: sc.n, status: status, clause: s.clauseSpan(sc, m)}
	frames := s.frames(sc, m)
	if ru.does == "follows" {
		s.follow(sc, m, d, frames)
		return
	}
	for _, f := range frames {
		one := d
		one.framework = f.frame
		one.frameAt = f.name
		var date dated
		if !ru.alone {
			date = s.near(sc, m, f.at, way)
		} else if s.toldOf(f.frame, sc.n) {
			continue
		}
		if ru.whose != "told" && ru.does == "joins" && !ru.dated && !date.open && len(date.date) > len("2006-01") { // the day of a meeting, not of joining
			date = dated{}
		}
		if ru.dated && !s.passed(date.date) {
			continue
		}
		if ru.does == "chairs" {
			s.chair(sc, m, &one)
		}
		switch {
		case ru.does == "leaves":
			one.until = date
		case ru.alone:
		default:
			one.since, one.until = date, s.end(sc, m, f.at)
		}
		parties := s.parties(sc, ru, m, f)
		if ru.whose == "all" && len(parties) > 1 && s.generic(f.frame.name) {
			one.framework = nameParties(f.frame, parties)
		}
		for _, p := range parties {
			one.party, one.partyAt = p.code, p.at
			s.add(one)
		}
	}
}

// toldOf reports whether sentence n has told of a party of the framework.
func (s *session) toldOf(f framework, n int) bool {
	return slices.ContainsFunc(s.drafts, func(d draft) bool { return d.sentence == n && d.framework.id == f.id })
}

// mood is how the first verb of a match is put; a match without one is told.
func (s *session) mood(sc *scene, ru *Rule, m rule.Match) clause.Mood {
	if ru.certain {
		return clause.Told
	}
	verb := -1
	for i := m.First; i < m.Last; i++ {
		it := sc.items[i]
		if it.Label == "" && (it.UPOS == "VERB" || it.UPOS == "AUX" && verb < 0) {
			verb = it.First
			if it.UPOS == "VERB" {
				break
			}
		}
	}
	if verb < 0 {
		return clause.Told
	}
	sent := s.r.grammar.Sentence(s.doc, sc.n)
	for i, it := range sent.Items {
		if it.First <= verb && verb < it.Last {
			return sent.Whole(i, i+1).Mood
		}
	}
	return clause.Told
}

// clauseSpan is the words that a membership rests on: the sentence, or of a
// long one the match.
func (s *session) clauseSpan(sc *scene, m rule.Match) chancery.Span {
	const most = 300
	sent := s.doc.Text.Sentences[sc.n]
	whole := s.doc.Text.Span(sent.First, sent.Last)
	if whole.Len() <= most {
		return whole
	}
	return s.doc.Text.Span(sc.items[m.First].First, sc.items[m.Last-1].Last)
}

// frame is a framework of a match; at is its item, -1 when it was named before.
type frame struct {
	frame framework
	name  chancery.Span
	at    int
}

// frames are the frameworks that a match names, with those listed beside it. A word such as "it" is the one last spoken of.
func (s *session) frames(sc *scene, m rule.Match) []frame {
	c, ok := capture(m, "framework")
	if !ok {
		return nil
	}
	var at []int
	for i := c.First; i < c.Last; i++ {
		if sc.names(i) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		it := sc.items[c.Last-1]
		f, ok := s.before(sc, c, "")
		if !ok {
			return nil
		}
		return []frame{{f, it.name, c.First}}
	}
	at = append(at, s.listed(sc, at[len(at)-1], 1)...)
	at = append(at, s.listed(sc, at[0], -1)...)
	slices.Sort(at)
	out := make([]frame, len(at))
	for i, k := range at {
		out[i] = frame{sc.items[k].frame, sc.items[k].name, k}
	}
	return out
}

// before is the framework that a word such as "it", "which" or "the pact" stands
// for: of a relative or a comma the name right before, else the last membership
// spoken of with that word in its name, else the framework named last that is
// not the one with the id given.
func (s *session) before(sc *scene, c rule.Capture, not string) (framework, bool) {
	const near = 2
	first := sc.items[c.First]
	for i := c.First - 1; i >= 0 && i >= c.First-near && (first.UPOS == "PUNCT" || first.Feats.Get("PronType") == "Rel"); i-- {
		if sc.names(i) {
			return sc.items[i].frame, true
		}
	}
	at, word := sc.items[c.First].name.Start, sc.items[c.Last-1].Lemma
	last := -1
	for i, k := range s.known {
		if k.at >= at {
			break
		}
		last = i
	}
	for i := last; i >= 0; i-- {
		if strings.Contains(s.r.pack.Lower(s.known[i].frame.name), word) {
			return s.known[i].frame, true
		}
	}
	for i := c.First - 1; i >= 0; i-- {
		if sc.names(i) && sc.items[i].frame.id != not && (last < 0 || sc.items[i].name.Start > s.known[last].at) {
			return sc.items[i].frame, true
		}
	}
	if last < 0 {
		return framework{}, false
	}
	return s.known[last].frame, true
}

// speak notes where a framework is named.
func (s *session) speak(f framework, at chancery.Span) {
	i := len(s.known)
	for i > 0 && s.known[i-1].at > at.Start {
		i--
	}
	s.known = slices.Insert(s.known, i, spoken{f, at.Start})
}

// names reports whether item i names a framework that stands by itself.
func (sc *scene) names(i int) bool {
	it := sc.items[i]
	return it.Label == labelFramework || it.Label == labelOrg
}

// namesAny reports whether the sentence names a framework at all.
func (sc *scene) namesAny() bool {
	return slices.ContainsFunc(sc.items, func(it item) bool { return it.Label == labelFramework || it.Label == labelOrg })
}

// listed are the frameworks that stand beside item i in a list, to the right
// (step 1) or left (step -1): only commas, dates and words such as "and" between.
func (s *session) listed(sc *scene, i, step int) []int {
	var out []int
	between := false
	for k := i + step; k >= 0 && k < len(sc.items); k += step {
		it := sc.items[k]
		switch {
		case sc.names(k):
			if use := it.Feats.Get("Use"); !between || use != "" || it.Feats.Get("Case") != sc.items[i].Feats.Get("Case") {
				return out
			}
			out = append(out, k)
			between = false
		case it.Label == labelDate:
		case it.Label == "" && slices.Contains(s.r.words.Glue, it.Lower):
			between = true
		default:
			return out
		}
	}
	return out
}

// end is the date up to which the party belongs to the framework at item f:
// "until 2019", or the second year of "from 1948 to 1962" that near has taken.
func (s *session) end(sc *scene, m rule.Match, f int) dated {
	for i, it := range sc.items {
		if it.Label != labelDate || it.time < 0 || s.apart(sc, m, min(i, f), max(i, f)) {
			continue
		}
		t := s.src.Times[it.time]
		if t.Kind != timex.Until && t.Kind != timex.Range {
			continue
		}
		d, ok := t.Resolve(s.src.Report.Published, timex.Past)
		_, last, both := strings.Cut(string(d), "/")
		if !both {
			last = strings.TrimSuffix(strings.TrimPrefix(string(d), "[.."), "]")
		}
		if end := (dated{date: chancery.Date(last), span: it.name, rule: t.Rule}); ok && s.passed(end.date) {
			return end
		}
	}
	return dated{}
}

// apart reports whether another framework, a finite verb outside the match or
// the end of a clause stands between the items a and b.
func (s *session) apart(sc *scene, m rule.Match, a, b int) bool {
	for k := a + 1; k < b; k++ {
		it := sc.items[k]
		if inside := k >= m.First && k < m.Last; it.Form == ";" || it.Form == ":" || sc.names(k) || !inside && finite(it) {
			return true
		}
	}
	return false
}

// near is the date of the framework at item f: the nearest on the side on which
// the language puts it, with no verb outside the match and no other framework
// between; on the other side failing that.
func (s *session) near(sc *scene, m rule.Match, f int, way timex.Way) dated {
	side := 1
	if s.r.words.Years == "before" {
		side = -1
	}
	for _, step := range []int{side, -side} {
		for k := f + step; k >= 0 && k < len(sc.items); k += step {
			it := sc.items[k]
			if it.Label == labelDate {
				if s.src.Times[it.time].Kind == timex.Until {
					continue
				}
				if d, ok := s.date(it, way); ok {
					return d
				}
				break
			}
			inside := k >= m.First && k < m.Last
			if k != f && sc.names(k) && (!inside || captured(m, k)) && it.Feats.Get("Use") == "" && it.Feats.Get("Case") != "Gen" || it.Form == ";" || it.Form == ":" || !inside && !slices.Contains(s.r.words.Glue, it.Lower) && (finite(it) || it.Label == labelPerson) {
				break
			}
		}
	}
	return dated{}
}

func finite(it item) bool {
	if it.Label != "" || it.UPOS != "VERB" && it.UPOS != "AUX" {
		return false
	}
	switch it.Feats.Get("VerbForm") {
	case "Part", "Ger", "Inf", "Conv", "Vnoun":
		return false
	}
	return true
}

// date resolves a DATE item; of a stretch of time it is the beginning.
func (s *session) date(it item, way timex.Way) (dated, bool) {
	t := s.src.Times[it.time]
	d, ok := t.Resolve(s.src.Report.Published, way)
	if !ok {
		return dated{}, false
	}
	begin, _, _ := strings.Cut(string(d), "/")
	d = chancery.Date(begin)
	if _, _, ok := d.Bounds(); !ok {
		return dated{}, false
	}
	return dated{d, it.name, t.Rule, t.Kind == timex.Since}, true
}

// passed reports whether a date is known and not behind the report's.
func (s *session) passed(d chancery.Date) bool {
	first, _, ok := d.Bounds()
	_, published, known := s.src.Report.Published.Bounds()
	return ok && (!known || first <= published)
}

// chair turns the organisation into its chairmanship.
func (s *session) chair(sc *scene, m rule.Match, d *draft) {
	for i := m.First; i < m.Last; i++ {
		it := sc.items[i]
		for _, w := range []string{it.Lower, it.Lemma} {
			if name, ok := s.r.words.Chairs[w]; ok && it.Label == "" {
				d.framework = framework{id: d.framework.id + " " + name, name: d.framework.id + " " + name, typ: "chair"}
				return
			}
		}
	}
}

// generic reports whether a name says nothing of whose it is: "Joint
// Declaration".
func (s *session) generic(name string) bool {
	for w := range strings.FieldsSeq(s.r.pack.Lower(name)) {
		if !slices.Contains(s.r.words.Generic, w) && s.r.words.Heads[w] == "" {
			return false
		}
	}
	return true
}

// nameParties adds the parties to a generic name, so that two such texts stay apart.
func nameParties(f framework, parties []told) framework {
	codes := make([]string, len(parties))
	for i, p := range parties {
		codes[i] = p.code
	}
	f.name += " " + strings.Join(codes, "-")
	f.id = f.name
	return f
}

// captured reports whether item i belongs to one of the captures of a match.
func captured(m rule.Match, i int) bool {
	return slices.ContainsFunc(m.Captures, func(c rule.Capture) bool { return c.First <= i && i < c.Last })
}

func capture(m rule.Match, name string) (rule.Capture, bool) {
	for _, c := range m.Captures {
		if c.Name == name {
			return c, true
		}
	}
	return rule.Capture{}, false
}

// follow makes the parties of the older framework those of the newer one.
func (s *session) follow(sc *scene, m rule.Match, d draft, frames []frame) {
	if len(frames) == 0 {
		return
	}
	newer := frames[0]
	older, at, ok := s.older(sc, m, newer.frame.id)
	if !ok || newer.frame.id == older.id {
		return
	}
	date := s.near(sc, m, newer.at, timex.Past)
	switch k, named := capture(m, "older"); {
	case named && date.date == "":
		date = s.near(sc, m, k.First, timex.Past)
	case !named && date.span.Start < sc.items[m.First].name.Start: // that of the older one
		date = dated{}
	}
	d.framework, d.frameAt, d.older, d.olderAt, d.since = newer.frame, newer.name, older, at, date
	for i := range len(s.drafts) {
		o := &s.drafts[i]
		if o.framework.id != older.id {
			continue
		}
		if o.until.date == "" {
			o.until = date
		}
		one := d
		one.party = o.party
		s.add(one)
	}
	s.speak(newer.frame, newer.name)
}

// older is the framework that was followed: the one captured, or spoken of.
func (s *session) older(sc *scene, m rule.Match, newer string) (framework, chancery.Span, bool) {
	c, ok := capture(m, "older")
	if !ok {
		f, ok := s.before(sc, rule.Capture{First: m.First, Last: m.First + 1}, newer)
		return f, chancery.Span{}, ok
	}
	for i := c.First; i < c.Last; i++ {
		if sc.names(i) {
			return sc.items[i].frame, sc.items[i].name, true
		}
	}
	f, ok := s.before(sc, c, newer)
	return f, sc.items[c.Last-1].name, ok
}

// add keeps a draft. What is already known of the party and framework is not
// told again; a year is filled in.
func (s *session) add(d draft) {
	if d.party == d.framework.id {
		return
	}
	s.speak(d.framework, d.frameAt)
	for i := range s.drafts {
		o := &s.drafts[i]
		if o.party != d.party || o.framework.id != d.framework.id {
			continue
		}
		switch {
		case d.rule.does == "leaves" && o.since.date != "" && d.until.date != "" && d.until.date < o.since.date: // left, and rejoined later
			continue
		case d.rule.does == "leaves" && o.until.date == "":
			o.until = d.until
			return
		case d.since.date == "" || d.since.date == o.since.date:
			return
		case o.until.date != "" && d.since.date > o.until.date: // rejoined
			continue
		case o.since.date == "":
			if d.until.date == "" {
				d.until = o.until
			}
			*o = d
			return
		}
	}
	if d.rule.does == "leaves" && d.until.date == "" && d.status == "member" {
		d.status = "former"
	}
	s.drafts = append(s.drafts, d)
}
