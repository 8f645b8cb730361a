package brief

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/prose"
)

// legend explains the mark of what no report states.
const legend = notStated + " stands before what no report states: it is the day of the report, or inferred."

// markdown is the brief as a page.
func (n *note) markdown() string {
	var page strings.Builder
	var names []string
	for _, a := range n.actors {
		names = append(names, n.actorName(a.ID))
	}
	fmt.Fprintf(&page, "# Brief: %s\n", escape(prose.List(names)))
	body := page.Len()
	for _, s := range n.sections {
		fmt.Fprintf(&page, "\n## %s\n", escape(s.title))
		for i, it := range s.items {
			if i == 0 {
				page.WriteByte('\n')
			}
			fmt.Fprintf(&page, "- %s.\n", it.markdown())
		}
	}
	if strings.Contains(page.String()[body:], notStated) {
		page.WriteString("\n" + legend + "\n")
	}
	for i, s := range n.sources {
		if i == 0 {
			page.WriteString("\n## Sources\n\n")
		}
		fmt.Fprintf(&page, "- [%d] %s\n", i+1, escape(s.words()))
	}
	return page.String()
}

func (it item) markdown() string {
	var parts []string
	for _, p := range it {
		words := escape(p.words) + " "
		for _, number := range p.sources {
			words += fmt.Sprintf("[%d]", number)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

// words are the source in one line: name, outlets, date, words.
func (s *source) words() string {
	parts := []string{safe(s.report.Name)}
	if outlets := s.outlets(); len(outlets) > 0 {
		parts = append(parts, strings.Join(outlets, ", citing "))
	}
	parts = append(parts, prose.Date(s.report.Published))
	if s.report.Private {
		parts = append(parts, "private")
	}
	out := strings.Join(parts, ", ")
	if s.quote != "" {
		out += ": " + quoted(s.quote)
	}
	return out
}

// outlets are the publisher and those it repeats.
func (s *source) outlets() []string {
	out := []string{}
	for _, o := range s.report.Chain {
		out = append(out, safe(o))
	}
	if len(out) == 0 && s.report.Outlet != "" {
		out = append(out, safe(s.report.Outlet))
	}
	return out
}

// escape is a clean text that Markdown shows as it is (CommonMark 0.31, and
// GitHub's strikethrough). Underscores within a word and marks that only begin
// something do no harm, and stay.
func escape(clean string) string {
	var out strings.Builder
	before := ' '
	for i, r := range clean {
		after, _ := utf8.DecodeRuneInString(clean[i+utf8.RuneLen(r):])
		var special bool
		switch r {
		case '\\', '`', '*', '[', ']', '<', '>':
			special = true
		case '_':
			special = !wordy(before) || !wordy(after)
		case '~':
			special = before != ' ' && before != '(' || !wordy(after)
		case '&':
			special = after == '#' || wordy(after)
		}
		if special {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

func wordy(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// The JSON of a brief.
type (
	noteJSON struct {
		Actors   []actorJSON   `json:"actors"`
		Sections []sectionJSON `json:"sections"`
		Sources  []sourceJSON  `json:"sources"`
	}
	actorJSON struct {
		ID   string             `json:"id"`
		Type chancery.ActorType `json:"type"`
		Name string             `json:"name"`
	}
	sectionJSON struct {
		Title string     `json:"title"`
		Items []itemJSON `json:"items"`
	}
	itemJSON struct {
		Text    string `json:"text"`
		Sources []int  `json:"sources"` // numbers
	}
	sourceJSON struct {
		Number    int            `json:"number"`
		Report    string         `json:"report"` // id
		Name      string         `json:"name"`
		Outlets   []string       `json:"outlets"`   // publisher first
		Published *chancery.Date `json:"published"` // null when it is unknown
		Quote     *string        `json:"quote"`     // in full; null when there are no words
		Private   bool           `json:"private,omitempty"`
	}
)

func (n *note) encode(w io.Writer) error {
	out := noteJSON{Actors: []actorJSON{}, Sections: []sectionJSON{}, Sources: []sourceJSON{}}
	for _, a := range n.actors {
		out.Actors = append(out.Actors, actorJSON{prose.Clean(a.ID), a.Type, prose.Clean(n.Name(a.ID))})
	}
	for _, s := range n.sections {
		section := sectionJSON{s.title, []itemJSON{}}
		for _, it := range s.items {
			section.Items = append(section.Items, it.json())
		}
		out.Sections = append(out.Sections, section)
	}
	for i, s := range n.sources {
		row := sourceJSON{Number: i + 1, Report: s.report.ID, Name: prose.Clean(s.report.Name), Outlets: s.outlets(), Private: s.report.Private}
		if s.report.Published != "" {
			row.Published = &s.report.Published
		}
		if quote := prose.Clean(s.quote); quote != "" {
			row.Quote = &quote
		}
		out.Sources = append(out.Sources, row)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (it item) json() itemJSON {
	out := itemJSON{Sources: []int{}}
	var words []string
	for _, p := range it {
		words = append(words, p.words)
		out.Sources = append(out.Sources, p.sources...)
	}
	out.Text = strings.Join(words, "; ")
	return out
}
