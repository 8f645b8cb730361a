package generate

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed words.yaml
var wordsFile []byte

// words are what reports are made of; the fields are those of words.yaml.
type words struct {
	States   [][8]string
	Offices  [][2]string
	Given    []string
	Families struct{ Starts, Ends []string }
	Outlets  struct{ EN, TR, Agencies []string }
	Topics   [][2]string
	Leads    map[string]map[language][][2]string
	Plans    map[language][][2]string
	Before   map[language][]string
	Body     map[language][]string
}

// vocabulary is part of the program, so a fault in it is a fault of the build.
var vocabulary = sync.OnceValue(func() *words {
	var w words
	if err := yaml.Unmarshal(wordsFile, &w); err != nil {
		panic(fmt.Errorf("generate: words.yaml: %w", err))
	}
	return &w
})

// language is one that reports are written in.
type language string

const (
	english language = "en"
	turkish language = "tr"
)

// column is where a pair in words.yaml has the language.
func (l language) column() int {
	if l == turkish {
		return 1
	}
	return 0
}

// suffixed puts a Turkish name into a case, behind an apostrophe: "Oslo'da",
// "Berg'i". The vowels of the suffix follow the name's last vowel, the first
// consonant its last letter.
func suffixed(word, which string) string {
	lower := []rune(strings.ToLower(strings.ReplaceAll(word, "I", "ı")))
	last := lower[len(lower)-1]
	vowel := 'e'
	for _, r := range lower {
		if strings.ContainsRune("aeıioöuüáéíóú", r) {
			vowel = r
		}
	}
	open, closed := "e", "i"
	switch {
	case strings.ContainsRune("aáıí", vowel) && vowel != 'í':
		open, closed = "a", "ı"
	case strings.ContainsRune("oóuú", vowel):
		open, closed = "a", "u"
	case strings.ContainsRune("öü", vowel):
		closed = "ü"
	}
	ends := strings.ContainsRune("aeıioöuüáéíóú", last) // in a vowel
	hard := "d"
	if strings.ContainsRune("fstkçşhp", last) {
		hard = "t"
	}
	suffix := map[string]string{"loc": hard + open, "abl": hard + open + "n", "acc": closed, "dat": open, "gen": closed + "n"}[which]
	if ends {
		suffix = map[string]string{"acc": "y", "dat": "y", "gen": "n"}[which] + suffix
	}
	return word + "'" + suffix
}
