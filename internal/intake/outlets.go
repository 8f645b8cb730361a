package intake

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"chancery/internal/name"
)

// outlets knows the names of news agencies and outlets.
type outlets struct {
	byAlias map[string]outlet // by folded name
	endings map[string]bool   // last words that make a name an outlet's, folded
}

// outlet is a known publisher.
type outlet struct {
	name   string
	agency bool // its reports are carried by others
}

const outletsFile = "intake/outlets.tsv"

func loadOutlets(fsys fs.FS) (*outlets, error) {
	rows, err := readTSV(fsys, outletsFile, 4)
	if err != nil {
		return nil, err
	}
	o := &outlets{byAlias: map[string]outlet{}, endings: map[string]bool{}}
	for i, row := range rows {
		known := outlet{name: row[0], agency: row[2] == "agency"}
		switch row[2] {
		case "agency", "outlet":
		case "ending":
			o.endings[name.Fold(row[0])] = true
			continue
		default:
			return nil, fmt.Errorf("intake: %s row %d: unknown kind %q", outletsFile, i+1, row[2])
		}
		aliases := append([]string{row[0]}, strings.Split(row[1], "|")...)
		for _, alias := range aliases {
			key := name.Fold(alias)
			if old, ok := o.byAlias[key]; ok && old.name != known.name {
				return nil, fmt.Errorf("intake: %s row %d: %q names %s already", outletsFile, i+1, alias, old.name)
			}
			if key != "" {
				o.byAlias[key] = known
			}
		}
	}
	return o, nil
}

// lookup finds a listed outlet; "the" before and "agency" after a name do not
// matter.
func (o *outlets) lookup(s string) (outlet, bool) {
	whole := name.Fold(s)
	key := strings.TrimPrefix(whole, "the ")
	for _, k := range []string{whole, key, strings.TrimSuffix(key, " news agency"), strings.TrimSuffix(key, " agency"), strings.TrimSuffix(key, " news")} {
		if known, ok := o.byAlias[k]; ok {
			return known, true
		}
	}
	return outlet{}, false
}

// isDomain matches the address of a site, in the endings that news sites have.
var isDomain = regexp.MustCompile(`^(?i)(?:www\.)?[\p{L}\d-]{2,}(?:\.(?:com|co|net|org|info|news|media|press|tv|int|gov|az|ru|tr|ge|am|ua|by|md|kz|uz|kg|tj|tm|ir|iq|il|ae|sa|qa|eg|uk|ie|de|at|ch|fr|be|nl|es|pt|it|gr|pl|cz|sk|hu|ro|bg|rs|hr|si|ba|mk|al|me|ee|lv|lt|fi|se|no|dk|is|eu|us|ca|mx|br|ar|cl|in|pk|cn|jp|kr|my|sg|id|ph|vn|th|au|nz|za|ng|ke|et)){1,2}$`)

// known is the outlet's usual name when s names one: a listed name, the address
// of a site, or a name of two words and more with an ending such as "Times". A
// grammatical ending after an apostrophe does not matter.
// The second result is false then too when held is.
func (o *outlets) known(s string, held bool) (string, bool) {
	if known, ok := o.lookup(s); ok {
		return known.name, held
	}
	if isDomain.MatchString(s) {
		return s, held
	}
	if i := strings.LastIndexAny(s, "'’"); i > 0 {
		return o.known(s[:i], held)
	}
	words := strings.Fields(name.Fold(s))
	return s, held && len(words) > 1 && o.endings[words[len(words)-1]]
}
