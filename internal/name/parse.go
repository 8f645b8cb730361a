package name

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Name is a name made ready for comparison. It is cheaper to parse a name once
// than to give Same its text again and again.
type Name struct {
	fold    string
	words   []word
	bare    bool     // from a script that leaves vowels out
	body    bool     // has a word that only organisations have
	mixed   bool     // has a word with letters of two scripts
	wade    bool     // is Chinese by Wade-Giles
	pinyin  []string // how it is read as a Chinese name, one or more readings
	chinese []word   // the first of these by sound
	han     bool     // written in Chinese characters
}

// word is one word of a name.
type word struct {
	sound      []rune // in the letters of data/names/sounds.tsv
	whole      heard
	consonants heard
	families   []kin // what the word is a form of
	given      gender
	weight     float64
	initial    bool // one letter that stands for a name
	particle   bool
	first      bool // stands first
	father     bool // stands behind bin, oğlu and the like
	number     bool
	latin      byte   // the first of its letters
	letters    string // two or three capitals that may be initials in one
}

// mostWords and mostSounds are what is looked at of a text that is no name.
const (
	mostWords  = 16
	mostSounds = 40
)

// heard is what is compared of the word.
func (w *word) heard(bare bool) heard {
	if bare {
		return w.consonants
	}
	return w.whole
}

// The weight of a word in a name, next to 1 for a plain word.
const (
	particleWeight = 0.2
	initialWeight  = 0.5
)

// article is written together with its word in Arabic, apart in Latin letters.
const article = "ال"

// Parse makes a name ready: titles in front are dropped while two words remain,
// so are legal forms; joined words ("AnnaSmith") are parted, digits within
// words ("Sm1th") are read as the letters that they look like.
func Parse(s string) *Name {
	t := loaded()
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	n := &Name{fold: Fold(s), mixed: Mixed(s) != ""}
	fields := t.withoutForms(n, cut(korean(s)))
	shout := !strings.ContainsFunc(s, unicode.IsLower)
	behind := false // a word for "son of"
	for i, f := range fields {
		if f.text == "" {
			continue
		}
		n.bare = n.bare || strings.ContainsFunc(f.text, vowelless)
		kind := t.words[f.latin]
		if kind == title && len(n.words) == 0 && len(fields)-i > 2 {
			continue
		}
		w := word{weight: 1}
		switch letters := []rune(f.latin); {
		case f.number != "":
			w.sound, w.number = []rune(f.number), true
		default:
			w.sound = t.sounds(strings.TrimPrefix(f.text, article))
			w.latin = f.latin[0]
			w.whole, w.consonants = hear(w.sound), hear(consonants(w.sound))
			w.families, w.given = t.families[string(w.sound)], t.given[string(w.sound)]
			switch {
			case kind == particle || kind == sonOf:
				w.particle, w.weight = true, particleWeight
			case len(letters) == 1 && letters[0] < 0x80 && !unicode.Is(unicode.Hangul, []rune(f.text)[0]):
				w.initial, w.weight = true, initialWeight
			case !shout && len(letters) <= mostInitials && f.text == strings.ToUpper(f.text) && letters[0] < 0x80:
				w.letters = f.latin
			}
			w.father = behind && !w.particle
		}
		if len(w.sound) == 0 || len(n.words) == mostWords {
			continue
		}
		w.first = len(n.words) == 0
		behind = kind == sonOf || behind && w.particle
		n.words = append(n.words, w)
	}
	n.readChinese(s, fields)
	return n
}

// korean parts the surname of a Korean name in its own script, its first
// syllable, from the other two.
func korean(s string) string {
	if r := []rune(s); len(r) == 3 && !slices.ContainsFunc(r, func(r rune) bool { return !unicode.Is(unicode.Hangul, r) }) {
		return string(r[:1]) + " " + string(r[1:])
	}
	return s
}

// mostInitials is how many initials are written in one ("JFK").
const mostInitials = 3

// vowelless reports whether the letter is of a script that leaves vowels out,
// or, as those of India, the commonest one.
func vowelless(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Devanagari, unicode.Bengali)
}

// field is one word as written.
type field struct{ text, latin, number string }

// cut parts a text into words, without "'s" behind them.
func cut(s string) []field {
	out := make([]field, 0, 4)
	for _, f := range strings.FieldsFunc(part(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !isApostrophe(r)
	}) {
		if short, ok := strings.CutSuffix(strings.ToLower(f), "s"); ok && len(short) > 0 {
			if stem := strings.TrimRightFunc(short, isApostrophe); stem != short && len(f) == len(short)+1 {
				f = f[:len(stem)]
			}
		}
		letters, digits := 0, 0
		for _, r := range f {
			if unicode.IsDigit(r) {
				digits++
			} else if unicode.IsLetter(r) {
				letters++
			}
		}
		x := field{text: f}
		switch {
		case digits > 0 && (letters <= 1 || ordinal(f)):
			x.number = strings.TrimRightFunc(f, func(r rune) bool { return !unicode.IsDigit(r) })
		case digits > 0 && letters >= digits:
			x.text = looksLike.Replace(f)
		}
		if x.latin = strings.ReplaceAll(Latin(x.text), " ", ""); x.latin != "" {
			out = append(out, x)
		}
	}
	return out
}

// looksLike are the letters that digits stand for within a word.
var looksLike = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "8", "b", "9", "g")

func ordinal(f string) bool {
	f = strings.ToLower(f)
	return slices.ContainsFunc([]string{"st", "nd", "rd", "th"}, func(end string) bool {
		digits, ok := strings.CutSuffix(f, end)
		return ok && strings.Trim(digits, "0123456789") == ""
	})
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’ʼ‘`´ʻʿʾ", r) }

// part puts a space before a capital inside a word; "McAdam" keeps its two.
func part(s string) string {
	var b strings.Builder
	var run []rune
	for _, r := range s {
		lower := len(run) > 2 && unicode.IsLower(run[len(run)-1])
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
			run = run[:0]
		}
		if unicode.IsLetter(r) {
			run = append(run, r)
		} else {
			run = run[:0]
		}
		b.WriteRune(r)
	}
	return b.String()
}

// withoutForms drops the legal forms of organisations, as long as anything else
// is left, and notes whether the name is one's; numbers in words and Roman ones
// become numbers there.
func (t *tables) withoutForms(n *Name, fields []field) []field {
	out := slices.Clone(fields)
	left := len(out)
	for i := 0; i < len(fields); {
		width := min(t.longestForm, len(fields)-i)
		for ; width > 0; width-- {
			var key strings.Builder
			for _, f := range fields[i : i+width] {
				key.WriteString(f.latin + " ")
			}
			if t.forms[strings.TrimSuffix(key.String(), " ")] && left > width && (i > 0 || i+width < len(fields)) {
				n.body = n.body || width > 1 || len(fields[i].latin) > 2
				left -= width
				for k := range width {
					out[i+k].text = ""
				}
				break
			}
		}
		i += max(1, width)
	}
	for i := range out {
		n.body = n.body || t.bodies[out[i].latin] && out[i].text != ""
	}
	for i := range out {
		f := &out[i]
		if f.text == "" {
			continue
		}
		if as, ok := t.written[f.latin]; ok && n.body {
			f.text, f.latin = as, as
		} else if number, ok := t.numbers[f.latin]; ok {
			f.number = number
		} else if roman := romanNumber(f.text); roman != "" && i > 0 && (n.body || len(f.text) > 1) {
			f.number = roman
		}
	}
	return slices.DeleteFunc(out, func(f field) bool { return f.text == "" })
}

// romanNumber is a Roman number below forty in digits, or empty.
func romanNumber(s string) string {
	if s == "" || strings.Trim(s, "IVX") != "" {
		return ""
	}
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	sum := 0
	for i := range len(s) {
		v := value[s[i]]
		if i+1 < len(s) && v < value[s[i+1]] {
			v = -v
		}
		sum += v
	}
	return decimal(sum)
}

func decimal(n int) string {
	if n < 10 {
		return string(rune('0' + max(0, n)))
	}
	return decimal(n/10) + decimal(n%10)
}

// consonants is the sound without its vowels, and without what is written with
// the letter of a vowel in such scripts, or all of it where nothing else
// is left.
func consonants(sound []rune) []rune {
	out := slices.DeleteFunc(slices.Clone(sound), func(r rune) bool { return strings.ContainsRune("aeiouv", r) })
	if len(out) == 0 {
		return sound
	}
	return out
}

// Bare reports whether the name is a single word beside titles, particles and
// initials: a surname alone.
func Bare(s string) bool {
	n := Parse(s)
	return full(n.words) < 2 && !slices.ContainsFunc(n.words, func(w word) bool { return w.initial })
}

func full(words []word) (n int) {
	for i := range words {
		if !words[i].particle && !words[i].initial && !words[i].number {
			n++
		}
	}
	return n
}
