package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chancery"
	"chancery/internal/follow"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Follows keeps what people follow, by their names; see desk.Live.
type Follows interface {
	Files(ctx context.Context, by string) ([]follow.File, error)
	AddFile(ctx context.Context, by string, f follow.File) (follow.File, bool, error)
	RemoveFile(ctx context.Context, by, id string) error
	Today(ctx context.Context, by string, wait time.Duration) (follow.Today, error)
	MarkSeen(ctx context.Context, by string, upTo int64) error
}

// button follows a file, or follows it no more.
type button struct {
	File follow.File // the id is empty where it is not followed
	What string      // said to those who do not see where the button stands; may be empty
	To   string      // the address to come back to
}

// follower makes the buttons of a page.
func (v *visit) follower() (func(f follow.File, what string) *button, error) {
	files, err := v.site.record.Files(v.Context(), v.name)
	if err != nil {
		return nil, err
	}
	followed := map[string]bool{}
	for _, f := range files {
		followed[f.ID] = true
	}
	return func(f follow.File, what string) *button {
		if f.Identify() != nil {
			return nil // too long, or an actor with itself
		}
		if !followed[f.ID] {
			f.ID = ""
		}
		return &button{f, what, v.URL.RequestURI()}
	}, nil
}

// followOffices puts the buttons beside offices.
func followOffices(all []held, follows func(follow.File, string) *button) {
	for i := range all {
		if h := &all[i]; h.office.Title != "" && h.office.Of != "" {
			h.Follow = follows(follow.File{Kind: follow.Office, A: h.office.Title, B: h.office.Of}, h.Title)
		}
	}
}

// followFiltered is the button of a timeline that is filtered by one topic or one
// place and by nothing else.
func (v *visit) followFiltered(q url.Values, f index.Filter) (*button, error) {
	set := 0
	for _, key := range filterKeys() {
		set += len(given(q[key]))
	}
	var file follow.File
	switch {
	case set != 1:
		return nil, nil
	case len(f.Topics) == 1:
		file = follow.File{Kind: follow.Topic, A: f.Topics[0]}
	case len(f.Places) == 1:
		file = follow.File{Kind: follow.Place, A: strings.TrimSpace(f.Places[0])}
	default:
		return nil, nil
	}
	follows, err := v.follower()
	if err != nil {
		return nil, err
	}
	return follows(file, ""), nil
}

// follow follows what a form names, and goes back.
func (s *Site) follow(w http.ResponseWriter, v *visit) {
	s.keep(w, v, func(ctx context.Context) error {
		f := follow.File{Kind: follow.Kind(v.PostForm.Get("kind")), A: v.PostForm.Get("a"), B: v.PostForm.Get("b")}
		if err := s.known(ctx, f); err != nil {
			return err
		}
		_, _, err := s.record.AddFile(ctx, v.name, f)
		return err
	})
}

// known is the error of a file of an actor that the record does not have.
func (s *Site) known(ctx context.Context, f follow.File) error {
	fold, err := s.record.Fold(ctx)
	if err != nil {
		return err
	}
	actors := map[follow.Kind][]string{follow.Actor: {f.A}, follow.Pair: {f.A, f.B}, follow.Office: {f.B}}[f.Kind]
	for _, id := range actors {
		if fold.Actor(id) == nil {
			return chancery.Errorf(chancery.NotFound, "the record has no actor %s", prose.Cut(prose.Clean(id), mostName))
		}
	}
	return nil
}

func (s *Site) unfollow(w http.ResponseWriter, v *visit) {
	s.keep(w, v, func(ctx context.Context) error { return s.record.RemoveFile(ctx, v.name, v.PostForm.Get("id")) })
}

// seen marks what a page has shown as seen.
func (s *Site) seen(w http.ResponseWriter, v *visit) {
	s.keep(w, v, func(ctx context.Context) error {
		upTo, err := strconv.ParseInt(v.PostForm.Get("upto"), 10, 64)
		if err != nil {
			return chancery.Errorf(chancery.Invalid, "the form does not say what was seen")
		}
		return s.record.MarkSeen(ctx, v.name, upTo)
	})
}

// keep does what a form asks for, and goes back.
func (s *Site) keep(w http.ResponseWriter, v *visit, do func(context.Context) error) {
	// Once begun it is kept, even when the browser does not wait.
	if err := do(context.WithoutCancel(v.Context())); err != nil {
		s.refuse(w, v, err)
		return
	}
	http.Redirect(w, v.Request, here(v.PostForm.Get("to")), http.StatusSeeOther)
}

// todayPart is what is new in what somebody follows.
type todayPart struct {
	Files   []freshFile
	Reports int
	UpTo    int64
	Waiting bool
}

// freshFile is what is new in a file.
type freshFile struct {
	Name    link
	Kind    follow.Kind
	News    []newsLine
	More    int // that are not shown
	Passing int
	Follow  *button
}

type newsLine struct {
	Item    item
	State   string // new, changed or again
	Changes []changeLine
	Reports []reportLine
}

type changeLine struct {
	Field    string
	Was, Now string // empty where it is not known
	Differ   bool
}

const (
	mostNews = 8
	// patience is how long a page waits for what was known to be worked out.
	patience = time.Second
)

func (v *visit) today() (*todayPart, error) {
	t, err := v.site.record.Today(v.Context(), v.name, patience)
	if err != nil {
		return nil, err
	}
	p := &todayPart{Reports: t.Reports, UpTo: t.UpTo, Waiting: t.Waiting}
	for _, f := range t.Files {
		fresh := freshFile{
			Name: v.fileLink(f.File), Kind: f.Kind, More: max(len(f.News)-mostNews, 0), Passing: f.Passing,
			Follow: &button{File: f.File, To: v.URL.RequestURI()},
		}
		fresh.Follow.What = fresh.Name.Text
		for _, n := range f.News[:min(len(f.News), mostNews)] {
			fresh.News = append(fresh.News, v.newsLine(n))
		}
		p.Files = append(p.Files, fresh)
	}
	return p, nil
}

// fileLink names a file, and leads to its events.
func (v *visit) fileLink(f follow.File) link {
	switch f.Kind {
	case follow.Pair:
		return link{v.actorLink(f.A).Text + " – " + v.actorLink(f.B).Text, relationURL(f.A, f.B)}
	case follow.Office:
		return link{prose.Cut(prose.Clean(f.A), mostName) + " (" + v.actorLink(f.B).Text + ")", actorURL(f.B)}
	case follow.Topic:
		return link{v.Label("topic", f.A), timelineURL("topic", f.A)}
	case follow.Place:
		return link{prose.Cut(v.Party(v.Index, f.A), mostName), timelineURL("place", f.A)}
	}
	return v.actorLink(f.A)
}

func (v *visit) newsLine(n follow.News) newsLine {
	line := newsLine{Item: v.item(n.Event), State: "new"}
	switch {
	case len(n.Changes) > 0:
		line.State = "changed"
	case n.Known:
		line.State = "again"
	}
	for _, c := range n.Changes {
		line.Changes = append(line.Changes, changeLine{c.Field, v.known(c.Field, c.Was), v.known(c.Field, c.Now), c.Differ})
	}
	for _, r := range n.Reports[:min(len(n.Reports), mostSources)] {
		line.Reports = append(line.Reports, v.reportLine(r))
	}
	return line
}

// known words a value, or several with " / " between them.
func (v *visit) known(field, value string) string {
	var out []string
	for one := range strings.SplitSeq(value, " / ") {
		switch {
		case one == "":
		case field == "date":
			one = v.Date(chancery.Date(one))
		case field == "modality":
			one = v.Label("modality", one)
		}
		out = append(out, prose.Cut(prose.Visible(one), mostName))
	}
	return strings.Join(out, " / ")
}
