package web

import (
	"fmt"
	"net/http"

	"golang.org/x/text/language"

	"chancery/internal/index"
	"chancery/internal/prose"
	"chancery/internal/web/messages"
)

// words are what the pages say in one language.
type words struct{ *messages.Words }

// loadWords reads the words of all languages, English first.
func loadWords() ([]*words, error) {
	all, err := messages.Load()
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	var out []*words
	for _, w := range all {
		out = append(out, &words{w})
	}
	return out, nil
}

// Party is what an actor or party is called in a line: a state by its usual name
// in this language, an organisation that the program knows by its short name,
// all others as the record names them.
func (w *words) Party(x *index.Index, id string) string {
	common := index.CommonName(id, w.Tag)
	switch {
	case index.KnownState(id) && common != "":
		return common
	case common != "":
		return prose.Clean(id)
	}
	return prose.Clean(x.Name(id))
}

// languageCookie keeps the language that a user has chosen.
const languageCookie = "language"

// wordsFor are the words of the language that the user has chosen, or else of
// the one that the browser asks for.
func (s *Site) wordsFor(r *http.Request) *words {
	if c, err := r.Cookie(languageCookie); err == nil {
		for _, w := range s.words {
			if w.Tag == c.Value {
				return w
			}
		}
	}
	asked, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(asked) == 0 {
		return s.words[0]
	}
	_, at, confidence := s.choose.Match(asked...)
	if confidence == language.No {
		return s.words[0]
	}
	return s.words[at]
}

// wordsNamed are the words of the language that the address of a file names by its
// key lang, so that it is the same file for all; else those of the pages.
func (s *Site) wordsNamed(v *visit) *words {
	for _, w := range s.words {
		if w.Tag == v.URL.Query().Get("lang") {
			return w
		}
	}
	return v.words
}
