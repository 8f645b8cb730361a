package index

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"chancery"
	"chancery/data"
)

// parties are the names of states and organisations by their codes, the usual
// English one first. They are part of the program, so a fault in them is a fault
// of the build.
var parties = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, table := range []struct {
		file  string
		names int // the first column of names; English
	}{{"gazetteer/territories.tsv", 2}, {"gazetteer/organisations.tsv", 4}} {
		raw, err := fs.ReadFile(data.FS, table.file)
		if err != nil {
			panic(fmt.Errorf("index: reading %s: %w", table.file, err))
		}
		for line := range strings.Lines(string(raw)) {
			cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") || len(cells) <= table.names || cells[table.names] == "en" {
				continue
			}
			for _, names := range cells[table.names:] {
				if names != "" {
					out[cells[0]] = append(out[cells[0]], strings.Split(names, "|")...)
				}
			}
		}
	}
	return out
})

// otherNames are the names in common use of a state or organisation.
func otherNames(a *chancery.Actor) []string {
	if a.Type != chancery.State && a.Type != chancery.Organisation {
		return nil
	}
	return parties()[a.ID]
}

// nameStates gives every state that the reports name by its officials only the
// name in common use. The record is left as it is.
func nameStates(actors []*chancery.Actor) {
	for i, a := range actors {
		if names := otherNames(a); a.Type == chancery.State && len(names) > 0 && (a.Name == "" || a.Name == a.ID) {
			named := *a
			named.Name = names[0]
			actors[i] = &named
		}
	}
}
