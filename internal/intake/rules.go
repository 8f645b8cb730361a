package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"chancery/internal/lang"
	"chancery/internal/name"
)

// pack is what intake.yaml of one language says of how its outlets frame a
// report.
type pack struct {
	Rules     []*rule  `yaml:"rules"`
	Debris    []string `yaml:"debris"`     // lines that are no narrative, whatever their case
	Opens     []string `yaml:"opens"`      // lines after which foreign headlines follow
	Begins    []string `yaml:"begins"`     // beginnings of lines that are no narrative
	Kickers   []string `yaml:"kickers"`    // words before a headline that are not of it
	NotPlaces []string `yaml:"not_places"` // words before a colon or dash at the start that are no dateline
	Bodies    []string `yaml:"bodies"`     // words that make a name that of an office which issues statements

	debris, opens, notPlaces map[string]bool
	begins, bodies           []string
}

// A rule says where outlets write a thing and how it is worded. Pattern is a
// regular expression (RE2) in which {outlet}, {agency}, {body} and {person}
// stand for a name; the group "part", or else the whole match, is what Mark
// marks. Gives is what the names of the Example are, joined by " | ".
type rule struct {
	ID      string   `yaml:"id"`
	Yields  yields   `yaml:"yields"`
	Where   where    `yaml:"where"`
	Mark    bool     `yaml:"mark"`
	Pattern string   `yaml:"pattern"`
	With    []string `yaml:"with"` // one of these must occur; spares the pattern
	Example string   `yaml:"example"`
	Gives   string   `yaml:"gives"`
	Counter string   `yaml:"counter"`

	re *regexp.Regexp
}

// yields is what a rule finds.
type yields string

const (
	yieldByline    yields = "byline"
	yieldPublisher yields = "publisher" // {outlet} published this; {agency} wrote it
	yieldCarrier   yields = "carrier"   // {outlet} tells this: the publisher, unless another is named
	yieldAgency    yields = "agency"    // {agency} is cited
	yieldPrimary   yields = "primary"   // {body} or {person}, whose statement it is
	yieldDebris    yields = "debris"
	yieldOpening   yields = "opening" // debris, and so are the headlines after it
)

// where is the place in which a rule is tried.
type where string

const (
	whereLine where = "line" // a line that is not narrative
	whereLead where = "lead" // from the first word of the body on
	whereText where = "text" // within a line of the body
)

const (
	nameWord  = `(?:\p{Lu}[\p{L}\p{M}\d]*(?:[.’'&-][\p{L}\p{M}\d]+)*)`
	domain    = `(?:(?:www\.)?[a-z\d-]+(?:\.[a-z]{2,6}){1,2})`
	shortName = nameWord + `(?: (?:(?:of|the) ){0,2}` + nameWord + `){0,4}`
	longName  = nameWord + `(?: (?:(?:of|the|and|for|to) ){0,2}` + nameWord + `){0,9}`
)

var placeholders = strings.NewReplacer(
	"{outlet}", `(?P<outlet>`+domain+`|`+shortName+`)`,
	"{agency}", `(?P<agency>`+domain+`|`+shortName+`)`,
	"{body}", `(?P<body>`+longName+`)`,
	"{inflected}", `(?P<body>(?:`+nameWord+` ){0,7}\p{Lu}[\p{L}\p{M}]*?)(?:'|’)?`,
	"{person}", `(?P<person>`+nameWord+`(?: `+nameWord+`){1,3})`,
)

// loadPack reads a language's intake.yaml, and runs every rule's example and
// counter-example. A language without that file has no rules.
func loadPack(fsys fs.FS, p lang.Pack, outlets *outlets) (*pack, error) {
	out := &pack{}
	file := path.Join(p.Folder, "intake.yaml")
	if _, err := fs.Stat(fsys, file); errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err := lang.ReadYAML(fsys, file, out); err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	out.debris, out.opens, out.notPlaces = foldedSet(out.Debris), foldedSet(out.Opens), foldedSet(out.NotPlaces)
	out.begins, out.bodies = folded(out.Begins), folded(out.Bodies)
	seen := map[string]bool{}
	for _, r := range out.Rules {
		if seen[r.ID] {
			return nil, fmt.Errorf("intake: %s: two rules %q", file, r.ID)
		}
		seen[r.ID] = true
		if err := r.compile(); err != nil {
			return nil, fmt.Errorf("intake: %s: rule %q: %w", file, r.ID, err)
		}
		if err := r.check(out, outlets); err != nil {
			return nil, fmt.Errorf("intake: %s: rule %q: %w", file, r.ID, err)
		}
	}
	return out, nil
}

func folded(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = name.Fold(s)
	}
	return out
}

func foldedSet(list []string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, s := range list {
		out[name.Fold(s)] = true
	}
	return out
}

func (r *rule) compile() error {
	switch r.Yields {
	case yieldByline, yieldPublisher, yieldCarrier, yieldAgency, yieldPrimary, yieldDebris, yieldOpening:
	default:
		return fmt.Errorf("unknown yields %q", r.Yields)
	}
	switch r.Where {
	case whereLine, whereLead, whereText:
	default:
		return fmt.Errorf("unknown where %q", r.Where)
	}
	pattern := placeholders.Replace(r.Pattern)
	switch r.Where {
	case whereLine:
		pattern = "^(?:" + pattern + ")$"
	case whereLead:
		pattern = "^(?:" + pattern + ")"
	}
	var err error
	r.re, err = regexp.Compile(pattern)
	return err
}

// check runs the example and the counter-example.
func (r *rule) check(p *pack, outlets *outlets) error {
	if r.ID == "" || r.Example == "" || r.Counter == "" {
		return errors.New("a rule needs an id, an example and a counter-example")
	}
	found := r.find(r.Example, p, outlets)
	if len(found) != 1 {
		return fmt.Errorf("found %d times in its example, want once", len(found))
	}
	if got := found[0].gives(); got != r.Gives {
		return fmt.Errorf("example gives %q, want %q", got, r.Gives)
	}
	if len(r.find(r.Counter, p, outlets)) > 0 {
		return errors.New("found in its counter-example")
	}
	return nil
}

// finding is what a rule found, with byte offsets of the part in what it was
// tried on.
type finding struct {
	rule           *rule
	start, end     int
	outlet, agency string // as known, else as written
	party          string // the body or person, as written
}

func (f finding) gives() string {
	var names []string
	for _, s := range []string{f.outlet, f.agency, f.party} {
		if s != "" {
			names = append(names, s)
		}
	}
	return strings.Join(names, " | ")
}

// find is every place in s where the rule holds.
func (r *rule) find(s string, p *pack, outlets *outlets) []finding {
	if !r.worthTrying(s) {
		return nil
	}
	var out []finding
	for _, m := range r.re.FindAllStringSubmatchIndex(s, -1) {
		f := finding{rule: r, start: m[0], end: m[1]}
		holds := true
		for i, group := range r.re.SubexpNames() {
			if i == 0 || m[2*i] < 0 {
				continue
			}
			value := s[m[2*i]:m[2*i+1]]
			switch group {
			case "part":
				f.start, f.end = m[2*i], m[2*i+1]
			case "outlet":
				f.outlet, holds = outlets.known(value, holds)
			case "agency":
				f.agency, holds = outlets.known(value, holds)
			case "title":
				f.outlet = value
				if known, ok := outlets.lookup(value); ok {
					f.outlet = known.name
				}
			case "person", "source":
				f.party = value
			case "body":
				f.party, holds = bareName(value), holds && p.isBody(value)
			}
		}
		if holds {
			out = append(out, f)
		}
	}
	return out
}

// bareName is the name of an office without an article before it or an ending
// after an apostrophe.
func bareName(s string) string {
	s = strings.TrimPrefix(s, "The ")
	if i := strings.LastIndexAny(s, "'’"); i > strings.LastIndex(s, " ") && i > 0 {
		return s[:i]
	}
	return s
}

func (r *rule) worthTrying(s string) bool {
	for _, w := range r.With {
		if strings.Contains(s, w) {
			return true
		}
	}
	return len(r.With) == 0
}

// isBody reports a name that has one of the words of an office.
func (p *pack) isBody(s string) bool {
	key := " " + name.Fold(s) + " "
	for _, b := range p.bodies {
		if strings.Contains(key, " "+b) {
			return true
		}
	}
	return false
}
