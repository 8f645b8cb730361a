package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/lang"
	"chancery/internal/prose"
)

// messageFiles hold what the pages say, one file for each language.
//
//go:embed messages/*.yaml
var messageFiles embed.FS

// words are what the pages say in one language.
type words struct {
	Tag string // BCP 47
	Own string // the name of the language, in it

	one      []int // the counts that take the form .one
	calendar prose.Calendar
	messages map[string]string
}

// messageFile is the form of a file of messages.
type messageFile struct {
	Name     string            `yaml:"name"`
	One      []int             `yaml:"one"`
	Months   [12]string        `yaml:"months"`
	Messages map[string]string `yaml:"messages"`
}

// loadWords reads the files of all languages, English first.
func loadWords(fsys fs.FS) ([]*words, error) {
	names, err := fs.Glob(fsys, "messages/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("web: listing the messages: %w", err)
	}
	var out []*words
	for _, name := range names {
		var f messageFile
		if err := lang.ReadYAML(fsys, name, &f); err != nil {
			return nil, fmt.Errorf("web: %w", err)
		}
		w := &words{Tag: strings.TrimSuffix(path.Base(name), ".yaml"), Own: f.Name, one: f.One, messages: f.Messages}
		w.calendar = prose.Calendar{
			Months: f.Months, NoDate: w.T("date.unknown"), NoYear: w.T("date.noyear"),
			OnOrBefore: w.T("date.before"), OnOrAfter: w.T("date.after"), Within: w.T("date.within"), Until: w.T("date.until"), Since: w.T("date.since"),
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b *words) int { return first(b) - first(a) })
	return out, nil
}

// first puts English before all others: it is used for whom no other is known.
func first(w *words) int {
	if w.Tag == "en" {
		return 1
	}
	return 0
}

// T is the message with this key. In it {1}, {2} and so on stand for the
// arguments. A key that there is not is given as it is.
func (w *words) T(key string, args ...any) string {
	text, ok := w.messages[key]
	if !ok {
		return key
	}
	for i, a := range args {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i+1)+"}", fmt.Sprint(a))
	}
	return text
}

// N is a number with its noun: the message key.one or key.other, in which {1}
// stands for the number.
func (w *words) N(n int, key string) string {
	if slices.Contains(w.one, n) {
		return w.T(key+".one", n)
	}
	return w.T(key+".other", n)
}

// Label is the name of a value of the record, such as a kind of event; where
// there is no message for it, the value itself.
func (w *words) Label(sort string, value any) string {
	v := fmt.Sprint(value)
	if text, ok := w.messages[sort+"."+v]; ok {
		return text
	}
	return prose.Clean(v)
}

// Date is a date in words.
func (w *words) Date(d chancery.Date) string { return w.calendar.Date(d) }

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
