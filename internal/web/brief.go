package web

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/prose"
)

// briefPage is a brief on an actor, or on two. Its words are in English.
type briefPage struct {
	AskA, AskB string // as they stand in the form
	Lost       []lost
	Title      string // empty where nobody is asked for
	Sections   []briefSection
	Sources    []briefSource
	Legend     string
	Markdown   string // addresses of the files
	HTML       string
	Style      template.CSS // of the file; the page has its own
}

type briefSection struct {
	Title string
	Items [][]briefPart
}

type briefPart struct {
	Words   string
	Sources []int
	Last    bool
}

type briefSource struct {
	Number int
	Words  string
	URL    string
}

func (v *visit) brief() (any, error) {
	p, _, err := v.note()
	return p, err
}

// note is the brief that the address asks for; nil where it asks for nobody.
func (v *visit) note() (briefPage, *brief.Note, error) {
	q := v.URL.Query()
	p := briefPage{AskA: prose.Clean(q.Get("a")), AskB: prose.Clean(q.Get("b"))}
	var ids [2]string
	for i, named := range []string{q.Get("a"), q.Get("b")} {
		if a := v.one(named, &p.Lost); a != nil {
			ids[i] = a.ID
		}
	}
	if ids[0] == "" {
		ids[0], ids[1] = ids[1], ""
	}
	if ids[0] == "" || len(p.Lost) > 0 {
		return p, nil, nil
	}
	n, err := brief.New(v.Index, ids[0], ids[1])
	if err != nil {
		return p, nil, err
	}
	query := url.Values{"a": {ids[0]}, "b": {ids[1]}}.Encode()
	p.Markdown, p.HTML = "/brief/brief.md?"+query, "/brief/brief.html?"+query
	p.Title, p.Legend = n.Title(), n.Legend()
	for _, s := range n.Sections {
		section := briefSection{Title: s.Title}
		for _, item := range s.Items {
			var parts []briefPart
			for i, part := range item {
				parts = append(parts, briefPart{part.Words, part.Sources, i == len(item)-1})
			}
			section.Items = append(section.Items, parts)
		}
		p.Sections = append(p.Sections, section)
	}
	for i := range n.Sources {
		s := &n.Sources[i]
		p.Sources = append(p.Sources, briefSource{i + 1, s.Words(), wordsURL(s.Report.ID, s.Start)})
	}
	return p, n, nil
}

// briefFile sends the brief as a file that needs nothing else: Markdown, or HTML
// with its style in it.
func (s *Site) briefFile(w http.ResponseWriter, v *visit) {
	file := v.PathValue("file")
	kind := map[string]string{"brief.md": "text/markdown; charset=utf-8", "brief.html": "text/html; charset=utf-8"}[file]
	var body bytes.Buffer
	_, err := s.show(v, func(v *visit) (any, error) {
		p, n, err := v.note()
		switch {
		case err != nil:
			return nil, err
		case n == nil || kind == "":
			return nil, chancery.Errorf(chancery.NotFound, "there is no such brief")
		case file == "brief.md":
			body.WriteString(n.Markdown())
			return nil, nil
		}
		p.Style = template.CSS(s.assets["file.css"].data) // the program's own
		return nil, s.pages[v.Tag]["brief"].ExecuteTemplate(&body, "file", p)
	})
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(v.URL.Query(), file)+`"`)
	w.Header().Set("Cache-Control", s.caching())
	if _, err := body.WriteTo(w); err != nil {
		s.config.Log.Debug("sending a brief", "error", err) // the reader has gone
	}
}

// fileName names a file after whom it is about, with letters that any system takes.
func fileName(q url.Values, file string) string {
	name := slices.Collect(strings.FieldsFuncSeq(q.Get("a")+" "+q.Get("b"), func(r rune) bool {
		return (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
	}))
	return prose.Cut(strings.Join(append([]string{"brief"}, name...), "-"), 100) + strings.TrimPrefix(file, "brief")
}
