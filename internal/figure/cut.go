package figure

import (
	"slices"
	"strings"

	"chancery/internal/nlp"
)

// small is the greatest number that may merely point back to what was named.
const small = 12

// cut is one sentence under reading.
type cut struct {
	*session
	n           int
	first, last int
	from        int // index of the sentence's first draft
}

func (c *cut) token(i int) nlp.Token {
	if i < c.first || i >= c.last {
		return nlp.Token{}
	}
	return c.doc.Text.Tokens[i]
}

// number reads the number at token i, unless the token stands in a name or a
// date or another number tells what it is.
func (c *cut) number(i int) (number, bool) {
	if n, ok := c.dashed(i); ok {
		return n, true
	}
	n, ok := c.single(i)
	if !ok {
		return number{}, false
	}
	if high, ok := c.upTo(i, n); ok {
		return high, true
	}
	return n, true
}

// single reads one number.
func (c *cut) single(i int) (number, bool) {
	if i >= c.last {
		return number{}, false
	}
	if c.uses[i] == named || c.uses[i] == dated {
		return number{}, false
	}
	if n, ok := c.w.Numbers.digits(c.token(i).Lower); c.token(i).Feats.Get("NumType") == "Ord" && (!ok || n.scale == 1) { // but not "15bn"
		return number{}, false
	}
	const most = 12
	forms := make([]string, 0, most)
	for k := i; k < c.last && k < i+most && c.uses[k] != dated; k++ {
		w, inflected := c.numeral(k)
		forms = append(forms, w)
		if inflected { // a suffix ends the number
			break
		}
	}
	return c.w.Numbers.read(forms, 0)
}

// numeral is a token as the reader of numbers wants it, and whether it had a
// suffix: "milyon" of "milyonu", "131" of "131'i".
func (c *cut) numeral(i int) (string, bool) {
	t := c.token(i)
	w := c.r.pack.Lower(t.Stem)
	if t.Base != w && !c.w.Numbers.knows(w) && c.w.Numbers.knows(t.Base) && (t.UPOS == "NUM" || c.inflected(i)) {
		return t.Base, true
	}
	return w, t.Stem != t.Form
}

// inflected reports whether token i is an inflected "thousand" or "million" that
// a number stands before or a qualifier behind: "3 binden", "yüzden fazla".
func (c *cut) inflected(i int) bool {
	if c.w.Numbers.Scales[c.token(i).Base] == 0 || c.token(i).UPOS != "NOUN" {
		return false
	}
	var scope []string
	return c.token(i-1).UPOS == "NUM" || c.phraseAfter(&scope, i+1) > 0 && !c.one(c.w.Definite, i-1)
}

// upTo reads on from the number n at token i to the greater bound of a range;
// false when there is none.
func (c *cut) upTo(i int, n number) (number, bool) {
	join := i + n.tokens
	for _, r := range c.w.Ranges {
		k := c.words(r.Join, join)
		if k == 0 {
			continue
		}
		first := i
		if c.symbol(first-1) != "" {
			first--
		}
		if r.Open != "" && c.ends([]string{r.Open}, first) == 0 || r.Open == "" && c.ends(c.w.Changes, first) > 0 {
			continue
		}
		at := join + k
		if c.symbol(at) != "" {
			at++
		}
		high, ok := c.single(at)
		if !ok || high.suffix != "" || r.Close != "" && c.words(r.Close, at+high.tokens) == 0 {
			continue
		}
		if high.low = n.value; n.scale == 1 && high.scale > 1 && n.value < 1000 {
			high.low *= high.scale
		}
		if high.symbol == "" {
			high.symbol = n.symbol
		}
		high.tokens += at - i
		return high, high.low < high.value
	}
	return number{}, false
}

// dashed reads a range that a dash joins: "300-400", also as two tokens.
func (c *cut) dashed(i int) (number, bool) {
	if c.uses[i] != free {
		return number{}, false
	}
	form, tokens := c.token(i).Form, 1
	if next := c.token(i + 1); !strings.ContainsAny(form, "-–") && !next.Space && strings.HasPrefix(next.Form, "-") {
		form, tokens = form+next.Form, 2
	}
	low, high, ok := strings.Cut(strings.ReplaceAll(form, "–", "-"), "-")
	a, known := c.w.Numbers.plain(low)
	b, ok2 := c.w.Numbers.plain(high)
	if !ok || !known || !ok2 || a >= b || len(low) == 4 && a >= 1900 && a < 2100 {
		return number{}, false
	}
	return number{value: b, low: a, scale: 1, tokens: tokens}, true
}

// symbol is the currency of a token that is its sign or code; empty for none.
func (c *cut) symbol(i int) string {
	if i < c.first || i >= c.last {
		return ""
	}
	if form := c.token(i).Form; slices.Contains(c.w.Codes, form) {
		return form
	}
	return c.w.Numbers.Symbols[c.token(i).Lower]
}

// figure is what the number at token i counts; false when it counts nothing
// that is worth keeping.
func (c *cut) figure(i int, num number) (draft, bool) {
	start, scope := c.qualifiers(i)
	if c.label(start) || c.clock(i, num) || num.low == 0 && c.ends(c.w.Vague, start) > 0 || c.phrase(c.w.Vague, i) > 0 {
		return draft{}, false
	}
	d := draft{sentence: c.n, value: num.value, low: num.low / num.value, number: [2]int{i, i + num.tokens}, last: i + num.tokens, scope: scope}
	j := d.last
	if n := c.phraseAfter(&d.scope, j); n > 0 {
		j += n
		d.last = j
	}
	if c.phrase(c.w.Ages, j) > 0 || c.ends(c.w.Ages, start) > 0 {
		return draft{}, false
	}
	for _, try := range []func(*draft, number, int, int) bool{c.money, c.percent, c.years, c.deadline, c.measure, c.counted, c.elliptic, c.toll} {
		if try(&d, num, start, j) {
			return d, d.what != ""
		}
	}
	return draft{}, false
}

// qualifiers reads back over "more than" and the like: the token at which they
// begin, and what they say.
func (c *cut) qualifiers(i int) (int, []string) {
	var scope []string
	for {
		best, english := 0, ""
		for e, en := range c.w.Before {
			if n := len(strings.Fields(e)); n > best && c.words(e, i-n) == n {
				best, english = n, en
			}
		}
		if best == 0 {
			return i, scope
		}
		i -= best
		if english != "" {
			scope = append(scope, english)
		}
	}
}

// label reports whether the number is a name's: "Article 5", "No. 3", "F-16".
func (c *cut) label(start int) bool {
	p := c.token(start - 1)
	return slices.Contains(c.w.Labels, p.Lower) || p.Form == "#" || p.Form == "-" && !c.token(start).Space || p.Form == "." && !c.token(start).Space && start > c.first
}

// clock reports whether the number is part of a time, a score or a fraction.
func (c *cut) clock(i int, num number) bool {
	next, after := c.token(i+num.tokens), c.token(i+num.tokens+1)
	if slices.Contains([]string{":", "/", "-", "–"}, next.Form) && !next.Space && !after.Space && after.UPOS == "NUM" {
		return true
	}
	p := c.token(i - 1)
	return slices.Contains([]string{":", "/", "–"}, p.Form) && !c.token(i).Space && c.token(i-2).UPOS == "NUM"
}

// money is a sum: "€120 million", "2.5 billion US dollars", "EUR 3 million".
func (c *cut) money(d *draft, num number, start, j int) bool {
	code := c.w.Numbers.Symbols[num.symbol]
	if code == "" {
		if code = c.symbol(start - 1); code != "" {
			start--
		}
	}
	if t := c.token(j); code == "" && slices.Contains(c.w.Codes, t.Form) {
		code = t.Form
		j++
	}
	if code == "" {
		state, k := "", j
		if k < c.last && (c.origin[k] || c.uses[k] == named) {
			state = c.stateAt(k)
			for k < c.last && (c.origin[k] || c.uses[k] == named) {
				k++
			}
		}
		if code = c.currency(k, state); code == "" {
			return false
		}
		j = k + 1
	}
	d.rule = "money"
	d.value, d.unit = scaled(num, code)
	d.head = code
	j += c.phraseAfter(&d.scope, j)
	d.last = j
	d.what = c.about(d, start, j)
	return true
}

// scaled leaves a million or more to the unit: 2.5, "billion EUR".
func scaled(num number, unit string) (float64, string) {
	switch num.scale {
	case 1e6:
		return num.value / 1e6, "million " + unit
	case 1e9:
		return num.value / 1e9, "billion " + unit
	case 1e12:
		return num.value / 1e12, "trillion " + unit
	}
	return num.value, unit
}

// currency is the ISO 4217 code of the currency named at token i; of one that
// several states have by the state named with it, in the sentence or in the report.
func (c *cut) currency(i int, state string) string {
	t := c.token(i)
	codes, ok := c.w.Currencies[t.Lower]
	if !ok {
		if codes, ok = c.w.Currencies[t.Base]; !ok {
			return ""
		}
	}
	if code := codes[state]; code != "" {
		return code
	}
	if code := codes[""]; code != "" {
		return code
	}
	for k := c.first; k < c.last; k++ {
		if code := codes[c.stateAt(k)]; code != "" {
			return code
		}
	}
	for _, m := range c.doc.Mentions {
		if code := codes[m.Of]; code != "" {
			return code
		}
	}
	return t.Lower
}

// stateAt is the state of the mention that holds token i.
func (c *cut) stateAt(i int) string {
	for _, m := range c.doc.Mentions {
		if m.First <= i && i < m.Last {
			return m.Of
		}
	}
	return ""
}

// percent is a share: "16 per cent", "yüzde 16".
func (c *cut) percent(d *draft, num number, start, j int) bool {
	n := c.phrase(c.w.Percent, j)
	if n == 0 {
		if c.ends(c.w.Percents, start) == 0 {
			return false
		}
		start -= c.ends(c.w.Percents, start)
	}
	d.rule, d.unit, d.head = "percent", "percent", "percent"
	d.last = j + n
	d.what = c.about(d, start, d.last)
	return true
}

// years is a length of time that relations have lasted: "more than 30 years of
// cooperation", "the 30-year partnership".
func (c *cut) years(d *draft, num number, start, j int) bool {
	k := j
	switch {
	case num.suffix != "" && slices.Contains(c.w.Year, num.suffix):
	case c.one(c.w.Year, j):
		k++
	default:
		return false
	}
	if at := c.lasting(start); at >= 0 {
		d.rule, d.unit, d.head, d.last = "years", "years", c.token(at).Base, k
		d.what = c.text(at, at+1)
		return true
	}
	k += c.phraseAfter(&d.scope, k)
	if c.one(c.w.Of, k) {
		k++
	}
	const reach = 4
	for i := k; i < min(k+reach, c.last); i++ {
		if c.one(c.w.Spans, i) {
			d.rule, d.unit, d.head = "years", "years", c.token(i).Base
			d.last = i + 1
			d.what = c.text(k, i+1)
			return true
		}
		if u := c.token(i).UPOS; u == "PUNCT" || u == "VERB" || u == "AUX" {
			break
		}
	}
	return false
}

// lasting is the token before "for", which stands before token i, that lasts:
// "ties for 60 years"; -1 for none.
func (c *cut) lasting(i int) int {
	if !c.one(c.w.For, i-1) {
		return -1
	}
	for k := i - 2; k >= c.first && !c.ending(k); k-- {
		if c.one(c.w.Spans, k) {
			return k
		}
		if u := c.token(k).UPOS; u == "VERB" || u == "AUX" {
			break
		}
	}
	return -1
}

// jubilee is an ordinal before "anniversary": the years that something has
// lasted.
func (c *cut) jubilee(i int) (draft, bool) {
	t := c.token(i)
	digits := t.Stem[:len(t.Stem)-len(strings.TrimLeft(t.Stem, "0123456789"))]
	if t.Feats.Get("NumType") != "Ord" || c.uses[i] == named || c.uses[i] == dated || digits == "" {
		return draft{}, false
	}
	value, ok := c.w.Numbers.plain(digits)
	n := c.phrase(c.w.Jubilees, i+1)
	if !ok || n == 0 || value < 2 {
		return draft{}, false
	}
	d := draft{rule: "jubilee", sentence: c.n, value: value, unit: "years", head: "years", number: [2]int{i, i + 1}, last: i + 1 + n}
	d.what = c.text(i+1, d.last)
	if c.one(c.w.Of, d.last) {
		end := d.last + 1
		for end < c.stop(d.last) && end < d.last+6 && c.token(end).UPOS != "CCONJ" {
			end++
		}
		d.what = c.text(i+1, end)
	}
	return d, true
}

// phraseAfter reads a qualifier that stands behind the number or its unit: "30
// yılı aşkın".
func (c *cut) phraseAfter(scope *[]string, i int) int {
	best, english := 0, ""
	for e, en := range c.w.After {
		if n := c.words(e, i); n > best {
			best, english = n, en
		}
	}
	if best == 1 && c.token(i-1).Feats.Get("Case") == "Dat" {
		if en := c.w.Dative[c.token(i).Lower]; en != "" {
			english = en
		}
	}
	if best > 0 {
		*scope = append((*scope)[:0:0], english)
	}
	return best
}

// deadline is a time given: "72 hours to leave".
func (c *cut) deadline(d *draft, num number, start, j int) bool {
	unit := c.w.Hours[c.token(j).Lower]
	if unit == "" {
		unit = c.w.Hours[c.token(j).Base]
	}
	if unit == "" {
		return false
	}
	if c.phrase(c.w.Deadlines, j+1) == 0 && c.ends(c.w.Deadlines, start) == 0 {
		return false
	}
	d.rule, d.unit, d.head = "deadline", unit, unit
	d.last = j + 1
	d.what = c.text(j, min(c.stop(j+1), j+5))
	return true
}

// measure is a number of tonnes, kilometres and the like.
func (c *cut) measure(d *draft, num number, start, j int) bool {
	unit, n := c.w.Units[num.suffix], 0
	for e, en := range c.w.Units {
		if k := c.words(e, j); k > n && num.suffix == "" {
			unit, n = en, k
		}
	}
	if unit == "" {
		return false
	}
	d.rule, d.head = "measure", unit
	d.value, d.unit = num.value, unit
	if num.scale >= 1e9 {
		d.value, d.unit = scaled(num, unit)
	}
	d.last = j + n + c.phraseAfter(&d.scope, j+n)
	d.what = c.about(d, start, d.last)
	return true
}
