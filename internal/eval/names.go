package eval

import (
	"slices"

	"chancery/internal/nlp"
)

// Naming measures the names of a text against the gold's names of the same
// words: precision, recall and F1 of each type (per, org, loc) and of all
// together (names). A name is right when it has the same first and last word
// and the same type, as in the shared task of CoNLL 2003 (Tjong Kim Sang and De
// Meulder 2003, "Introduction to the CoNLL-2003 Shared Task").
func Naming(gold, system *nlp.Text) []Figure {
	right := map[nlp.Name]bool{}
	for _, name := range gold.Names {
		right[name] = true
	}
	var all match
	var byType []Figure
	for _, of := range []struct {
		name string
		kind nlp.NameType
	}{{"per", nlp.Person}, {"org", nlp.Organisation}, {"loc", nlp.Location}} {
		var m match
		for _, name := range gold.Names {
			m.gold += one(name.Type == of.kind)
		}
		for _, name := range system.Names {
			m.system += one(name.Type == of.kind)
			m.right += one(name.Type == of.kind && right[name])
		}
		all.right += m.right
		all.gold += m.gold
		all.system += m.system
		byType = append(byType, m.figures(of.name)...)
	}
	return slices.Concat(all.figures("names"), byType)
}
