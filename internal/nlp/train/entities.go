package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
	"chancery/internal/nlp/conllu"
)

// entityTypes are the types of entities that names may be of.
var entityTypes = map[string]nlp.NameType{"person": nlp.Person, "place": nlp.Location, "organization": nlp.Organisation}

// entities are the names among the entities that the treebank marks in its last
// column, "Entity=(4-person-new-..." to "Entity=4)"
// (https://wiki.gucorpling.org/gum/entities). An entity is a whole noun phrase;
// it holds a name where its head is one, and the name is the capitalised words
// around the head. Of nested names the outermost stays.
func entities(sentences []conllu.Sentence, text *nlp.Text) []nlp.Name {
	var out []nlp.Name
	for k := range sentences {
		s := &sentences[k]
		var names []nlp.Name
		for _, phrase := range phrases(s) {
			if name, ok := nameIn(s, phrase); ok {
				names = append(names, name)
			}
		}
		slices.SortFunc(names, func(a, b nlp.Name) int {
			if a.First != b.First {
				return a.First - b.First
			}
			return b.Last - a.Last
		})
		end, first := 0, text.Sentences[k].First
		for _, n := range names {
			if n.First >= end {
				out = append(out, nlp.Name{First: first + n.First, Last: first + n.Last, Type: n.Type})
				end = n.Last
			}
		}
	}
	return out
}

// phrases are the entities of a sentence that may have names.
func phrases(s *conllu.Sentence) []nlp.Name {
	type open struct {
		id    string
		first int
		kind  nlp.NameType
	}
	var stack []open
	var out []nlp.Name
	end := func(at, i int) {
		if o := stack[at]; o.kind != "" {
			out = append(out, nlp.Name{First: o.first, Last: i + 1, Type: o.kind})
		}
		stack = slices.Delete(stack, at, at+1)
	}
	for i := range s.Words {
		rest := attribute(s.Words[i].Misc, "Entity")
		for rest != "" {
			if rest[0] == '(' {
				body := rest[1:]
				if at := strings.IndexAny(body, "()"); at >= 0 {
					body = body[:at]
				}
				rest = rest[1+len(body):]
				id, more, _ := strings.Cut(body, "-")
				kind, _, _ := strings.Cut(more, "-")
				stack = append(stack, open{id, i, entityTypes[kind]})
				if strings.HasPrefix(rest, ")") {
					rest = rest[1:]
					end(len(stack)-1, i)
				}
				continue
			}
			var id string
			id, rest, _ = strings.Cut(rest, ")")
			for at := len(stack) - 1; at >= 0; at-- {
				if stack[at].id == id {
					end(at, i)
					break
				}
			}
		}
	}
	return out
}

func attribute(misc, name string) string {
	for part := range strings.SplitSeq(misc, "|") {
		if value, ok := strings.CutPrefix(part, name+"="); ok {
			return value
		}
	}
	return ""
}

// nameIn is the name at the head of a phrase.
func nameIn(s *conllu.Sentence, phrase nlp.Name) (nlp.Name, bool) {
	head := -1
	for i := phrase.First; i < phrase.Last && head < 0; i++ {
		if h := s.Words[i].Head - 1; h < phrase.First || h >= phrase.Last {
			head = i
		}
	}
	if head < 0 || s.Words[head].UPOS != "PROPN" {
		return nlp.Name{}, false
	}
	part := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
		return s.Words[i].UPOS == "PROPN" || unicode.IsUpper(r)
	}
	// Small words join the parts of a name: "Bank of the West".
	small := func(i int) bool {
		return slices.Contains([]string{"of", "the", "and", "-", "de", "for"}, s.Words[i].Form)
	}
	first, last := head, head
	for i := head - 1; i >= phrase.First && (part(i) || small(i)); i-- {
		if part(i) {
			first = i
		}
	}
	for i := head + 1; i < phrase.Last && (part(i) || small(i)); i++ {
		if part(i) {
			last = i
		}
	}
	return nlp.Name{First: first, Last: last + 1, Type: phrase.Type}, true
}
