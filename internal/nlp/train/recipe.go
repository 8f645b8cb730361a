// Package train makes the model of a language from annotated texts. The
// language's train.yaml says from which.
package train

import (
	"fmt"
	"io/fs"
	"path"

	"chancery/internal/lang"
)

// recipe is a language's train.yaml. Files are named below the folder of the
// project's own texts, or that of texts by others.
type recipe struct {
	Source   string            `yaml:"source"`   // of the texts, with their licence
	Seed     uint64            `yaml:"seed"`     // of the order in which they are gone through
	Tokens   []string          `yaml:"tokens"`   // treebanks with their real spacing, for words
	Ends     []string          `yaml:"ends"`     // the same for sentences
	Tags     []string          `yaml:"tags"`     // treebanks
	Words    []string          `yaml:"words"`    // lists of more words, in the language's folder
	Names    []string          `yaml:"names"`    // texts with marked names
	Marked   []string          `yaml:"marked"`   // texts with names in brackets
	Entities []string          `yaml:"entities"` // treebanks whose last column marks entities, as GUM's does
	Contract bool              `yaml:"contract"` // a token that treebanks take for two words that are not its parts, "du", is learnt as one word: the first of them, with the form of the token
	Labels   map[string]string `yaml:"labels"`   // other labels that are learnt to be told apart from names
	Lower    int               `yaml:"lower"`    // each so many-th sentence with names is learnt in lower case, too; 0 for none
	Upper    int               `yaml:"upper"`    // the same in upper case
}

// readRecipe reads a pack's train.yaml.
func readRecipe(fsys fs.FS, pack lang.Pack) (recipe, error) {
	var r recipe
	name := path.Join(pack.Folder, "train.yaml")
	if err := lang.ReadYAML(fsys, name, &r); err != nil {
		return r, err
	}
	for _, needed := range []struct {
		key   string
		files int
	}{{"tokens", len(r.Tokens)}, {"ends", len(r.Ends)}, {"tags", len(r.Tags)}, {"names or marked", len(r.Names) + len(r.Marked)}} {
		if needed.files == 0 {
			return r, fmt.Errorf("train: %s names no files under %s", name, needed.key)
		}
	}
	return r, nil
}
