// Package intake turns bytes from outside into reports. It makes their text
// safe, and tells the report's own furniture (dates, outlet, by-line, dateline,
// headline, embedded posts, link boxes) from its narrative. It reads no facts.
//
// Nothing is cut out of a text: Report.Parts says which stretches are not
// narrative. When in doubt, a stretch is narrative.
package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/clean"
	"chancery/internal/lang"
	"chancery/internal/name"
)

// Reader makes reports of items. It never changes after New, so that many
// goroutines may use one.
type Reader struct {
	limits   Limits
	identify func(string) string
	packs    map[string]*pack // by BCP 47
	none     *pack            // for a language without a pack
	calendar *calendar
	outlets  *outlets
	places   map[string]bool
}

// New loads lang/*/intake.yaml and intake/*.tsv, and runs the examples of every
// rule. Identify gives the BCP 47 code of a text's language, or "und"; it must
// be safe for many goroutines.
func New(fsys fs.FS, limits Limits, identify func(text string) string) (*Reader, error) {
	if err := limits.Validate(); err != nil {
		return nil, err
	}
	r := &Reader{limits: limits, identify: identify, packs: map[string]*pack{}, none: &pack{}}
	var err error
	if r.calendar, err = loadCalendar(fsys); err != nil {
		return nil, err
	}
	if r.outlets, err = loadOutlets(fsys); err != nil {
		return nil, err
	}
	if r.places, err = loadPlaces(fsys); err != nil {
		return nil, err
	}
	languages, err := lang.LoadReaders(fsys)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	for _, l := range languages {
		if r.packs[l.Code], err = loadPack(fsys, l, r.outlets); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Read makes a report of an item. The same item gives the same report. What
// the item's bytes are not fit for is a *chancery.Skip.
func (r *Reader) Read(item Item) (chancery.Report, error) {
	about, err := r.take(item)
	if err != nil {
		return chancery.Report{}, err
	}
	sum := sha256.Sum256(item.Data)
	report := chancery.Report{
		// The outlet is left out of the identity: it is found by rules, and
		// better rules must not make a new report of an old one.
		ID:          chancery.ReportID(keeper(item), about.url, about.text),
		Name:        baseName(item),
		URL:         about.url,
		Language:    r.identify(about.text),
		PublishedAt: about.publishedAt,
		ModifiedAt:  about.modifiedAt,
		SHA256:      hex.EncodeToString(sum[:]),
		Private:     item.Private,
		Text:        about.text,
	}
	if report.Language == undetermined && about.language != "" {
		report.Language = about.language
	}
	r.tellApart(&report, about)
	return report, nil
}

// keeper is what stands in a report's identity in place of the outlet, so that
// a note is never taken for a report with the same text, nor the other way.
func keeper(item Item) string {
	if item.Private {
		return "private"
	}
	return ""
}

// undetermined is the language of a text that is in none, as BCP 47 has it.
const undetermined = "und"

// taken is an item's clean text, with what its source says of it beside.
type taken struct {
	text string
	url  string

	// Of a web page; empty where it does not say.
	title                   chancery.Span // a line of the text
	posts                   []post        // with their lines in the text
	author, outlet, agency  string
	language                string
	published               chancery.Date
	publishedAt, modifiedAt string
}

// take makes an item's text, or a *chancery.Skip.
func (r *Reader) take(item Item) (taken, error) {
	if seen := int64(len(item.Data)); seen > r.limits.FileBytes {
		return taken{}, &chancery.Skip{Name: item.Name, Reason: ReasonFileTooLarge, Limit: r.limits.FileBytes, Seen: seen}
	}
	switch e, wrapped, err := archive.Document(item.Name, item.Type, item.Data, archive.DefaultLimits()); {
	case err != nil:
		return taken{}, named(item.Name, err)
	case wrapped:
		item.Type, item.Data = e.Type, e.Data
	}
	if !isReadable(item) {
		return taken{}, &chancery.Skip{Name: item.Name, Reason: ReasonKind}
	}
	about, err := taken{url: item.URL}, error(nil)
	if isPage(item) {
		about, err = r.page(item)
	} else {
		about.text, err = r.plain(item)
	}
	if err != nil {
		return taken{}, named(item.Name, err)
	}
	return about, r.fits(item.Name, about.text)
}

// named gives a skip its name, and turns a failure to decode into one.
func named(name string, err error) error {
	var skip *chancery.Skip
	switch {
	case errors.As(err, &skip):
		skip.Name = name
		return skip
	case errors.Is(err, clean.ErrBinary):
		return &chancery.Skip{Name: name, Reason: ReasonNotText}
	case errors.Is(err, clean.ErrCharset):
		return &chancery.Skip{Name: name, Reason: ReasonCharset}
	}
	return fmt.Errorf("intake: decoding %s: %w", name, err)
}

func baseName(item Item) string {
	if item.URL != "" {
		address, _, _ := strings.Cut(item.URL, "?")
		return path.Base(strings.TrimRight(address, "/"))
	}
	return filepath.Base(item.Name)
}

// plain is the clean text of an item that is text already.
func (r *Reader) plain(item Item) (string, error) {
	raw, err := clean.Decode(item.Data)
	if err != nil {
		return "", err
	}
	text := r.clean(raw)
	if isMarkdownName(item.Name) {
		text = r.clean(plainMarkdown(text))
	}
	return text, nil
}

func (r *Reader) clean(s string) string { return clean.Text(s, int(min(r.limits.Marks, 1<<20))) }

// fits holds a text against the ceilings.
func (r *Reader) fits(name, text string) error {
	skip := func(reason string, limit int64, seen int) error {
		return &chancery.Skip{Name: name, Reason: reason, Limit: limit, Seen: int64(seen)}
	}
	if seen := utf8.RuneCountInString(text); int64(seen) > r.limits.TextRunes {
		return skip(ReasonTextTooLong, r.limits.TextRunes, seen)
	}
	if seen := strings.Count(text, "\n") + 1; int64(seen) > r.limits.Lines {
		return skip(ReasonTooManyLines, r.limits.Lines, seen)
	}
	if seen := longestLine(text); int64(seen) > r.limits.LineRunes {
		return skip(ReasonLineTooLong, r.limits.LineRunes, seen)
	}
	if strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && r != utf8.RuneError }) < 0 {
		return skip(ReasonEmpty, 0, 0)
	}
	return nil
}

func longestLine(text string) int {
	longest := 0
	for l := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSuffix(l, "\n")))
	}
	return longest
}

// tellApart fills in the report's own facts and its parts.
func (r *Reader) tellApart(report *chancery.Report, about taken) {
	pack := r.packs[report.Language]
	if pack == nil {
		pack = r.none
	}
	var dates []ownDate
	stored, from, ok := header(report.Text)
	if ok {
		dates = append(dates, stored)
	}
	p := newPage(report.Text, from, pack)
	if ok {
		p.header = stored.Span
	}
	sources := &sources{}
	r.markSaid(p, report, sources, about)
	posts := append(about.posts, p.markPosts()...)
	dates = append(dates, p.markPostDates(r.calendar, posts)...)
	p.markDebris()
	dates = append(dates, r.markStamps(p, report, sources)...)
	r.markBylines(p, report)
	r.markLabels(p)
	r.markCreditLines(p, sources)
	p.bound()
	if report.Title == "" {
		report.Title = p.markTitle()
	}
	place, agency := r.markEnding(p)
	sources.carry(r.outlets, agency)
	if report.Dateline == "" {
		report.Dateline = place
	}
	r.markLead(p, sources)
	dates = append(dates, r.markDatelines(p, report, sources)...)
	r.markHeadTown(p, report)
	r.markCredits(p, sources)
	if len(posts) > 0 {
		sources.addPrimary(posts[0].author)
	}
	report.Outlet, report.Chain = sources.chain()
	r.publish(report, p, dates)
	report.Parts = p.sorted()
}

// opening is how many lines of narrative may have a dateline without a date.
const opening = 2

// markDatelines marks the dateline of each line of narrative that has one. The
// first is the report's, unless one stood at its end.
func (r *Reader) markDatelines(p *page, report *chancery.Report, sources *sources) []ownDate {
	var dates []ownDate
	seen := 0
	towns := r.roundUp(p)
	for i := p.first; i <= p.last; i++ {
		if p.lines[i].taken || !p.lines[i].narrative {
			continue
		}
		seen++
		d, ok := r.datelineAt(p, i)
		if town, of := towns[i]; of && !ok {
			p.mark(i, chancery.PartDateline, town)
			continue
		}
		if !ok || seen > opening && d.date.Date == "" && len(d.agency) == 0 {
			continue
		}
		p.mark(i, chancery.PartDateline, d.whole)
		dates = append(dates, r.note(report, p, sources, d)...)
	}
	return dates
}

// townHead is a town in capitals at the head of an item: "VILNIUS. ", "RIGA - ".
var townHead = regexp.MustCompile(`^(\p{Lu}[\p{Lu}\p{M}'’. -]{2,30}?)\s*(?:[.:–—|-])\s+\p{Lu}`)

// roundUp are the lines of narrative that begin with a known town in capitals, with
// the town and its sign, where several towns head lines so.
func (r *Reader) roundUp(p *page) map[int]chancery.Span {
	out := map[int]chancery.Span{}
	towns := map[string]bool{}
	for i := p.first; i <= p.last; i++ {
		m := townHead.FindStringSubmatchIndex(p.in(i))
		if m == nil || p.lines[i].taken || !p.lines[i].narrative {
			continue
		}
		if town := name.Fold(p.in(i)[:m[3]]); r.places[town] {
			towns[town] = true
			_, sized := utf8.DecodeLastRuneInString(p.in(i)[:m[1]])
			end := len(strings.TrimRight(p.in(i)[:m[1]-sized], " \t\n"))
			out[i] = chancery.Span{Start: p.lines[i].Start, End: p.lines[i].Start + end}
		}
	}
	if len(towns) < 2 {
		return nil
	}
	return out
}

// note takes over what a dateline says: the place of the first, every agency,
// and the date, if it has one.
func (r *Reader) note(report *chancery.Report, p *page, sources *sources, d dateline) []ownDate {
	if report.Dateline == "" {
		report.Dateline = d.place.In(p.text)
	}
	for _, agency := range d.agency {
		sources.carry(r.outlets, agency)
	}
	if d.date.Date == "" {
		return nil
	}
	return []ownDate{d.date}
}

// publish chooses the report's day among its own dates, and notes them all.
func (r *Reader) publish(report *chancery.Report, p *page, dates []ownDate) {
	slices.SortStableFunc(dates, func(a, b ownDate) int { return a.Span.Start - b.Span.Start })
	report.PublishedBasis = chancery.Stated
	if report.Published == "" {
		report.Published = publishedDay(dates, p.first)
	}
	if report.Published == "" {
		report.Published, report.PublishedBasis = cmp.Or(r.headDay(p), r.openingDay(p, dates)), chancery.Inferred
	}
	if report.Published == "" {
		report.PublishedBasis = ""
	}
	for _, d := range dates {
		d.Date = withYear(d.Date, report.Published)
		report.Dates = append(report.Dates, d.ReportDate)
	}
}
