package intake

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// dateMatch is a civil date found among tokens, from the one at first up to
// but not with the one at next. Year or day is 0 where the text gives none.
type dateMatch struct {
	year, month, day int
	first, next      int
}

// edtf is the date in EDTF, or "" when there is no such day.
func (m dateMatch) edtf() chancery.Date {
	s := fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day)
	switch {
	case m.year == 0:
		s = "XXXX" + s[4:]
	case m.day == 0:
		s = s[:7]
	}
	date, err := chancery.ParseDate(s)
	if err != nil {
		return ""
	}
	return date
}

// dateAt reads a date that begins at token i: "8 March 2025", "March 8, 2025",
// "22.01.2026", "2022-3-11", "24th Feb, 2023", "14 may 2021-ci il", "April 6",
// "March 2023".
func (c *calendar) dateAt(t []token, i int) (dateMatch, bool) {
	m, ok := dateMatch{}, false
	switch t[i].kind {
	case number:
		if m, ok = numericDate(t, i); !ok {
			m, ok = c.dayFirst(t, i)
		}
	case word:
		m, ok = c.monthFirst(t, i)
	}
	m.first = i
	return m, ok && m.edtf() != ""
}

// numericDate reads three numbers, or a year and a month, joined by one sign
// without spaces. A day stands before a month unless that gives no date, or a
// time with AM or PM follows two slashes.
func numericDate(t []token, i int) (dateMatch, bool) {
	if !joined(t, i+1) || !t[i+1].is("-", ".", "/") || !joined(t, i+2) || t[i+2].kind != number {
		return dateMatch{}, false
	}
	a, b, sep := t[i], t[i+2], t[i+1].text
	if !joined(t, i+4) || !joined(t, i+3) || !t[i+3].is(sep) || t[i+4].kind != number {
		if isYear(a) && sep == "-" && b.digits() == 2 {
			return dateMatch{year: a.value, month: b.value, next: i + 3}, true
		}
		return dateMatch{}, false
	}
	c := t[i+4]
	switch {
	case isYear(a):
		return dateMatch{year: a.value, month: b.value, day: c.value, next: i + 5}, true
	case a.digits() > 2 || b.digits() > 2:
		return dateMatch{}, false
	}
	m := dateMatch{year: c.value, month: b.value, day: a.value, next: i + 5}
	switch {
	case isYear(c):
	case c.digits() == 2 && c.value < 70:
		m.year += 2000
	case c.digits() == 2:
		m.year += 1900
	default:
		return dateMatch{}, false
	}
	if sep == "/" && (m.month > 12 || timeHasHalf(t, i+5)) {
		m.month, m.day = m.day, m.month
	}
	return m, true
}

// joined reports that there is a token i, with no space before it.
func joined(t []token, i int) bool { return i < len(t) && t[i].gap == 0 }

func isYear(t token) bool {
	return t.kind == number && t.digits() == 4 && 1900 <= t.value && t.value < 2100
}

func isDayNumber(t token) bool {
	return t.kind == number && t.digits() <= 2 && 1 <= t.value && t.value <= 31
}

// dayFirst reads a day, a month's name and perhaps a year.
func (c *calendar) dayFirst(t []token, i int) (dateMatch, bool) {
	if !isDayNumber(t[i]) {
		return dateMatch{}, false
	}
	m := dateMatch{day: t[i].value}
	j := skipWords(t, skipOrdinal(t, i+1), "de", "of")
	if j < len(t) && t[j].is("-", "/") {
		j++
	}
	if m.month, m.next = c.monthAt(t, j); m.month == 0 {
		return m, false
	}
	c.addYear(t, &m, "de", "del", "of")
	return m, true
}

// monthTokens is how far the number after a month's name may be: a name of two
// words, a slash and another name stand before it at most.
const monthTokens = 6

// monthFirst reads a month's name, a day and perhaps a year; or the name and a
// year.
func (c *calendar) monthFirst(t []token, i int) (dateMatch, bool) {
	m := dateMatch{}
	if !slices.ContainsFunc(t[i:min(i+monthTokens, len(t))], func(t token) bool { return t.kind == number }) {
		return m, false
	}
	j := 0
	if m.month, j = c.monthAt(t, i); m.month == 0 || j >= len(t) {
		return m, false
	}
	if isYear(t[j]) {
		m.year, m.next = t[j].value, j+1
		return m, true
	}
	if !isDayNumber(t[j]) {
		return m, false
	}
	m.day, m.next = t[j].value, j+1
	if joined(t, j+1) && t[j+1].kind == word {
		m.next = j + 2 // 24th
	}
	if month, _ := c.monthAt(t, m.next); month != 0 {
		return m, false // "Mar 5 mars": a weekday cut short
	}
	c.addYear(t, &m)
	return m, true
}

// monthAt is the month named at token i, in one word or two, and the token
// after it; 0 when none is. A second name after a slash is the same month in
// another calendar's words.
func (c *calendar) monthAt(t []token, i int) (month, next int) {
	if i >= len(t) || t[i].kind != word {
		return 0, i
	}
	key := t[i].fold()
	if i+1 < len(t) && t[i+1].kind == word {
		month = c.months[key+" "+t[i+1].fold()]
		next = i + 2
	}
	if month == 0 {
		month, next = c.months[key], i+1
	}
	if month == 0 {
		return 0, i
	}
	if next < len(t) && t[next].is(".") {
		next++
	}
	if next < len(t) && t[next].is("/") {
		if other, after := c.monthAt(t, next+1); other == month {
			next = after
		}
	}
	return month, next
}

// addYear takes in a year after the date, past one sign or little word, and the
// ending that some languages put to it.
func (c *calendar) addYear(t []token, m *dateMatch, words ...string) {
	j := skipWords(t, m.next, words...)
	for j < len(t) && t[j].is(",", "/", "-", "'", "’") {
		j++
	}
	if j >= len(t) || !isYear(t[j]) {
		return
	}
	m.year, m.next = t[j].value, j+1
	if joined(t, j+1) && t[j+1].is("-") && joined(t, j+2) && t[j+2].kind == word {
		m.next = j + 3
	}
	m.next = skipWords(t, m.next, "г", "года", "il", "ildə", "yılı", "року", "р")
}

// skipOrdinal steps over the ending of an ordinal: 1st, 1er, 1., 1º.
func skipOrdinal(t []token, i int) int {
	if i >= len(t) {
		return i
	}
	if t[i].is(".", "º", "°", "ª") || joined(t, i) && t[i].is("st", "nd", "rd", "th", "er") {
		return i + 1
	}
	return i
}

// skipWords steps over one of the words.
func skipWords(t []token, i int, words ...string) int {
	if i < len(t) && slices.Contains(words, strings.ToLower(t[i].text)) {
		if i++; i < len(t) && t[i].is(".") {
			i++
		}
	}
	return i
}

// timeAt steps over a time of day and its zone that begin at token i; it
// returns i when there is none.
func timeAt(t []token, i int) int {
	if i < len(t) && strings.EqualFold(t[i].text, "T") && joined(t, i) {
		i++
	}
	j := i
	if j+2 >= len(t) || t[j].kind != number || t[j].digits() > 2 || t[j].value > 24 || t[j+2].kind != number || t[j+2].digits() != 2 || t[j+2].value > 59 {
		return i
	}
	if !t[j+1].is(":", ".", "h", "H") || !joined(t, j+1) || !joined(t, j+2) {
		return i
	}
	j += 3
	if j+1 < len(t) && joined(t, j) && t[j].is(":", ".") && joined(t, j+1) && t[j+1].kind == number {
		j += 2
	}
	return zoneAt(t, halfAt(t, j))
}

// halfAt steps over am, pm, a.m. and p.m.
func halfAt(t []token, i int) int {
	if i >= len(t) {
		return i
	}
	switch strings.ToLower(t[i].text) {
	case "am", "pm", "uhr", "h":
		return i + 1
	case "a", "p":
		if i+3 < len(t) && t[i+1].is(".") && strings.EqualFold(t[i+2].text, "m") && t[i+3].is(".") {
			return i + 4
		}
	}
	return i
}

// timeHasHalf reports a time of day at token i that AM or PM follows.
func timeHasHalf(t []token, i int) bool {
	for _, u := range t[i:min(i+8, len(t))] {
		switch {
		case strings.EqualFold(u.text, "am"), strings.EqualFold(u.text, "pm"):
			return true
		case u.kind == word:
			return false
		}
	}
	return false
}

// zoneAt steps over "GMT", "UTC+04:00", "(UTC +04:00)", "(IST)", "+03:00" and
// "Asia/Baku".
func zoneAt(t []token, i int) int {
	j := i
	open := j < len(t) && t[j].is("(")
	if open {
		j++
	}
	switch {
	case j < len(t) && t[j].shouted() && t[j].End-t[j].Start <= 5:
		j = offsetAt(t, j+1)
	case j+2 < len(t) && t[j].capital() && joined(t, j+1) && t[j+1].is("/") && joined(t, j+2) && t[j+2].capital():
		j += 3
	default:
		k := offsetAt(t, j)
		if k == j {
			return i
		}
		j = k
	}
	if !open {
		return j
	}
	if j < len(t) && t[j].is(")") {
		return j + 1
	}
	return i
}

// offsetAt steps over "+4", "+04:00" and "-0500".
func offsetAt(t []token, i int) int {
	if i+1 >= len(t) || !t[i].is("+", "-") || !joined(t, i+1) || t[i+1].kind != number {
		return i
	}
	i += 2
	if joined(t, i) && t[i].is(":") && joined(t, i+1) && t[i+1].kind == number {
		i += 2
	}
	return i
}

// label says how a page words what a date is of.
type label int

const (
	unlabelled label = iota
	published
	updated
)

// stamp is a date that stands apart from the words around it, with the time,
// weekday and label that belong to it.
type stamp struct {
	dateMatch
	label label
	timed bool
	whole chancery.Span // with time, weekday and label
	alone bool          // a strong sign or an end of the line on either side
}

// stamps finds the dates of a line that stand apart from other words: between
// signs, wide gaps or ends of the line.
func (c *calendar) stamps(t []token) []stamp {
	var out []stamp
	from := 0
	for i := 0; i < len(t); {
		m, ok := c.dateAt(t, i)
		if !ok {
			i++
			continue
		}
		s := stamp{dateMatch: m}
		left := c.leftOf(t, from, &s)
		right := c.rightOf(t, &s)
		strongLeft, okLeft := edgeBefore(t, left)
		strongRight, okRight := edgeAfter(t, right)
		sure := s.timed || s.label != unlabelled
		if sure || okLeft && okRight {
			s.alone = sure || strongLeft && strongRight
			s.whole = chancery.Span{Start: t[left].Start, End: t[right-1].End}
			out = append(out, s)
		}
		from, i = right, right
	}
	return out
}

// leftOf is the first token that belongs to the stamp: weekday, article, time
// and label before the date, and the signs between them.
func (c *calendar) leftOf(t []token, from int, s *stamp) int {
	left := s.first
	for left > from {
		j := left
		for j > from && t[j-1].is(",", ":", "-", "–", "•", "|") {
			j--
		}
		k, found := c.labelBefore(t, from, j)
		switch {
		case found != unlabelled:
			s.label = found
		case j > from && (c.weekdays[t[j-1].fold()] || c.articles[t[j-1].fold()]):
			k = j - 1
		case j > from+1 && c.weekdays[t[j-2].fold()+" "+t[j-1].fold()]:
			k = j - 2
		default:
			if k = timeBefore(t, from, j); k == j {
				return left
			}
			s.timed = true
		}
		left = k
		if s.label != unlabelled {
			return left
		}
	}
	return left
}

// labelBefore finds the longest label, of up to four words, that ends before
// token j.
func (c *calendar) labelBefore(t []token, from, j int) (int, label) {
	best, found := j, unlabelled
	for k := j - 1; k >= from && k >= j-4 && t[k].kind == word; k-- {
		key := name.Fold(joinText(t[k:j]))
		switch {
		case c.published[key]:
			best, found = k, published
		case c.updated[key]:
			best, found = k, updated
		}
	}
	return best, found
}

func joinText(t []token) string {
	words := make([]string, len(t))
	for i := range t {
		words[i] = t[i].text
	}
	return strings.Join(words, " ")
}

// timeBefore is where a time begins that ends before token j; j when none does.
func timeBefore(t []token, from, j int) int {
	for k := max(from, j-12); k < j; k++ {
		if timeAt(t, k) == j && t[k].kind == number {
			return k
		}
	}
	return j
}

// rightOf is the token after the stamp: it takes in weekday and time after the
// date.
func (c *calendar) rightOf(t []token, s *stamp) int {
	right := s.next
	for right < len(t) {
		j := right
		for j < len(t) && t[j].is(",", "-", "–", "|", "•", "/", ":", ".") {
			j++
		}
		k := j
		if j < len(t) && t[j].is("at", "saat", "в", "à", "um", "a") {
			k = j + 1
		}
		if after := timeAt(t, k); after > k {
			s.timed, right = true, after
			continue
		}
		if j < len(t) && c.weekdays[t[j].fold()] {
			right = j + 1
			continue
		}
		break
	}
	return right
}

// edgeBefore reports whether token i has an edge before it, and a strong one.
func edgeBefore(t []token, i int) (strong, ok bool) {
	switch {
	case i == 0 || t[i].gap > 1:
		return true, true
	case t[i-1].is("-", "–", "—", "/", "+") && i > 1 && isDayNumber(t[i-2]):
		return false, false // a range: 4-5 May
	case t[i-1].is("|", "•", "·", "(", ")", "—", "–", "#", "["):
		return true, true
	case t[i-1].kind == sign:
		return false, true
	}
	return false, false
}

// edgeAfter reports whether there is an edge before token i, seen from the
// left, and a strong one.
func edgeAfter(t []token, i int) (strong, ok bool) {
	switch {
	case i == len(t) || t[i].gap > 1 || t[i].is("|", "•", "·", "(", ")", "—", "–", "#", "]"):
		return true, true
	case t[i].kind == sign:
		return false, true
	}
	return false, false
}
