package figure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// counted is a number before the noun that it counts.
func (c *cut) counted(d *draft, num number, start, j int) bool {
	if num.suffix != "" {
		return c.strong(d, num, j)
	}
	if c.yearLike(num, d.number[0]) {
		return false
	}
	part := false
	if c.one(c.w.Of, j) && c.one(c.w.Definite, j+1) { // "212 of its citizens", "11 of the 27 members"
		if whole, ok := c.number(j + 2); ok && num.value < whole.value {
			j, part = j+2+whole.tokens, true
		} else if num.value > small {
			j += 2
		}
	}
	end, head := c.nounPhrase(j)
	if head < 0 || c.one(c.w.Never, head) || !worded(c.token(head).Form) {
		return c.bare(d, num, j)
	}
	if !part && c.pointsBack(num, start, j, head) {
		return false
	}
	d.rule, d.head = "counted", c.token(head).Base
	d.unit = c.unit(head)
	d.last, d.resume = end, end
	if part {
		d.resume = 0
	}
	d.what = c.text(j, c.whose(end))
	d.minor = num.value <= small && d.unit != "people" && d.unit != "states"
	for k := j; k < head; k++ {
		if !c.one(c.w.Light, k) {
			d.scope = append(d.scope, c.text(j, head))
			break
		}
	}
	return true
}

// whose is the end of what is counted with the complement that "of" joins to
// it: "prisoners of war".
func (c *cut) whose(end int) int {
	const most = 4
	if !c.one(c.w.Of, end) {
		return end
	}
	k := end + 1
	for k < min(c.last, end+most) && c.uses[k] != dated && (c.nominal(k) || c.uses[k] == named || k == end+1 && c.token(k).UPOS == "DET") {
		k++
	}
	if !c.nominal(k-1) && c.uses[k-1] != named {
		return end
	}
	return k
}

// worded reports whether a form has at least two letters, and so can be a noun.
func worded(form string) bool {
	letters := 0
	for _, r := range form {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// strong is a body of so many people: "a 12-member delegation".
func (c *cut) strong(d *draft, num number, j int) bool {
	unit := "people"
	if slices.Contains(c.w.States, num.suffix) {
		unit = "states"
	} else if !slices.Contains(c.w.Strong, num.suffix) {
		return false
	}
	if num.value < 2 {
		return false
	}
	k := j
	for c.nominal(k) || k < c.last && (c.origin[k] || c.uses[k] == named) {
		k++
	}
	if k == j {
		return false
	}
	d.rule, d.unit, d.head = "strong", unit, c.token(k-1).Base
	d.last = k
	d.what = c.text(j, k)
	return true
}

// yearLike reports whether a number in four plain digits may be a year.
func (c *cut) yearLike(num number, i int) bool {
	f := c.token(i).Form
	return num.tokens == 1 && len(f) == 4 && num.value >= 1900 && num.value < 2100 && !c.one(c.w.People, i+1)
}

// unit is what a noun counts: people, states, else the noun as written.
func (c *cut) unit(head int) string {
	switch {
	case c.one(c.w.People, head) || c.origin[head] || c.native(head):
		return "people"
	case c.one(c.w.States, head):
		return "states"
	case c.w.Order == "singular" && worded(c.token(head).Base):
		return c.token(head).Base
	}
	return c.token(head).Lower
}

// native reports whether a capitalised word names people by where they are from:
// "Ukraynalı".
func (c *cut) native(i int) bool {
	t := c.token(i)
	first, _ := utf8.DecodeRuneInString(t.Form)
	return unicode.IsUpper(first) && slices.ContainsFunc(c.w.Natives, func(s string) bool { return strings.HasSuffix(t.Base, s) })
}

// designation reports whether token k is a model's number before a noun, such
// as "F-16" and the "2" of "Leopard 2".
func (c *cut) designation(k int) bool {
	t := c.token(k)
	first, _ := utf8.DecodeRuneInString(t.Form)
	switch {
	case t.UPOS != "NUM" || !c.nominal(k+1):
		return false
	case unicode.IsLetter(first):
		return strings.ContainsAny(t.Form, "0123456789")
	}
	return c.token(k-1).UPOS == "PROPN" && len(t.Form) <= 3
}

// nounPhrase reads adjectives and nouns from token j on: the token behind them
// and the noun that is counted; -1 for none.
func (c *cut) nounPhrase(j int) (end, head int) {
	if c.w.Order == "singular" {
		return c.singular(j)
	}
	return c.plural(j)
}

// plural reads a phrase whose last noun is counted and in the plural, in a
// language with the number before it: "10 NATO member states".
func (c *cut) plural(j int) (end, head int) {
	k := j
	head = -1
	for ; k < c.last && c.uses[k] != dated; k++ {
		t := c.token(k)
		if k > j && c.one(c.w.States, k) { // "states" is a verb too
			head = k
			continue
		}
		if c.designation(k) {
			continue
		}
		switch t.UPOS {
		case "NOUN", "PROPN":
			if t.Feats.Get("Number") == "Plur" && (t.UPOS == "NOUN" || c.origin[k]) || c.one(c.w.People, k) || c.one(c.w.Collective, k) || c.one(c.w.States, k) {
				head = k
			}
			continue
		case "ADJ":
			if c.origin[k] {
				if k+1 == c.last || !c.nominal(k+1) { // "25 Britons"
					head = k
				}
			}
			continue
		case "CCONJ": // "60 regional and international bodies"
			if c.token(k-1).UPOS == "ADJ" && c.token(k+1).UPOS == "ADJ" && k > j && head < 0 {
				continue
			}
		case "VERB":
			if form := t.Feats.Get("VerbForm"); (form == "Part" || form == "Ger") && c.nominal(k+1) && head < 0 {
				continue
			}
		}
		if c.uses[k] == named || c.origin[k] {
			if c.origin[k] && !c.nominal(k+1) {
				head = k
			}
			continue
		}
		break
	}
	if head < 0 {
		return j, -1
	}
	return head + 1, head
}

func (c *cut) nominal(i int) bool {
	switch c.token(i).UPOS {
	case "NOUN", "PROPN", "ADJ":
		return true
	}
	return false
}

// singular reads a phrase in a language that leaves what is counted in the
// singular: the first noun, with the one that it belongs to: "63 köy okulu".
func (c *cut) singular(j int) (end, head int) {
	k := j
	for k < c.last && c.uses[k] != dated {
		if !c.designation(k) && !c.restricts(k) {
			break
		}
		k++
	}
	t := c.token(k)
	noun := t.UPOS == "NOUN" || t.UPOS == "ADJ" && !c.one(c.w.Light, k)
	if !noun && !c.one(c.w.People, k) && !c.one(c.w.Things, k) && !c.one(c.w.Collective, k) || t.Feats.Get("Number") == "Plur" {
		return j, -1
	}
	for !c.one(c.w.People, k) && !c.one(c.w.States, k) && t.Feats.Get("Case") == "Nom" && t.Feats.Get("Number[psor]") == "" {
		next := c.token(k + 1)
		if c.one(c.w.People, k+1) || c.one(c.w.States, k+1) { // "27 üye ülke"
			return k + 2, k + 1
		}
		if c.compound(k + 1) { // "hava savunma sistemi"
			k++
			continue
		}
		if next.UPOS != "NOUN" || c.one(c.w.Never, k+1) || next.Feats.Get("Person[psor]") != "3" || next.Feats.Get("Case") == "Acc" && c.token(k+2).UPOS == "VERB" && !c.one(c.w.People, k+1) {
			break
		}
		k++
		t = next
	}
	if t.Feats.Get("Person[psor]") == "3" && !c.one(c.w.People, k) && !c.one(c.w.States, k) && c.one(c.w.People, k+1) { // "barış gücü askeri"
		k++
	}
	return k + 1, k
}

// compound reports whether tokens i and i+1 are nouns of which the first belongs
// to the second: "savunma sistemi".
func (c *cut) compound(i int) bool {
	a, b := c.token(i), c.token(i+1)
	return a.UPOS == "NOUN" && a.Feats.Get("Case") == "Nom" && a.Feats.Get("Person[psor]") == "" && b.UPOS == "NOUN" && b.Feats.Get("Person[psor]") == "3" &&
		!c.one(c.w.Never, i) && !c.one(c.w.Never, i+1)
}

// restricts reports whether token i stands before a noun and says which.
func (c *cut) restricts(i int) bool {
	t := c.token(i)
	if t.Stem != t.Form {
		return false
	}
	if c.one(c.w.Light, i) || c.uses[i] == named || c.origin[i] {
		return true
	}
	return t.UPOS == "ADJ" && !c.one(c.w.Never, i+1) && (c.nominal(i+1) || c.uses[min(i+1, c.last-1)] == named)
}

// pointsBack reports whether a small number only refers to what was named or is
// of no weight: "the two ministers", "two agreements".
func (c *cut) pointsBack(num number, start, j, head int) bool {
	if num.value > small {
		return false
	}
	if num.value < 1 || num.value != float64(int(num.value)) {
		return num.value < 1
	}
	fated := c.one(c.w.People, head) && slices.ContainsFunc(c.around(start, head+1), func(i int) bool { return c.phrase(c.w.Fates, i) > 0 })
	if num.value == 1 {
		return !fated || c.one(c.w.Definite, start-1)
	}
	if c.one(c.w.Pointing, head) {
		return true
	}
	if c.one(c.w.Definite, start-1) {
		return !fated
	}
	if c.one(c.w.People, head) || c.one(c.w.Things, head) || fated {
		return false
	}
	for k := j; k < head; k++ {
		if !c.one(c.w.Light, k) {
			return false
		}
	}
	return true
}

// bare is a number of people of whom only their fate is told: "20 injured",
// "12 were arrested".
func (c *cut) bare(d *draft, num number, j int) bool {
	k := j
	for u := c.token(k).UPOS; k < j+3 && (u == "AUX" || u == "ADV"); u = c.token(k).UPOS {
		k++
	}
	n := c.phrase(c.w.Fates, k)
	if n == 0 || num.value < 2 {
		return false
	}
	d.rule, d.unit, d.head = "fate", "people", c.token(k).Base
	d.last = k + n
	d.what = c.text(k, d.last)
	return true
}

// elliptic is a number whose noun was said before in the sentence: "41 of them
// women", "thrown out 19 from the mission", "164 karardan 131'i".
func (c *cut) elliptic(d *draft, num number, start, j int) bool {
	if len(c.drafts) == c.from || num.suffix != "" || num.value < 2 {
		return false
	}
	before := c.drafts[len(c.drafts)-1]
	n := c.phrase(c.w.Ellipsis, j)
	t := c.token(d.number[1] - 1)
	inflected := c.w.Order == "singular" && t.Stem != t.Form && (t.Feats.Get("Case") == "Acc" || t.Feats.Get("Case") == "Gen" || t.Feats.Get("Person[psor]") != "")
	if n == 0 && !inflected || before.unit == "percent" || before.rule == "money" {
		return false
	}
	d.rule, d.unit, d.head = "elliptic", before.unit, before.head
	d.last = j + n
	end := min(c.stop(d.last), d.last+6)
	if d.last < end {
		d.what = c.text(d.last, end)
		d.last = end
	} else {
		d.what = before.what
	}
	return true
}

// toll is a number without a noun behind "death toll", "number of": what is
// counted stands before.
func (c *cut) toll(d *draft, num number, start, j int) bool {
	if num.suffix != "" || c.nominal(j) && c.w.Order == "plural" || num.value < 2 {
		return false
	}
	const reach = 10
	for i := start - 1; i >= c.first && i > start-reach; i-- {
		if c.ending(i) {
			return false
		}
		if !c.one(c.w.Tolls, i) {
			continue
		}
		a, b := i, i+1
		unit, head := "", i
		if c.w.Order == "singular" { // "dosyaların sayısı"
			for a > c.first && c.nominal(a-1) && c.uses[a-1] != named {
				a--
				head = a
			}
			if head < i {
				head = i - 1
			} else if p := c.token(i - 1); p.Feats.Get("VerbForm") == "Part" && p.Feats.Get("Number") == "Plur" { // "ölenlerin sayısı"
				a, unit = i-1, "people"
			}
		} else if c.one(c.w.Of, i+1) {
			if end, h := c.plural(i + 2); h >= 0 {
				b, head = end, h
			} else if n := c.phrase(c.w.Fates, i+2); n > 0 {
				b, unit = i+2+n, "people"
			}
		} else if i == start-1 { // "its members number sixteen"
			for a > c.first && !c.nominalPlural(a) {
				a--
			}
			head, b = a, a+1
			if !c.nominalPlural(a) {
				return false
			}
		} else if c.nominal(i - 1) {
			a = i - 1
		}
		if unit == "" {
			unit = c.unit(head)
		}
		if c.phrase(c.w.Fates, head) > 0 || c.phrase(c.w.Fates, a) > 0 {
			unit = "people"
		}
		d.rule, d.unit, d.head = "toll", unit, c.token(head).Base
		d.what = c.text(a, b)
		return true
	}
	return false
}

func (c *cut) nominalPlural(i int) bool {
	return c.token(i).UPOS == "NOUN" && c.token(i).Feats.Get("Number") == "Plur"
}

// ending reports whether a clause ends at token i.
func (c *cut) ending(i int) bool {
	t := c.token(i)
	switch t.Form {
	case ",", ";", ":", ".", "(", ")", "?", "!", "—", "–", "“", "”", "\"":
		return true
	}
	return t.Form == "" || slices.Contains(c.w.Stops, t.Lower)
}

// stop is the first token from i on at which the clause ends.
func (c *cut) stop(i int) int {
	for i < c.last && !c.ending(i) {
		i++
	}
	return i
}

// about is what a sum or share is of: the phrase behind it that "of" or "for"
// joins, the noun right behind it, else the words of the clause before it, else
// those behind it.
func (c *cut) about(d *draft, start, j int) string {
	const most = 8
	if n := len(c.drafts); n > c.from && c.drafts[n-1].rule == "counted" { // "14 projects worth $3 billion"
		k := start
		for c.token(k-1).UPOS == "ADP" {
			k--
		}
		if c.drafts[n-1].last == k {
			return c.drafts[n-1].what
		}
	}
	if c.complement(j) {
		if end := c.phraseEnd(j+1, most); end > j+1 {
			d.last = end
			return c.text(j+1, end)
		}
	}
	if c.w.Order == "plural" && c.token(j).UPOS == "NOUN" && c.uses[j] != dated { // "a $350 million loan for Ghana"
		k := j
		for c.nominal(k) {
			k++
		}
		if c.complement(k) {
			k = max(k, c.phraseEnd(k+1, most))
		}
		return c.text(j, k)
	}
	owned := c.w.Order == "singular" && c.token(start-1).Feats.Get("Case") == "Gen" // "yardımın yüzde 45'i"
	if !owned && (c.w.Order == "singular" || !c.clauseBefore(start)) {
		if end := min(c.stop(j), j+most); end > j && c.nominal(j) && !c.one(c.w.Never, j) && !c.one(c.w.Percents, j) {
			return c.text(j, end)
		}
	}
	from, whole := start, start
	for from > c.first && !c.ending(from-1) && start-from < most+4 {
		from--
		if c.taken(from) {
			whole = from
		}
	}
	start = whole
	for from < start && (c.token(from).UPOS == "PUNCT" || c.token(from).UPOS == "DET" || c.token(from).UPOS == "CCONJ") {
		from++
	}
	end := start
	for end > from && (c.one(c.w.Percents, end-1) || c.token(end-1).UPOS == "DET" || c.token(end-1).UPOS == "ADP" || c.token(end-1).UPOS == "AUX" || c.token(end-1).UPOS == "VERB" || c.token(end-1).UPOS == "PART") {
		end--
	}
	switch {
	case from < end:
		return c.text(from, end)
	case from < start:
		return c.text(from, start)
	}
	return c.text(j, min(c.stop(j), j+most))
}

// phraseEnd is the end of the phrase that begins at token k, at most so many
// tokens long: before a verb, a date or the end of the clause, and before a
// preposition that nothing follows.
func (c *cut) phraseEnd(k, most int) int {
	end := k
	for end < min(c.stop(k), k+most) && c.token(end).UPOS != "VERB" && c.token(end).UPOS != "AUX" && c.uses[end] != dated {
		end++
	}
	for end > k && (c.token(end-1).UPOS == "ADP" || c.token(end-1).UPOS == "DET" || c.token(end-1).UPOS == "PART") {
		end--
	}
	return end
}

// complement reports whether token i joins a sum to what it is of or for.
func (c *cut) complement(i int) bool {
	if i+1 >= c.last || c.uses[i+1] == dated || !c.one(c.w.Of, i) && !c.one(c.w.Purpose, i) {
		return false
	}
	t := c.token(i + 1)
	return t.UPOS != "PRON" || t.Feats.Get("Poss") == "Yes"
}

// clauseBefore reports whether the clause has a noun before token i.
func (c *cut) clauseBefore(i int) bool {
	for k := i - 1; k >= c.first && !c.ending(k); k-- {
		if c.nominal(k) {
			return true
		}
	}
	return false
}

// around are the tokens of the clause that holds [a, b), up to the numbers
// beside it.
func (c *cut) around(a, b int) []int {
	var out []int
	for i := a - 1; i >= c.first && !c.ending(i) && !c.taken(i); i-- {
		out = append(out, i)
	}
	slices.Reverse(out)
	for i := b; i < c.last && !c.ending(i); i++ {
		if _, ok := c.number(i); ok {
			break
		}
		out = append(out, i)
	}
	return out
}

// taken reports whether an earlier figure of the sentence has used the token.
func (c *cut) taken(i int) bool {
	return slices.ContainsFunc(c.drafts[c.from:], func(d draft) bool { return d.number[0] <= i && i < d.last })
}

// longest is the number of bytes of what is counted.
const longest = 80

// text is the words of the tokens on one line, at most longest bytes of whole
// words.
func (c *cut) text(a, b int) string {
	words := strings.Fields(c.doc.Text.Span(a, max(a, b)).In(c.doc.Text.Source))
	n := -1
	for i, w := range words {
		if n += len(w) + 1; n > longest {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}
