// Package codebook writes the codebook: what each kind of event means, who is
// actor and recipient in it, which sentences of each language tell of it and
// which do not, and which rule reads what. All of it comes from the ontology
// and from the rules, so that the page says what the program does.
package codebook

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/lang"
	"chancery/internal/ontology"
	"chancery/internal/rule"
)

// Write writes the codebook of the data in fsys as a page of Markdown. The
// same data give the same bytes. A fault in the data is an error that names
// the file.
func Write(w io.Writer, fsys fs.FS) error {
	onto, err := ontology.Load(fsys)
	if err != nil {
		return err
	}
	packs, err := lang.LoadReaders(fsys)
	if err != nil {
		return err
	}
	b := book{onto: onto}
	for _, p := range packs {
		g, err := clause.Load(fsys, p)
		if err != nil {
			return err
		}
		rules, err := rule.Load(fsys, p, g.Lists())
		if err != nil {
			return err
		}
		b.languages = append(b.languages, language{p, rules})
	}
	b.write()
	_, err = io.WriteString(w, b.page.String())
	return err
}

// book is a codebook being written.
type book struct {
	onto      *ontology.Ontology
	languages []language
	page      strings.Builder
}

// language is a language with its rules, in the order of their files.
type language struct {
	lang.Pack
	rules []rule.Rule
}

func (b *book) line(format string, args ...any) { fmt.Fprintf(&b.page, format+"\n", args...) }

const opening = `# Codebook

What each kind of event means, who is actor and recipient, and which sentences tell of it. The page is written by
` + "`chancery codebook`" + ` from [data/ontology](../data/ontology) and the rules in [data/lang](../data/lang); a test holds that it is up to date.
All examples are invented. Types, modes and contexts are those of PLOVER (manual 0.8), codes of three digits those of CAMEO.`

func (b *book) write() {
	b.line("%s", opening)
	b.modalities()
	b.line("\n## Kinds")
	for _, k := range chancery.Kinds() {
		if k != chancery.KindOther {
			b.kind(k)
		}
	}
	b.kind(chancery.KindOther)
	b.others()
	b.topics()
	b.index()
}

// modalities says what each means, and what it makes of the type of contact.
func (b *book) modalities() {
	b.line("\n## Modalities\n")
	b.line("| modality | means | PLOVER type of contact |\n|---|---|---|")
	for _, m := range []chancery.Modality{chancery.Occurred, chancery.Ongoing, chancery.Planned, chancery.Cancelled, chancery.Denied} {
		p := b.onto.Plover(chancery.KindMeeting, ontology.Code{}, m, nil)
		b.line("| %s | %s | %s |", m, cell(b.onto.Modality(m)), typeName(ontology.Code{Event: p.Event, Mode: p.Mode}))
	}
}

// kind is the section of one kind.
func (b *book) kind(k chancery.Kind) {
	x, ok := b.onto.Kind(k)
	if !ok {
		return
	}
	b.line("\n### %s\n\n%s\n", k, x.Definition)
	own := ontology.Code{Event: x.Plover, Mode: x.Mode}
	b.line("- PLOVER: %s", b.described(own))
	if narrower := b.narrower(k); len(narrower) > 0 {
		b.line("- Types that single rules say: %s", strings.Join(narrower, ", "))
	}
	if x.Contact {
		b.line("- Contact: still to come it is AGREE, called off REJECT, denied it has no type")
	}
	if x.Between {
		b.line("- Between parties: what those of one state do among themselves is none")
	}
	if len(x.Cameo) > 0 {
		b.line("- CAMEO: %s", strings.Join(x.Cameo, ", "))
	}
	b.line("- Actor: %s", x.Actor)
	b.line("- Recipient: %s", x.Recipient)
	if len(x.Borders) > 0 {
		b.line("\nBorderline cases:\n")
		for _, c := range x.Borders {
			b.line("- %s", c)
		}
	}
	for _, l := range b.languages {
		b.sentences(l, k)
	}
}

// mostSentences is how many examples, and how many counter-examples, a kind
// shows of each language.
const mostSentences = 6

// sentences shows what the rules of a language read as the kind, and what not.
func (b *book) sentences(l language, k chancery.Kind) {
	var examples, counter [][]string
	for i := range l.rules {
		r := &l.rules[i]
		if r.Yields != k {
			continue
		}
		var told []string
		for _, e := range r.Examples {
			told = append(told, fmt.Sprintf("%s (%s)", e.Text, e.Yields))
		}
		examples = append(examples, told)
		counter = append(counter, r.Counter)
	}
	if len(examples) == 0 {
		return
	}
	b.line("\n%s, examples:\n", l.Name)
	for _, s := range spread(examples) {
		b.line("- %s", escape(s))
	}
	b.line("\n%s, not %s:\n", l.Name, k)
	for _, s := range spread(counter) {
		b.line("- %s", escape(s))
	}
}

// spread takes one sentence of each rule in turn, until there are enough.
func spread(sentences [][]string) []string {
	var out []string
	for round, left := 0, true; left; round++ {
		left = false
		for _, of := range sentences {
			if round >= len(of) {
				continue
			}
			left = true
			if len(out) == mostSentences {
				return out
			}
			if s := strings.Join(strings.Fields(of[round]), " "); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// narrower are the types that rules of the kind say beside the kind's own.
func (b *book) narrower(k chancery.Kind) []string {
	var out []string
	for _, l := range b.languages {
		for _, r := range l.rules {
			if name := typeName(ontology.Code{Event: r.Plover, Mode: r.Mode}); r.Yields == k && r.Plover != "" && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

const noType = "none"

// typeName is the type as the page names it.
func typeName(c ontology.Code) string {
	switch {
	case c.Event == "":
		return noType
	case c.Mode == "":
		return c.Event
	}
	return c.Event + " " + c.Mode
}

// described is a type with its quad category and what the manual means by it.
func (b *book) described(c ontology.Code) string {
	for _, t := range b.onto.Types() {
		if t.Code == c {
			return fmt.Sprintf("%s, %s (%s)", typeName(c), t.Quad, t.Definition)
		}
	}
	return "no type of its own"
}

// others lists the types that no kind has: where a rule reads one of them, the
// event is of the kind other.
func (b *book) others() {
	b.line("\n## Types that are read as other\n")
	b.line("The types of PLOVER that no kind has for its own. Rules counts those of all languages that say the type.\n")
	b.line("| type | quad category | means | belongs to it, and does not | CAMEO | rules |\n|---|---|---|---|---|---|")
	owned := map[string]bool{}
	for _, k := range chancery.Kinds() {
		if x, ok := b.onto.Kind(k); ok {
			owned[x.Plover] = true
		}
	}
	for _, t := range b.onto.Types() {
		if !owned[t.Event] {
			b.line("| %s | %s | %s | %s | %s | %d |", typeName(t.Code), t.Quad, cell(t.Definition), cell(t.Cases), strings.Join(t.Cameo, ", "), b.saying(t.Code))
		}
	}
}

// saying counts the rules that say the type.
func (b *book) saying(c ontology.Code) int {
	n := 0
	for _, l := range b.languages {
		for _, r := range l.rules {
			if r.Plover == c.Event && r.Mode == c.Mode {
				n++
			}
		}
	}
	return n
}

func (b *book) topics() {
	b.line("\n## Topics\n")
	b.line("What an event can be about, with the PLOVER contexts that follow from it.\n")
	coded := slices.ContainsFunc(b.onto.AllTopics(), func(t ontology.Topic) bool { return len(t.IPTC) > 0 })
	if coded {
		b.line("| topic | contexts | IPTC Media Topics |\n|---|---|---|")
	} else {
		b.line("| topic | contexts |\n|---|---|")
	}
	for _, t := range b.onto.AllTopics() {
		row := fmt.Sprintf("| %s | %s |", cell(t.Name), strings.Join(t.Contexts, ", "))
		if coded {
			row += fmt.Sprintf(" %s |", strings.Join(t.IPTC, ", "))
		}
		b.line("%s", row)
	}
}

// index lists every rule of events.
func (b *book) index() {
	b.line("\n## Rules\n")
	b.line("| rule | file | yields | PLOVER |\n|---|---|---|---|")
	for _, l := range b.languages {
		for _, r := range l.rules {
			file, _, _ := strings.Cut(r.Where, ":")
			yields := string(r.Yields)
			if r.Later != "" {
				yields += fmt.Sprintf(" (%s when still to come)", r.Later)
			}
			code := ontology.Code{Event: r.Plover, Mode: r.Mode}
			if x, ok := b.onto.Kind(r.Yields); ok && code.Event == "" {
				code = ontology.Code{Event: x.Plover, Mode: x.Mode}
			}
			b.line("| %s | %s | %s | %s |", cell(r.ID), path.Join("data", file), yields, typeName(code))
		}
	}
}

// cell is a text within a table.
func cell(s string) string { return strings.ReplaceAll(escape(s), "|", `\|`) }

// escape is a text that Markdown shows as it is.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "<", `\<`, "[", `\[`, "]", `\]`, "`", "\\`").Replace(s)
}
