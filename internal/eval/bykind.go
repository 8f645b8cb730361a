package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/prose"
)

// kindTally counts the events of one kind.
type kindTally struct {
	gold   int   // events of the gold that are not optional
	found  int   // of these, those read as exactly that kind
	made   int   // claims of the kind that are not those found
	paired int   // of these, those read as that kind or as a near one
	fields tally // what was read of those that were paired
}

func (k *kindTally) add(o *kindTally) {
	k.gold += o.gold
	k.found += o.found
	k.made += o.made
	k.paired += o.paired
	k.fields.add(&o.fields)
}

// finding is something that was missed, made up or read wrongly.
type finding struct {
	what  string
	event entry
	wrong []string // of what was read wrongly: each field with both values
	quote string   // the words that it was read from; of what was missed, the sentence that names most of those who take part
	rule  string   // empty for what was missed
}

// reportFindings are the findings of one report.
type reportFindings struct {
	report   string
	findings []finding
}

// kindCount is the tally of a kind in the language.
func (s *scorer) kindCount(language, kind string) *kindTally {
	if s.byKind[language] == nil {
		s.byKind[language] = map[string]*kindTally{}
	}
	if s.byKind[language][kind] == nil {
		s.byKind[language][kind] = &kindTally{}
	}
	return s.byKind[language][kind]
}

// countKinds counts a report's events by kind, and notes what is wrong with
// each. A claim that was paired with a gold event of a near kind was made up as
// its own kind; one that is right beside another, as the visit of a meeting,
// and one of an optional event are neither found nor made up.
func (s *scorer) countKinds(d *document, mine []*claimRow, found []mention, right map[int]bool) {
	language := first(d.language(), "?")
	out := reportFindings{report: d.Doc}
	note := func(what string, e entry, c *claimRow, wrong ...string) {
		f := finding{what: what, event: e, wrong: wrong}
		f.quote, f.rule = c.telling()
		out.findings = append(out.findings, f)
	}
	paired := map[*claimRow]*goldEvent{}
	for _, m := range found {
		paired[m.system] = m.gold
	}
	for i := range d.Events {
		g := &d.Events[i]
		if g.Optional {
			continue
		}
		k := s.kindCount(language, g.Kind)
		k.gold++
		at := slices.IndexFunc(found, func(m mention) bool { return m.gold == g })
		if at < 0 {
			out.findings = append(out.findings, finding{what: "missed", event: g.entry(d.Doc), quote: s.naming(d.Doc, g)})
			continue
		}
		c := found[at].system
		k.paired++
		k.found += one(c.Kind == g.Kind)
		s.fields(&k.fields, g, c)
		if wrong := s.misread(g, c); len(wrong) > 0 {
			note("misread", g.entry(d.Doc), c, wrong...)
		}
	}
	for j, c := range mine {
		switch g := paired[c]; {
		case g != nil && (g.Optional || g.Kind == c.Kind), g == nil && right[j]:
		case g != nil: // said above
			s.kindCount(language, c.Kind).made++
		case c.Kind != "": // a claim of an event
			s.kindCount(language, c.Kind).made++
			note("made up", c.entry(d.Doc), c)
		}
	}
	if len(out.findings) > 0 {
		s.findings = append(s.findings, out)
	}
}

// misread lists the fields in which a claim differs from the gold, as they are
// scored.
func (s *scorer) misread(g *goldEvent, c *claimRow) []string {
	var t tally
	s.fields(&t, g, c)
	var out []string
	wrong := func(is bool, field, read, want string) {
		if is {
			out = append(out, fmt.Sprintf("%s %s, not %s", field, first(read, "none"), first(want, "none")))
		}
	}
	missed := func(x share) bool { return x.right < x.of }
	wrong(t.kind == 0, "kind", c.Kind, g.Kind)
	wrong(t.modality == 0, "modality", c.Modality, g.Modality.or(string(chancery.Occurred)))
	wrong(t.kind > 0 && missed(t.plover), "PLOVER", c.Plover.Event, g.plover())
	wrong(missed(t.date), "date", c.Date, g.Date.text)
	wrong(missed(t.undated), "date", c.Date, "")
	if missed(t.place) {
		wrong(true, "place", placeName(c.Place.Name, c.Place.Country), placeName(g.Place.City, g.Place.Country))
	}
	pairs, spare := s.match(g.Participants, c.Participants)
	wrong(missed(t.direction), "begun by", strings.Join(starters(c), ", "), strings.Join(g.starters(), ", "))
	for _, p := range pairs {
		switch {
		case p.system == nil:
			out = append(out, "without "+first(p.gold.label(), "?"))
		case p.gold.Name != "" && p.gold.Office != "" && (p.system.Office == nil || !s.sameOffice(p.gold.Office, p.gold.OfficeEn, p.system.Office)):
			held := ""
			if p.system.Office != nil {
				held = first(p.system.Office.Title, p.system.Office.Text)
			}
			wrong(true, "office of "+p.gold.Name, held, p.gold.Office)
		}
	}
	for _, p := range spare {
		if p.person() {
			out = append(out, "with "+first(p.label(), "?"))
		}
	}
	return out
}

func placeName(city, country string) string {
	return strings.TrimSpace(city + " " + country)
}

// starters are those who are said to have begun it.
func starters(c *claimRow) []string {
	var out []string
	for i := range c.Participants {
		if c.Participants[i].starts() {
			out = append(out, first(c.Participants[i].label(), "?"))
		}
	}
	return out
}

func (e *goldEvent) starters() []string {
	var out []string
	for _, i := range e.Initiator {
		if i >= 0 && i < len(e.Participants) {
			out = append(out, first(e.Participants[i].label(), "?"))
		}
	}
	return out
}

func (e *goldEvent) entry(report string) entry {
	out := entry{Report: report, Kind: e.Kind, Date: e.Date.text}
	for i := range e.Participants {
		out.Who = append(out.Who, first(e.Participants[i].label(), "?"))
	}
	return out
}

func (c *claimRow) entry(report string) entry {
	out := entry{Report: report, Kind: c.Kind, Date: c.Date}
	for i := range c.Participants {
		out.Who = append(out.Who, first(c.Participants[i].label(), "?"))
	}
	return out
}

// telling is the words that the claim rests on, and the rule that read them.
func (c *claimRow) telling() (quote, rule string) {
	for _, x := range c.Sources {
		if x.Field == "event" {
			return x.Quote, x.Rule
		}
	}
	return "", ""
}

// sentenceMark is where a text is cut for quoting what was missed.
var sentenceMark = regexp.MustCompile(`[.!?…]["'”’»)]*\s+|\n+`)

// naming is the first of those sentences of the report that name most of the
// participants of the event; empty when none names any.
func (s *scorer) naming(report string, g *goldEvent) string {
	text := s.texts[report]
	if text == nil {
		return ""
	}
	best, most, at := "", 0, 0
	for _, cut := range append(sentenceMark.FindAllStringIndex(*text, -1), []int{len(*text), len(*text)}) {
		sentence := strings.TrimSpace((*text)[at:cut[1]])
		at = cut[1]
		folded := " " + s.fold(sentence)
		n := 0
		for i := range g.Participants {
			n += one(s.named(folded, &g.Participants[i]))
		}
		if n > most {
			best, most = sentence, n
		}
	}
	return best
}

// named reports whether a folded text has the last word of a name of the
// participant at the beginning of a word.
func (s *scorer) named(folded string, p *goldParticipant) bool {
	for _, name := range slices.Concat([]string{p.label()}, p.Aka) {
		if words := strings.Fields(s.fold(name)); len(words) > 0 && strings.Contains(folded, " "+words[len(words)-1]) {
			return true
		}
	}
	return false
}

// kindColumns are the columns of the table by kind.
var kindColumns = []struct {
	name string
	cell func(*kindTally) string
}{
	{"gold", func(k *kindTally) string { return fmt.Sprint(k.gold) }},
	{"found", func(k *kindTally) string { return fmt.Sprint(k.found) }},
	{"made up", func(k *kindTally) string { return fmt.Sprint(k.made) }},
	{"precision", func(k *kindTally) string { return portion(k.found, k.found+k.made) }},
	{"recall", func(k *kindTally) string { return portion(k.found, k.gold) }},
	{"F1", func(k *kindTally) string { return portion(2*k.found, k.gold+k.found+k.made) }},
	{"modality", func(k *kindTally) string { return portion(k.fields.modality, k.paired) }},
	{"date", func(k *kindTally) string { return portion(k.fields.date.right, k.fields.date.of) }},
	{"place", func(k *kindTally) string { return portion(k.fields.place.right, k.fields.place.of) }},
	{"people", func(k *kindTally) string { return portion(k.fields.participant.right, k.fields.participant.of) }},
	{"direction", func(k *kindTally) string { return portion(k.fields.direction.right, k.fields.direction.of) }},
	{"office", func(k *kindTally) string { return portion(k.fields.office.right, k.fields.office.of) }},
}

// portion is a share with three decimals, or a dash where nothing was there to
// measure.
func portion(right, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", ratio(right, of))
}

// PrintByKind writes a table of the kinds for each language, and one of all
// where there are several.
func (f *Figures) PrintByKind(w io.Writer) error {
	languages := slices.Sorted(maps.Keys(f.kinds))
	all := map[string]*kindTally{}
	for _, l := range languages {
		for kind, k := range f.kinds[l] {
			all[kind] = cmp.Or(all[kind], &kindTally{})
			all[kind].add(k)
		}
		if err := printKinds(w, l, f.kinds[l]); err != nil {
			return err
		}
	}
	if len(languages) < 2 {
		return nil
	}
	return printKinds(w, "all", all)
}

const kindWidth = 12

func printKinds(w io.Writer, language string, kinds map[string]*kindTally) error {
	var page strings.Builder
	fmt.Fprintf(&page, "%-*s", kindWidth, language)
	for _, c := range kindColumns {
		fmt.Fprintf(&page, "  %*s", max(len(c.name), 5), c.name)
	}
	page.WriteString("\n")
	sum := &kindTally{}
	row := func(name string, k *kindTally) {
		fmt.Fprintf(&page, "%-*s", kindWidth, name)
		for _, c := range kindColumns {
			fmt.Fprintf(&page, "  %*s", max(len(c.name), 5), c.cell(k))
		}
		page.WriteString("\n")
	}
	for _, kind := range kindOrder(kinds) {
		row(kind, kinds[kind])
		sum.add(kinds[kind])
	}
	row("all", sum)
	page.WriteString("\n")
	_, err := io.WriteString(w, page.String())
	return err
}

// kindOrder lists the kinds in the order in which they are shown elsewhere;
// what is no kind of ours comes last.
func kindOrder(kinds map[string]*kindTally) []string {
	var out []string
	for _, k := range chancery.Kinds() {
		if kinds[string(k)] != nil {
			out = append(out, string(k))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// mostQuoted is how much of a sentence is shown, in columns.
const mostQuoted = 400

// PrintFindings writes, report by report, what was missed, made up or read
// wrongly, each with the words of the report and the rule that read them.
func (f *Figures) PrintFindings(w io.Writer) error {
	var page strings.Builder
	for _, r := range f.findings {
		fmt.Fprintf(&page, "%s\n", r.report)
		for _, x := range r.findings {
			e := x.event
			fmt.Fprintf(&page, "  %-8s %s %s %s\n", x.what, e.Kind, first(e.Date, "undated"), strings.Join(e.Who, "; "))
			if len(x.wrong) > 0 {
				fmt.Fprintf(&page, "           %s\n", strings.Join(x.wrong, "; "))
			}
			if x.quote != "" {
				line := prose.Quote(prose.Clean(x.quote), mostQuoted)
				if x.rule != "" {
					line += " [" + x.rule + "]"
				}
				fmt.Fprintf(&page, "           %s\n", line)
			}
		}
	}
	_, err := io.WriteString(w, page.String())
	return err
}
