package morph

import (
	"slices"
	"strings"

	"chancery/internal/nlp"
)

const passive = "Voice=Pass"

// How many tokens are looked at around a participle: between it and its
// auxiliary, and on each side for its clause.
const (
	longestGap    = 8
	longestClause = 60
)

// settlePast settles the voice of past participles by what stands before and
// after them, and tells them from the finite past.
func (a *Analyser) settlePast(tokens []nlp.Token) {
	rule := &a.rules.Passive
	if len(rule.Auxiliaries) == 0 {
		return
	}
	for i := range tokens {
		t := &tokens[i]
		if t.UPOS != "VERB" || t.Feats.Get("VerbForm") != "Part" || t.Feats.Get("Tense") != "Past" {
			continue
		}
		b := i - 1
		for b >= 0 && i-b <= longestGap && slices.Contains(rule.Between, tokens[b].UPOS) {
			b--
		}
		switch {
		case b >= 0 && slices.Contains(rule.Auxiliaries, tokens[b].Lemma):
			t.Feats = withVoice(t.Feats, true)
		case b >= 0 && slices.Contains(rule.Perfect, tokens[b].Lemma):
			t.Feats = withVoice(t.Feats, false)
			tokens[b].UPOS = "AUX"
		case i+1 == len(tokens):
		case slices.Contains(rule.After, tokens[i+1].Lower):
			t.Feats = withVoice(t.Feats, true)
		case b >= 0 && a.maybeFinite(tokens, b, i):
			a.makeFinite(t)
		}
	}
}

// maybeFinite: a subject may stand at b, before the participle at i, its clause
// has no other finite verb, and the sentence is no headline.
func (a *Analyser) maybeFinite(tokens []nlp.Token, b, i int) bool {
	rule := &a.rules.Passive
	subject := slices.Contains(rule.Subject, tokens[b].UPOS)
	resumed := tokens[b].UPOS == "PUNCT" && slices.Contains(rule.Object, tokens[i+1].UPOS)
	if !subject && !resumed || tokens[len(tokens)-1].UPOS != "PUNCT" {
		return false
	}
	c := clause(tokens, i)
	return !slices.Contains(rule.Before, c[0].UPOS) && !hasFinite(c)
}

// clause is what stands around token i up to the next mark or conjunction.
func clause(tokens []nlp.Token, i int) []nlp.Token {
	ends := func(t nlp.Token) bool { return t.UPOS == "PUNCT" || t.UPOS == "CCONJ" || t.UPOS == "SCONJ" }
	from, to := i, i
	for from > 0 && i-from < longestClause && !ends(tokens[from-1]) {
		from--
	}
	for to < len(tokens) && to-i < longestClause && !ends(tokens[to]) {
		to++
	}
	return tokens[from:to]
}

func hasFinite(tokens []nlp.Token) bool {
	return slices.ContainsFunc(tokens, func(t nlp.Token) bool { return t.Feats.Get("VerbForm") == "Fin" })
}

// makeFinite gives a participle the finite reading of its form in the past,
// where it has one.
func (a *Analyser) makeFinite(t *nlp.Token) {
	for _, r := range a.read(nil, t, false) {
		if r.UPOS == t.UPOS && r.Feats.Get("VerbForm") == "Fin" && r.Feats.Get("Tense") == "Past" {
			t.Feats, t.Lemma = r.Feats, r.lemma
			return
		}
	}
}

// withVoice sets or takes away the passive voice; it sorts after all the other
// features of a participle.
func withVoice(f nlp.Feats, is bool) nlp.Feats {
	has := f.Get("Voice") == "Pass"
	switch {
	case is && !has:
		return f + "|" + passive
	case !is && has:
		return nlp.Feats(strings.TrimSuffix(string(f), "|"+passive))
	}
	return f
}
