package index

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"chancery"
	"chancery/data"
)

// party is the names in common use of a state or organisation.
type party struct {
	all []string          // the usual English one first
	in  map[string]string // the usual one by language
	is  chancery.ActorType
}

// parties are the states and organisations by their codes. They are part of the
// program, so a fault in them is a fault of the build.
var parties = sync.OnceValue(func() map[string]party {
	out := map[string]party{}
	for _, table := range []struct {
		file  string
		names int // the first column of names; English
		is    chancery.ActorType
	}{{"gazetteer/territories.tsv", 2, chancery.State}, {"gazetteer/organisations.tsv", 4, chancery.Organisation}} {
		raw, err := fs.ReadFile(data.FS, table.file)
		if err != nil {
			panic(fmt.Errorf("index: reading %s: %w", table.file, err))
		}
		var languages []string
		for line := range strings.Lines(string(raw)) {
			cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") || len(cells) <= table.names {
				continue
			}
			if cells[table.names] == "en" {
				languages = cells[table.names:]
				continue
			}
			p, known := out[cells[0]]
			if !known {
				p.in, p.is = map[string]string{}, table.is
			}
			for i, names := range cells[table.names:] {
				if names == "" || i >= len(languages) {
					continue
				}
				forms := strings.Split(names, "|")
				p.all = append(p.all, forms...)
				p.in[languages[i]] = cmp.Or(p.in[languages[i]], forms[0])
			}
			out[cells[0]] = p
		}
	}
	return out
})

// otherNames are the names in common use of a state or organisation.
func otherNames(a *chancery.Actor) []string {
	if a.Type != chancery.State && a.Type != chancery.Organisation {
		return nil
	}
	return parties()[a.ID].all
}

// CommonName is the name in common use of a state or organisation, by its code,
// in a language (BCP 47), else in English; empty when the program has none.
func CommonName(code, language string) string {
	p := parties()[code]
	return cmp.Or(p.in[language], p.in["en"])
}

// KnownState reports whether the code is that of a state or territory.
func KnownState(code string) bool { return parties()[code].is == chancery.State }

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
