package intake

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/internal/name"
)

// dateline is the place, and perhaps the date and the agency, that open a
// report: "BAKU, Azerbaijan, March 8 (Trend) -".
type dateline struct {
	place  chancery.Span
	whole  chancery.Span
	date   ownDate // without a date when Date is empty
	agency []string
}

const placesFile = "intake/datelines.tsv"

// loadPlaces reads the towns that are taken for a dateline without a date or
// an agency beside them.
func loadPlaces(fsys fs.FS) (map[string]bool, error) {
	rows, err := readTSV(fsys, placesFile, 1)
	if err != nil {
		return nil, err
	}
	places := make(map[string]bool, len(rows))
	for _, row := range rows {
		places[name.Fold(row[0])] = true
	}
	return places, nil
}

// Words of a place's name, places in a dateline ("WASHINGTON, United States"),
// and steps of its grammar.
const (
	placeWords = 4
	placeNames = 3
	steps      = 10
	nameWords  = 4 // in the name of who wrote it

	shortestTown = 3 // letters; shorter words are prepositions
)

// datelineReader holds what is needed to know a dateline.
type datelineReader struct {
	*Reader
	page *page
	t    []token
	i    int // the next token
	dateline
	names  int
	strong bool // a date or a known agency stands in it
	parens bool
	alone  bool // the dateline must fill the line

	bracketed bool // it stands in square brackets
}

// datelineAt reads the dateline of line i, and reports whether it has one. On a
// line that is no narrative it must fill the line, and have a date or an agency.
func (r *Reader) datelineAt(p *page, i int) (dateline, bool) {
	t := p.tokensOf(i, beginningBytes)
	d := &datelineReader{Reader: r, page: p, t: t, alone: !p.lines[i].narrative}
	if d.at().is("[") { // "[Suva, March 18, 2024] The minister"
		d.i, d.bracketed = 1, true
	}
	if !d.takePlace() || !d.takeRest() || !d.believable() {
		return dateline{}, false
	}
	d.whole = chancery.Span{Start: d.place.Start, End: d.t[d.i-1].End}
	d.date.line = i
	d.takeAgencyAfter()
	d.takeWriter()
	return d.dateline, true
}

func (d *datelineReader) at() token {
	if d.i < len(d.t) {
		return d.t[d.i]
	}
	return token{kind: sign}
}

// takePlace steps over a name of up to four capital words.
func (d *datelineReader) takePlace() bool {
	start := d.i
	if d.calendar.isFurniture(d.at()) {
		return false
	}
	for n := 0; n < placeWords && d.i < len(d.t); n++ {
		tok := d.t[d.i]
		if month, _ := d.calendar.monthAt(d.t, d.i); month != 0 && n == 0 {
			break
		}
		if !tok.capital() && !(n > 0 && tok.kind == word && tok.gap == 1 && slices.Contains(particles, tok.text)) {
			break
		}
		if n > 0 && tok.gap > 1 {
			break
		}
		d.i++
		if d.i+1 < len(d.t) && joined(d.t, d.i) && d.t[d.i].is("-", "'", "’") && joined(d.t, d.i+1) && d.t[d.i+1].kind == word && !startsSentence(d.t[d.i-1], d.t[d.i+1]) {
			d.i++
		} else if d.i < len(d.t) && d.t[d.i].is(".") && d.t[d.i-1].is("St", "Washington", "D", "ST") {
			d.i++
		}
	}
	if d.i == start || d.names == 0 && utf8.RuneCountInString(d.t[start].text) < shortestTown || d.t[d.i-1].kind != word && !d.t[d.i-1].is(".") {
		d.i = start
		return false
	}
	d.names++
	if d.names == 1 || d.t[d.i-1].End-d.place.Start < 60 {
		if d.names == 1 {
			d.place.Start = d.t[start].Start
		}
		d.place.End = d.t[d.i-1].End
	}
	return true
}

// isFurniture reports a weekday or the first word of a label.
func (c *calendar) isFurniture(t token) bool {
	key := t.fold()
	return c.weekdays[key] || c.published[key] || c.updated[key]
}

// particles stand within the names of towns.
var particles = []string{"de", "la", "el", "al", "of", "am", "du", "des", "den", "und", "and", "les"}

// startsSentence reports that the word after a hyphen is not of the shouted
// name before it: "MOSCOW-Russia said".
func startsSentence(before, after token) bool {
	return before.shouted() && after.capital() && !after.shouted()
}

// takeRest steps over commas, further places, a date, and agencies in brackets
// or slashes, up to the sign that ends the dateline.
func (d *datelineReader) takeRest() bool {
	for range steps {
		tok := d.at()
		switch {
		case d.i >= len(d.t):
			return d.alone && d.strong
		case d.takeDate():
		case tok.is("("):
			if !d.takeGroup(")") {
				return false
			}
		case tok.is("["): // "NEW YORK [US], May 4"
			if !d.takeGroup("]") {
				return false
			}
		case tok.is("/") && d.date.Date == "" && !d.opensAgency():
			d.i++
		case tok.is("/") && d.opensAgency():
			if !d.takeGroup("/") {
				return false
			}
		case tok.is("]") && d.bracketed:
			d.i++
			return d.strong && d.i < len(d.t) != d.alone
		case tok.is(":", "–", "—", "-", "/"):
			d.i++
			d.takeDashes()
			if !d.takeDate() {
				return d.i < len(d.t) != d.alone
			}
		case tok.is("."):
			d.i++
			d.takeDashes()
			return d.strong && d.i < len(d.t) != d.alone
		case tok.is("|") && d.date.Date != "":
			d.i++
			return d.i < len(d.t) != d.alone
		case tok.is(",", "|"):
			d.i++
			if d.takeDate() || d.takeWeekday() {
				continue
			}
			if next := d.at(); next.capital() && d.names < placeNames {
				if month, _ := d.calendar.monthAt(d.t, d.i); month == 0 && !d.takeKnownAgency() && !d.takePlace() {
					return false
				}
			}
		case d.parens && d.strong, d.date.Date != "" && d.t[d.i-1].is("."):
			return !d.alone
		default:
			return false
		}
	}
	return false
}

func (d *datelineReader) takeDashes() {
	for d.at().is("-", "–", "—") {
		d.i++
	}
}

// takeDate steps over a date, with the article and weekday before it. A full
// stop that ends an abbreviated month or an ordinal is part of it.
func (d *datelineReader) takeDate() bool {
	if d.date.Date != "" {
		return false
	}
	j := d.i
	for j < len(d.t) && j < d.i+2 && !d.dateFrom(j) && (d.calendar.articles[d.t[j].fold()] && !d.t[j].capital() || d.calendar.weekdays[d.t[j].fold()]) {
		if j++; j < len(d.t) && d.t[j].is(",") {
			j++
		}
	}
	if j >= len(d.t) {
		return false
	}
	m, ok := d.calendar.dateAt(d.t, j)
	if !ok || m.day == 0 {
		return false
	}
	d.shortYear(&m)
	d.setDate(m)
	d.i = m.next
	return true
}

// dateFrom reports whether a full date begins at token j, whose first word may be a
// weekday in another language: "Mar 18, 2024".
func (d *datelineReader) dateFrom(j int) bool {
	m, ok := d.calendar.dateAt(d.t, j)
	return ok && m.day != 0 && m.year != 0
}

// shortYear adds to a date the year of two digits behind it, which the end of the
// dateline follows: "17 Mar 24 (FBC):".
func (d *datelineReader) shortYear(m *dateMatch) {
	if m.year != 0 || m.next+1 >= len(d.t) || d.t[m.next].kind != number || len(d.t[m.next].text) != 2 || !d.t[m.next+1].is("(", ")", "/", ":", "-", "–", "—") {
		return
	}
	if n, err := strconv.Atoi(d.t[m.next].text); err == nil {
		m.year = 2000 + n
		m.next++
	}
}

// takeWeekday steps over a weekday without a date that a dash or colon follows:
// "Suva, Friday --".
func (d *datelineReader) takeWeekday() bool {
	if !d.calendar.weekdays[d.at().fold()] || d.i+1 >= len(d.t) || !d.t[d.i+1].is(":", "-", "–", "—") {
		return false
	}
	d.i++
	d.strong = true
	return true
}

func (d *datelineReader) setDate(m dateMatch) {
	d.date.ReportDate = chancery.ReportDate{Source: chancery.DateDateline, Date: m.edtf(), Span: m.dateSpan(d.t)}
	d.strong = true
}

// opensAgency reports a slash that begins "/Agency/".
func (d *datelineReader) opensAgency() bool {
	for j := d.i + 1; j < len(d.t) && j < d.i+6; j++ {
		if d.t[j].is("/") && j > d.i+1 {
			_, known := d.outlets.lookup(d.page.text[d.t[d.i+1].Start:d.t[j-1].End])
			return known
		}
	}
	return false
}

// takeGroup steps over what stands in brackets or slashes: agencies, parted by
// slashes, commas and dashes, and perhaps the date. A date beside no agency
// is somebody's birthday, unless it stands alone after a town.
func (d *datelineReader) takeGroup(closing string) bool {
	from := d.i + 1
	to := from
	for to < len(d.t) && to < from+24 && !d.t[to].is(closing) {
		to++
	}
	if to == len(d.t) || !d.t[to].is(closing) {
		return false
	}
	date, nameFrom := dateMatch{}, from
	flush := func(end int) {
		if end > nameFrom {
			d.addAgency(d.page.text[d.t[nameFrom].Start:d.t[end-1].End])
		}
		nameFrom = end + 1
	}
	for j := from; j < to; j++ {
		if m, ok := d.calendar.dateAt(d.t[:to], j); ok && m.day != 0 && date.month == 0 {
			flush(j)
			date, nameFrom, j = m, m.next, m.next-1
			continue
		}
		if d.t[j].is("/", ",", ";", "–", "—") || d.t[j].is("-") && d.t[j].gap > 0 {
			flush(j)
		}
	}
	flush(to)
	alone := date.first == from && date.next == to && (d.knownTown() || isShouted(d.place.In(d.page.text)))
	if date.month != 0 && (len(d.agency) > 0 || alone) && d.date.Date == "" {
		d.setDate(date)
	}
	d.i, d.parens = to+1, true
	return true
}

// addAgency notes an agency: a listed one, or a shouted name of one word beside
// a shouted place.
func (d *datelineReader) addAgency(s string) {
	known, ok := d.outlets.lookup(s)
	switch {
	case ok:
		d.agency = append(d.agency, known.name)
	case isShouted(s) && !strings.ContainsAny(s, " \t") && isShouted(d.place.In(d.page.text)):
		d.agency = append(d.agency, s)
	default:
		return
	}
	d.strong = true
}

// takeKnownAgency steps over a listed agency after a comma: "Baku, 4 May, APA".
func (d *datelineReader) takeKnownAgency() bool {
	if d.date.Date == "" {
		return false
	}
	for n := 3; n > 0; n-- {
		if d.i+n > len(d.t) {
			continue
		}
		s := d.page.text[d.t[d.i].Start:d.t[d.i+n-1].End]
		if known, ok := d.outlets.lookup(s); ok {
			d.agency = append(d.agency, known.name)
			d.i += n
			d.parens = true
			return true
		}
	}
	return false
}

// believable asks more of a dateline that has neither date nor agency, or is
// alone on its line: that it be a known town, or a shouted one in a state that
// it names; and that a sentence begin after it.
func (d *datelineReader) believable() bool {
	place := d.place.In(d.page.text)
	if d.page.pack.notPlaces[name.Fold(place)] {
		return false
	}
	town, state, _ := strings.Cut(place, ",")
	switch {
	case d.alone:
		return d.knownTown() || isShouted(town) || len(d.agency) > 0
	case d.strong:
		return true
	}
	begins := d.at().capital() || d.at().kind != word
	return begins && (d.knownTown() || state != "" && isShouted(town))
}

func (d *datelineReader) knownTown() bool {
	town, _, _ := strings.Cut(d.place.In(d.page.text), ",")
	return d.places[name.Fold(town)]
}

// takeAgencyAfter takes in an agency named between the dateline and the text:
// "МОСКВА, 5 мая - ТАСС." or "BAKU, May 5. Trend:".
func (d *datelineReader) takeAgencyAfter() {
	for n := 3; n > 0; n-- {
		end := d.i + n
		if end >= len(d.t) || !d.t[end].is(".", ":", "-", "–", "—") {
			continue
		}
		if known, ok := d.outlets.lookup(d.page.text[d.t[d.i].Start:d.t[end-1].End]); ok {
			d.agency = append(d.agency, known.name)
			d.whole.End = d.t[end].End
			return
		}
	}
}

// takeWriter takes in who wrote the report, where the name stands in capitals
// between the dateline and the text: "BAKU (Trend) - ANNA BERG - The minister".
func (d *datelineReader) takeWriter() {
	i := d.i
	for i < len(d.t) && i < d.i+nameWords && d.t[i].shouted() {
		i++
	}
	if i-d.i >= 2 && i < len(d.t) && d.t[i].is("-", "–", "—") && !joined(d.t, i) {
		d.whole.End = d.t[i].End
	}
}

// ending is what may stand after the last full stop of a report: a dash and a
// place or an agency in a few words.
var ending = regexp.MustCompile(`[.!?"”»)…]( ?[-–—/(]{1,2} ?([\p{L}][\p{L}\p{M} .'’/-]{1,40}?)[/)]?)$`)

// endingBytes is how long such an ending may be.
const endingBytes = 60

// endingOf is where an ending stands in s, and the words in it.
func endingOf(s string) (start int, words string) {
	from := max(0, len(s)-endingBytes)
	for from < len(s) && !isRuneStart(s[from]) {
		from++
	}
	m := ending.FindStringSubmatchIndex(s[from:])
	if m == nil {
		return len(s), ""
	}
	return from + m[2], s[from:][m[4]:m[5]]
}

// markEnding marks a place ("- BAKÜ") or an agency ("— Reuters") after the last
// full stop of the narrative, and returns the one or the other.
func (r *Reader) markEnding(p *page) (place, agency string) {
	if p.last < 0 {
		return "", ""
	}
	start, words := endingOf(p.in(p.last))
	whole := chancery.Span{Start: p.lines[p.last].Start + start, End: p.lines[p.last].End}
	known, listed := r.outlets.lookup(words)
	switch {
	case listed:
		p.mark(p.last, chancery.PartCredit, whole)
		return "", known.name
	case isDomain.MatchString(words):
		p.mark(p.last, chancery.PartCredit, whole)
		return "", words
	case isShouted(words) && strings.ContainsAny(whole.In(p.text), "-–—"):
		p.mark(p.last, chancery.PartDateline, whole)
		return words, ""
	}
	return "", ""
}
