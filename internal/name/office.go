package name

import (
	"fmt"
	"slices"
	"strings"
)

// Title is the title of an office, made ready for comparison.
type Title struct {
	words  string // sorted, without ranks
	ranks  rank
	either bool // one word of the language serves deputy and assistant alike
	single bool
	post   string // what sort of post it is; empty for one that goes with others
	level  Level
}

// Level is how high an office stands in its state or organisation.
type Level string

// The levels, from the highest.
const (
	LevelHead       Level = "head" // of a state, a government or an organisation
	LevelMinister   Level = "minister"
	LevelDeputy     Level = "deputy"
	LevelParliament Level = "parliament"
	LevelOfficial   Level = "official" // every other
)

// Levels lists them, the highest first.
func Levels() []Level {
	return []Level{LevelHead, LevelMinister, LevelDeputy, LevelParliament, LevelOfficial}
}

// rank is a set of the words that set an office below or beside another.
type rank uint8

const (
	deputy rank = 1 << iota
	assistant
	former
	acting
)

var ranks = map[string]rank{"deputy": deputy, "assistant": assistant, "former": former, "acting": acting, "deputy|assistant": deputy | assistant}

// postWord is the words that make an office a post of a sort.
type postWord struct {
	words []string
	post  string
}

// alongside are sorts of posts that one person often holds at one time: members
// of a parliament who govern, and generals who do.
var alongside = map[[2]string]bool{{"government", "house"}: true, {"arms", "government"}: true}

// Excludes reports whether nobody holds both at one time: the posts are of two
// sorts that fill a person's days, such as an ambassador's and a judge's. A
// former office excludes nothing.
func (a Title) Excludes(b Title) bool {
	if a.post == "" || b.post == "" || a.post == b.post || a.Former() || b.Former() {
		return false
	}
	return !alongside[[2]string{min(a.post, b.post), max(a.post, b.post)}]
}

// rankWord is one word for a rank; stem means with any ending.
type rankWord struct {
	word string
	rank rank
	stem bool
}

// ParseTitle reads a title in English, and as its report words it. The words
// decide only whether the language tells deputy from assistant: "Genel Sekreter
// Yardımcısı" may be either.
func ParseTitle(title, text string) Title {
	t := loaded()
	if title == "" {
		title = text
	}
	var out Title
	var words []string
	for _, w := range strings.Fields(Latin(title)) {
		if r, ok := t.rankOf(w); ok {
			out.ranks |= r
			out.either = out.either || r == deputy|assistant
		} else if as, ok := t.officeAs[w]; ok {
			words = append(words, strings.Fields(as)...)
		} else {
			words = append(words, w)
		}
	}
	if text != title {
		for _, w := range strings.Fields(Latin(text)) {
			r, _ := t.rankOf(w)
			out.either = out.either || r == deputy|assistant
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	out.words = strings.Join(words, " ")
	out.single = out.ranks == 0 && slices.ContainsFunc(t.single, func(all []string) bool {
		return !slices.ContainsFunc(all, func(w string) bool { return !slices.Contains(words, w) })
	})
	for _, p := range t.posts {
		if !slices.ContainsFunc(p.words, func(w string) bool { return !slices.Contains(words, w) }) {
			out.post = p.post // the last that fits: the table has the more special ones below
		}
	}
	out.level = LevelOfficial
	for _, p := range t.levels {
		if !slices.ContainsFunc(p.words, func(w string) bool { return !slices.Contains(words, w) }) {
			out.level = Level(p.post)
		}
	}
	if out.ranks&(deputy|assistant) != 0 && out.level != LevelOfficial && out.level != LevelParliament {
		out.level = LevelDeputy
	}
	return out
}

func (t *tables) rankOf(w string) (rank, bool) {
	for _, o := range t.officeRank {
		if w == o.word || o.stem && strings.HasPrefix(w, o.word) {
			return o.rank, true
		}
	}
	return 0, false
}

// Key names the office: titles that say the same have one key. It is empty for
// an empty title.
func (a Title) Key() string {
	key := a.words
	for _, r := range []string{"deputy", "assistant", "former", "acting"} {
		if a.ranks&ranks[r] != 0 {
			key += "+" + r
		}
	}
	return key
}

// Equal reports whether the titles say the same, in any order of words.
func (a Title) Equal(b Title) bool { return a.words != "" && a.words == b.words && a.ranks == b.ranks }

// Compatible reports whether one person can hold both: one title says what the
// other says and perhaps more ("Minister", "Minister of Foreign Affairs"), and
// the ranks agree. "Acting" and "former" are no ranks here: reports leave them
// out.
func (a Title) Compatible(b Title) bool {
	if a.words == "" || b.words == "" {
		return false
	}
	const below = deputy | assistant
	x, y := a.ranks&below, b.ranks&below
	if x != y && !((a.either || b.either) && x != 0 && y != 0) {
		return false
	}
	return subset(a.words, b.words) || subset(b.words, a.words)
}

// Within reports whether b says all that a says, and perhaps more ("President",
// "President of the Republic"), and the ranks are the same.
func (a Title) Within(b Title) bool {
	return a.words != "" && a.ranks == b.ranks && subset(a.words, b.words)
}

// Fills reports whether the named holder of a is the holder of b whom another
// report of the same event leaves unnamed: the titles are compatible, and say
// the same or belong to one person at a time.
func (a Title) Fills(b Title) bool {
	return a.Compatible(b) && (a.words == b.words || a.single || b.single)
}

// Includes reports whether a group of officials, by its title ("committee
// heads"), can include the holder of b ("Chair of the Trade Committee"): the
// ranks agree, and b says all that the group's title says, where one word for
// who leads a body is as good as another. A title that says no more than such a
// word includes nobody.
func (a Title) Includes(b Title) bool {
	const below = deputy | assistant
	if a.ranks&below != b.ranks&below {
		return false
	}
	t := loaded()
	leads := func(w string) bool { return slices.Contains(t.leads, w) }
	of := strings.Fields(b.words)
	more := false
	for _, w := range strings.Fields(a.words) {
		switch {
		case leads(w):
			if !slices.ContainsFunc(of, leads) {
				return false
			}
		case !slices.Contains(of, w):
			return false
		default:
			more = true
		}
	}
	return more
}

// Either reports whether the language has one word for deputy and assistant, so
// that the title in English is a guess.
func (a Title) Either() bool { return a.either }

// Former reports whether the title is that of a former holder.
func (a Title) Former() bool { return a.ranks&former != 0 }

// Post is what sort of post the office is, of those that fill a person's days, or
// empty.
func (a Title) Post() string { return a.post }

// Level is how high the office stands; of a former one how high it stood.
func (a Title) Level() Level { return a.level }

// Single reports whether the office has one holder at a time, as a president's
// and unlike an ambassador's.
func (a Title) Single() bool { return a.single }

// subset reports whether every word of a is in b; both are sorted.
func subset(a, b string) bool {
	in := strings.Fields(b)
	for _, w := range strings.Fields(a) {
		if !slices.Contains(in, w) {
			return false
		}
	}
	return true
}

func (t *tables) addOffice(f []string) error {
	switch f[1] {
	case "drop":
		t.officeAs[f[0]] = ""
	case "as":
		t.officeAs[f[0]] = f[2]
	case "rank":
		stem, any := strings.CutSuffix(f[0], "*")
		r, ok := ranks[f[2]]
		if !ok {
			return fmt.Errorf("%q is no rank", f[2])
		}
		t.officeRank = append(t.officeRank, rankWord{stem, r, any})
	case "leads":
		t.leads = append(t.leads, f[0])
	case "post":
		if f[2] == "none" {
			f[2] = ""
		}
		t.posts = append(t.posts, postWord{strings.Split(f[0], "+"), f[2]})
	case "level":
		if !slices.Contains(Levels(), Level(f[2])) {
			return fmt.Errorf("%q is no level", f[2])
		}
		t.levels = append(t.levels, postWord{strings.Split(f[0], "+"), f[2]})
	case "single":
		t.single = append(t.single, strings.Split(f[0], "+"))
	default:
		return fmt.Errorf("%q is no kind of word", f[1])
	}
	return nil
}
