package brief

import (
	"cmp"
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

// Markdown is the brief as a page.
func (n *Note) Markdown() string {
	var page strings.Builder
	fmt.Fprintf(&page, "# Brief: %s\n", escape(n.Title()))
	for _, s := range n.Sections {
		fmt.Fprintf(&page, "\n## %s\n", escape(s.Title))
		for i, it := range s.Items {
			if i == 0 {
				page.WriteByte('\n')
			}
			fmt.Fprintf(&page, "- %s.\n", it.markdown())
		}
	}
	if legend := n.Legend(); legend != "" {
		page.WriteString("\n" + legend + "\n")
	}
	for i, s := range n.Sources {
		if i == 0 {
			page.WriteString("\n## Sources\n\n")
		}
		fmt.Fprintf(&page, "- [%d] %s\n", i+1, escape(s.Words()))
	}
	return page.String()
}

// Title names whom the brief is about.
func (n *Note) Title() string { return prose.List(n.names) }

// Legend explains the mark of what no report states; empty where none is marked.
func (n *Note) Legend() string {
	for _, s := range n.Sections {
		for _, it := range s.Items {
			for _, p := range it {
				if strings.Contains(p.Words, notStated) {
					return legend
				}
			}
		}
	}
	return ""
}

func (it Item) markdown() string {
	var parts []string
	for _, p := range it {
		words := escape(p.Words) + " "
		for _, number := range p.Sources {
			words += fmt.Sprintf("[%d]", number)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

// Words are the source in one line: name, outlets, date, words.
func (s *Source) Words() string {
	parts := []string{safe(s.Report.Name)}
	if outlets := s.outlets(); len(outlets) > 0 {
		parts = append(parts, strings.Join(outlets, ", citing "))
	}
	parts = append(parts, prose.Date(s.Report.Published))
	if s.Report.Private {
		parts = append(parts, "private")
	}
	out := strings.Join(parts, ", ")
	if s.Quote != "" {
		out += ": " + quoted(s.Quote)
	}
	return out
}

// outlets are the publisher and those it repeats.
func (s *Source) outlets() []string {
	out := []string{}
	for _, o := range s.Report.Chain {
		out = append(out, safe(o))
	}
	if len(out) == 0 && s.Report.Outlet != "" {
		out = append(out, safe(s.Report.Outlet))
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
		Private   bool           `json:"private,omitempty"`
		Quote     *string        `json:"quote"` // in full; null when there are no words
	}
)

// JSON writes the brief as one JSON object: "actors", "sections" with the text of
// each item and the numbers of its sources, and "sources".
func (n *Note) JSON(w io.Writer) error {
	out := noteJSON{Actors: []actorJSON{}, Sections: []sectionJSON{}, Sources: []sourceJSON{}}
	for _, a := range n.Actors {
		out.Actors = append(out.Actors, actorJSON{prose.Clean(a.ID), a.Type, prose.Clean(cmp.Or(a.Name, a.ID))})
	}
	for _, s := range n.Sections {
		section := sectionJSON{s.Title, []itemJSON{}}
		for _, it := range s.Items {
			section.Items = append(section.Items, it.json())
		}
		out.Sections = append(out.Sections, section)
	}
	for i, s := range n.Sources {
		row := sourceJSON{Number: i + 1, Report: s.Report.ID, Name: prose.Clean(s.Report.Name), Outlets: s.outlets(), Private: s.Report.Private}
		if s.Report.Published != "" {
			row.Published = &s.Report.Published
		}
		if quote := prose.Clean(s.Quote); quote != "" {
			row.Quote = &quote
		}
		out.Sources = append(out.Sources, row)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (it Item) json() itemJSON {
	out := itemJSON{Sources: []int{}}
	var words []string
	for _, p := range it {
		words = append(words, p.Words)
		out.Sources = append(out.Sources, p.Sources...)
	}
	out.Text = strings.Join(words, "; ")
	return out
}
