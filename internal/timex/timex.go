// Package timex finds expressions of time in a text and turns them into EDTF
// dates. What a language says is data: lang/<code>/time.yaml holds its words
// and a context-free grammar of patterns. The package holds the parser of that
// grammar and the arithmetic of the calendar (proleptic Gregorian, weeks from
// Monday as in ISO 8601).
//
// Find says where the expressions stand and of which kind they are. Resolve
// then computes a date, given the day of the report and whether the clause looks
// back or ahead. The two are apart, because the tense is known only later.
package timex

import (
	"fmt"

	"chancery"
	"chancery/internal/nlp"
)

// Kind says what use an expression has.
type Kind string

// The kinds of expression. Only Date and Range can be the date of an event by
// themselves.
const (
	Date      Kind = "date"      // a day, week, month, year, or a part of one
	Range     Kind = "range"     // from one date to another
	Duration  Kind = "duration"  // a length of time; it has no date
	Recurring Kind = "recurring" // "every year"; it has no date
	Since     Kind = "since"     // from a date on, or after it
	Until     Kind = "until"     // up to a date, by it, or before it

	// YearOfName is a year that belongs to a name, as of an exercise or a summit.
	YearOfName Kind = "year-of-name"
)

var kinds = [...]Kind{Date, Range, Duration, Recurring, Since, Until, YearOfName}

// Way is where a clause looks from the day of its report.
type Way int

// The ways that a clause can look.
const (
	Unknown Way = iota // no tense is known: dates without a year go to the nearest, weekdays back
	Past               // told as having happened
	Future             // planned
)

// Mention is one expression of time in a text.
type Mention struct {
	First, Last int    // tokens [First, Last) of the text
	Kind        Kind   // what use it has
	Rule        string // the rule that read it: code of the language, "time" and the rule's id

	expr   *node
	anchor *Mention // the earlier mention that it refers to; nil for none
	year   int      // the one year in which all full dates of the text lie; 0 for none
}

// Resolve gives the date that the expression means in a report of the day ref,
// in a clause that looks the given way. ref may be a month, a year or empty.
// When the year depends on a ref that is absent or too coarse, a day and month
// take the year of the full dates in the text, if they all lie in one, and come
// as XXXX-MM-DD otherwise; other such expressions, and those without a date of
// their own, give ok == false.
func (m Mention) Resolve(ref chancery.Date, way Way) (d chancery.Date, ok bool) {
	first, last, known := ref.Bounds()
	known = known && first != chancery.FirstDay && last != chancery.LastDay
	early, ok := m.at(first, known, way)
	if !ok {
		return m.yearless()
	}
	if late, _ := m.at(last, known, way); late.edtf != early.edtf {
		if d, ok := m.yearless(); ok {
			return d, true
		}
		if m.Kind != Date {
			return "", false
		}
		return chancery.Within(early.first, late.last), early.first <= late.last
	}
	return early.edtf, true
}

// at resolves the mention for one day of reference; a value that EDTF cannot
// write is none.
func (m Mention) at(ref chancery.Day, known bool, way Way) (value, bool) {
	s := scene{ref: ref, known: known, way: way, anchor: m.anchor, year: m.year}
	v, ok := s.eval(m.expr)
	if !ok {
		return value{}, false
	}
	_, _, ok = v.edtf.Bounds()
	return v, ok
}

// yearless is XXXX-MM-DD for a day and month without a year.
func (m Mention) yearless() (chancery.Date, bool) {
	n := m.expr
	if n.op != opCalendar || n.year != 0 || n.month == 0 || n.day == 0 || len(n.args) > 0 {
		return "", false
	}
	d, err := chancery.ParseDate(fmt.Sprintf("XXXX-%02d-%02d", n.month, n.day))
	return d, err == nil
}

// Find reads every expression of time in a text that is cut into tokens and
// sentences. The mentions are in the order of the text and do not overlap; none
// crosses the end of a sentence.
func (r *Reader) Find(t *nlp.Text) []Mention {
	var earlier []*Mention
	sentences := t.Sentences
	if len(sentences) == 0 && len(t.Tokens) > 0 {
		sentences = []nlp.Sentence{{First: 0, Last: len(t.Tokens)}}
	}
	names := namesWithYears(t)
	for _, s := range sentences {
		p := newParser(r.grammar, r.cut(t.Tokens, s.First, s.Last))
		for at := 0; at < len(p.pieces); {
			f, ok := p.best(at)
			if !ok {
				at++
				continue
			}
			m := f.Mention
			if names.holds(t, m) {
				m.Kind = YearOfName
			}
			m.anchor = anchorOf(m, earlier, t)
			m.Rule = r.code + "/time/" + m.expr.rule
			earlier = append(earlier, &m)
			at = f.end
		}
	}
	mentions := make([]Mention, len(earlier))
	year := yearOf(earlier)
	for i, m := range earlier {
		m.year = year
		mentions[i] = *m
	}
	return mentions
}

// yearOf is the year in which all the full dates lie; 0 when there are several
// or none.
func yearOf(mentions []*Mention) int {
	year := 0
	for _, m := range mentions {
		switch y := m.expr.fullYear(); {
		case y == 0 || y == year:
		case year == 0:
			year = y
		default:
			return 0
		}
	}
	return year
}

// anchorOf is the earlier mention that m refers to: for "that year" the last one
// that names a year, for "three days later" the last day told in the same
// sentence or the one before, for "on the second day" the last stay told.
func anchorOf(m Mention, earlier []*Mention, t *nlp.Text) *Mention {
	to, ok := m.expr.refersTo()
	if !ok {
		return nil
	}
	sentence := t.SentenceOf(m.First)
	for i := len(earlier) - 1; i >= 0; i-- {
		e := earlier[i]
		of := t.SentenceOf(e.First)
		if sentence-of > to.near {
			return nil
		}
		if namesWhat(e, t) {
			continue
		}
		if e.expr.lookBack() && of != sentence && i > 0 && t.SentenceOf(earlier[i-1].First) == of {
			continue // "on Thursday, for what was said two days earlier": the story goes on from Thursday
		}
		if (e.Kind == Range || e.Kind == Date && !to.lasting) && e.expr.says(to.unit) {
			return e
		}
	}
	return nil
}

// namesWhat reports whether a day without case names what it stands before, by a
// possessive ending: "17 Ağustos depremlerinin", "the quakes of 17 August".
func namesWhat(m *Mention, t *nlp.Text) bool {
	if m.Last >= len(t.Tokens) || m.Last-m.First != 2 {
		return false
	}
	next := t.Tokens[m.Last]
	several := next.Feats.Get("Number") == "Plur" || next.Feats.Get("Number[psor]") == "Plur" // the ending is one for both
	return next.UPOS == "NOUN" && next.Feats.Get("Person[psor]") != "" && several && next.Feats.Get("Case") != "Loc"
}

// nameYears are pairs of a capitalised word and a bare year after it, which the
// text uses as a name ("Anadolu 2023").
type nameYears map[[2]string]bool

func namesWithYears(t *nlp.Text) nameYears {
	names := nameYears{}
	for i := 1; i < len(t.Tokens); i++ {
		if isYear(t.Tokens[i].Lower) && capital(t.Tokens[i-1].Form) {
			names[[2]string{t.Tokens[i-1].Lower, t.Tokens[i].Lower}] = true
		}
	}
	return names
}

// holds reports whether m is the year inside such a name, here with a suffix
// ("Anadolu 2023'te").
func (names nameYears) holds(t *nlp.Text, m Mention) bool {
	if m.Last-m.First != 1 || m.First == 0 {
		return false
	}
	year, _, inflected := cutApostrophe(t.Tokens[m.First].Lower)
	return inflected && names[[2]string{t.Tokens[m.First-1].Lower, year}]
}

// isYear reports whether a number is written like a year that news speak of;
// lower and higher ones are mostly counts.
func isYear(s string) bool {
	return len(s) == 4 && digits(s) == 4 && s >= "1600" && s <= "2100"
}

// digits is the number of leading decimal digits.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
