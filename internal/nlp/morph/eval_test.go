package morph_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// treebank reads sentences of CoNLL-U, with the analyses to compare.
func treebank(t *testing.T, p lang.Pack, name string) (text, gold *nlp.Text) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Skip("no treebank here")
	}
	text, gold = &nlp.Text{Language: p.Code}, &nlp.Text{Language: p.Code}
	first, split, whole := 0, 0, ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" && first < len(text.Tokens) {
			text.Sentences = append(text.Sentences, nlp.Sentence{First: first, Last: len(text.Tokens)})
			first = len(text.Tokens)
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 || strings.Contains(c[0], ".") {
			continue
		}
		if p.Code == "tr" && split > 0 {
			// The first part of a split word has its analysis.
			if split--; whole != "" {
				c[1], whole = whole, ""
			} else {
				continue
			}
		}
		if begin, end, ok := strings.Cut(c[0], "-"); ok {
			from, _ := strconv.Atoi(begin)
			to, _ := strconv.Atoi(end)
			whole, split = c[1], to-from+1
			continue
		}
		token := nlp.Token{Form: c[1], Lower: p.Lower(c[1]), Stem: c[1], Space: true}
		if at := strings.LastIndexAny(c[1], "'’"); at > 0 && p.Code == "tr" {
			token.Stem = c[1][:at]
		}
		text.Tokens = append(text.Tokens, token)
		token.UPOS, token.Lemma, token.Feats = c[3], p.Lower(c[2]), nlp.Feats(c[5])
		gold.Tokens = append(gold.Tokens, token)
	}
	return text, gold
}

// TestTreebankEnglish measures against treebanks that are not part of the
// project, where they lie beside it.
func TestTreebankEnglish(t *testing.T) {
	for _, c := range []struct {
		file        string
		upos, lemma float64
	}{{"ewt-dev", 0.91, 0.97}, {"gum-dev", 0.93, 0.97}} {
		t.Run(c.file, func(t *testing.T) {
			text, gold := treebank(t, pack(t, "en"), filepath.Join("../../../../shared/data/ud/en", c.file+".conllu"))
			if err := load(t, "en").Apply(text); err != nil {
				t.Fatal(err)
			}
			var upos, lemma, verbs, form float64
			var passive, marked, both float64
			for i, g := range gold.Tokens {
				got := text.Tokens[i]
				upos += one(got.UPOS == g.UPOS)
				lemma += one(got.Lemma == g.Lemma)
				if g.UPOS == "VERB" && got.UPOS == "VERB" {
					verbs++
					form += one(got.Feats.Get("VerbForm") == g.Feats.Get("VerbForm"))
				}
				passive += one(g.Feats.Get("Voice") == "Pass")
				marked += one(got.Feats.Get("Voice") == "Pass")
				both += one(g.Feats.Get("Voice") == "Pass" && got.Feats.Get("Voice") == "Pass")
			}
			n := float64(len(gold.Tokens))
			t.Logf("%s: UPOS %.4f lemma %.4f; VerbForm of verbs %.4f; passive precision %.3f recall %.3f; of %d tokens",
				c.file, upos/n, lemma/n, form/verbs, both/marked, both/passive, len(gold.Tokens))
			if upos/n < c.upos || lemma/n < c.lemma {
				t.Errorf("%s: UPOS %.4f, want %.2f; lemma %.4f, want %.2f", c.file, upos/n, c.upos, lemma/n, c.lemma)
			}
		})
	}
}

// TestTreebankTurkish measures whole words as they are written: what the
// treebank splits off as a copula counts with the word before it.
func TestTreebankTurkish(t *testing.T) {
	text, gold := treebank(t, pack(t, "tr"), "../../../../shared/data/ud/tr/dev.conllu")
	if err := load(t, "tr").Apply(text); err != nil {
		t.Fatal(err)
	}
	var upos, lemma, cases, nouns float64
	for i, g := range gold.Tokens {
		got := text.Tokens[i]
		upos += one(got.UPOS == g.UPOS)
		lemma += one(got.Lemma == g.Lemma)
		if g.UPOS == "NOUN" || g.UPOS == "PROPN" {
			nouns++
			cases += one(got.Feats.Get("Case") == g.Feats.Get("Case"))
		}
	}
	n := float64(len(gold.Tokens))
	t.Logf("UPOS %.4f lemma %.4f; case of nouns and names %.4f; of %d tokens", upos/n, lemma/n, cases/nouns, len(gold.Tokens))
	if upos/n < 0.85 || lemma/n < 0.91 || cases/nouns < 0.89 {
		t.Errorf("UPOS %.4f, want 0.85; lemma %.4f, want 0.91; case %.4f, want 0.89", upos/n, lemma/n, cases/nouns)
	}
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
