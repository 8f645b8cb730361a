// Package ask reads questions that a user types. What a language says is data:
// lang/<code>/ask.yaml holds the forms of each question with examples.
package ask

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/analysis"
	"chancery/internal/timex"
)

// Sort is what a question asks for.
type Sort string

// The sorts of questions.
const (
	Holder Sort = "holder" // who held an office on a date
	Last   Sort = "last"   // when two last had contact
	Asked  Sort = "asked"  // what one asked of another
	Visits Sort = "visits" // who came to a place
)

func sorts() []Sort { return []Sort{Holder, Last, Asked, Visits} }

// groups are what the forms of a sort give: those that they must have, and those
// that they may.
func groups(of Sort) (must, may []string) {
	switch of {
	case Holder:
		return []string{"office"}, []string{"date"}
	case Last:
		return []string{"a", "b"}, nil
	case Asked:
		return []string{"a", "b"}, []string{"about"}
	default:
		return []string{"b"}, []string{"a", "date"}
	}
}

// Question is what a user wants to know. A and B are names as the user wrote them:
// of Last the two, of Asked who asked and of whom, of Visits who came, where that
// is given, and to what state or place.
type Question struct {
	Sort   Sort
	Office chancery.Office // of Holder
	On     chancery.Date   // of Holder and Visits; empty: now, and at any time
	A, B   string
	About  string // of Asked: a topic or thing, as written; may be empty
}

// Reader understands the questions of all languages that have forms for them.
type Reader struct {
	languages []language
}

type language struct {
	pack     lang.Pack
	frame    string
	forms    map[Sort][]form
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
	Sort   Sort   `yaml:"-"`
	Text   string `yaml:"text"`
	Office string `yaml:"office"` // the English title
	Of     string `yaml:"of"`
	Date   string `yaml:"date"`
	A      string `yaml:"a"`
	B      string `yaml:"b"`
	About  string `yaml:"about"`
}

// block is the forms of one sort.
type block struct {
	Frame    string    `yaml:"frame"` // of Holder
	Forms    []form    `yaml:"forms"`
	Examples []Example `yaml:"examples"`
	Counter  []string  `yaml:"counter"`
}

type file map[Sort]*block

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
		l := language{pack: p, frame: f[Holder].Frame, forms: map[Sort][]form{}}
		for sort, b := range f {
			l.forms[sort] = b.Forms
		}
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
	if len(f) != len(sorts()) {
		return f, false, fmt.Errorf("%s: %d sorts of questions, want %v", name, len(f), sorts())
	}
	for _, sort := range sorts() {
		if err := f[sort].check(sort); err != nil {
			return f, false, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, true, nil
}

// check checks the forms of a sort, and makes them ready.
func (b *block) check(sort Sort) error {
	if b == nil || len(b.Forms) == 0 || len(b.Examples) == 0 || len(b.Counter) == 0 {
		return fmt.Errorf("%s: forms, examples and counter-examples are needed", sort)
	}
	if sort == Holder && !strings.Contains(b.Frame, gap) {
		return fmt.Errorf("%s: the frame needs %s", sort, gap)
	}
	must, may := groups(sort)
	for i := range b.Forms {
		f := &b.Forms[i]
		m, err := regexp.Compile(f.Pattern)
		if err != nil {
			return fmt.Errorf("%q: %w", f.Shown, err)
		}
		for _, g := range must {
			if m.SubexpIndex(g) < 0 {
				return fmt.Errorf("%q has no group %s", f.Shown, g)
			}
		}
		for _, g := range m.SubexpNames() {
			if g != "" && !slices.Contains(must, g) && !slices.Contains(may, g) {
				return fmt.Errorf("%q has a group %s, which says nothing", f.Shown, g)
			}
		}
		f.match = m
	}
	for i := range b.Examples {
		b.Examples[i].Sort = sort
	}
	return nil
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
		for _, sort := range sorts() {
			if b := f[sort]; b != nil {
				examples = append(examples, b.Examples...)
				counter = append(counter, b.Counter...)
			}
		}
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
		for _, sort := range sorts() {
			for _, f := range l.forms[sort] {
				out.WriteString("\n  " + f.Shown)
			}
		}
	}
	return out.String()
}

func (l *language) read(ctx context.Context, text string) (Question, bool, error) {
	lower := l.pack.Lower(text)
	if len(lower) != len(text) { // the parts are cut out of the text as written
		text = lower
	}
	for _, sort := range sorts() {
		for _, f := range l.forms[sort] {
			at := f.match.FindStringSubmatchIndex(lower)
			if at == nil {
				continue
			}
			part := func(group string) string {
				if i := f.match.SubexpIndex(group); i >= 0 && at[2*i] >= 0 {
					return strings.Trim(text[at[2*i]:at[2*i+1]], " ,")
				}
				return ""
			}
			if q, ok, err := l.question(ctx, sort, part); ok || err != nil {
				return q, ok, err
			}
		}
	}
	return Question{}, false, nil
}

// question is made of the parts that a form has cut out; it is false where they
// are not what they must be.
func (l *language) question(ctx context.Context, sort Sort, part func(string) string) (Question, bool, error) {
	q := Question{Sort: sort, A: part("a"), B: part("b"), About: part("about")}
	if when := part("date"); when != "" {
		on, known, err := l.date(ctx, when)
		if err != nil || !known {
			return Question{}, false, err
		}
		q.On = on
	}
	if sort != Holder {
		must, _ := groups(sort)
		return q, !slices.ContainsFunc(must, func(g string) bool { return part(g) == "" }), nil
	}
	office, found, err := l.office(ctx, part("office"))
	q.Office = office
	return q, found, err
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
