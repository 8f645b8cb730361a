package webpage

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Time is a day (2006-01-02), or RFC 3339 with the page's own zone; without a
// zone where the page gives none (2006-01-02T15:04:05). Empty for none.
type Time string

// Day is the day in the page's own zone.
func (t Time) Day() string { return string(t[:min(len(t), len(time.DateOnly))]) }

// InUTC reports a time that is given in UTC, which need not be the page's own
// zone.
func (t Time) InUTC() bool { return strings.HasSuffix(string(t), "Z") }

// Sortable is the time in UTC to the second, RFC 3339, so that times can be
// compared as texts; one without a zone counts as UTC. Empty for none.
func (t Time) Sortable() string {
	for _, layout := range []string{time.RFC3339, noZone, time.DateOnly} {
		if at, err := time.Parse(layout, string(t)); err == nil {
			return at.UTC().Format(time.RFC3339)
		}
	}
	return ""
}

// The forms in which pages give machines a time: with a zone, without one, and
// a day alone.
var (
	zoned = []string{
		time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-0700", "2006-01-02T15:04:05 -07:00", "2006-01-02T15:04:05-07", "2006-01-02 15:04:05-07",
		time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "20060102T150405Z07:00",
	}
	unzoned = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "20060102T150405", "2006/01/02 15:04:05", "2006/01/02 15:04",
		"02.01.2006 15:04:05", "02.01.2006 15:04", "January 2, 2006 15:04", "Jan 2, 2006 3:04 PM", "January 2, 2006 3:04 PM",
	}
	days = []string{time.DateOnly, "2006/01/02", "20060102", "02.01.2006", "2.1.2006", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006"}
)

const noZone = "2006-01-02T15:04:05"

// ParseTime reads a time in one of the forms that pages and feeds use for
// machines; empty for others. Numbers of 10 or 13 digits are seconds or
// milliseconds since 1970.
func ParseTime(s string) Time {
	s = oneLine(s)
	if len(s) < 8 || len(s) > 60 {
		return ""
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		return plausible(time.Unix(n, 0).UTC(), time.RFC3339)
	}
	for _, form := range []struct {
		layouts []string
		out     string
	}{{zoned, time.RFC3339}, {unzoned, noZone}, {days, time.DateOnly}} {
		for _, layout := range form.layouts {
			if t, err := time.Parse(layout, s); err == nil {
				return plausible(t, form.out)
			}
		}
	}
	// What follows a whole day may be in words.
	if t, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))]); err == nil {
		return plausible(t, time.DateOnly)
	}
	return ""
}

// plausible drops years in which no web page appeared, such as those of a clock
// that was never set.
func plausible(t time.Time, layout string) Time {
	if t.Year() < 1991 || t.Year() > 2099 {
		return ""
	}
	return Time(t.Format(layout))
}

// What pages call the time of publication and of the last change, in the names
// of meta elements, in small letters.
var (
	publishedNames = strings.Fields(`article:published_time og:published_time og:article:published_time datepublished pubdate publishdate publish-date publish_date
		parsely-pub-date sailthru.date cxenseparse:recs:publishtime article.published date dc.date dc.date.issued dcterms.date dcterms.created dcterms.issued dc.date.created
		publication_date publication-date originalpublicationdate datecreated article_date_original created rnews:datepublished ptime displaydate`)
	modifiedNames = strings.Fields(`article:modified_time og:updated_time og:modified_time datemodified lastmod last-modified dcterms.modified dc.date.modified
		article.updated updated_time revision_date`)
)

// timesOf finds when a page was published and changed last: by what it says of
// itself as linked data, then by its meta elements, by times marked as such in
// the visible page, and by its address.
func timesOf(doc *html.Node, about description, address string) (published, modified Time) {
	for _, names := range publishedNames {
		if published = finer(published, ParseTime(about.meta[names])); len(published) > len(time.DateOnly) {
			break
		}
	}
	published = finer(ParseTime(about.linked["datePublished"]), published)
	modified = ParseTime(about.linked["dateModified"])
	for _, name := range modifiedNames {
		if modified == "" {
			modified = ParseTime(about.meta[name])
		}
	}
	shown, changed := markedTimes(doc)
	published = finer(published, shown)
	if modified == "" {
		modified = changed
	}
	if published == "" {
		published = dayOfAddress(address)
	}
	return published, modified
}

// finer is a, or b where it is the same day with a time, or there is no a.
func finer(a, b Time) Time {
	if a == "" || len(a) == len(time.DateOnly) && len(b) > len(a) && a.Day() == b.Day() {
		return b
	}
	return a
}

var publishedWords = set("published pubdate")

var modifiedWords = set("modified updated update changed lastmod guncelleme güncelleme")

// markedTimes looks for times marked up in the visible page: by microdata, by
// the class of hAtom, by the old pubdate, or as the first time element that is
// not within a quotation.
func markedTimes(doc *html.Node) (published, modified Time) {
	var plain Time
	for e := range elements(doc) {
		hatom := e.DataAtom == atom.Abbr && labelled(e, publishedWords)
		if e.DataAtom != atom.Time && !hasAttr(e, "itemprop") && !hasAttr(e, "property") && !hatom {
			continue
		}
		value := cmp.Or(attr(e, "datetime"), attr(e, "content"), attr(e, "title"))
		at := ParseTime(value)
		if at == "" && e.DataAtom == atom.Time {
			at = ParseTime(textOf(e))
		}
		prop := attr(e, "itemprop") + attr(e, "property")
		switch {
		case at == "" || within(e, atom.Blockquote):
		case strings.Contains(prop, "datePublished") || hasAttr(e, "pubdate") || hatom:
			if published == "" {
				published = at
			}
		case strings.Contains(prop, "dateModified") || labelled(e, modifiedWords):
			if modified == "" {
				modified = at
			}
		case plain == "" && e.DataAtom == atom.Time:
			plain = at
		}
	}
	if published == "" {
		published = plain
	}
	return published, modified
}

var addressDay = regexp.MustCompile(`[/_-]((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?:[/_.-]|$)`)

// dayOfAddress is the day that stands in an address.
func dayOfAddress(address string) Time {
	if m := addressDay.FindStringSubmatch(address); m != nil {
		return ParseTime(m[1] + "-" + m[2] + "-" + m[3])
	}
	return ""
}
