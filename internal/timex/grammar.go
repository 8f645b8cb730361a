package timex

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/lang"
)

// Reader reads the expressions of time of one language. It does not change and
// may be used by many goroutines at once.
type Reader struct {
	code string
	*grammar
}

// file is lang/<code>/time.yaml. The file itself explains its notation.
type file struct {
	Reference chancery.Date                  `yaml:"reference"` // the day on which the examples are written
	Numeric   map[string]string              `yaml:"numeric"`   // separator -> order of day, month and year
	Marks     string                         `yaml:"marks"`     // signs before a suffix of figures, besides the apostrophe: "4-də"
	Suffixes  map[string][]string            `yaml:"suffixes"`  // name of a case -> endings
	Capital   []string                       `yaml:"capital"`   // words that count only with a capital
	Words     map[string]map[string][]string `yaml:"words"`     // class -> value -> forms
	Rules     []ruleData                     `yaml:"rules"`
}

type ruleData struct {
	ID       string            `yaml:"id"`
	Is       string            `yaml:"is"`
	As       string            `yaml:"as"`
	N        int               `yaml:"n"`
	Unit     string            `yaml:"unit"`
	Portion  [2]int            `yaml:"portion"`
	Anchored bool              `yaml:"anchored"`
	Patterns []string          `yaml:"patterns"`
	Examples map[string]string `yaml:"examples"`
	Counter  []string          `yaml:"counter"`
}

// grammar is a time.yaml made ready.
type grammar struct {
	numeric  map[byte]string
	marks    string // signs before a suffix of figures, besides the apostrophe
	suffixes map[string]cases
	caseBit  map[string]cases
	capital  map[string]bool
	words    map[string][]entry
	classes  map[string]bool
	literals map[string]bool // words that patterns spell out
	symbols  map[string]*nonterminal
	kinds    [len(kinds)]*nonterminal // nil for a kind without rules
}

// nonterminal is a symbol that rules make.
type nonterminal struct {
	name  string
	index int // in the order of the file
	rules []*rule
	first firstSet
}

// firstSet is what a symbol can begin with, a bit more at most.
type firstSet struct {
	words             map[string]bool
	figure, name, any bool // a figure, a word with a capital, nothing at all
}

// cases is a set of named suffixes.
type cases uint64

const (
	bare  cases = 1 << 0 // no suffix
	other cases = 1 << 1 // after an apostrophe, but not in the list
)

// entry is one meaning of a word.
type entry struct {
	class string
	node  node
}

// rule makes a symbol of the grammar from a sequence of others.
type rule struct {
	id      string
	base    node // what the rule itself says
	pattern []element
}

// Load reads lang/<code>/time.yaml. A rule that is ill-formed, refers to a
// symbol that is not defined, refers to itself at its own start, or has no
// example and counter-example, is an error naming it.
func Load(fsys fs.FS, code string) (*Reader, error) {
	name := path.Join("lang", code, "time.yaml")
	var f file
	if err := lang.ReadYAML(fsys, name, &f); err != nil {
		return nil, fmt.Errorf("timex: %w", err)
	}
	g, err := newGrammar(f)
	if err != nil {
		return nil, fmt.Errorf("timex: %s: %w", name, err)
	}
	return &Reader{code: code, grammar: g}, nil
}

func newGrammar(f file) (*grammar, error) {
	g := &grammar{
		numeric: map[byte]string{}, marks: f.Marks, suffixes: map[string]cases{}, caseBit: map[string]cases{},
		capital: map[string]bool{}, words: map[string][]entry{}, classes: map[string]bool{}, literals: map[string]bool{},
		symbols: map[string]*nonterminal{},
	}
	if f.Reference == "" {
		return nil, errors.New("reference: needs the day on which the examples are written")
	}
	for sep, order := range f.Numeric {
		if len(sep) != 1 || !slices.Contains([]string{"dmy", "mdy"}, order) {
			return nil, fmt.Errorf("numeric %q: %q: want a separator and dmy or mdy", sep, order)
		}
		g.numeric[sep[0]] = order
	}
	for _, w := range f.Capital {
		g.capital[w] = true
	}
	if err := g.addSuffixes(f.Suffixes); err != nil {
		return nil, err
	}
	if err := g.addWords(f.Words); err != nil {
		return nil, err
	}
	for _, d := range f.Rules {
		if err := g.addRule(d); err != nil {
			return nil, fmt.Errorf("rule %q: %w", d.ID, err)
		}
	}
	return g, g.check()
}

func (g *grammar) addSuffixes(groups map[string][]string) error {
	names := sortedKeys(groups)
	if len(names) > 60 {
		return fmt.Errorf("suffixes: %d groups, at most 60", len(names))
	}
	for i, name := range names {
		g.caseBit[name] = 4 << i
		for _, s := range groups[name] {
			g.suffixes[s] |= 4 << i
		}
	}
	return nil
}

func (g *grammar) addWords(classes map[string]map[string][]string) error {
	for _, class := range sortedKeys(classes) {
		for _, val := range sortedKeys(classes[class]) {
			n, err := wordNode(class, val)
			if err != nil {
				return err
			}
			for _, form := range classes[class][val] {
				g.words[form] = append(g.words[form], entry{class, n})
			}
		}
		for c := class; c != ""; c = c[:max(strings.LastIndexByte(c, '.'), 0)] {
			g.classes[c] = true
		}
	}
	return nil
}

// wordNode is the meaning of a word: the class up to its first dot says which
// field the value fills.
func wordNode(class, val string) (node, error) {
	field, _, _ := strings.Cut(class, ".")
	if field == "unit" {
		u, ok := unitNames[val]
		if !ok {
			return node{}, fmt.Errorf("words: %s: unknown unit %q", class, val)
		}
		return node{unit: u}, nil
	}
	v, err := strconv.Atoi(val)
	if err != nil {
		return node{}, fmt.Errorf("words: %s: %w", class, err)
	}
	switch field {
	case "month":
		return node{month: v}, nil
	case "weekday":
		return node{weekday: v}, nil
	case "season":
		return node{season: v}, nil
	case "monthday":
		return node{day: v}, nil
	case "decade":
		return node{year: v}, nil
	case "number", "ordinal":
		return node{count: v}, nil
	case "shift":
		return node{n: v}, nil
	case "word":
		return node{}, nil
	}
	return node{}, fmt.Errorf("words: unknown class %q", class)
}

func (g *grammar) addRule(d ruleData) error {
	if d.ID == "" || d.Is == "" || len(d.Patterns) == 0 {
		return errors.New("needs id, is and patterns")
	}
	if len(d.Examples) == 0 || len(d.Counter) == 0 {
		return errors.New("needs an example and a counter-example")
	}
	op, ok := ops[d.As]
	if !ok {
		return fmt.Errorf("unknown operation %q", d.As)
	}
	base := node{rule: d.ID, op: op, n: d.N, portion: d.Portion, anchored: d.Anchored}
	if d.Unit != "" {
		if base.unit, ok = unitNames[d.Unit]; !ok {
			return fmt.Errorf("unknown unit %q", d.Unit)
		}
	}
	for _, p := range d.Patterns {
		seq, err := g.compile(p)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", p, err)
		}
		if !slices.Contains(kinds[:], Kind(d.Is)) && slices.ContainsFunc(flatten(seq), func(e element) bool { return e.kind == opening }) {
			return fmt.Errorf("pattern %q: only a mention may have words before it", p)
		}
		s := g.nonterminal(d.Is)
		s.rules = append(s.rules, &rule{id: d.ID, base: base, pattern: seq})
	}
	return nil
}

// nonterminal is the symbol of that name, made at its first mention.
func (g *grammar) nonterminal(name string) *nonterminal {
	s := g.symbols[name]
	if s == nil {
		s = &nonterminal{name: name, index: len(g.symbols)}
		g.symbols[name] = s
	}
	return s
}

// check makes sure that every symbol is defined and none begins with itself, so
// that parsing ends; then it notes what each can begin with.
func (g *grammar) check() error {
	for _, name := range sortedKeys(g.symbols) {
		s := g.symbols[name]
		if len(s.rules) == 0 {
			return fmt.Errorf("<%s> is not defined", name)
		}
		for _, r := range s.rules {
			if r.base.op == opNone && slices.Contains(kinds[:], Kind(name)) && !slices.ContainsFunc(flatten(r.pattern), element.made) {
				return fmt.Errorf("rule %q: a mention needs a computation", r.id)
			}
		}
		if err := s.leftRecursion(nil); err != nil {
			return err
		}
	}
	for _, s := range g.symbols {
		s.first = firstSet{words: map[string]bool{}}
		g.begins(s, &s.first)
	}
	for i, k := range kinds {
		g.kinds[i] = g.symbols[string(k)]
	}
	return nil
}

func (s *nonterminal) leftRecursion(path []string) error {
	if slices.Contains(path, s.name) {
		return fmt.Errorf("<%s> begins with itself: %s", s.name, strings.Join(append(path, s.name), " > "))
	}
	path = append(slices.Clone(path), s.name)
	for _, r := range s.rules {
		leading, _ := leads(r.pattern)
		for _, e := range leading {
			if e.made() {
				if err := e.symbol.leftRecursion(path); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// begins adds to set what the symbol can begin with.
func (g *grammar) begins(s *nonterminal, set *firstSet) {
	for _, r := range s.rules {
		leading, _ := leads(r.pattern)
		for _, e := range leading {
			switch {
			case e.made():
				g.begins(e.symbol, set)
			case e.kind == literal:
				set.words[e.text] = true
			case e.text == "end":
				set.any = true
			case e.text == "name":
				set.name = true
			default:
				set.figure = set.figure || builtin[e.text]
				for form, meanings := range g.words {
					if slices.ContainsFunc(meanings, func(m entry) bool { return m.in(e.text) }) {
						set.words[form] = true
					}
				}
			}
		}
	}
}

// in reports whether the word belongs to the class or one below it.
func (e *entry) in(class string) bool {
	rest, ok := strings.CutPrefix(e.class, class)
	return ok && (rest == "" || rest[0] == '.')
}

// leads are the words and symbols that a sequence can begin with; empty reports
// whether the sequence can match nothing.
func leads(seq []element) (first []element, empty bool) {
	for _, e := range seq {
		switch {
		case e.kind == group:
			some := e.optional
			for _, alt := range e.alts {
				f, none := leads(alt)
				first = append(first, f...)
				some = some || none
			}
			if !some {
				return first, false
			}
		case e.kind == literal || e.kind == symbol && e.text != "was":
			return append(first, e), false
		}
	}
	return first, true
}

func flatten(seq []element) []element {
	var all []element
	for _, e := range seq {
		all = append(all, e)
		for _, alt := range e.alts {
			all = append(all, flatten(alt)...)
		}
	}
	return all
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
