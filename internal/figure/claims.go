package figure

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/nlp"
	"chancery/internal/timex"
)

// fates adds to the people counted in the sentence what happened to them: the
// words right before the number, else those behind what it counts.
func (c *cut) fates() {
	for k := c.from; k < len(c.drafts); k++ {
		d := &c.drafts[k]
		if d.rule != "counted" || d.unit != "people" {
			continue
		}
		start, _ := c.qualifiers(d.number[0])
		previous := c.first
		if k > c.from {
			previous = c.drafts[k-1].last
		}
		const reach = 8
		found := c.fate(max(previous, start-reach), start)
		if len(found) == 0 {
			until := c.last
			for n := k + 1; n < len(c.drafts); n++ {
				if c.w.Order == "plural" || c.drafts[n].unit == "people" {
					until = c.drafts[n].number[0]
					break
				}
			}
			found = c.fate(d.last, min(until, c.stop(d.last)))
		}
		if len(found) == 0 {
			continue
		}
		words := make([]string, len(found))
		for i, at := range found {
			words[i] = c.text(at[0], at[1])
		}
		joint := strings.Join(words, " + ")
		sep := " "
		if c.w.Order == "singular" || c.one(c.w.Nouns, found[0][0]) {
			sep = ": "
		}
		if len(d.what)+len(sep)+len(joint) <= longest {
			d.what += sep + joint
		}
		if len(words) > 1 {
			d.scope = append(d.scope, joint)
		}
	}
}

// fate are the words in [a, b) that say what happened to people, from the last
// sign of a new clause on.
func (c *cut) fate(a, b int) [][2]int {
	var out [][2]int
	for i := a; i < b; i++ {
		if form := c.token(i).Form; form == "," || form == ";" {
			out = out[:0]
		}
		if n := c.phrase(c.w.Fates, i); n > 0 && i+n <= b {
			out = append(out, [2]int{i, i + n})
			i += n - 1
		}
	}
	return out
}

// sinces gives the figures of the sentence the date from which they count: an
// expression such as "since 2010", or a date that "since" or "after" governs;
// of a sentence that goes on about the one before, the date of that one.
func (c *cut) sinces() {
	for k := c.from; k < len(c.drafts); k++ {
		d := &c.drafts[k]
		if at := c.sinceOf(c.n, d.number[0], d.unit); at >= 0 {
			c.setSince(d, at)
			continue
		}
		if c.n == 0 {
			continue
		}
		if at := c.carried(d.number[0], d.unit); at >= 0 {
			c.setSince(d, at)
		}
	}
}

// carried is the time from which the figure at token i counts when its sentence
// goes on about the one before: "Its support", "since then"; -1 for none.
func (c *cut) carried(i int, unit string) int {
	then := false
	for k := c.first; k < i; k++ {
		then = then || c.phrase(c.w.Then, k) > 0
	}
	if !then && c.phrase(c.w.Carries, c.first) == 0 {
		return -1
	}
	if at := c.sinceOf(c.n-1, -1, unit); at >= 0 || !then {
		return at
	}
	sent := c.doc.Text.Sentences[c.n-1]
	for at, m := range slices.Backward(c.src.Times) {
		if m.Kind == timex.Date && m.First >= sent.First && m.Last <= sent.Last {
			return at
		}
	}
	return -1
}

// holds gives the figures of the sentence the date at which they hold: "as of
// 10 June".
func (c *cut) holds() {
	sent := c.doc.Text.Sentences[c.n]
	for _, m := range c.src.Times {
		if m.Kind != timex.Date && m.Kind != timex.Since || m.First < sent.First || m.Last > sent.Last {
			continue
		}
		opened := c.ends(c.w.AsOf, m.First) > 0 || slices.ContainsFunc(c.w.AsOf, func(e string) bool { n := c.words(e, m.First); return n > 0 && m.First+n < m.Last })
		closed := c.phrase(c.w.AsAt, m.Last) > 0 || c.one(c.w.AsAt, m.Last-1)
		if !opened && !closed {
			continue
		}
		date, ok := m.Resolve(c.src.Report.Published, timex.Past)
		begin, _, _ := strings.Cut(string(date), "/")
		first, _, dated := chancery.Date(begin).Bounds()
		_, published, known := c.src.Report.Published.Bounds()
		if !ok || !dated || known && first > published {
			continue
		}
		for k := c.from; k < len(c.drafts); k++ {
			d := &c.drafts[k]
			d.asOf, d.asOfAt, d.asOfRule = chancery.Date(begin), c.doc.Text.Span(m.First, m.Last), m.Rule
			if d.sinceAt == d.asOfAt {
				d.since, d.sinceAt = "", chancery.Span{}
			}
		}
	}
}

func (c *cut) setSince(d *draft, at int) {
	m := c.src.Times[at]
	date, ok := m.Resolve(c.src.Report.Published, timex.Past)
	if !ok {
		return
	}
	begin, _, _ := strings.Cut(string(date), "/")
	if today := string(c.src.Report.Published); m.Kind == timex.Range && len(begin) == len(today) { // "over the past five years" knows no day
		const year, month = len("2006"), len("2006-01")
		if begin[year:] == today[year:] {
			begin = begin[:year]
		} else if len(begin) > month && begin[month:] == today[month:] {
			begin = begin[:month]
		}
	}
	first, _, ok := chancery.Date(begin).Bounds()
	_, published, known := c.src.Report.Published.Bounds()
	if !ok || known && first > published {
		return
	}
	d.since, d.sinceAt, d.sinceRule = chancery.Date(begin), c.doc.Text.Span(m.First, m.Last), m.Rule
}

// sinceOf is the index of the time from which the figure at token i of sentence
// n counts; -1 for none. People are also counted from the day of what befell
// them.
func (c *cut) sinceOf(n, i int, unit string) int {
	sent := c.doc.Text.Sentences[n]
	best, distance := -1, 1<<30
	for at, m := range c.src.Times {
		if m.First < sent.First || m.Last > sent.Last {
			continue
		}
		if _, ok := m.Resolve(c.src.Report.Published, timex.Past); !ok || m.Kind != timex.Since && !c.reaches(m) && !c.governed(m, sent.First, sent.Last, i >= 0 && unit == "people") && !(unit == "people" && c.befell(m, sent.First, sent.Last)) {
			continue
		}
		if i >= 0 && c.parted(i, m.First) {
			continue
		}
		if away := max(i-m.First, m.First-i); away < distance {
			best, distance = at, away
		}
	}
	return best
}

// reaches reports whether a range of time is one of years, or goes on up to the
// report: "from 2014 to 2020", "7 Ekim'den bugüne".
func (c *cut) reaches(m timex.Mention) bool {
	if m.Kind != timex.Range {
		return false
	}
	date, ok := m.Resolve(c.src.Report.Published, timex.Past)
	begin, _, _ := strings.Cut(string(date), "/")
	_, end, ok2 := date.Bounds()
	first, published, known := c.src.Report.Published.Bounds()
	const year = len("2006")
	return ok && ok2 && (len(begin) == year || known && first == published && end >= published)
}

// befell reports whether a date is that of a disaster or war: behind its name in
// the same clause, or right before it.
func (c *cut) befell(m timex.Mention, first, last int) bool {
	if m.Kind != timex.Date && m.Kind != timex.Range {
		return false
	}
	const back, on = 12, 4
	t := c.doc.Text.Tokens
	is := func(i int) bool {
		return slices.Contains(c.w.Causes, t[i].Lower) || slices.Contains(c.w.Causes, t[i].Base)
	}
	verbs := 0
	for i := m.First - 1; c.w.Order == "plural" && i >= first && i >= m.First-back; i-- {
		if is(i) {
			return true
		}
		if t[i].UPOS == "VERB" {
			verbs++
		}
		if t[i].Form == ";" || t[i].Form == "," && !slices.Contains(c.w.Stops, t[i+1].Lower) || verbs > 1 {
			break
		}
	}
	for i := m.Last; c.w.Order == "singular" && i < last && i < m.Last+on && t[i].UPOS != "PUNCT"; i++ {
		if is(i) {
			return true
		}
	}
	return false
}

// governed reports whether a date stands in a clause that "since" opens, or
// before words such as "bu yana".
func (c *cut) governed(m timex.Mention, first, last int, after bool) bool {
	if m.Kind != timex.Date {
		return false
	}
	const back, on = 16, 8
	t := c.doc.Text.Tokens
	for i := m.First - 1; i >= first && i >= m.First-back; i-- {
		if t[i].Form == "," || t[i].Form == ";" {
			break
		}
		if slices.Contains(c.w.Since, t[i].Lower) || after && slices.Contains(c.w.Upon, t[i].Lower) {
			return true
		}
	}
	for _, e := range c.w.Thence {
		ws := strings.Fields(e)
		for i := m.Last; i+len(ws) <= last && i < m.Last+on && t[i].Form != "," && t[i].Form != ";"; i++ {
			if slices.EqualFunc(t[i:i+len(ws)], ws, func(k nlp.Token, w string) bool { return k.Lower == w }) {
				return true
			}
		}
	}
	return false
}

// parted reports whether the clause of the time at token b is not that of the
// figure at token a: a semicolon stands between, or the time belongs to an
// earlier clause and "and" begins another.
func (c *cut) parted(a, b int) bool {
	const opening = 3
	for i := min(a, b); i < max(a, b); i++ {
		t := c.token(i)
		if t.Form == ";" {
			return true
		}
		if b < a && b > c.first+opening && c.w.Order == "plural" && t.UPOS == "CCONJ" && c.token(i-1).Form == "," {
			return true
		}
	}
	return false
}

// claims turns the drafts into claims with their evidence; a figure told again
// is told once.
func (s *session) claims() []chancery.Claim {
	text := s.doc.Text.Source
	out := make([]chancery.Claim, 0, len(s.drafts))
	var kept []draft
	seen := map[string]bool{}
	for _, d := range s.drafts {
		if n := slices.IndexFunc(kept, func(k draft) bool { return k.value == d.value && k.unit == d.unit && k.head == d.head }); n >= 0 {
			f := out[n].Figure
			if f.Since == "" && d.since != "" {
				f.Since = d.since
				out[n].Sources = append(out[n].Sources, evidence("since", d.sinceAt, d.sinceRule, text))
			}
			continue
		}
		kept = append(kept, d)
		rule := s.r.pack.Code + ".figure." + d.rule
		sent := s.doc.Text.Sentences[d.sentence]
		value := s.doc.Text.Span(d.number[0], d.number[1])
		c := chancery.Claim{Report: s.src.Report.ID, Sort: chancery.SortFigure, Rules: s.src.Version,
			Figure: &chancery.Figure{Value: d.value, Unit: d.unit, What: d.what, Scope: strings.Join(d.scope, "; "), Since: d.since, AsOf: cmp.Or(d.asOf, s.asOf())},
			ID:     chancery.ClaimID(s.src.Report.ID, "figure:"+value.In(text), s.doc.Text.Span(sent.First, sent.Last).In(text), []string{d.what})}
		for seen[c.ID] {
			c.ID = chancery.ClaimID(c.ID, "again", "", nil)
		}
		seen[c.ID] = true
		c.Sources = append(c.Sources, evidence("figure", s.clause(d), rule, text), evidence("value", value, rule, text))
		if d.since != "" {
			c.Sources = append(c.Sources, evidence("since", d.sinceAt, d.sinceRule, text))
		}
		if d.asOf != "" {
			c.Sources = append(c.Sources, evidence("as_of", d.asOfAt, d.asOfRule, text))
		}
		out = append(out, c)
	}
	return out
}

func evidence(field string, span chancery.Span, rule, text string) chancery.Evidence {
	return chancery.Evidence{Field: field, Span: span, Quote: span.In(text), Rule: rule}
}

// clause is the words that a figure rests on: its sentence, or of a long one
// the part about the number.
func (s *session) clause(d draft) chancery.Span {
	const most, beside = 300, 12
	sent := s.doc.Text.Sentences[d.sentence]
	whole := s.doc.Text.Span(sent.First, sent.Last)
	if whole.Len() <= most {
		return whole
	}
	first, last := max(sent.First, d.number[0]-beside), min(sent.Last, max(d.last, d.number[1])+beside)
	for s.doc.Text.Span(first, last).Len() > most && last > d.number[1] {
		last--
	}
	for s.doc.Text.Span(first, last).Len() > most && first < d.number[0] {
		first++
	}
	return s.doc.Text.Span(first, last)
}

// asOf is the month of the report; its date when that is no day.
func (s *session) asOf() chancery.Date {
	const month = len("2006-01")
	d := s.src.Report.Published
	if first, last, ok := d.Bounds(); ok && first == last && len(d) > month {
		return d[:month]
	}
	return d
}
