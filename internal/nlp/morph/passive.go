package morph

import (
	"slices"
	"strings"

	"chancery/internal/nlp"
)

const passive = "Voice=Pass"

// markPassive settles the voice of past participles by what stands before and
// after them.
func (a *Analyser) markPassive(tokens []nlp.Token) {
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
		for b >= 0 && slices.Contains(rule.Between, tokens[b].UPOS) {
			b--
		}
		switch {
		case b >= 0 && slices.Contains(rule.Auxiliaries, tokens[b].Lemma):
			t.Feats = withVoice(t.Feats, true)
		case b >= 0 && slices.Contains(rule.Perfect, tokens[b].Lemma):
			t.Feats = withVoice(t.Feats, false)
		case i+1 < len(tokens) && slices.Contains(rule.After, tokens[i+1].Lower):
			t.Feats = withVoice(t.Feats, true)
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
