package timex

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// piece is a token, or what stands on one side of a hyphen in it ("3-5",
// "mid-May").
type piece struct {
	readings []reading
	token    int
	capital  bool
	head     bool // the token begins here
	tail     bool // the token ends here
	numeric  node // year, month and day of a date in figures; zero for others
}

// reading is one way to part a word into stem and suffix.
type reading struct {
	stem  string
	cases cases
}

// cut makes pieces of the tokens [first, last).
func (g *grammar) cut(tokens []nlp.Token, first, last int) []piece {
	var pieces []piece
	for i := first; i < last; i++ {
		low := g.marked(dashes.Replace(tokens[i].Lower))
		upper := capital(tokens[i].Form)
		if n, ok := g.numericDate(low); ok {
			_, suffix, _ := cutApostrophe(low)
			pieces = append(pieces, piece{readings: []reading{{low, g.caseOf(suffix)}}, token: i, head: true, tail: true, numeric: n})
			continue
		}
		head := true
		for low != "" {
			part, rest := low, ""
			if at := strings.IndexByte(low, '-'); at == 0 {
				part, rest = "-", low[1:]
			} else if at > 0 {
				part, rest = low[:at], low[at:]
			}
			c := upper
			if !head {
				c = capital(tokens[i].Form[max(0, len(tokens[i].Form)-len(low)):])
			}
			next := piece{readings: g.readings(part), token: i, capital: c, head: head, tail: rest == ""}
			if n, ok := g.numericDate(part); ok { // "1-5.03.2025"
				next.numeric = n
			}
			pieces = append(pieces, next)
			low, head = rest, false
		}
	}
	return pieces
}

var dashes = strings.NewReplacer("–", "-", "—", "-", "‑", "-", "−", "-")

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// readings of a word: as it is, without its point, parted at the apostrophe,
// behind its digits, and before every listed suffix that leaves a known word.
func (g *grammar) readings(w string) []reading {
	rs := []reading{{w, bare}}
	if stem, suffix, ok := cutApostrophe(w); ok {
		return append(rs, reading{stem, g.caseOf(suffix)})
	}
	if stem := strings.TrimSuffix(w, "."); stem != w && stem != "" {
		rs = append(rs, reading{stem, bare})
	}
	if d := digits(w); d > 0 && d < len(w) {
		if c := g.suffixes[w[d:]]; c != 0 {
			rs = append(rs, reading{w[:d], c})
		}
		return rs
	}
	for i := range w {
		if c := g.suffixes[w[i:]]; c != 0 && i > 0 && g.knows(w[:i]) {
			rs = append(rs, reading{w[:i], c})
		}
	}
	return rs
}

func (g *grammar) knows(w string) bool { return g.literals[w] || len(g.words[w]) > 0 }

func (g *grammar) caseOf(suffix string) cases {
	switch c := g.suffixes[suffix]; {
	case suffix == "":
		return bare
	case c != 0:
		return c
	}
	return other
}

// cutApostrophe parts "2022'de"; ok is false without an apostrophe inside.
func cutApostrophe(w string) (stem, suffix string, ok bool) {
	i := strings.IndexAny(w, "'’ʼ")
	if i <= 0 {
		return w, "", false
	}
	_, size := utf8.DecodeRuneInString(w[i:])
	return w[:i], w[i+size:], true
}

// marked writes an apostrophe for another mark before the suffix of a figure, where the
// language has one: "4'də" of "4-də".
func (g *grammar) marked(w string) string {
	if g.marks == "" {
		return w
	}
	i := strings.LastIndexAny(w, g.marks)
	if i <= 0 || digits(w[i-1:]) == 0 || g.suffixes[w[i+1:]] == 0 {
		return w
	}
	return w[:i] + "'" + w[i+1:]
}

// numericDate reads 2026-02-17, 17.02.2026, 2/17/2026 or 17.02.26; the order of
// the last three is the language's, unless only the other one is possible. Two
// figures are a year from 1970 to 2069.
func (g *grammar) numericDate(w string) (node, bool) {
	w, _, _ = cutApostrophe(w)
	w = strings.TrimRight(w, ".")
	d := digits(w)
	if d == 0 || d == len(w) {
		return node{}, false
	}
	parts := strings.Split(w, w[d:d+1])
	if len(parts) != 3 {
		return node{}, false
	}
	var v [3]int
	for i, p := range parts {
		if digits(p) != len(p) || p == "" || len(p) > 4 || len(p) == 3 {
			return node{}, false
		}
		v[i], _ = strconv.Atoi(p)
	}
	n := node{year: v[2], month: v[1], day: v[0]}
	order, known := g.numeric[w[d]]
	switch {
	case isYear(parts[0]):
		n = node{year: v[0], month: v[1], day: v[2]}
	case !known || !isYear(parts[2]) && len(parts[2]) != 2:
		return node{}, false
	case order == "mdy" && v[0] <= 12 || v[1] > 12:
		n.month, n.day = v[0], v[1]
	}
	if n.year < 70 {
		n.year += 2000
	} else if n.year < 100 {
		n.year += 1900
	}
	return n, n.month >= 1 && n.month <= 12 && n.day >= 1 && n.day <= 31
}

// parser reads one sentence. Nonterminals are tabulated by place, so each is
// read once at each.
type parser struct {
	g      *grammar
	pieces []piece
	done   [][]result // by place and symbol; a place has them when some symbol can begin there
}

// result is every way to read a symbol at a place.
type result struct {
	known bool
	ways  []partial
}

func newParser(g *grammar, pieces []piece) *parser {
	return &parser{g: g, pieces: pieces, done: make([][]result, len(pieces)+1)}
}

// partial is a symbol read from some place up to end; its words begin at from.
type partial struct {
	from, end int
	node      *node
}

// hit is a mention with the piece that it begins with and the one after it.
type hit struct {
	Mention
	from, end int
}

// best is the longest mention whose pattern begins at the piece; the kind and
// the rule that come first win among equals. Words that are only the context of
// a mention do not hide a longer one behind them: "in [July 2024]".
func (p *parser) best(at int) (hit, bool) {
	var f hit
	for i, kind := range kinds {
		for _, r := range p.parse(p.g.kinds[i], at) {
			if r.from < r.end && r.end > f.end && p.pieces[r.from].head && p.pieces[r.end-1].tail {
				f = hit{Mention{First: p.pieces[r.from].token, Last: p.pieces[r.end-1].token + 1, Kind: kind, expr: r.node}, r.from, r.end}
			}
		}
	}
	if f.from > at {
		if behind, ok := p.best(f.from); ok && behind.end > f.end {
			return behind, true
		}
	}
	return f, f.end > 0
}

// parse reads the symbol in every way at the place.
func (p *parser) parse(s *nonterminal, at int) []partial {
	if s == nil || !p.canBegin(&s.first, at) {
		return nil
	}
	if p.done[at] == nil {
		p.done[at] = make([]result, len(p.g.symbols))
	}
	done := &p.done[at][s.index]
	if done.known {
		return done.ways
	}
	var ways []partial
	for _, r := range s.rules {
		p.sequence(r.pattern, state{at: at, from: at, to: -1}, func(s state) {
			if s.to < 0 {
				s.to = s.at
			}
			ways = append(ways, partial{s.from, s.to, r.build(s.nodes)})
		})
	}
	*done = result{true, ways}
	return ways
}

// canBegin passes over the many words that no rule of a symbol begins with.
func (p *parser) canBegin(first *firstSet, at int) bool {
	if first.any || at == len(p.pieces) {
		return first.any
	}
	c := &p.pieces[at]
	return first.name && c.capital || slices.ContainsFunc(c.readings, func(r reading) bool {
		return first.words[r.stem] || first.figure && digits(r.stem) > 0
	})
}

// state is how far a pattern has been read.
type state struct {
	at, from, to int
	nodes        []*node
}

func (p *parser) sequence(seq []element, s state, found func(state)) {
	if len(seq) == 0 {
		found(s)
		return
	}
	p.element(&seq[0], s, func(s state) { p.sequence(seq[1:], s, found) })
}

func (p *parser) element(e *element, s state, found func(state)) {
	switch e.kind {
	case opening:
		s.from = s.at
		found(s)
	case closing:
		s.to = s.at
		found(s)
	case literal:
		if s.at < len(p.pieces) && p.pieces[s.at].is(e.text, e.cases) {
			s.at++
			found(s)
		}
	case group:
		for _, alt := range e.alts {
			p.sequence(alt, s, found)
		}
		if e.optional {
			found(s)
		}
	case symbol:
		p.symbol(e, s, found)
	}
}

func (c *piece) is(word string, allowed cases) bool {
	return slices.ContainsFunc(c.readings, func(r reading) bool { return r.stem == word && r.cases&allowed != 0 })
}

func (p *parser) symbol(e *element, s state, found func(state)) {
	if e.text == "was" {
		if s.at > 0 && slices.ContainsFunc(p.pieces[s.at-1].readings, func(r reading) bool { return r.cases&e.cases != 0 }) {
			found(s)
		}
		return
	}
	if e.text == "end" {
		if s.at == len(p.pieces) {
			found(s)
		}
		return
	}
	next := func(end int, n *node) {
		t := s
		t.at, t.nodes = end, append(slices.Clip(s.nodes), n)
		found(t)
	}
	if e.made() {
		for _, r := range p.parse(e.symbol, s.at) {
			next(r.end, r.node)
		}
		return
	}
	if s.at < len(p.pieces) {
		if n := p.terminal(e, &p.pieces[s.at]); n != nil {
			next(s.at+1, n)
		}
	}
}

// terminal reads one word as a member of a class. Unless the pattern names a
// case, the suffix may be any but that of a decade, and a number has none.
func (p *parser) terminal(e *element, c *piece) *node {
	switch {
	case e.text == "numeric" && c.numeric.year != 0:
		return &c.numeric
	case e.text == "name" && c.capital && c.head:
		return &node{}
	case e.text == "numeric" || e.text == "name":
		return nil
	}
	allowed := e.cases
	switch {
	case allowed != 0:
	case e.text == "number":
		allowed = bare
	default:
		allowed = ^p.g.caseBit["decade"]
	}
	for _, r := range c.readings {
		if r.cases&allowed == 0 {
			continue
		}
		if n := p.g.member(e.text, r.stem); n != nil && (c.capital || !p.g.capital[r.stem]) {
			return n
		}
	}
	return nil
}

func (g *grammar) member(class, stem string) *node {
	if d := digits(stem); d > 0 {
		v, _ := strconv.Atoi(stem)
		switch {
		case d != len(stem) || d > 4:
		case class == "year" && isYear(stem):
			return &node{year: v}
		case class == "day" && d <= 2 && v >= 1 && v <= 31:
			return &node{day: v}
		case class == "number":
			return &node{count: v}
		}
		return nil
	}
	for i := range g.words[stem] {
		e := &g.words[stem][i]
		if e.in(class) {
			return &e.node
		}
	}
	return nil
}

// build makes the node of a rule from those of its parts. A rule without an
// operation hands on the one expression in it.
func (r *rule) build(parts []*node) *node {
	n := r.base
	for _, c := range parts {
		if c.op != opNone {
			n.args = append(n.args, c)
			continue
		}
		n.take(c)
	}
	if n.op == opNone && len(n.args) == 1 {
		return n.args[0]
	}
	return &n
}
