package index

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"chancery/data"
	"chancery/internal/name"
)

// frameworks are the short names of the known frameworks by their folded names.
var frameworks = sync.OnceValue(func() map[string]string {
	raw, err := fs.ReadFile(data.FS, "gazetteer/frameworks.tsv")
	if err != nil { // a fault of the build, as in parties
		panic(fmt.Errorf("index: reading the frameworks: %w", err))
	}
	const names = 2 // the first column of names
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) <= names || cells[0] == "id" {
			continue
		}
		out[name.Fold(cells[0])] = cells[0]
		for _, cell := range cells[names:] {
			for _, form := range strings.Split(cell, "|") {
				if folded := name.Fold(form); folded != "" && out[folded] == "" {
					out[folded] = cells[0]
				}
			}
		}
	}
	return out
})

// Framework is the short name of a framework that the program knows, by any of
// its names in any language; empty for others.
func Framework(named string) string { return frameworks()[name.Fold(named)] }
