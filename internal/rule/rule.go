// Package rule is the language in which the program's reading rules are
// written, and the reader of the files that hold them. A rule says which events
// a clause tells of: either by a frame (a verb or noun with the roles of its
// arguments) or by a pattern over tokens and mentions. Every rule has examples
// that it must read and counter-examples that it must not; one without them
// does not load.
package rule

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/lang"

	"go.yaml.in/yaml/v4"
)

// Rule is one rule of a language.
type Rule struct {
	ID       string
	Yields   chancery.Kind
	Modality chancery.Modality // empty: the clause decides
	Present  chancery.Modality // what a simple present tells in running text; empty: that it happened
	Later    chancery.Kind     // what it yields when it is still to come: help that is promised is a pledge; empty: the same
	Plover   string            // the PLOVER event, and the mode of it, where they are narrower than the kind's
	Mode     string
	Frame    *Frame // exactly one of Frame and Pattern is set
	Pattern  *Pattern
	Roles    map[string]chancery.Role // of a pattern's captures
	Each     bool                     // every member of the last role's group is an event of its own
	Examples []Example
	Counter  []string
	Where    string // file and line, for faults
}

// Frame is a predicate and the roles of its arguments. Relations are those of
// package clause: subj, obj, and the preposition or case of the others.
type Frame struct {
	Verbs   [][]string
	Nouns   [][]string
	Args    map[string]chancery.Role
	Need    [][]string    // of each group at least one must be filled: "subj", "obj!" by a person, "subj+" by several, "place", "theme", "beyond", "party", or "passive" where that is the voice
	Place   []string      // relations that name where it happened, most telling first; "home-of-subj" and "home-of-other" are where the inviter is at home, named or not, "seat-of-subj" the capital of who acts, "post" where those acted on are posted
	Cue     [][]string    // one of these must stand in the sentence; none: no condition
	Bar     [][]string    // none of these may
	Apart   [][]string    // none of these may stand in the phrase beside the predicate: what is met, visited or received is a thing
	Least   int           // of actors, in all relations together
	Next    [][]string    // one of these must stand right behind the object, or the predicate where it has none
	NotNext [][]string    // none of these may
	Theme   chancery.Role // of whose act or thing the object speaks, where no relation fills the role: "praised X's efforts"
	Owner   chancery.Role // of the first owner behind the predicate, where no relation fills the role: "was put on Norway's list"
	Pair    bool          // where Party finds nobody, the other of the two states that the report is about
	Beyond  chancery.Role // of the first party named behind the predicate, where nothing else fills the role: "threatened to leave Y"
	Own     chancery.Role // of the own state of those who act, where nobody else is named: people march against their own government
	Resume  bool          // where nobody is named, those of the meeting told last take part: "an agreement was signed after the talks"
	Gathers bool          // who else takes part is told by the sentences behind: "gathered his guests. Peru was represented by X"
	Party   chancery.Role // of the other party of the contact told of last, where nothing else fills the role: "X thanked him"
	Alone   [][]string    // with one of these in its clause the act is told though Party finds nobody: "condemned the attack"
}

// Example is a sentence that a rule reads, and what it must yield: the names
// of the participants, parted by semicolons.
type Example struct {
	Text   string `yaml:"text"`
	Yields string `yaml:"yields"`
}

type file struct {
	Rules []yaml.Node `yaml:"rules"`
}

type entry struct {
	ID       string                   `yaml:"id"`
	Yields   chancery.Kind            `yaml:"yields"`
	Modality chancery.Modality        `yaml:"modality"`
	Present  chancery.Modality        `yaml:"present"`
	Pattern  string                   `yaml:"pattern"`
	Roles    map[string]chancery.Role `yaml:"roles"`
	Each     bool                     `yaml:"each"`
	Verbs    []string                 `yaml:"verbs"`
	Nouns    []string                 `yaml:"nouns"`
	Args     map[string]chancery.Role `yaml:"args"`
	Need     []string                 `yaml:"need"`
	Place    []string                 `yaml:"place"`
	Cue      []string                 `yaml:"cue"`
	Bar      []string                 `yaml:"bar"`
	Apart    []string                 `yaml:"apart"`
	Least    int                      `yaml:"least"`
	Next     []string                 `yaml:"next"`
	NotNext  []string                 `yaml:"not_next"`
	Theme    chancery.Role            `yaml:"theme"`
	Owner    chancery.Role            `yaml:"owner"`
	Pair     bool                     `yaml:"pair"`
	Beyond   chancery.Role            `yaml:"beyond"`
	Own      chancery.Role            `yaml:"own"`
	Party    chancery.Role            `yaml:"party"`
	Resume   bool                     `yaml:"resume"`
	Gathers  bool                     `yaml:"gathers"`
	Alone    []string                 `yaml:"alone"`
	Later    chancery.Kind            `yaml:"later"`
	Plover   string                   `yaml:"plover"`
	Mode     string                   `yaml:"mode"`
	Examples []Example                `yaml:"examples"`
	Counter  []string                 `yaml:"counter"`
}

// Load reads every file in the folder rules/ of a language pack, in the order
// of their names. A fault is an error that names the file and the line.
func Load(fsys fs.FS, pack lang.Pack, lists Lists) ([]Rule, error) {
	names, err := fs.Glob(fsys, path.Join(pack.Folder, "rules", "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("rule: listing %s: %w", pack.Folder, err)
	}
	var out []Rule
	seen := map[string]string{}
	for _, name := range names {
		var f file
		if err := lang.ReadYAML(fsys, name, &f); err != nil {
			return nil, err
		}
		for i := range f.Rules {
			r, err := build(&f.Rules[i], fmt.Sprintf("%s:%d", name, f.Rules[i].Line), lists)
			if err != nil {
				return nil, err
			}
			if other, ok := seen[r.ID]; ok {
				return nil, fmt.Errorf("%s: rule %s stands already at %s", r.Where, r.ID, other)
			}
			seen[r.ID] = r.Where
			out = append(out, r)
		}
	}
	return out, nil
}

func build(n *yaml.Node, where string, lists Lists) (Rule, error) {
	var e entry
	if err := strict(n, &e); err != nil {
		return Rule{}, fmt.Errorf("%s: %w", where, err)
	}
	fail := func(format string, args ...any) (Rule, error) {
		return Rule{}, fmt.Errorf("%s: rule %q: %s", where, e.ID, fmt.Sprintf(format, args...))
	}
	r := Rule{ID: e.ID, Yields: e.Yields, Modality: e.Modality, Present: e.Present, Later: e.Later, Plover: e.Plover, Mode: e.Mode, Roles: e.Roles, Each: e.Each, Examples: e.Examples, Counter: e.Counter, Where: where}
	switch {
	case e.ID == "":
		return fail("id is missing")
	case !slices.Contains(chancery.Kinds(), e.Yields):
		return fail("yields %q is no kind of event", e.Yields)
	case e.Later != "" && !slices.Contains(chancery.Kinds(), e.Later):
		return fail("later %q is no kind of event", e.Later)
	case len(e.Examples) == 0 || len(e.Counter) == 0:
		return fail("at least one example and one counter-example are needed")
	case (e.Pattern == "") == (len(e.Verbs)+len(e.Nouns) == 0):
		return fail("write either pattern, or verbs and nouns")
	}
	roles := append(values(e.Roles), values(e.Args)...)
	for _, role := range []chancery.Role{e.Theme, e.Owner, e.Beyond, e.Own, e.Party} {
		if role != "" {
			roles = append(roles, role)
		}
	}
	for _, role := range roles {
		switch role {
		case chancery.Host, chancery.Visitor, chancery.Initiator, chancery.Recipient, chancery.Attendee, "place":
		default:
			return fail("%q is no role", role)
		}
	}
	if e.Pattern != "" {
		p, err := Compile(e.Pattern, lists)
		if err != nil {
			return fail("%v", err)
		}
		for _, name := range p.names {
			if e.Roles[name] == "" {
				return fail("capture %q has no role", name)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(e.Roles)) {
			if !slices.Contains(p.names, name) {
				return fail("the pattern captures no %q", name)
			}
		}
		r.Pattern = p
		return r, nil
	}
	r.Frame = &Frame{Verbs: Phrases(e.Verbs), Nouns: Phrases(e.Nouns), Args: e.Args, Place: e.Place,
		Cue: Phrases(e.Cue), Bar: Phrases(e.Bar), Apart: Phrases(e.Apart), Least: e.Least, Next: Phrases(e.Next), NotNext: Phrases(e.NotNext), Theme: e.Theme, Owner: e.Owner, Pair: e.Pair, Beyond: e.Beyond, Own: e.Own, Party: e.Party, Resume: e.Resume, Gathers: e.Gathers, Alone: Phrases(e.Alone)}
	for _, group := range e.Need {
		needs := strings.Split(group, "|")
		for _, n := range needs {
			rel := strings.TrimRight(n, "!+")
			ok := e.Args[rel] != ""
			switch rel {
			case "place", "passive":
				ok = true
			case "owner":
				ok = e.Owner != ""
			case "theme":
				ok = e.Theme != ""
			case "beyond":
				ok = e.Beyond != ""
			case "party":
				ok = e.Party != ""
			}
			if !ok {
				return fail("need names %q, which has no role", rel)
			}
		}
		r.Frame.Need = append(r.Frame.Need, needs)
	}
	return r, nil
}

func values(m map[string]chancery.Role) []chancery.Role {
	var out []chancery.Role
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// strict decodes a node and refuses fields that the rule does not have.
func strict(n *yaml.Node, into any) error {
	raw, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(strings.NewReader(string(raw)))
	d.KnownFields(true)
	return d.Decode(into)
}

// Phrases splits each entry into its words.
func Phrases(entries []string) [][]string {
	out := make([][]string, 0, len(entries))
	for _, e := range entries {
		out = append(out, strings.Fields(e))
	}
	return out
}
