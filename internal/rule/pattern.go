package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chancery/internal/nlp"
)

// Item is one position that a pattern looks at: a token, or a mention that
// covers several tokens and is seen as one.
type Item struct {
	First, Last int    // tokens covered, half-open
	Label       string // of a mention, such as PERSON; empty for a token
	Form        string
	Lower       string
	Lemma       string
	UPOS        string
	Feats       nlp.Feats
}

// Match is a place where a pattern holds: the items [First, Last) and, for each
// capture name, the items that it covers.
type Match struct {
	First, Last int
	Captures    []Capture // in the order in which they were taken
}

// Capture is a named part of a match, the items [First, Last).
type Capture struct {
	Name        string
	First, Last int
}

// Pattern is a compiled pattern over items. It may be used by many goroutines.
//
//	word  'any word'   a token in lower case; l' is one, too
//	~lemma             a token by its lemma
//	%list              an entry of a word list, which may have several words
//	<LABEL>            a mention; <PERSON Case=Acc/Dat> also by its features
//	[upos=VERB,Voice!=Pass,shape=Xx]   a token by its attributes
//	.. and ...         up to 8 items without a mention or clause mark; up to 30 of any sort
//	name:x   (x y | z)   x? x* x+   !x   ^   $
type Pattern struct {
	root  node
	lists Lists
	names []string // of its captures
	needs []need
}

// Lists are the word lists that patterns refer to. An entry is one or more
// words; each is compared with a token's lower-case form and with its lemma.
type Lists map[string][][]string

// node is one part of a compiled pattern. match calls next for every way in
// which it holds at position at, shortest or most wanted first, until next
// says true.
type node interface {
	match(m *matcher, at int, next func(at int) bool) bool

	// starts is a quick look at one item: where it says false, match would too.
	starts(m *matcher, at int) bool

	// needs are what a sentence must hold for the part to match anywhere in it.
	needs(Lists) []need
}

// steps bounds the work at one starting place, so that no text can make a
// pattern run away.
const steps = 4000

type matcher struct {
	items    []Item
	lists    Lists
	captures []Capture
	left     int
}

// MatchAt tries the pattern at one item. The items are those of one sentence.
func (p *Pattern) MatchAt(items []Item, at int) (Match, bool) {
	return p.matchAt(&matcher{items: items, lists: p.lists}, at)
}

func (p *Pattern) matchAt(m *matcher, at int) (Match, bool) {
	if !p.root.starts(m, at) {
		return Match{}, false
	}
	m.left, m.captures = steps, m.captures[:0]
	end := -1
	if !p.root.match(m, at, func(to int) bool { end = to; return true }) {
		return Match{}, false
	}
	return Match{First: at, Last: end, Captures: slices.Clone(m.captures)}, true
}

// Find gives every match in the sentence, leftmost first, without overlap.
func (p *Pattern) Find(s *Sentence) []Match {
	if !s.possible(p.needs) {
		return nil
	}
	var out []Match
	work := &matcher{items: s.Items, lists: p.lists}
	for at := 0; at < len(s.Items); {
		m, ok := p.matchAt(work, at)
		if !ok || m.Last == at {
			at++
			continue
		}
		out = append(out, m)
		at = m.Last
	}
	return out
}

func (m *matcher) spend() bool {
	m.left--
	return m.left > 0
}

type seq []node

func (s seq) match(m *matcher, at int, next func(int) bool) bool {
	if len(s) == 0 {
		return next(at)
	}
	return s[0].match(m, at, func(to int) bool { return s[1:].match(m, to, next) })
}

func (s seq) starts(m *matcher, at int) bool { return len(s) == 0 || s[0].starts(m, at) }

type alt []node

func (a alt) starts(m *matcher, at int) bool {
	return slices.ContainsFunc(a, func(n node) bool { return n.starts(m, at) })
}

func (a alt) match(m *matcher, at int, next func(int) bool) bool {
	for _, n := range a {
		if !m.spend() {
			return false
		}
		if n.match(m, at, next) {
			return true
		}
	}
	return false
}

// repeat is greedy.
type repeat struct {
	n        node
	min, max int
}

func (r repeat) match(m *matcher, at int, next func(int) bool) bool {
	if !m.spend() {
		return false
	}
	if r.max > 0 && r.n.match(m, at, func(to int) bool {
		return to > at && repeat{r.n, r.min - 1, r.max - 1}.match(m, to, next)
	}) {
		return true
	}
	return r.min <= 0 && next(at)
}

func (r repeat) starts(m *matcher, at int) bool { return r.min <= 0 || r.n.starts(m, at) }

type not struct{ n node }

func (not) starts(*matcher, int) bool { return true }

func (n not) match(m *matcher, at int, next func(int) bool) bool {
	held := len(m.captures)
	if n.n.match(m, at, func(int) bool { return true }) {
		m.captures = m.captures[:held]
		return false
	}
	if m.left <= 0 { // what was not looked at may be there
		return false
	}
	return next(at)
}

type capture struct {
	name string
	n    node
}

func (c capture) match(m *matcher, at int, next func(int) bool) bool {
	return c.n.match(m, at, func(to int) bool {
		held := len(m.captures)
		m.captures = append(m.captures, Capture{c.name, at, to})
		if next(to) {
			return true
		}
		m.captures = m.captures[:held]
		return false
	})
}

func (c capture) starts(m *matcher, at int) bool { return c.n.starts(m, at) }

// gap takes as few items as it can.
type gap struct {
	max  int
	free bool // may run over mentions and clause marks
}

func (g gap) match(m *matcher, at int, next func(int) bool) bool {
	for n := 0; n <= g.max; n++ {
		if !m.spend() {
			return false
		}
		if next(at + n) {
			return true
		}
		if at+n >= len(m.items) {
			return false
		}
		if it := m.items[at+n]; !g.free && (it.Label != "" || clauseMark(it.Form)) {
			return false
		}
	}
	return false
}

func (gap) starts(*matcher, int) bool { return true }

func clauseMark(form string) bool {
	switch form {
	case ";", ":", ".", "?", "!", "—", "–":
		return true
	}
	return false
}

type edge struct{ end bool }

func (e edge) match(m *matcher, at int, next func(int) bool) bool {
	want := 0
	if e.end {
		want = len(m.items)
	}
	return at == want && next(at)
}

func (edge) starts(*matcher, int) bool { return true }

type list struct{ name string }

func (l list) starts(m *matcher, at int) bool {
	return slices.ContainsFunc(m.lists[l.name], func(words []string) bool { return matchWords(m.items, at, words) })
}

func (l list) match(m *matcher, at int, next func(int) bool) bool {
	for _, words := range m.lists[l.name] {
		if !m.spend() {
			return false
		}
		if matchWords(m.items, at, words) && next(at+len(words)) {
			return true
		}
	}
	return false
}

func matchWords(items []Item, at int, words []string) bool {
	if at+len(words) > len(items) {
		return false
	}
	for i, w := range words {
		if it := items[at+i]; it.Label != "" || (it.Lower != w && it.Lemma != w) {
			return false
		}
	}
	return true
}

// test is a single item that fulfils every condition.
type test struct {
	label string
	conds []cond
}

type cond struct {
	key    string
	values []string
	not    bool
}

func (t test) match(m *matcher, at int, next func(int) bool) bool {
	return m.spend() && t.starts(m, at) && next(at+1)
}

func (t test) starts(m *matcher, at int) bool {
	if at >= len(m.items) {
		return false
	}
	it := &m.items[at]
	if !hasLabel(it.Label, t.label) {
		return false
	}
	for _, c := range t.conds {
		if slices.Contains(c.values, value(it, c.key)) == c.not {
			return false
		}
	}
	return true
}

// anyActor stands for every sort of actor.
const anyActor = "ACTOR"

var actorLabels = [...]string{"PERSON", "HOLDER", "STATE", "ORG", "DELEGATION", "GROUP"}

func hasLabel(have, want string) bool {
	if want != anyActor {
		return have == want
	}
	return slices.Contains(actorLabels[:], have)
}

func value(it *Item, key string) string {
	switch key {
	case "lower":
		return it.Lower
	case "lemma":
		return it.Lemma
	case "upos":
		return it.UPOS
	case "shape":
		return Shape(it.Form)
	}
	return it.Feats.Get(key)
}

// Shape is "Xx" for a capitalised word, "XX" for one in capitals, "xx" for one
// in small letters, "9" for a number and "" for anything else.
func Shape(form string) string {
	upper, lower, digit := 0, 0, 0
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			if i > 0 && lower > 0 && upper == 1 {
				return ""
			}
		case unicode.IsLower(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		}
	}
	switch {
	case upper > 1 && lower == 0:
		return "XX"
	case upper > 0:
		return "Xx"
	case lower > 0:
		return "xx"
	case digit > 0:
		return "9"
	}
	return ""
}

// Compile reads a pattern. Every list it names must be in lists. The error says
// what is wrong and at which byte.
func Compile(source string, lists Lists) (*Pattern, error) {
	p := &parser{src: source, lists: lists}
	n, err := p.alt()
	if err != nil {
		return nil, err
	}
	if p.skip(); p.at < len(p.src) {
		return nil, p.errorf("unexpected %q", p.src[p.at:])
	}
	return &Pattern{root: n, lists: lists, names: p.names, needs: n.needs(lists)}, nil
}

type parser struct {
	src   string
	at    int
	lists Lists
	names []string // of captures
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("pattern byte %d: %s", p.at, fmt.Sprintf(format, args...))
}

func (p *parser) skip() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\n' || p.src[p.at] == '\t') {
		p.at++
	}
}

func (p *parser) peek() byte {
	p.skip()
	if p.at == len(p.src) {
		return 0
	}
	return p.src[p.at]
}

func (p *parser) take(s string) bool {
	p.skip()
	if strings.HasPrefix(p.src[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

func (p *parser) alt() (node, error) {
	var out alt
	for {
		s, err := p.seq()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
		if !p.take("|") {
			break
		}
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return out, nil
}

func (p *parser) seq() (node, error) {
	var out seq
	for {
		if c := p.peek(); c == 0 || c == ')' || c == '|' {
			break
		}
		n, err := p.piece()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	if len(out) == 0 {
		return nil, p.errorf("nothing to match here")
	}
	return out, nil
}

func (p *parser) piece() (node, error) {
	name := p.captureName()
	n, err := p.atom()
	if err != nil {
		return nil, err
	}
	switch {
	case p.take("?"):
		n = repeat{n, 0, 1}
	case p.take("*"):
		n = repeat{n, 0, 12}
	case p.take("+"):
		n = repeat{n, 1, 12}
	}
	if name != "" {
		n = capture{name, n}
		p.names = append(p.names, name)
	}
	return n, nil
}

// captureName reads "name:" and gives it back; without a colon it reads nothing.
func (p *parser) captureName() string {
	p.skip()
	end := p.at
	for end < len(p.src) && p.src[end] >= 'a' && p.src[end] <= 'z' {
		end++
	}
	if end == p.at || end >= len(p.src) || p.src[end] != ':' {
		return ""
	}
	name := p.src[p.at:end]
	p.at = end + 1
	return name
}

func (p *parser) atom() (node, error) {
	switch {
	case p.take("..."):
		return gap{max: 30, free: true}, nil
	case p.take(".."):
		return gap{max: 8}, nil
	case p.take("^"):
		return edge{}, nil
	case p.take("$"):
		return edge{end: true}, nil
	case p.take("!"):
		n, err := p.atom()
		return not{n}, err
	case p.take("("):
		n, err := p.alt()
		if err == nil && !p.take(")") {
			err = p.errorf("missing )")
		}
		return n, err
	case p.take("<"):
		return p.mention()
	case p.take("["):
		conds, err := p.conds(']')
		return test{conds: conds}, err
	case p.take("%"):
		name := p.word()
		if _, ok := p.lists[name]; !ok {
			return nil, p.errorf("no list %q", name)
		}
		return list{name}, nil
	case p.take("~"):
		return p.wordTest("lemma", p.word())
	case p.take("'"):
		end := strings.IndexByte(p.src[p.at:], '\'')
		if end < 0 {
			return nil, p.errorf("missing closing quote")
		}
		w := p.src[p.at : p.at+end]
		p.at += end + 1
		return p.wordTest("lower", w)
	}
	w := p.word()
	if w != "" && p.at < len(p.src) && p.src[p.at] == '\'' { // "l'": a word that has lost its last vowel
		w += "'"
		p.at++
	}
	return p.wordTest("lower", w)
}

func (p *parser) wordTest(key, w string) (node, error) {
	if w == "" {
		return nil, p.errorf("a word is missing")
	}
	return test{conds: []cond{{key: key, values: []string{w}}}}, nil
}

// word reads letters, digits, hyphens and underscores.
func (p *parser) word() string {
	p.skip()
	start := p.at
	for i, r := range p.src[start:] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != ',' {
			p.at = start + i
			return p.src[start:p.at]
		}
	}
	p.at = len(p.src)
	return p.src[start:]
}

func (p *parser) mention() (node, error) {
	p.skip()
	start := p.at
	for p.at < len(p.src) && p.src[p.at] >= 'A' && p.src[p.at] <= 'Z' {
		p.at++
	}
	label := p.src[start:p.at]
	if label == "" {
		return nil, p.errorf("a label in capitals is missing after <")
	}
	conds, err := p.conds('>')
	return test{label: label, conds: conds}, err
}

// conds reads key=a/b,key!=c up to the closing byte.
func (p *parser) conds(end byte) ([]cond, error) {
	stop := strings.IndexByte(p.src[p.at:], end)
	if stop < 0 {
		return nil, p.errorf("missing %q", end)
	}
	text := strings.TrimSpace(p.src[p.at : p.at+stop])
	var out []cond
	if text != "" {
		for part := range strings.SplitSeq(text, ",") {
			key, val, ok := strings.Cut(strings.TrimSpace(part), "=")
			if !ok || key == "" || val == "" {
				return nil, p.errorf("%q is no condition; write key=value or key!=value", part)
			}
			c := cond{key: strings.TrimSuffix(key, "!"), values: strings.Split(val, "/")}
			c.not = c.key != key
			out = append(out, c)
		}
	}
	p.at += stop + 1
	return out, nil
}
