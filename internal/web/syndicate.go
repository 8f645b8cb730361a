package web

import (
	"bytes"
	"io"
	"net/http"
	"net/url"

	"chancery"
	"chancery/internal/prose"
	"chancery/internal/syndicate"
)

// programs are the addresses of the timeline under the filters of an address, for
// programs that come again, in the language of the page.
type programs struct{ Atom, Calendar string }

func (v *visit) programs(q url.Values) programs {
	to := filters(q)
	to.Set("lang", v.Tag)
	return programs{"/timeline.atom?" + to.Encode(), "/timeline.ics?" + to.Encode()}
}

// filters are the keys of an address that choose events, without all others.
func filters(q url.Values) url.Values {
	out := url.Values{}
	for _, key := range filterKeys() {
		if values := given(q[key]); len(values) > 0 {
			out[key] = values
		}
	}
	return out
}

// timelineFile sends the timeline of an address in one of the forms of syndicate, in
// the language that the address names.
func (s *Site) timelineFile(mediaType string, write func(io.Writer, *syndicate.View) error) func(http.ResponseWriter, *visit) {
	return func(w http.ResponseWriter, v *visit) {
		in := s.wordsNamed(v)
		var body bytes.Buffer
		_, err := s.show(v, func(v *visit) (any, error) {
			view, err := v.syndicated(in)
			if err != nil {
				return nil, err
			}
			return nil, write(&body, view)
		})
		if err != nil {
			s.refuse(w, v, err)
			return
		}
		s.send(w, v, http.StatusOK, mediaType, &body)
	}
}

// syndicated is the view that the address asks for. A name for which there is no one
// actor is an error: a program cannot choose.
func (v *visit) syndicated(w *words) (*syndicate.View, error) {
	q := filters(v.URL.Query())
	f, missed, err := v.chosen(q)
	if err != nil {
		return nil, err
	}
	if len(missed) > 0 {
		return nil, chancery.Errorf(chancery.NotFound, "there is no one actor named %q", missed[0].Name)
	}
	title := w.T("timeline.title")
	for i, id := range f.Actors {
		title += []string{": ", ", "}[min(i, 1)] + prose.Cut(w.Party(v.Index, id), mostName)
	}
	here := map[bool]string{false: "http://", true: "https://"}[v.site.config.Secure] + v.Host
	to := "?" + q.Encode()
	for i, key := range []string{"actor", "with"} { // one view, by whatever names it is asked for
		if q.Del(key); i < len(f.Actors) {
			q.Set(key, f.Actors[i])
		}
	}
	q.Set("lang", w.Tag)
	return &syndicate.View{
		Index: v.Index, Words: w.Words, Title: title, Key: q.Encode(), Events: v.Select(f).Events(),
		Self: here + v.URL.RequestURI(), Page: here + "/timeline" + to,
		URL: func(event string) string { return here + eventURL(event) },
	}, nil
}
