package analysis

import (
	"slices"

	"chancery/internal/nlp"
)

// join makes one token of those that are joined, in place. Sentences and names
// follow.
func join(t *nlp.Text) {
	if !slices.ContainsFunc(t.Tokens, func(k nlp.Token) bool { return k.Joined }) {
		return
	}
	at := make([]int, len(t.Tokens)+1) // where each token has gone
	out := t.Tokens[:0]
	for i := 0; i < len(t.Tokens); {
		end := i + 1
		for end < len(t.Tokens) && t.Tokens[end].Joined {
			end++
		}
		for k := i; k < end; k++ {
			at[k] = len(out)
		}
		out = append(out, joined(t.Source, t.Tokens[i:end]))
		i = end
	}
	at[len(t.Tokens)] = len(out)
	replace(t, out, at)
}

// replace gives a text other tokens; at says where each of the old ones has
// gone. A name ends with the first of the tokens that its last one has become. Of
// two names that come to share a token the first stays.
func replace(t *nlp.Text, tokens []nlp.Token, at []int) {
	t.Tokens = tokens
	for i := range t.Sentences {
		s := &t.Sentences[i]
		s.First, s.Last = at[s.First], at[s.Last]
	}
	names := t.Names[:0]
	for _, n := range t.Names {
		n.First, n.Last = at[n.First], at[n.Last-1]+1
		if len(names) == 0 || n.First >= names[len(names)-1].Last {
			names = append(names, n)
		}
	}
	t.Names = names
}

// joined is one token of several: its last part says what it is, but a number
// before a word makes a quality of it ("two-day"), and one behind a name
// belongs to the name.
func joined(source string, parts []nlp.Token) nlp.Token {
	t := parts[0]
	if len(parts) == 1 {
		return t
	}
	last := parts[len(parts)-1]
	for _, p := range parts[1:] {
		t.Lower += p.Lower
	}
	t.End = last.End
	t.Form = source[t.Start:t.End]
	t.Lemma, t.Base = t.Form[:last.Start-t.Start]+last.Lemma, t.Lower[:len(t.Lower)-len(last.Lower)]+last.Base
	t.Stem = t.Form[:last.Start-t.Start] + last.Stem
	t.Common = nlp.Analysis{}
	if t.Clitic = last.Clitic; t.Clitic.At > 0 {
		t.Clitic.At += last.Start - t.Start
	}
	switch {
	case parts[0].UPOS == "PROPN" && last.UPOS == "NUM":
	case parts[0].UPOS == "NUM" && last.UPOS != "NUM":
		t.UPOS, t.Feats = "ADJ", "Degree=Pos"
	default:
		t.UPOS, t.Feats = last.UPOS, last.Feats
	}
	return t
}

// lowerTitles makes common words of those that only their capital makes names:
// treebanks call each word of "Foreign Minister" a name. In the name of a person
// or place they stay one.
func lowerTitles(t *nlp.Text) {
	names := t.Names
	for i := range t.Tokens {
		for len(names) > 0 && names[0].Last <= i {
			names = names[1:]
		}
		inside := len(names) > 0 && names[0].First <= i && names[0].Type != nlp.Organisation
		k := &t.Tokens[i]
		if k.UPOS == "PROPN" && !inside && k.Common.UPOS != "" {
			k.UPOS, k.Feats, k.Base = k.Common.UPOS, k.Common.Feats, k.Common.Base
		}
	}
}
