package ner

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"chancery/internal/lang"
)

// clues are words that tell of names beside them.
type clues map[string]uint32

// What a word may tell.
const (
	titleWord = 1 << iota // of an office, a rank or an honorific: a person's name follows or precedes
	bodyWord              // the head of an organisation's name
	siteWord              // the head of a building's or a street's
)

// Clues are the words of a language that tell of names beside them. It never
// changes.
type Clues struct{ words clues }

// LoadClues reads them from the pack's entity.yaml; a language without one has
// none. Of several words in a row the last one tells.
func LoadClues(fsys fs.FS, pack lang.Pack) (Clues, error) {
	var file struct {
		Honorifics []string `yaml:"honorifics"`
		Military   []string `yaml:"military"`
		Heads      []string `yaml:"heads"`
		Envoys     []string `yaml:"envoys"`
		Bodies     []string `yaml:"bodies"`
		Sites      []string `yaml:"sites"`
	}
	c := Clues{clues{}}
	err := lang.ReadSome(fsys, path.Join(pack.Folder, "entity.yaml"), &file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	for _, list := range []struct {
		words []string
		clue  uint32
	}{{file.Honorifics, titleWord}, {file.Military, titleWord}, {file.Heads, titleWord}, {file.Envoys, titleWord}, {file.Bodies, bodyWord}, {file.Sites, siteWord}} {
		for _, phrase := range list.words {
			if words := strings.Fields(phrase); len(words) > 0 {
				c.words[words[len(words)-1]] |= list.clue
			}
		}
	}
	return c, nil
}
