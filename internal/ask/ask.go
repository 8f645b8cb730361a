// Package ask reads questions that a user types. What a language says is data:
// lang/<code>/ask.yaml holds the forms of each question with examples.
package ask

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/timex"
)

// Question asks who held an office on a date.
type Question struct {
	Office chancery.Office
	On     chancery.Date // empty: now
}

// Reader understands the questions of all languages that have forms for them.
type Reader struct {
	languages []language
}

type language struct {
	pack     lang.Pack
	frame    string
	forms    []form
	words    *analysis.Analysis
	entities *entity.Reader
	times    *timex.Reader
}

type form struct {
	Shown   string `yaml:"shown"`
	Pattern string `yaml:"pattern"`

	match *regexp.Regexp
}

// Example is a question of a language's file with what it asks for.
type Example struct {
	Text   string `yaml:"text"`
	Office string `yaml:"office"` // the English title
	Of     string `yaml:"of"`
	Date   string `yaml:"date"`
}

type file struct {
	Holder struct {
		Frame    string    `yaml:"frame"`
		Forms    []form    `yaml:"forms"`
		Examples []Example `yaml:"examples"`
		Counter  []string  `yaml:"counter"`
	} `yaml:"holder"`
}

// gap is where a frame takes the office.
const gap = "{office}"

// New loads the forms of every language that has a file ask.yaml, in the order of
// the packs. Forms without examples and counter-examples are a fault.
func New(fsys fs.FS) (*Reader, error) {
	packs, err := lang.LoadReaders(fsys)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	gaz, err := gazetteer.Load(fsys)
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	r := &Reader{}
	for _, p := range packs {
		f, ok, err := load(fsys, p)
		if err != nil {
			return nil, fmt.Errorf("ask: %w", err)
		}
		if !ok {
			continue
		}
		l := language{pack: p, frame: f.Holder.Frame, forms: f.Holder.Forms}
		if l.words, err = analysis.Load(fsys, p, gaz); err != nil {
			return nil, fmt.Errorf("ask: %w", err)
		}
		if l.entities, err = entity.New(fsys, p, gaz); err != nil {
			return nil, fmt.Errorf("ask: %w", err)
		}
		if l.times, err = timex.Load(fsys, p.Code); err != nil {
			return nil, fmt.Errorf("ask: %w", err)
		}
		r.languages = append(r.languages, l)
	}
	return r, nil
}

// load reads and checks the file of one language; ok is false when it has none.
func load(fsys fs.FS, p lang.Pack) (f file, ok bool, err error) {
	name := path.Join(p.Folder, "ask.yaml")
	if _, err := fs.Stat(fsys, name); err != nil {
		return f, false, nil
	}
	if err := lang.ReadYAML(fsys, name, &f); err != nil {
		return f, false, err
	}
	h := &f.Holder
	if !strings.Contains(h.Frame, gap) {
		return f, false, fmt.Errorf("%s: the frame needs %s", name, gap)
	}
	if len(h.Forms) == 0 || len(h.Examples) == 0 || len(h.Counter) == 0 {
		return f, false, fmt.Errorf("%s: forms, examples and counter-examples are needed", name)
	}
	for i := range h.Forms {
		m, err := regexp.Compile(h.Forms[i].Pattern)
		if err != nil {
			return f, false, fmt.Errorf("%s: %q: %w", name, h.Forms[i].Shown, err)
		}
		if m.SubexpIndex("office") < 0 {
			return f, false, fmt.Errorf("%s: %q has no group office", name, h.Forms[i].Shown)
		}
		h.Forms[i].match = m
	}
	return f, true, nil
}

// Examples are the examples and counter-examples of all languages.
func Examples(fsys fs.FS) (examples []Example, counter []string, err error) {
	packs, err := lang.LoadReaders(fsys)
	if err != nil {
		return nil, nil, fmt.Errorf("ask: %w", err)
	}
	for _, p := range packs {
		f, _, err := load(fsys, p)
		if err != nil {
			return nil, nil, fmt.Errorf("ask: %w", err)
		}
		examples = append(examples, f.Holder.Examples...)
		counter = append(counter, f.Holder.Counter...)
	}
	return examples, counter, nil
}

// longest is the most bytes of a question.
const longest = 500

// Read understands a question in any of the languages. One that it does not
// understand is an Invalid error that lists the forms which it knows.
func (r *Reader) Read(ctx context.Context, question string) (Question, error) {
	text := strings.Join(strings.Fields(question), " ")
	text = strings.TrimSpace(strings.TrimRight(text, "?!. "))
	if len(text) <= longest {
		for _, l := range r.languages {
			q, ok, err := l.read(ctx, text)
			if err != nil {
				return Question{}, fmt.Errorf("ask: %w", err)
			}
			if ok {
				return q, nil
			}
		}
	}
	return Question{}, chancery.Errorf(chancery.Invalid, "the question is not understood; ask one of these, with a state or organisation and a date such as 2026-01-22:%s", r.known())
}

func (r *Reader) known() string {
	var out strings.Builder
	for _, l := range r.languages {
		for _, f := range l.forms {
			out.WriteString("\n  " + f.Shown)
		}
	}
	return out.String()
}

func (l *language) read(ctx context.Context, text string) (Question, bool, error) {
	lower := l.pack.Lower(text)
	if len(lower) != len(text) { // the parts are cut out of the text as written
		text = lower
	}
	for _, f := range l.forms {
		at := f.match.FindStringSubmatchIndex(lower)
		if at == nil {
			continue
		}
		part := func(group string) string {
			if i := f.match.SubexpIndex(group); i >= 0 && at[2*i] >= 0 {
				return text[at[2*i]:at[2*i+1]]
			}
			return ""
		}
		office, found, err := l.office(ctx, part("office"))
		if err != nil {
			return Question{}, false, err
		}
		when := part("date")
		on, known, err := l.date(ctx, when)
		if err != nil {
			return Question{}, false, err
		}
		if found && (known || when == "") {
			return Question{Office: office, On: on}, true, nil
		}
	}
	return Question{}, false, nil
}

// office reads an office of a state or organisation, as written or, where that
// gives none, with a capital in each word.
func (l *language) office(ctx context.Context, words string) (chancery.Office, bool, error) {
	capitals := strings.Fields(words)
	for i, w := range capitals {
		for n := range w {
			if n > 0 {
				capitals[i] = l.pack.Upper(w[:n]) + w[n:]
				break
			}
		}
	}
	for _, try := range []string{words, strings.Join(capitals, " ")} {
		t, err := l.words.Read(ctx, strings.Replace(l.frame, gap, try, 1))
		if err != nil {
			return chancery.Office{}, false, err
		}
		d := l.entities.Read(t, entity.Context{})
		for _, a := range d.Actors {
			if a.Type == chancery.Person && a.Name == "" && a.Office != nil && a.Of != "" && a.OfBasis == chancery.Stated {
				return *a.Office, true, nil
			}
		}
	}
	return chancery.Office{}, false, nil
}

// date reads a date in EDTF or in the words of the language.
func (l *language) date(ctx context.Context, words string) (chancery.Date, bool, error) {
	if d, err := chancery.ParseDate(words); err == nil && words != "" {
		return d, true, nil
	}
	t, err := l.words.Read(ctx, words)
	if err != nil {
		return "", false, err
	}
	for _, m := range l.times.Find(t) {
		if d, ok := m.Resolve("", timex.Past); ok && (m.Kind == timex.Date || m.Kind == timex.Range) {
			if _, _, known := d.Bounds(); known {
				return d, true, nil
			}
		}
	}
	return "", false, nil
}
