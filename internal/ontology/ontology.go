// Package ontology holds the kinds of events with their PLOVER types, and the
// list of topics. Both are data, in data/ontology.
package ontology

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/lang"
)

// Ontology is immutable and safe for many goroutines.
type Ontology struct {
	kinds     map[chancery.Kind]Kind
	types     []Type
	announced map[Code]Code
	topics    []topic
}

// Kind is what kinds.yaml says of a kind of event.
type Kind struct {
	Plover     string   `yaml:"plover"` // empty where the standard has no type
	Mode       string   `yaml:"mode"`
	Contact    bool     `yaml:"contact"` // contact still to come is AGREE, called off REJECT
	Between    bool     `yaml:"between"` // takes two parties: what those of one state do among themselves is none
	Cameo      []string `yaml:"cameo"`
	Definition string   `yaml:"definition"`
	Borders    []string `yaml:"borders"` // borderline cases, and how they are decided
}

type topic struct {
	name     string
	contexts []string
	words    map[string][]string
}

// Load reads ontology/kinds.yaml and ontology/topics.yaml.
func Load(fsys fs.FS) (*Ontology, error) {
	var k struct {
		Kinds map[chancery.Kind]Kind `yaml:"kinds"`
	}
	if err := lang.ReadYAML(fsys, "ontology/kinds.yaml", &k); err != nil {
		return nil, err
	}
	o := &Ontology{kinds: k.Kinds}
	if err := o.readTypes(fsys); err != nil {
		return nil, err
	}
	for name, kind := range k.Kinds {
		if !slices.Contains(chancery.Kinds(), name) {
			return nil, fmt.Errorf("ontology: kinds.yaml: %q is no kind of event", name)
		}
		if kind.Plover != "" && !o.Known(Code{kind.Plover, kind.Mode}) {
			return nil, fmt.Errorf("ontology: kinds.yaml: %s: %s %s is no type of PLOVER", name, kind.Plover, kind.Mode)
		}
	}
	var t struct {
		Topics map[string]map[string][]string `yaml:"topics"`
	}
	if err := lang.ReadYAML(fsys, "ontology/topics.yaml", &t); err != nil {
		return nil, err
	}
	for name, fields := range t.Topics {
		x := topic{name: name, contexts: fields["contexts"], words: fields}
		delete(fields, "contexts")
		o.topics = append(o.topics, x)
	}
	slices.SortFunc(o.topics, func(a, b topic) int { return strings.Compare(a.name, b.name) })
	return o, nil
}

// Plover is the type that the manual gives a kind of event in a modality, with
// the contexts of its topics. own is the narrower type that a rule says; the
// zero Code leaves the kind's. Contact that is planned is AGREE, called off
// REJECT, and denied has no type (manual 0.8, CONSULT).
func (o *Ontology) Plover(k chancery.Kind, own Code, m chancery.Modality, topics []string) chancery.Plover {
	c := o.Type(k, own)
	p := chancery.Plover{Event: c.Event, Mode: c.Mode}
	if o.kinds[k].Contact {
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

// Type is the narrower type, or the kind's where that is empty.
func (o *Ontology) Type(k chancery.Kind, own Code) Code {
	if own.Event != "" {
		return own
	}
	return Code{o.kinds[k].Plover, o.kinds[k].Mode}
}

// Announced is the type of an act that is still to come: what serves both sides
// is then AGREE, what harms THREATEN, with the mode of announced.tsv. What is in
// words only stays what it is: to announce a refusal is to refuse.
func (o *Ontology) Announced(c Code) Code {
	for _, from := range []Code{c, {Event: c.Event}} {
		if to, ok := o.announced[from]; ok {
			return to
		}
	}
	return c
}

// Refused is the type of an act that somebody says will not be done: REJECT where
// it would serve both sides; false where it would harm, since that it is not done
// is no event.
func (o *Ontology) Refused(c Code) (Code, bool) {
	for _, t := range o.types {
		if t.Code == c {
			return Code{Event: "REJECT"}, strings.HasSuffix(t.Quad, "cooperation")
		}
	}
	return c, false
}

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
