package eval

import (
	"fmt"
	"slices"
	"strings"

	"chancery/internal/nlp"
	"chancery/internal/nlp/conllu"
)

// Parsing measures how a text was cut and analysed against the gold of the same
// text, as the shared task of CoNLL 2018 does (Zeman et al. 2018, "CoNLL 2018
// Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies";
// its script is conll18_ud_eval.py): precision, recall and F1 of tokens,
// sentences and words, and of words that are the gold's and have its part of
// speech (upos), its universal features (ufeats), both (alltags) or its lemma
// (lemmas). A lemma that the gold leaves out is right. Parts of speech of a
// language's own (XPOS) are no part of alltags, since nothing here gives them.
//
// The two must have the same visible characters; else there is an error that
// shows where they differ.
func Parsing(gold, system *nlp.Text) ([]Figure, error) {
	g, s := cuttingOf(conllu.Sentences(gold)), cuttingOf(conllu.Sentences(system))
	if g.characters != s.characters {
		return nil, difference(g.characters, s.characters)
	}
	pairs := alignWords(g.words, s.words)
	var right wordsRight
	for _, p := range pairs {
		right.tell(p.gold, p.system)
	}
	words := func(right int) match { return match{right, len(g.words), len(s.words)} }
	return slices.Concat(
		match{samePlaces(g.tokens, s.tokens), len(g.tokens), len(s.tokens)}.figures("tokens"),
		match{samePlaces(g.sentences, s.sentences), len(g.sentences), len(s.sentences)}.figures("sentences"),
		words(len(pairs)).figures("words"),
		words(right.upos).figures("upos"),
		words(right.feats).figures("ufeats"),
		words(right.both).figures("alltags"),
		words(right.lemma).figures("lemmas"),
	), nil
}

// difference shows where the characters of the gold and the system part.
func difference(gold, system string) error {
	at := 0
	for at < min(len(gold), len(system)) && gold[at] == system[at] {
		at++
	}
	const around = 20
	shown := func(s string) string {
		return strings.ToValidUTF8(s[max(0, at-around):min(at+around, len(s))], "")
	}
	return fmt.Errorf("eval: the analysis changed the text: %q became %q", shown(gold), shown(system))
}

// Tagging measures the analysis of given words: the shares of words with the
// right part of speech, universal features and lemma, as Parsing judges them.
// Another number of words than the gold's is an error.
func Tagging(gold, tagged *nlp.Text) ([]Figure, error) {
	if len(gold.Tokens) != len(tagged.Tokens) {
		return nil, fmt.Errorf("eval: %d words of %d came back from the tagger", len(tagged.Tokens), len(gold.Tokens))
	}
	var right wordsRight
	for i := range gold.Tokens {
		right.tell(analysed(&gold.Tokens[i]), analysed(&tagged.Tokens[i]))
	}
	n := len(gold.Tokens)
	return []Figure{
		rate("upos_accuracy", right.upos, n),
		rate("ufeats_accuracy", right.feats, n),
		rate("lemma_accuracy", right.lemma, n),
	}, nil
}

func analysed(t *nlp.Token) *conllu.Word {
	return &conllu.Word{UPOS: t.UPOS, Feats: string(t.Feats), Lemma: t.Lemma}
}

// wordsRight counts words whose analysis is the gold's.
type wordsRight struct{ upos, feats, both, lemma int }

func (r *wordsRight) tell(gold, system *conllu.Word) {
	upos := gold.UPOS == system.UPOS
	feats := universal(gold.Feats) == universal(system.Feats)
	r.upos += one(upos)
	r.feats += one(feats)
	r.both += one(upos && feats)
	r.lemma += one(gold.Lemma == "" || gold.Lemma == system.Lemma)
}

// universal are the features that the shared task compares: those of its list,
// not the layered ones such as Number[psor], in order.
func universal(feats string) string {
	var out []string
	for f := range strings.SplitSeq(feats, "|") {
		switch name, _, _ := strings.Cut(f, "="); name {
		case "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
			"Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite":
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "|")
}

// match counts things that the gold and the system have: those that are the
// same in both, and all of each.
type match struct{ right, gold, system int }

// figures are precision, recall and F1, after the name of the things.
func (m match) figures(name string) []Figure {
	return []Figure{
		rate(name+"_precision", m.right, m.system),
		rate(name+"_recall", m.right, m.gold),
		rate(name+"_f1", 2*m.right, m.gold+m.system),
	}
}
