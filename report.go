package chancery

// PartKind names a stretch of a report's text that is not running narrative.
// Whatever no Part covers is body text.
type PartKind string

const (
	PartTitle    PartKind = "title"    // the headline
	PartHeader   PartKind = "header"   // dates and labels put there by the outlet's system
	PartDateline PartKind = "dateline" // "BAKU, Jan 22" at the start, "- BAKÜ" at the end
	PartByline   PartKind = "byline"   // who wrote it
	PartCredit   PartKind = "credit"   // "Azernews reports", "per Caliber.Az", "(Xinhua)"
	PartPost     PartKind = "post"     // an embedded post of a social network
	PartDebris   PartKind = "debris"   // link boxes, "Follow us", tags
)

// Part is a stretch of the text with its kind.
type Part struct {
	Kind PartKind `json:"kind"`
	Span
}

// DateSource says where in a report one of its own dates stands.
type DateSource string

const (
	DateHeader   DateSource = "header"   // the outlet's system
	DateVisible  DateSource = "visible"  // "8 March 2025 16:50 (UTC+04:00)"
	DateDateline DateSource = "dateline" // "BEIJING, April 6 (Xinhua)"
	DatePost     DateSource = "post"     // the day of an embedded post
)

// ReportDate is one of the dates that a report carries of itself.
type ReportDate struct {
	Source DateSource `json:"source"`
	Date   Date       `json:"date"`
	Span   Span       `json:"span"`
}

// Report is one item as an outlet published it.
type Report struct {
	ID             string       `json:"id"`       // ReportID(Outlet, URL, Text)
	Name           string       `json:"name"`     // file name, or last part of the address
	URL            string       `json:"url"`      // empty when the report came as a file
	Outlet         string       `json:"outlet"`   // the publisher; empty when unknown
	Chain          []string     `json:"chain"`    // publisher first, then agency, then the party whose statement it repeats
	Author         string       `json:"author"`   // by-line; never an actor
	Title          string       `json:"title"`    // empty when there is none
	Language       string       `json:"language"` // BCP 47; "und" when unknown
	Published      Date         `json:"published"`
	PublishedBasis Basis        `json:"published_basis"`
	PublishedAt    string       `json:"published_at,omitempty"` // to the second, RFC 3339 with the outlet's zone, or without one where it gives none
	ModifiedAt     string       `json:"modified_at,omitempty"`  // the same of the last change
	Dateline       string       `json:"dateline"`               // the place in the dateline, as written
	Dates          []ReportDate `json:"dates"`
	Parts          []Part       `json:"parts"` // in text order, not overlapping
	SHA256         string       `json:"sha256"`
	Private        bool         `json:"private,omitempty"` // a note of one's own, which is not passed on unless asked
	Text           string       `json:"text"`              // valid UTF-8, NFC, LF line ends
}

// PartAt returns the kind of the part that covers the byte offset, and whether
// there is one; body text has none.
func (r *Report) PartAt(offset int) (PartKind, bool) {
	for _, p := range r.Parts {
		if p.Start <= offset && offset < p.End {
			return p.Kind, true
		}
	}
	return "", false
}

// Aside reports whether the bytes from first to last begin and end in one part
// that is no running text: headline, header, dateline, by-line or debris.
func (r *Report) Aside(first, last int) bool {
	a, ok1 := r.PartAt(first)
	b, ok2 := r.PartAt(last)
	if !ok1 || !ok2 || a != b {
		return false
	}
	switch a {
	case PartTitle, PartHeader, PartDateline, PartByline, PartDebris:
		return true
	}
	return false
}

// ReportID identifies a report by its outlet, address and clean text, so that
// the same item read twice is one report.
func ReportID(outlet, url, text string) string {
	return "r" + digest(outlet, url, text)
}
