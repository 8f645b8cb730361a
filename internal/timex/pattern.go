package timex

import (
	"errors"
	"fmt"
	"strings"
)

// element is one item of a pattern.
type element struct {
	kind     elementKind
	text     string       // the word, or the name of the symbol
	symbol   *nonterminal // for a symbol that rules make, else nil
	cases    cases        // suffixes that a word may carry; 0 for the default
	alts     [][]element  // of a group
	optional bool         // of a group
}

// made reports whether the element is a symbol that rules make.
func (e element) made() bool { return e.symbol != nil }

type elementKind int

const (
	literal elementKind = iota // a word as spelled
	symbol                     // <name>: a class of words, a built-in or the product of rules
	group                      // (a|b) or [a|b]
	opening                    // ^: the mention begins here; what stands before is only its context
	closing                    // $: the pattern ends here; what follows must stand there, but is not used up
)

// The symbols that need no words or rules. "name" is any word with a capital; "was" is the word before, and "end"
// the end of the sentence; neither uses up a word.
var builtin = map[string]bool{"year": true, "day": true, "number": true, "numeric": true, "name": true, "was": true, "end": true}

// compile reads a pattern: words, <symbols>, (either|or) and [optional], each
// word or symbol with ~case after it where its suffix matters. A quoted
// bracket, '(' or ')', is the character itself.
func (g *grammar) compile(pattern string) ([]element, error) {
	c := compiler{g: g, tokens: patternTokens(pattern)}
	alts, err := c.alternatives("")
	if err != nil {
		return nil, err
	}
	if len(alts) != 1 {
		return nil, errors.New("a bar needs brackets around it")
	}
	if _, empty := leads(alts[0]); empty {
		return nil, errors.New("matches no words at all")
	}
	return alts[0], nil
}

type compiler struct {
	g      *grammar
	tokens []string
}

// alternatives reads up to the given closing bracket.
func (c *compiler) alternatives(until string) ([][]element, error) {
	alts := [][]element{nil}
	add := func(e element) { alts[len(alts)-1] = append(alts[len(alts)-1], e) }
	for len(c.tokens) > 0 {
		tok := c.tokens[0]
		c.tokens = c.tokens[1:]
		switch tok {
		case until:
			return alts, nil
		case "|":
			alts = append(alts, nil)
		case "(", "[":
			inner, err := c.alternatives(map[string]string{"(": ")", "[": "]"}[tok])
			if err != nil {
				return nil, err
			}
			add(element{kind: group, alts: inner, optional: tok == "["})
		case ")", "]":
			return nil, fmt.Errorf("unexpected %q", tok)
		case "^":
			add(element{kind: opening})
		case "$":
			add(element{kind: closing})
		default:
			e, err := c.word(tok)
			if err != nil {
				return nil, err
			}
			add(e)
		}
	}
	if until != "" {
		return nil, fmt.Errorf("missing %q", until)
	}
	return alts, nil
}

// word reads "kadar", "yıl~", "yıl~loc" or "<month~gen>".
func (c *compiler) word(tok string) (element, error) {
	e := element{kind: literal, text: tok, cases: bare}
	if strings.HasPrefix(tok, "'") && len(tok) == 3 {
		e.text = tok[1:2]
	}
	if inner, ok := strings.CutPrefix(tok, "<"); ok {
		e = element{kind: symbol, text: strings.TrimSuffix(inner, ">")}
	}
	text, names, marked := strings.Cut(e.text, "~")
	if e.text = text; marked {
		e.cases = 0
		if names == "" {
			e.cases = ^cases(0)
		}
		for name := range strings.FieldsFuncSeq(names, func(r rune) bool { return r == '+' }) {
			bit, ok := map[string]cases{"none": bare, "some": ^bare}[name]
			if !ok {
				if bit, ok = c.g.caseBit[name]; !ok {
					return e, fmt.Errorf("unknown case %q", name)
				}
			}
			e.cases |= bit
		}
	}
	if e.text == "" {
		return e, errors.New("empty word")
	}
	switch {
	case e.kind == literal:
		c.g.literals[e.text] = true
	case !builtin[e.text] && !c.g.classes[e.text]:
		e.symbol = c.g.nonterminal(e.text)
	}
	return e, nil
}

func patternTokens(p string) []string {
	var toks []string
	for p != "" {
		switch {
		case p[0] == ' ':
			p = p[1:]
		case p[0] == '\'' && len(p) >= 3 && p[2] == '\'':
			toks, p = append(toks, p[:3]), p[3:]
		case strings.IndexByte("()[]|^$", p[0]) >= 0:
			toks, p = append(toks, p[:1]), p[1:]
		default:
			end := strings.IndexAny(p, " ()[]|^$")
			if end < 0 {
				end = len(p)
			}
			toks, p = append(toks, p[:end]), p[end:]
		}
	}
	return toks
}
