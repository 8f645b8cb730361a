package brief

import (
	_ "embed" // the style and the template
	"fmt"
	"html/template"
	"io"
)

//go:embed file.css
var style string

//go:embed file.html
var fileTemplate string

// html writes the brief as a page that needs no other file.
func (n *Note) html(w io.Writer) error {
	t, err := template.New("file").Parse(fileTemplate)
	if err != nil {
		return fmt.Errorf("reading the template: %w", err)
	}
	type source struct {
		Number int
		Words  string
	}
	page := struct {
		*Note
		Style   template.CSS
		Listed  string // the heading of the sources
		Sourced []source
	}{Note: n, Style: template.CSS(style), Listed: n.words.T("brief.sources")}
	for i := range n.Sources {
		page.Sourced = append(page.Sourced, source{i + 1, n.SourceWords(i)})
	}
	return t.Execute(w, page)
}
