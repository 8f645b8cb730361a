package framework

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/rule"

	"go.yaml.in/yaml/v4"
)

// Rule is one rule of framework.yaml: a pattern over the items of a sentence,
// in which STATE, CITY and ORG may be parties, FRAMEWORK and ORG what they
// belong to, and DATE is an expression of time. Its captures are party,
// framework and older.
type Rule struct {
	ID       string
	Examples []rule.Example
	Counter  []string
	Where    string // file and line, for faults

	does    string // joins, leaves, follows or chairs
	status  string
	certain bool   // its words say how it is put
	alone   bool   // holds only where no other party is told of
	dated   bool   // holds only with a date that has passed
	whose   string // told: the party captured or spoken of; nearest: the state before or behind; states, all: those of the sentence; name: those in the framework's name
	pattern *rule.Pattern
}

// words is framework.yaml.
type words struct {
	Heads    map[string]string   `yaml:"heads"`    // head words of names, and the type of framework that they make
	Inside   []string            `yaml:"inside"`   // small words inside names
	Joins    []string            `yaml:"joins"`    // those inside names that a short name in brackets confirms: "and"
	Genitive []string            `yaml:"genitive"` // words that make a genitive of the name before: "'s"
	Tails    []string            `yaml:"tails"`    // words after a name that belong to it
	Generic  []string            `yaml:"generic"`  // words that make no name of their own
	Anaphors []string            `yaml:"anaphors"` // "the forum": a framework spoken of
	Same     []string            `yaml:"same"`     // "it", "the country": the party spoken of
	Chairs   map[string]string   `yaml:"chairs"`   // words for holding the chair, and the name of what is held
	Glue     []string            `yaml:"glue"`     // words between frameworks that are listed
	Years    string              `yaml:"years"`    // before or after: where the year of a framework stands
	Parts    map[string]string   `yaml:"parts"`    // pieces of patterns, written {name}
	Lists    map[string][]string `yaml:"lists"`
	Rules    []yaml.Node         `yaml:"rules"`

	anaphors [][]string
	same     [][]string
}

type entry struct {
	ID       string         `yaml:"id"`
	Does     string         `yaml:"does"`
	Status   string         `yaml:"status"`
	Certain  bool           `yaml:"certain"`
	Alone    bool           `yaml:"alone"`
	Dated    bool           `yaml:"dated"`
	Whose    string         `yaml:"whose"`
	Pattern  string         `yaml:"pattern"`
	Examples []rule.Example `yaml:"examples"`
	Counter  []string       `yaml:"counter"`
}

func load(fsys fs.FS, pack lang.Pack, lists rule.Lists) (*words, []Rule, error) {
	name := path.Join(pack.Folder, "framework.yaml")
	var w words
	if err := lang.ReadYAML(fsys, name, &w); err != nil {
		return nil, nil, err
	}
	if w.Years != "before" && w.Years != "after" {
		return nil, nil, fmt.Errorf("%s: years is %q; write before or after", name, w.Years)
	}
	w.anaphors, w.same = rule.Phrases(w.Anaphors), rule.Phrases(w.Same)
	all := rule.Lists{"anaphor": w.anaphors, "same": w.same}
	for k, v := range lists {
		all[k] = v
	}
	for k, v := range w.Lists {
		all[k] = rule.Phrases(v)
	}
	seen := map[string]bool{}
	rules := make([]Rule, 0, len(w.Rules))
	for i := range w.Rules {
		where := fmt.Sprintf("%s:%d", name, w.Rules[i].Line)
		r, err := build(&w.Rules[i], w.Parts, all)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", where, err)
		}
		if r.Where = where; seen[r.ID] {
			return nil, nil, fmt.Errorf("%s: rule %s stands twice", where, r.ID)
		}
		seen[r.ID] = true
		rules = append(rules, r)
	}
	return &w, rules, nil
}

func build(n *yaml.Node, parts map[string]string, lists rule.Lists) (Rule, error) {
	var e entry
	raw, err := yaml.Marshal(n)
	if err != nil {
		return Rule{}, err
	}
	d := yaml.NewDecoder(strings.NewReader(string(raw)))
	d.KnownFields(true)
	if err := d.Decode(&e); err != nil {
		return Rule{}, err
	}
	r := Rule{ID: e.ID, Examples: e.Examples, Counter: e.Counter, does: e.Does, status: e.Status, certain: e.Certain, alone: e.Alone, dated: e.Dated, whose: e.Whose}
	if r.status == "" {
		r.status = "member"
	}
	if r.whose == "" {
		r.whose = "told"
	}
	switch {
	case r.ID == "":
		return Rule{}, fmt.Errorf("id is missing")
	case !slices.Contains([]string{"joins", "leaves", "follows", "chairs"}, r.does):
		return Rule{}, fmt.Errorf("rule %s: does is %q; write joins, leaves, follows or chairs", r.ID, r.does)
	case !slices.Contains([]string{"member", "expected", "candidate", "observer", "partner", "chair", "suspended"}, r.status):
		return Rule{}, fmt.Errorf("rule %s: no membership has the status %q", r.ID, r.status)
	case !slices.Contains([]string{"told", "nearest", "states", "all", "name"}, r.whose):
		return Rule{}, fmt.Errorf("rule %s: whose is %q; write told, nearest, states, all or name", r.ID, r.whose)
	case len(r.Examples) == 0 || len(r.Counter) == 0:
		return Rule{}, fmt.Errorf("rule %s: at least one example and one counter-example are needed", r.ID)
	}
	source, err := expand(e.Pattern, parts)
	if err != nil {
		return Rule{}, fmt.Errorf("rule %s: %w", r.ID, err)
	}
	if r.pattern, err = rule.Compile(source, lists); err != nil {
		return Rule{}, fmt.Errorf("rule %s: %w", r.ID, err)
	}
	return r, nil
}

// expand puts the pieces {name} into a pattern; a piece may hold others.
func expand(pattern string, parts map[string]string) (string, error) {
	const deepest = 5
	for range deepest {
		at := strings.IndexByte(pattern, '{')
		if at < 0 {
			return pattern, nil
		}
		for name, part := range parts {
			pattern = strings.ReplaceAll(pattern, "{"+name+"}", "("+part+")")
		}
	}
	return "", fmt.Errorf("a piece of the pattern is unknown or holds itself: %s", pattern)
}
