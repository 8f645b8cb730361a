package nominative

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// File is the name of the file of paradigms in a language's folder.
const File = "inflect.yaml"

// cases are the cases of Universal Dependencies that a paradigm may have.
var cases = [...]string{"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}

// paradigm is how words of one kind are inflected: the end of the nominative, and of
// each case what stands in its place.
type paradigm struct {
	Nominative string              `yaml:"nominative"` // its ending; empty for none
	After      string              `yaml:"after"`      // letters of which one must stand before the ending
	Stems      []string            `yaml:"stems"`      // ends of which one must stand before the ending
	Not        []string            `yaml:"not"`        // ends of which none may
	Gender     string              `yaml:"gender"`     // Masc, Fem; empty for any
	Of         string              `yaml:"of"`         // person: of names of people alone; known: of those in the gazetteer; empty for all
	Cases      map[string][]string `yaml:"cases"`      // the endings by case
}

type file struct {
	Indeclinable []string            `yaml:"indeclinable"` // ends of names that have one form in all cases
	Stay         string              `yaml:"stay"`         // letters behind which nobody's name is inflected
	Move         string              `yaml:"move"`         // letters behind which everybody's is; behind others a man's is
	Plural       []string            `yaml:"plural"`       // endings of the nominative of the plural, of offices of men
	Soft         string              `yaml:"soft"`         // last letters of their lemmas, which give way to those
	Prepositions map[string][]string `yaml:"prepositions"` // the cases that a preposition takes
	Posted       []string            `yaml:"posted"`       // prepositions inside an office: "посол в Кении X"
	Paradigms    []paradigm          `yaml:"paradigms"`
}

// What a paradigm may be of.
const (
	ofPerson = "person"
	ofKnown  = "known"
)

// reading is one nominative that a form may be of, with the case that the form
// then has; empty for a name that has one form in all cases.
type reading struct {
	nominative string
	case_      string
	gender     string
	of         string
}

// ending is one ending of a paradigm.
type ending struct {
	paradigm *paradigm
	case_    string
}

// Load reads lang/<code>/inflect.yaml; nil where the language has none.
func Load(fsys fs.FS, pack lang.Pack, g *gazetteer.Gazetteer) (*Stage, error) {
	name := path.Join(pack.Folder, File)
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var f file
	if err := lang.ReadYAML(fsys, name, &f); err != nil {
		return nil, err
	}
	s := &Stage{pack: pack, gaz: g, indeclinable: f.Indeclinable, stay: f.Stay, move: f.Move, soft: f.Soft, plural: f.Plural, governs: f.Prepositions, posted: f.Posted, endings: map[string][]ending{}, offices: map[string]bool{}, forms: map[string][]nlp.Analysis{}}
	if err := s.loadOffices(fsys); err != nil {
		return nil, err
	}
	if err := s.loadForms(fsys); err != nil {
		return nil, err
	}
	for i := range f.Paradigms {
		p := &f.Paradigms[i]
		if len(p.Cases) == 0 {
			return nil, fmt.Errorf("nominative: %s: paradigm %d of %q has no cases", name, i+1, p.Nominative)
		}
		if p.Of != "" && p.Of != ofPerson && p.Of != ofKnown {
			return nil, fmt.Errorf("nominative: %s: paradigm of %q is of %q; write %s or %s", name, p.Nominative, p.Of, ofPerson, ofKnown)
		}
		for c := range p.Cases {
			if !slices.Contains(cases[:], c) {
				return nil, fmt.Errorf("nominative: %s: paradigm of %q has the unknown case %q", name, p.Nominative, c)
			}
		}
		for _, c := range cases {
			for _, e := range p.Cases[c] {
				s.endings[e] = append(s.endings[e], ending{p, c})
				s.longest = max(s.longest, len(e))
			}
		}
	}
	return s, nil
}

// loadOffices reads the words of offices from the pack's entity.yaml, if it has one.
func (s *Stage) loadOffices(fsys fs.FS) error {
	var f struct {
		Heads  []string `yaml:"heads"`
		Envoys []string `yaml:"envoys"`
	}
	err := lang.ReadSome(fsys, path.Join(s.pack.Folder, "entity.yaml"), &f)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, phrase := range slices.Concat(f.Heads, f.Envoys) {
		if !strings.Contains(phrase, " ") {
			s.offices[phrase] = true
		}
	}
	return err
}

// readings are the nominatives that a form may be of, those of the longest endings
// first; the form itself is always the first of them. A form in capitals alone is
// taken apart in lower case.
func (s *Stage) readings(form string) []reading {
	out := []reading{{nominative: form, case_: "Nom"}}
	if s.fixed(form) {
		out[0].case_ = ""
		return out
	}
	w, capitals := form, s.pack.Upper(form) == form && utf8.RuneCountInString(form) > 1
	if capitals {
		w = s.pack.Lower(form)
	}
	for n := min(len(w), s.longest); n >= 0; n-- {
		if n > 0 && !utf8.RuneStart(w[len(w)-n]) {
			continue
		}
		stem := w[:len(w)-n]
		if utf8.RuneCountInString(stem) < 2 {
			continue
		}
		for _, e := range s.endings[w[len(w)-n:]] {
			if !e.paradigm.fits(s.pack.Lower(stem)) {
				continue
			}
			base := stem + e.paradigm.Nominative
			if capitals {
				base = s.pack.Upper(base)
			}
			out = append(out, reading{base, e.case_, e.paradigm.Gender, e.paradigm.Of})
		}
	}
	return out
}

// fixed reports whether a name has one form in all cases by its end.
func (s *Stage) fixed(form string) bool {
	w := s.pack.Lower(form)
	return slices.ContainsFunc(s.indeclinable, func(end string) bool { return strings.HasSuffix(w, end) })
}

// fits reports whether a stem can be one of the paradigm.
func (p *paradigm) fits(stem string) bool {
	last, _ := utf8.DecodeLastRuneInString(stem)
	ends := func(end string) bool { return strings.HasSuffix(stem, end) }
	return (p.After == "" || strings.ContainsRune(p.After, last)) && (len(p.Stems) == 0 || slices.ContainsFunc(p.Stems, ends)) && !slices.ContainsFunc(p.Not, ends)
}

// settle puts a case on a token.
func settle(t *nlp.Token, c string) {
	if c == "" || t.Feats.Get("Case") == c {
		return
	}
	parts := []string{"Case=" + c}
	for part := range strings.SplitSeq(string(t.Feats), "|") {
		if part != "" && part != "_" && !strings.HasPrefix(part, "Case=") {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	t.Feats = nlp.Feats(strings.Join(parts, "|"))
}
