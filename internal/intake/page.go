package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/name"
)

// page is a report's text while its parts are being told apart.
type page struct {
	text  string
	pack  *pack
	lines []line
	first int // the line in which the narrative begins; len(lines) when none does
	last  int // the line in which it ends; -1 when there is none

	header chancery.Span // the archive's own label before the first line; empty when there is none
}

// line is one line of the text without the spaces and the bullet around it.
type line struct {
	chancery.Span
	bullet    bool
	narrative bool // reads like running text
	taken     bool // nothing of it is narrative
	parts     []chancery.Part
}

// begins reports that the line's first part is of the kind.
func (l line) begins(kind chancery.PartKind) bool {
	return len(l.parts) > 0 && l.parts[0].Kind == kind
}

// bullets are the signs that begin an item of a list.
const bullets = "•·▪■●◦‣*►"

// newPage cuts the text from a byte offset on into lines, without empty ones.
func newPage(text string, from int, pack *pack) *page {
	p := &page{text: text, pack: pack}
	for start := from; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if l, ok := newLine(text, start, end); ok {
			p.lines = append(p.lines, l)
		}
		start = end + 1
	}
	return p
}

func newLine(text string, start, end int) (line, bool) {
	raw := text[start:end]
	trimmed := strings.TrimLeftFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(bullets, r) })
	l := line{bullet: strings.ContainsAny(raw[:len(raw)-len(trimmed)], bullets)}
	l.Start = end - len(trimmed)
	l.End = l.Start + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
	if l.Empty() {
		return line{}, false
	}
	l.narrative = isNarrative(l.In(text))
	return l, true
}

// in is the words of line i.
func (p *page) in(i int) string { return p.lines[i].In(p.text) }

// noteMark is the number of a footnote at the end of a sentence.
var noteMark = regexp.MustCompile(`(?: ?\[\d{1,3}\])+$`)

// The measures of running text: so many words make a sentence with a full stop
// at its end, with another sign there, or without any.
const (
	wordsWithStop  = 6
	wordsWithSign  = 15
	wordsUnstopped = 25
)

// isNarrative reports that a line reads like running text and not like a
// headline, a label or a link.
func isNarrative(s string) bool {
	words := len(strings.Fields(s))
	if words < wordsWithStop {
		return false
	}
	cut, _ := endingOf(s)
	s = s[:cut]
	if strings.HasSuffix(s, "]") {
		s = noteMark.ReplaceAllString(s, "")
	}
	end := lastRune(strings.TrimRight(s, "\"”’'»“)] "))
	switch {
	case words >= wordsUnstopped, strings.ContainsRune(".…。।۔", end):
		return true
	case strings.ContainsRune("?!؟:;", end) && words >= wordsWithSign:
		return true
	}
	return hasInnerStop(s)
}

// hasInnerStop reports a full stop after a word of four letters or more, with
// a new sentence after it.
func hasInnerStop(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != '.' || s[i+1] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+2:])
		before := s[:i]
		letters := utf8.RuneCountInString(before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:])
		if letters >= 4 && unicode.IsUpper(next) {
			return true
		}
	}
	return false
}

// mark adds a part of line i, without the spaces around it, unless another
// covers some of it already.
func (p *page) mark(i int, kind chancery.PartKind, span chancery.Span) {
	span.End = span.Start + len(strings.TrimRightFunc(span.In(p.text), unicode.IsSpace))
	span.Start = span.End - len(strings.TrimLeftFunc(span.In(p.text), unicode.IsSpace))
	parts := &p.lines[i].parts
	if span.Empty() || slices.ContainsFunc(*parts, func(q chancery.Part) bool { return q.Overlaps(span) }) {
		return
	}
	*parts = append(*parts, chancery.Part{Kind: kind, Span: span})
}

// take marks the whole of line i.
func (p *page) take(i int, kind chancery.PartKind) {
	p.mark(i, kind, p.lines[i].Span)
	p.lines[i].taken = true
}

// sorted is the parts in text order.
func (p *page) sorted() []chancery.Part {
	var all []chancery.Part
	if !p.header.Empty() {
		all = append(all, chancery.Part{Kind: chancery.PartHeader, Span: p.header})
	}
	for _, l := range p.lines {
		slices.SortFunc(l.parts, func(a, b chancery.Part) int { return a.Start - b.Start })
		all = append(all, l.parts...)
	}
	return all
}

// bound finds the first and last line of narrative that no part has taken.
func (p *page) bound() {
	p.first, p.last = len(p.lines), -1
	for i, l := range p.lines {
		if l.narrative && !l.taken {
			p.first, p.last = min(p.first, i), i
		}
	}
}

// markDebris takes the lines that the language's lists and rules know, those
// of signs alone, and the headlines that follow an opening line at the end.
func (p *page) markDebris() {
	end := len(p.lines)
	for end > 0 && !p.lines[end-1].narrative {
		end--
	}
	following := false // an opening line stands before, in the tail
	for i, l := range p.lines {
		if l.taken || l.narrative {
			following = following && l.taken
			continue
		}
		opens, debris := p.pack.debrisLine(p.in(i))
		if opens || debris || following || !hasLetterOrDigit(p.in(i)) {
			p.take(i, chancery.PartDebris)
		}
		following = following || opens && i >= end
	}
	p.markTags(end)
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// markTags takes two or more bullets of few words each after the narrative.
func (p *page) markTags(end int) {
	var tags []int
	for i := end; i < len(p.lines); i++ {
		if l := p.lines[i]; l.bullet && !l.taken && len(strings.Fields(p.in(i))) <= 3 {
			tags = append(tags, i)
		}
	}
	if len(tags) < 2 {
		return
	}
	for _, i := range tags {
		p.take(i, chancery.PartDebris)
	}
}

// debrisLine reports a line of no narrative, and one that opens a list of
// foreign headlines.
func (p *pack) debrisLine(s string) (opens, debris bool) {
	key := name.Fold(s)
	if p.opens[key] {
		return true, true
	}
	for _, r := range p.Rules {
		if r.Where == whereLine && (r.Yields == yieldDebris || r.Yields == yieldOpening) && r.worthTrying(s) && r.re.MatchString(s) {
			return r.Yields == yieldOpening, true
		}
	}
	return false, p.debris[key] || slices.ContainsFunc(p.begins, func(b string) bool {
		return strings.HasPrefix(key+" ", b+" ")
	})
}

// signature is the line under an embedded post: a dash, a name, a handle.
var signature = regexp.MustCompile(`(?:^|[\s”"…])([—–-]{1,2}\s*([^()\n]{2,100}?)\s*\(@\w{1,40}\))`)

// social are the signs of a post's own text: links to pictures, handles, tags.
var social = regexp.MustCompile(`pic\.twitter\.com/|\bt\.co/|\btwitter\.com/|\bx\.com/|(?:^|[\s(-])[@#][\p{L}\d_]{2,}`)

// post is an embedded post: who signed it, and where its date may stand.
type post struct {
	author string
	after  chancery.Span // what follows the handle on its line
	whole  chancery.Span // its lines, where a web page says which they are
}

// markPosts takes the signature lines of embedded posts, and the lines next to
// them that have the signs of a post.
func (p *page) markPosts() []post {
	if !strings.Contains(p.text, "(@") {
		return nil
	}
	var found []post
	for i := range p.lines {
		l := p.lines[i]
		m := signature.FindStringSubmatchIndex(p.in(i))
		if m == nil || l.taken {
			continue
		}
		sign := chancery.Span{Start: l.Start + m[2], End: l.Start + m[3]}
		found = append(found, post{
			author: strings.TrimFunc(p.in(i)[m[4]:m[5]], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }),
			after:  chancery.Span{Start: sign.End, End: l.End},
		})
		if sign.Start > l.Start && !social.MatchString(p.text[l.Start:sign.Start]) {
			p.mark(i, chancery.PartPost, chancery.Span{Start: sign.Start, End: l.End})
			continue
		}
		p.take(i, chancery.PartPost)
		for j := i - 1; j >= 0 && !p.lines[j].taken && social.MatchString(p.in(j)); j-- {
			p.take(j, chancery.PartPost)
		}
		for j := i + 1; j < len(p.lines) && !p.lines[j].taken && social.MatchString(p.in(j)) && !signature.MatchString(p.in(j)); j++ {
			p.take(j, chancery.PartPost)
		}
	}
	return found
}

// clockTime is that of an entry in a running report: what follows it is the
// entry's own heading.
var clockTime = regexp.MustCompile(`^\d{1,2}[.:]\d{2}\s`)

// markTitle chooses the headline among the lines above the narrative: the
// first whose words return in the report at least half as often as those of
// the best. Longer lines above it are other reports' headlines; short ones
// around it are labels.
func (p *page) markTitle() string {
	if p.first == len(p.lines) {
		return ""
	}
	var candidates []int
	var shares []float64
	best := 0.0
	stems := contentStems(p.text[p.lines[p.first].Start:p.lines[p.last].End])
	for i := range p.first {
		if p.lines[i].taken || !isHeadline(p.in(i)) || clockTime.MatchString(p.in(i)) {
			continue
		}
		s := shareOf(p.in(i), stems)
		candidates, shares = append(candidates, i), append(shares, s)
		best = max(best, s)
	}
	title := -1
	for k, i := range candidates {
		if shares[k] >= best/2 && (best > 0 || k == len(candidates)-1) {
			title = i
			break
		}
	}
	foreign := false // a link box stands above
	for i := range p.first {
		switch words := len(strings.Fields(p.in(i))); {
		case p.lines[i].taken:
			foreign = foreign || p.lines[i].begins(chancery.PartDebris)
		case i == title:
			p.cutKicker(i)
			p.take(i, chancery.PartTitle)
		case i < title && isHeadline(p.in(i)) && (foreign || shareOf(p.in(i), stems) == 0):
			p.take(i, chancery.PartDebris)
		case words <= 2 && !strings.ContainsRune(".?!…", lastRune(p.in(i))):
			p.take(i, chancery.PartHeader)
		}
	}
	if title < 0 {
		return ""
	}
	return p.in(title)
}

// cutKicker takes a word such as "BREAKING" off the beginning of a headline.
func (p *page) cutKicker(i int) {
	l := &p.lines[i]
	for _, k := range p.pack.Kickers {
		rest, ok := strings.CutPrefix(p.in(i), k)
		cut := strings.TrimLeft(rest, " :|–—-!")
		if ok && len(cut) < len(rest) && cut != "" {
			p.mark(i, chancery.PartDebris, chancery.Span{Start: l.Start, End: l.Start + len(k)})
			l.Start = l.End - len(cut)
			return
		}
	}
}

// isHeadline reports a line of three words or more without a full stop.
func isHeadline(s string) bool {
	words := len(strings.Fields(s))
	return words >= 3 && words < wordsUnstopped && !strings.ContainsRune(".;:", lastRune(s))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stemLength is the number of letters by which words are taken for the same;
// it forgives endings in every language read.
const stemLength = 5

// contentStems is the beginnings of the longer words of a text.
func contentStems(text string) map[string]bool {
	stems := map[string]bool{}
	for _, w := range strings.Fields(name.Fold(text[:min(len(text), 8192)])) {
		if utf8.RuneCountInString(w) >= 4 {
			stems[stem(w)] = true
		}
	}
	return stems
}

func stem(w string) string {
	n := 0
	for i := range w {
		if n == stemLength {
			return w[:i]
		}
		n++
	}
	return w
}

// shareOf is the share of a line's longer words that are among the stems.
func shareOf(s string, stems map[string]bool) float64 {
	words, shared := 0, 0
	for _, w := range strings.Fields(name.Fold(s)) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		words++
		if stems[stem(w)] {
			shared++
		}
	}
	if words == 0 {
		return 0
	}
	return float64(shared) / float64(words)
}
