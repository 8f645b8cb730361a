// Package messages holds what pages and briefs say, in a file for each language,
// and words values of the record in it.
package messages

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/lang"
	"chancery/internal/prose"
)

// files are the messages, one file for each language.
//
//go:embed *.yaml
var files embed.FS

// Words are what is said in one language.
type Words struct {
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

// Load reads the files of all languages, English first.
func Load() ([]*Words, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("messages: listing the files: %w", err)
	}
	var out []*Words
	for _, name := range names {
		w, err := read(name)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b *Words) int { return first(b) - first(a) })
	return out, nil
}

// In reads the words of one language. One that there is not is an Error Invalid
// that lists those that there are.
func In(tag string) (*Words, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("messages: listing the files: %w", err)
	}
	if slices.Contains(names, tag+".yaml") {
		return read(tag + ".yaml")
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".yaml")
	}
	return nil, chancery.Errorf(chancery.Invalid, "there is no language %q; the languages are %s", tag, strings.Join(names, ", "))
}

func read(name string) (*Words, error) {
	var f messageFile
	if err := lang.ReadYAML(files, name, &f); err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	w := &Words{Tag: strings.TrimSuffix(path.Base(name), ".yaml"), Own: f.Name, one: f.One, messages: f.Messages}
	w.calendar = prose.Calendar{
		Months: f.Months, NoDate: w.T("date.unknown"), NoYear: w.T("date.noyear"),
		OnOrBefore: w.T("date.before"), OnOrAfter: w.T("date.after"), Within: w.T("date.within"), Until: w.T("date.until"), Since: w.T("date.since"),
	}
	return w, nil
}

// first puts English before all others: it is used for whom no other is known.
func first(w *Words) int {
	if w.Tag == "en" {
		return 1
	}
	return 0
}

// T is the message with this key. In it {1}, {2} and so on stand for the
// arguments, which are put in as they are. A key that there is not is given as it
// is.
func (w *Words) T(key string, args ...any) string {
	text, ok := w.messages[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i+1)+"}", fmt.Sprint(a))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// N is a number with its noun: the message key.one or key.other, in which {1}
// stands for the number.
func (w *Words) N(n int, key string) string {
	if slices.Contains(w.one, n) {
		return w.T(key+".one", n)
	}
	return w.T(key+".other", n)
}

// Label is the name of a value of the record, such as a kind of event; where
// there is no message for it, the value itself.
func (w *Words) Label(sort string, value any) string {
	v := fmt.Sprint(value)
	if text, ok := w.messages[sort+"."+v]; ok {
		return text
	}
	return prose.Clean(v)
}

// Date is a date in words.
func (w *Words) Date(d chancery.Date) string { return w.calendar.Date(d) }

// List joins items as a sentence does: "a", "a and b", "a, b and c".
func (w *Words) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return w.T("list.and", strings.Join(items[:last], ", "), items[last])
}
