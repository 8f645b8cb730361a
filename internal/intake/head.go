package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/name"
)

// In how many pieces, but for numbers, a line above the narrative may fall and
// still say where the report was written, of how many words such a title is,
// and how many lines away from the date a town may stand.
const (
	headSegments = 5
	headWords    = 6
	headLines    = 2
)

// markHeadTown takes for the dateline of a report without one the town that
// stands alone between the signs of a line above its narrative, on or near the
// line with its date or author: "Norpress | Suva | 12 May 2025", "By Lara Demirel
// in Suva". Several towns are a menu.
func (r *Reader) markHeadTown(p *page, report *chancery.Report) {
	if report.Dateline != "" {
		return
	}
	var found chancery.Span
	line := -1
	for i := range min(p.first, len(p.lines)) {
		if !p.nearSigned(i) {
			continue
		}
		towns := r.townsOf(p, i)
		if p.lines[i].begins(chancery.PartTitle) && (len(towns) != 1 || len(strings.Fields(p.in(i))) > headWords || !p.parted(i, towns[0])) {
			continue
		}
		for _, span := range towns {
			if line >= 0 && name.Fold(span.In(p.text)) != name.Fold(found.In(p.text)) {
				return
			}
			if line < 0 {
				found, line = span, i
			}
		}
	}
	if line < 0 {
		return
	}
	report.Dateline = found.In(p.text)
	if !p.lines[line].taken && len(p.lines[line].parts) == 0 {
		p.take(line, chancery.PartDateline)
	}
}

// parted reports whether a town ends line i behind something else, or opens it
// before a slash: "Suva / Lara Demirel".
func (p *page) parted(i int, town chancery.Span) bool {
	l := p.lines[i]
	return town.Start > l.Start && town.End == l.End || town.Start == l.Start && strings.HasPrefix(strings.TrimSpace(p.text[town.End:l.End]), "/")
}

// nearSigned reports whether the date or the author of the report stands on line
// i or a few lines above or below.
func (p *page) nearSigned(i int) bool {
	for k := max(0, i-headLines); k <= i+headLines; k++ {
		if p.signed(k) {
			return true
		}
	}
	return false
}

// signed reports whether the date or the author of the report stands on line i.
func (p *page) signed(i int) bool {
	if i >= len(p.lines) {
		return false
	}
	for _, part := range p.lines[i].parts {
		if part.Kind == chancery.PartHeader || part.Kind == chancery.PartByline {
			return true
		}
	}
	return false
}

// townsOf are the known towns that fill a piece of line i between its signs, or
// end it behind a word such as "in".
func (r *Reader) townsOf(p *page, i int) []chancery.Span {
	l := p.lines[i]
	s := p.in(i)
	var out []chancery.Span
	pieces := 0
	for from := 0; from <= len(s); {
		to := len(s)
		if n := strings.IndexFunc(s[from:], func(c rune) bool { return strings.ContainsRune("|·•/,()–—:", c) }); n >= 0 {
			to = from + n
		}
		if n := strings.Index(s[from:to], " - "); n >= 0 {
			to = from + n
		}
		piece := strings.TrimFunc(s[from:to], func(c rune) bool { return unicode.IsSpace(c) || c == '-' })
		start := from + strings.Index(s[from:to], piece)
		if strings.IndexFunc(piece, unicode.IsDigit) < 0 {
			pieces++
		}
		if pieces > headSegments {
			return nil
		}
		if at := r.townIn(piece, from > 0); at >= 0 {
			out = append(out, chancery.Span{Start: l.Start + start + at, End: l.Start + start + len(piece)})
		}
		_, size := utf8.DecodeRuneInString(s[to:])
		from = to + max(size, 1)
	}
	return out
}

// townIn is where in a piece of a line the name of a town begins that fills it,
// or that ends it behind a word in small letters; -1 for none.
func (r *Reader) townIn(piece string, later bool) int {
	if first, _ := utf8.DecodeRuneInString(piece); !unicode.IsUpper(first) {
		return -1
	}
	if r.places[name.Fold(piece)] {
		return 0
	}
	words := strings.Fields(piece)
	for k := len(words) - 1; k > 1 && !later; k-- {
		at := strings.LastIndex(piece, words[k])
		if before, _ := utf8.DecodeRuneInString(words[k-1]); unicode.IsLower(before) && r.places[name.Fold(piece[at:])] {
			return at
		}
	}
	return -1
}
