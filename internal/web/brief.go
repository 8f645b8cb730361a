package web

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/prose"
)

// briefPage is a brief on an actor, or on two.
type briefPage struct {
	AskA, AskB, AskSince, AskAbout string // as they stand in the form
	Topics                         []string
	Lost                           []lost
	Failed                         string // what was not understood beside the names
	Title                          string // empty where nobody is asked for
	Scope                          []string
	Sections                       []briefSection
	Sources                        []briefSource
	Legend                         string
	Files                          []link
}

type briefSection struct {
	Title string
	Items [][]briefPart
}

type briefPart struct {
	Words string
	Cites []briefSource
	Last  bool
}

// briefSource is a report and the words that something rests on; the address
// leads to these.
type briefSource struct {
	Number int
	Words  string
	URL    string
}

func (v *visit) brief() (any, error) {
	p, n, err := v.note(v.words)
	var known *chancery.Error
	if errors.As(err, &known) && (known.Code == chancery.Invalid || known.Code == chancery.NotFound) {
		p.Failed = prose.Clean(known.Message)
		return p, nil
	}
	if err != nil || n == nil {
		return p, err
	}
	p.Title, p.Scope, p.Legend = n.Title(), n.Scope, n.Legend()
	for i := range n.Sources {
		s := &n.Sources[i]
		p.Sources = append(p.Sources, briefSource{i + 1, n.SourceWords(i), quoteURL(s.Report.ID, chancery.Span{Start: s.Start, End: s.Start + len(s.Quote)})})
	}
	for _, s := range n.Sections {
		section := briefSection{Title: s.Title}
		for _, item := range s.Items {
			var parts []briefPart
			for i, part := range item {
				one := briefPart{Words: part.Words, Last: i == len(item)-1}
				for _, number := range part.Sources {
					one.Cites = append(one.Cites, p.Sources[number-1])
				}
				parts = append(parts, one)
			}
			section.Items = append(section.Items, parts)
		}
		p.Sections = append(p.Sections, section)
	}
	return p, nil
}

// note is the brief that the address asks for; nil where it asks for nobody.
func (v *visit) note(w *words) (briefPage, *brief.Note, error) {
	q := v.URL.Query()
	p := briefPage{
		AskA: prose.Clean(q.Get("a")), AskB: prose.Clean(q.Get("b")), AskSince: prose.Clean(q.Get("since")), AskAbout: prose.Clean(q.Get("about")),
	}
	for _, t := range v.topics {
		p.Topics = append(p.Topics, w.Label("topic", t.Value))
	}
	slices.Sort(p.Topics)
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
	n, err := brief.New(v.Index, brief.Query{A: ids[0], B: ids[1], Since: chancery.Date(strings.TrimSpace(q.Get("since"))), About: q.Get("about"), Words: w.Words})
	if err != nil {
		return p, nil, err
	}
	to := url.Values{"a": {ids[0]}, "lang": {w.Tag}}
	for key, value := range map[string]string{"b": ids[1], "since": q.Get("since"), "about": q.Get("about")} {
		if value != "" {
			to.Set(key, value)
		}
	}
	for _, f := range brief.Formats() {
		p.Files = append(p.Files, link{formatName(f), "/brief/brief." + string(f) + "?" + to.Encode()})
	}
	return p, n, nil
}

// formatName is what a format is called.
func formatName(f brief.Format) string {
	if f == brief.Markdown {
		return "Markdown"
	}
	return strings.ToUpper(string(f))
}

// briefFile sends the brief as a file that needs nothing else, in the language
// that the address names, else in that of the pages.
func (s *Site) briefFile(w http.ResponseWriter, v *visit) {
	in := s.wordsNamed(v)
	ending, named := strings.CutPrefix(v.PathValue("file"), "brief.")
	format := brief.Format(ending)
	var body bytes.Buffer
	_, err := s.show(v, func(v *visit) (any, error) {
		_, n, err := v.note(in)
		switch {
		case err != nil:
			return nil, err
		case n == nil || !named || format.MediaType() == "":
			return nil, chancery.Errorf(chancery.NotFound, "there is no such brief")
		}
		return nil, n.Write(&body, format)
	})
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(v.URL.Query(), v.PathValue("file"))+`"`)
	s.send(w, v, http.StatusOK, format.MediaType(), &body)
}

// fileName names a file after whom it is about, with letters that any system takes.
func fileName(q url.Values, file string) string {
	name := slices.Collect(strings.FieldsFuncSeq(q.Get("a")+" "+q.Get("b"), func(r rune) bool {
		return (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
	}))
	return prose.Cut(strings.Join(append([]string{"brief"}, name...), "-"), 100) + strings.TrimPrefix(file, "brief")
}
