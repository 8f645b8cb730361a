package morph

import (
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
	anything  need = iota
	aVowel         // it is softened
	noVowel        // it would have to be softened
	unreached need = 255
)

// surface is one way in which a suffix is written.
type surface struct {
	text  string
	sound sound // after it
	need  need
	vowel bool // it begins with one
}

// write is how a suffix is written after a sound: once, or twice where its end
// is softened before a vowel.
func (l *letters) write(suffix string, s sound) []surface {
	before := s
	var text strings.Builder
	optional := false
	var soft string
	for _, r := range suffix {
		switch {
		case r == '(':
			optional = true
			continue
		case r == ')':
			optional = false
			continue
		}
		variant := l.Variants[string(r)]
		isVowel := l.vowel(r) || len(variant) == 4
		if optional && isVowel == (before&endsInVowel != 0) {
			continue
		}
		letter := string(r)
		switch {
		case len(variant) == 4:
			letter = variant[s&(frontVowel|roundedVowel)]
		case len(variant) == 2 && strings.HasSuffix(suffix, letter) && l.Soften[variant[0]] == variant[1]:
			letter, soft = variant[0], variant[1]
		case len(variant) == 2 && s&endsVoiceless != 0:
			letter = variant[1]
		case len(variant) == 2:
			letter = variant[0]
		}
		text.WriteString(letter)
		r, _ = utf8.DecodeRuneInString(letter)
		s = l.add(s, r)
	}
	first, _ := utf8.DecodeRuneInString(text.String())
	hard := surface{text: text.String(), sound: s, vowel: l.vowel(first)}
	if soft == "" {
		return []surface{hard}
	}
	hard.need = noVowel
	softened := hard
	softened.text = strings.TrimSuffix(hard.text, lastLetter(hard.text)) + soft
	softened.need = aVowel
	softened.sound &^= endsVoiceless
	return []surface{hard, softened}
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
