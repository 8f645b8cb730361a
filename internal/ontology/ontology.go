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
	kinds      map[chancery.Kind]Kind
	modalities map[chancery.Modality]string
	private    []string
	types      []Type
	topics     []topic
	stances    []string
	announced  map[Code]Code
}

// Kind is what kinds.yaml says of a kind of event.
type Kind struct {
	Plover     string   `yaml:"plover"` // empty where the standard has no type
	Mode       string   `yaml:"mode"`
	Contact    bool     `yaml:"contact"` // contact still to come is AGREE, called off REJECT
	Between    bool     `yaml:"between"` // takes two parties: what those of one state do among themselves is none
	Cameo      []string `yaml:"cameo"`
	Definition string   `yaml:"definition"`
	Actor      string   `yaml:"actor"`     // who is PLOVER's actor
	Recipient  string   `yaml:"recipient"` // who is its recipient
	Borders    []string `yaml:"borders"`   // borderline cases, and how they are decided
}

// Topic is what an event can be about.
type Topic struct {
	Name     string
	Contexts []string // of PLOVER
	IPTC     []string // the nearest codes of IPTC Media Topics, where there are any
}

type topic struct {
	Topic
	words map[string]keywords
}

// keywords are what a topic is found by in one language.
type keywords struct {
	begins []string // at the beginning of a word
	whole  []string // as whole words
	except []string // words in which the others are not meant
}

// Load reads kinds.yaml, topics.yaml and stances.yaml of the folder ontology.
func Load(fsys fs.FS) (*Ontology, error) {
	var k struct {
		Modalities map[chancery.Modality]string `yaml:"modalities"`
		Private    []string                     `yaml:"private"`
		Kinds      map[chancery.Kind]Kind       `yaml:"kinds"`
	}
	if err := lang.ReadYAML(fsys, "ontology/kinds.yaml", &k); err != nil {
		return nil, err
	}
	o := &Ontology{kinds: k.Kinds, modalities: k.Modalities, private: k.Private}
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
	var st struct {
		Stances map[string]string `yaml:"stances"` // what each means
	}
	if err := lang.ReadYAML(fsys, "ontology/stances.yaml", &st); err != nil {
		return nil, err
	}
	o.stances = slices.Sorted(maps.Keys(st.Stances))
	for name, fields := range t.Topics {
		x := topic{Topic: Topic{Name: name, Contexts: fields["contexts"], IPTC: fields["iptc"]}, words: map[string]keywords{}}
		for code, words := range fields {
			if code != "contexts" && code != "iptc" {
				x.words[code] = sortKeywords(words)
			}
		}
		o.topics = append(o.topics, x)
	}
	slices.SortFunc(o.topics, func(a, b topic) int { return strings.Compare(a.Name, b.Name) })
	return o, nil
}

// sortKeywords parts the keywords of a topic by their marks: "!" before one that
// bars others, "$" behind one that is a whole word.
func sortKeywords(words []string) keywords {
	var k keywords
	for _, w := range words {
		if bar, ok := strings.CutPrefix(w, "!"); ok {
			k.except = append(k.except, bar)
		} else if whole, ok := strings.CutSuffix(w, "$"); ok {
			k.whole = append(k.whole, whole)
		} else {
			k.begins = append(k.begins, w)
		}
	}
	return k
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
		if slices.Contains(topics, t.Name) {
			p.Contexts = append(p.Contexts, t.Contexts...)
		}
	}
	slices.Sort(p.Contexts)
	p.Contexts = slices.Compact(p.Contexts)
	return p
}

// Stances are what a speaker may be for or against, sorted.
func (o *Ontology) Stances() []string { return slices.Clone(o.stances) }

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
// each at the beginning of a word and not within one of the topic's exceptions;
// sorted.
func (o *Ontology) Topics(language, lower string) []string {
	var out []string
	for _, t := range o.topics {
		if t.words[language].in(lower) {
			out = append(out, t.Name)
		}
	}
	return out
}

// AllTopics are the topics of the list, by name.
func (o *Ontology) AllTopics() []Topic {
	out := make([]Topic, 0, len(o.topics))
	for _, t := range o.topics {
		out = append(out, t.Topic)
	}
	return out
}

// in reports whether one of the keywords stands in text.
func (k keywords) in(text string) bool {
	return slices.ContainsFunc(k.begins, func(w string) bool { return k.stands(text, w, false) }) ||
		slices.ContainsFunc(k.whole, func(w string) bool { return k.stands(text, w, true) })
}

// stands reports whether w stands in text at the beginning of a word, or as
// whole words, outside the exceptions.
func (k keywords) stands(text, w string, whole bool) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		at, end := from+i, from+i+len(w)
		if opens(text, at) && (!whole || closes(text, end)) && !k.barred(text, at, w) {
			return true
		}
		from = end
	}
}

// opens reports whether a word begins at byte at.
func opens(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || !unicode.IsLetter(r) && r != '-'
}

// closes reports whether no word goes on at byte end.
func closes(text string, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[end:])
	return end == len(text) || !unicode.IsLetter(r)
}

// barred reports whether the keyword w at byte at is part of an exception.
func (k keywords) barred(text string, at int, w string) bool {
	return slices.ContainsFunc(k.except, func(e string) bool {
		i := strings.Index(e, w)
		return i >= 0 && at >= i && strings.HasPrefix(text[at-i:], e) && opens(text, at-i)
	})
}
