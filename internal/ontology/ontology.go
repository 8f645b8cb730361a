// Package ontology holds the kinds of events with their PLOVER types, the list
// of topics and that of stances. All are data, in data/ontology.
package ontology

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/lang"
)

// Ontology is immutable and safe for many goroutines.
type Ontology struct {
	kinds   map[chancery.Kind]kind
	topics  []topic
	stances []string
}

type kind struct {
	Plover     string `yaml:"plover"`
	Mode       string `yaml:"mode"`
	Contact    bool   `yaml:"contact"`
	Definition string `yaml:"definition"`
}

type topic struct {
	name     string
	contexts []string
	words    map[string][]string
}

// Load reads kinds.yaml, topics.yaml and stances.yaml of the folder ontology.
func Load(fsys fs.FS) (*Ontology, error) {
	var k struct {
		Kinds map[chancery.Kind]kind `yaml:"kinds"`
	}
	if err := lang.ReadYAML(fsys, "ontology/kinds.yaml", &k); err != nil {
		return nil, err
	}
	for name := range k.Kinds {
		if !slices.Contains(chancery.Kinds(), name) {
			return nil, fmt.Errorf("ontology: kinds.yaml: %q is no kind of event", name)
		}
	}
	var t struct {
		Topics map[string]map[string][]string `yaml:"topics"`
	}
	if err := lang.ReadYAML(fsys, "ontology/topics.yaml", &t); err != nil {
		return nil, err
	}
	var st struct {
		Stances map[string]string `yaml:"stances"` // what each means
	}
	if err := lang.ReadYAML(fsys, "ontology/stances.yaml", &st); err != nil {
		return nil, err
	}
	o := &Ontology{kinds: k.Kinds, stances: slices.Sorted(maps.Keys(st.Stances))}
	for name, fields := range t.Topics {
		x := topic{name: name, contexts: fields["contexts"], words: fields}
		delete(fields, "contexts")
		o.topics = append(o.topics, x)
	}
	slices.SortFunc(o.topics, func(a, b topic) int { return strings.Compare(a.name, b.name) })
	return o, nil
}

// Plover is the type that the manual gives a kind of event in a modality, with
// the contexts of its topics. Contact that is planned is AGREE, called off
// REJECT, and denied has no type (manual 0.8, CONSULT).
func (o *Ontology) Plover(k chancery.Kind, m chancery.Modality, topics []string) chancery.Plover {
	x := o.kinds[k]
	p := chancery.Plover{Event: x.Plover, Mode: x.Mode}
	if x.Contact {
		switch m {
		case chancery.Planned:
			p.Event, p.Mode = "AGREE", ""
		case chancery.Cancelled:
			p.Event, p.Mode = "REJECT", ""
		case chancery.Denied:
			p.Event, p.Mode = "", ""
		}
	}
	if p.Event == "" {
		return p
	}
	for _, t := range o.topics {
		if slices.Contains(topics, t.name) {
			p.Contexts = append(p.Contexts, t.contexts...)
		}
	}
	slices.Sort(p.Contexts)
	p.Contexts = slices.Compact(p.Contexts)
	return p
}

// Stances are what a speaker may be for or against, sorted.
func (o *Ontology) Stances() []string { return slices.Clone(o.stances) }

// Topics are those whose keywords stand in a lower-cased text of the language,
// each at the beginning of a word; sorted.
func (o *Ontology) Topics(language, lower string) []string {
	var out []string
	for _, t := range o.topics {
		if slices.ContainsFunc(t.words[language], func(w string) bool { return begins(lower, w) }) {
			out = append(out, t.name)
		}
	}
	return out
}

// begins reports whether w stands in text at the beginning of a word.
func begins(text, w string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		at := from + i
		if r, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !unicode.IsLetter(r) && r != '-' {
			return true
		}
		from = at + len(w)
	}
}
