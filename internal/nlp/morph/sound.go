package morph

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// sound is what the next suffix must know of the letters before it: two bits
// for the last vowel (front, rounded), one for a vowel at the end, one for a
// voiceless consonant at the end.
type sound uint8

const (
	frontVowel sound = 1 << iota
	roundedVowel
	endsInVowel
	endsVoiceless
	sounds = 1 << iota

	anySound = sounds // of letters that are not said as they are written
)

// letters are the classes of letters of a language with vowel harmony, and
// what the capitals in its suffixes stand for.
type letters struct {
	Back      string              `yaml:"back"`
	Front     string              `yaml:"front"`
	Rounded   string              `yaml:"rounded"`
	Voiceless string              `yaml:"voiceless"`
	Variants  map[string][]string `yaml:"variants"`
	Soften    map[string]string   `yaml:"soften"`
	SoftAfter map[string]string   `yaml:"soft_after"`
}

func (l *letters) vowel(r rune) bool {
	return strings.ContainsRune(l.Back, r) || strings.ContainsRune(l.Front, r)
}

// vowels is how many vowels the letters have.
func (l *letters) vowels(s string) int {
	n := 0
	for _, r := range s {
		if l.vowel(r) {
			n++
		}
	}
	return n
}

// add is the sound after one more letter.
func (l *letters) add(s sound, r rune) sound {
	s &^= endsInVowel | endsVoiceless
	if !l.vowel(r) {
		if strings.ContainsRune(l.Voiceless, r) {
			s |= endsVoiceless
		}
		return s
	}
	s = endsInVowel
	if strings.ContainsRune(l.Front, r) {
		s |= frontVowel
	}
	if strings.ContainsRune(l.Rounded, r) {
		s |= roundedVowel
	}
	return s
}

// of is the sound at the end of a word. A word without a vowel counts as one
// with an unrounded front vowel, as its letters' names have.
func (l *letters) of(word string) sound {
	s := frontVowel
	for _, r := range word {
		s = l.add(s, r)
	}
	return s
}

// need is what a stem or suffix asks of what follows it.
type need uint8

const (
	anything need = iota
	aVowel        // it is softened
	noVowel       // it would have to be softened
)

// surface is one way in which a suffix is written.
type surface struct {
	text  string
	hard  string // text as it is where nothing follows
	sound sound  // after it
	need  need
	vowel bool // it begins with one
}

// follows says whether it may stand behind what asks for this.
func (f *surface) follows(n need) bool {
	return n == anything || f.vowel == (n == aVowel)
}

// write is how a suffix is written after a sound: once, or twice where its end
// is softened before a vowel.
func (l *letters) write(suffix string, s sound) []surface {
	before := s
	var text strings.Builder
	optional := false
	last := ""
	for _, r := range suffix {
		switch {
		case r == '(':
			optional = true
			continue
		case r == ')':
			optional = false
			continue
		}
		letter := l.variant(r, s)
		r, _ = utf8.DecodeRuneInString(letter)
		if optional && l.vowel(r) == (before&endsInVowel != 0) {
			continue
		}
		text.WriteString(letter)
		s = l.add(s, r)
		last = letter
	}
	first, _ := utf8.DecodeRuneInString(text.String())
	hard := surface{text: text.String(), hard: text.String(), sound: s, vowel: l.vowel(first)}
	soft, ok := l.Soften[last]
	if _, capital := l.Variants[lastLetter(suffix)]; !capital || !ok {
		return []surface{hard}
	}
	hard.need = noVowel
	softened := hard
	softened.text = strings.TrimSuffix(hard.text, last) + soft
	softened.need = aVowel
	softened.sound &^= endsVoiceless
	return []surface{hard, softened}
}

// writeAll is how a suffix is written after each sound, anySound included.
func (l *letters) writeAll(suffix string) *[sounds + 1][]surface {
	var forms [sounds + 1][]surface
	for s := range sound(sounds) {
		forms[s] = l.write(suffix, s)
		for _, f := range forms[s] {
			if !slices.Contains(forms[anySound], f) {
				forms[anySound] = append(forms[anySound], f)
			}
		}
	}
	return &forms
}

// variant is what a letter of a suffix stands for after a sound.
func (l *letters) variant(r rune, s sound) string {
	switch v := l.Variants[string(r)]; {
	case len(v) == 4:
		return v[s&(frontVowel|roundedVowel)]
	case len(v) == 2 && s&endsVoiceless != 0:
		return v[1]
	case len(v) > 0:
		return v[0]
	}
	return string(r)
}

// softened is a stem as it is written before a vowel, where that differs.
func (l *letters) softened(stem string) (string, bool) {
	last := lastLetter(stem)
	rest := strings.TrimSuffix(stem, last)
	soft, ok := l.SoftAfter[lastLetter(rest)+last]
	if !ok {
		soft, ok = l.Soften[last]
	}
	if !ok || rest == "" {
		return "", false
	}
	return rest + soft, true
}

// withoutVowel is a stem without the vowel before its last letter.
func (l *letters) withoutVowel(stem string) string {
	last := lastLetter(stem)
	rest := strings.TrimSuffix(stem, last)
	return strings.TrimSuffix(rest, lastLetter(rest)) + last
}

func lastLetter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}
