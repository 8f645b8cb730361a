package analysis

import (
	"slices"

	"chancery"
	"chancery/internal/nlp"
)

// expand makes words of their own of the clitics that have an analysis of their
// own, in place. Sentences and names follow; a name does not hold the clitic
// behind it. The copula of a verb's tense stays in its word: treebanks do not
// agree on it.
func expand(t *nlp.Text, lower func(string) string) {
	if !slices.ContainsFunc(t.Tokens, hasClitic) {
		return
	}
	at := make([]int, len(t.Tokens)+1) // where each token has gone
	out := make([]nlp.Token, 0, len(t.Tokens)+len(t.Tokens)/16)
	for i, k := range t.Tokens {
		at[i] = len(out)
		if !hasClitic(k) {
			out = append(out, k)
			continue
		}
		host, clitic := parted(k, lower)
		out = append(out, host, clitic)
	}
	at[len(t.Tokens)] = len(out)
	replace(t, out, at)
}

func hasClitic(k nlp.Token) bool { return k.Clitic.UPOS != "" }

// parted is a token without its clitic, and the clitic. Lower gives the lower
// case of the language: it may have other bytes than the form.
func parted(k nlp.Token, lower func(string) string) (host, clitic nlp.Token) {
	cut := k.Clitic.At
	clitic = nlp.Token{
		Span: chancery.Span{Start: k.Start + cut, End: k.End}, Form: k.Form[cut:], Lower: lower(k.Form[cut:]), Stem: k.Form[cut:],
		Lemma: k.Clitic.Lemma, Base: k.Clitic.Lemma, UPOS: k.Clitic.UPOS, Feats: k.Clitic.Feats, Inner: true,
	}
	host = k
	host.End, host.Form, host.Lower = k.Start+cut, k.Form[:cut], lower(k.Form[:cut])
	host.Stem = k.Stem[:min(len(k.Stem), cut)]
	host.Clitic = nlp.Clitic{}
	return host, clitic
}
