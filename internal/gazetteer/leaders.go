package gazetteer

import (
	"io/fs"
	"slices"
	"strings"

	"chancery"
	"chancery/internal/name"
)

const leadersFile = "leaders.tsv"

// LeadersFile is the path of the table of leaders below the project, for those
// who show where an inference comes from.
const LeadersFile = "data/gazetteer/" + leadersFile

// Leaders is the table of who led which state when, without the rest of the
// gazetteer. It never changes and may be used by many goroutines.
type Leaders struct {
	list []Leader
	read chancery.Day // the last day of the table
}

// LoadLeaders reads gazetteer/leaders.tsv.
func LoadLeaders(fsys fs.FS) (*Leaders, error) {
	l := &Leaders{read: chancery.FirstDay}
	err := readRows(fsys, "gazetteer/"+leadersFile, func(r *row) error {
		x := leaderOf(r)
		l.list = append(l.list, x)
		for _, d := range []chancery.Date{x.Since, x.Until} {
			if _, last, ok := d.Bounds(); ok && last != chancery.LastDay {
				l.read = max(l.read, last)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Read is the last day that the table speaks of. Whoever is in office in it was
// so then; of later days it says nothing.
func (l *Leaders) Read() chancery.Day { return l.read }

// Holding finds who held the office of a state on the date, each name once, in the
// order of the source. Whoever came or went on a day of the date is among them;
// whoever may have gone before, as far as the table knows, is not. It is empty when the date is unknown or lies after Read.
func (l *Leaders) Holding(office name.Title, state string, on chancery.Date) []Leader {
	_, last, ok := on.Bounds()
	if !ok || last > l.read {
		return nil
	}
	return l.match(office, state, func(x Leader) bool { return x.inOffice(on) && !x.perhapsGone(on) })
}

// perhapsGone reports whether the table only knows that the leader left on a day
// within a span, and the date lies in it: somebody else may have followed.
func (l Leader) perhapsGone(on chancery.Date) bool {
	_, last, _ := on.Bounds()
	from, _, ok := l.Until.Bounds()
	return ok && strings.HasPrefix(string(l.Until), "[") && last > from
}

// Latest finds who held the office of a state when the table was last read.
func (l *Leaders) Latest(office name.Title, state string) []Leader {
	return l.match(office, state, func(x Leader) bool { return x.Until == "" })
}

func (l *Leaders) match(office name.Title, state string, fits func(Leader) bool) []Leader {
	var found []Leader
	for _, x := range l.list {
		if x.State == state && fits(x) && (office.Within(name.ParseTitle(x.Title, "")) || office.Equal(name.ParseTitle(x.Role, ""))) &&
			!slices.ContainsFunc(found, func(y Leader) bool { return y.Name == x.Name }) {
			found = append(found, x)
		}
	}
	return found
}

// The roles of leaders.
const (
	ChiefOfState     = "chief of state"
	Representative   = "representative of chief of state" // a governor general, for a monarch elsewhere
	HeadOfGovernment = "head of government"
	OtherLeader      = "other" // vice presidents, deputies, heirs
)

// Leader is the holder of one of a state's highest offices, as one public
// source has it: a reason to infer, no statement of a report.
type Leader struct {
	Name  string // English, mostly without diacritics
	State string // ISO 3166-1 alpha-3
	Role  string // one of the roles above
	Title string // President, Prime Minister, King; empty when the source gives none
	Since chancery.Date
	Until chancery.Date // empty for who was in office when the source was last read
	words string        // sound of every word of the name and its variants, each between spaces
}

// inOffice reports whether the leader may have been in office on the date; any
// leader may when the date is unknown.
func (l Leader) inOffice(date chancery.Date) bool {
	first, last, ok := date.Bounds()
	if !ok {
		return true
	}
	if from, _, ok := l.Since.Bounds(); ok && last < from {
		return false
	}
	if _, to, ok := l.Until.Bounds(); ok && first > to {
		return false
	}
	return true
}

// Leaders finds who of the name may have been in office on the date; an unknown
// date fits everybody. The name is folded by name.Fold and is a surname, or
// other parts of the name with it ("trump", "donald trump"). Spellings that
// differ as transliterations do ("zelensky", "zelenskyy") are the same name.
// The order is that of states, then of the source.
func (g *Gazetteer) Leaders(nameFold string, date chancery.Date) []Leader {
	words := strings.Fields(nameFold)
	if len(words) == 0 {
		return nil
	}
	for i, w := range words {
		words[i] = " " + sound(w) + " "
	}
	var found []Leader
	for _, at := range g.bySurname[strings.TrimSpace(words[len(words)-1])] {
		l := g.leaders[at]
		if !l.inOffice(date) {
			continue
		}
		known := true
		for _, w := range words {
			known = known && strings.Contains(l.words, w)
		}
		if known {
			found = append(found, l)
		}
	}
	return found
}

// LeadersOf finds who may have held the role in the state on the date, in the
// order of the source: by role, then by time.
func (g *Gazetteer) LeadersOf(state, role string, date chancery.Date) []Leader {
	var found []Leader
	for _, l := range g.leaders {
		if l.State == state && l.Role == role && l.inOffice(date) {
			found = append(found, l)
		}
	}
	return found
}

// spellings that stand for one sound in one transliteration or another.
var spellings = strings.NewReplacer("sh", "s", "ch", "c", "zh", "j", "kh", "h", "gh", "g", "dj", "j", "ph", "f",
	"ck", "k", "ks", "x", "w", "v", "q", "k", "y", "i", "ie", "e", "oe", "o", "ue", "u")

// sound reduces a folded word to what its transliterations have in common.
func sound(word string) string {
	s := spellings.Replace(word)
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if len(b) == 0 || b[len(b)-1] != s[i] {
			b = append(b, s[i])
		}
	}
	s = string(b)
	for _, glide := range []string{"ia", "ie", "io", "iu"} {
		if i := strings.Index(s, glide); i > 0 && strings.ContainsRune("aeou", rune(s[i-1])) {
			s = s[:i] + s[i+1:] // Tokayev, Tokaev
		}
	}
	return s
}

func leaderOf(r *row) Leader {
	return Leader{
		Name:  r.get("name"),
		State: r.get("alpha3"),
		Role:  r.get("role"),
		Title: r.get("title"),
		Since: chancery.Date(r.get("since")),
		Until: chancery.Date(r.get("until")),
	}
}

// addLeader reads one tenure and notes the words of the surname.
func (g *Gazetteer) addLeader(r *row, surnames map[string]bool) {
	l := leaderOf(r)
	var b strings.Builder
	for w := range strings.FieldsSeq(name.Fold(r.get("name") + " " + r.get("variants"))) {
		b.WriteString(" " + sound(w) + " ")
	}
	l.words = b.String()
	at := int32(len(g.leaders))
	g.leaders = append(g.leaders, l)
	for w := range strings.FieldsSeq(name.Fold(r.get("surname"))) {
		surnames[w] = true
		s := sound(w)
		if list := g.bySurname[s]; len(list) == 0 || list[len(list)-1] != at {
			g.bySurname[s] = append(list, at)
		}
	}
}
