package morph_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chancery/data"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/morph"
)

func pack(t testing.TB, code string) lang.Pack {
	t.Helper()
	packs, err := lang.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("no pack %q", code)
	return lang.Pack{}
}

func load(t testing.TB, code string) *morph.Analyser {
	t.Helper()
	a, err := morph.Load(data.FS, pack(t, code))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

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
	}{{"ewt-dev", 0.88, 0.93}, {"gum-dev", 0.88, 0.93}} {
		t.Run(c.file, func(t *testing.T) {
			text, gold := treebank(t, pack(t, "en"), filepath.Join("../../../../shared/data/ud/en", c.file+".conllu"))
			if err := load(t, "en").Apply(text); err != nil {
				t.Fatal(err)
			}
			var upos, lemma, voice, passive float64
			confusion := map[string]int{}
			for i, g := range gold.Tokens {
				if text.Tokens[i].UPOS == g.UPOS {
					upos++
				} else {
					confusion[g.UPOS+">"+text.Tokens[i].UPOS]++
				}
				if text.Tokens[i].Lemma == g.Lemma {
					lemma++
				} else if os.Getenv("SHOW") == "lemma" {
					fmt.Println(g.Form, g.UPOS, g.Lemma, text.Tokens[i].UPOS, text.Tokens[i].Lemma)
				}
				if g.Feats.Get("Voice") == "Pass" {
					passive++
					if text.Tokens[i].Feats.Get("Voice") == "Pass" {
						voice++
					}
				}
			}
			n := float64(len(gold.Tokens))
			t.Logf("%s: UPOS %.4f lemma %.4f passive recall %.3f", c.file, upos/n, lemma/n, voice/passive)
			if os.Getenv("SHOW") != "" {
				for k, v := range confusion {
					if v > 15 {
						fmt.Println(v, k)
					}
				}
			}
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
	confusion := map[string]int{}
	for i, g := range gold.Tokens {
		got := text.Tokens[i]
		if got.UPOS == g.UPOS {
			upos++
		} else {
			confusion[g.UPOS+">"+got.UPOS]++
		}
		if got.Lemma == g.Lemma {
			lemma++
		} else if os.Getenv("SHOW") == "lemma" {
			fmt.Println(g.Form, g.UPOS, g.Lemma, got.UPOS, got.Lemma)
		}
		if os.Getenv("SHOW") == "upos" && got.UPOS != g.UPOS {
			fmt.Println(g.Form, g.UPOS, g.Lemma, g.Feats, got.UPOS, got.Lemma, got.Feats)
		}
		if g.UPOS == "NOUN" || g.UPOS == "PROPN" {
			nouns++
			if got.Feats.Get("Case") == g.Feats.Get("Case") {
				cases++
			} else if os.Getenv("SHOW") == "case" {
				fmt.Println(g.Form, g.UPOS, g.Lemma, g.Feats, got.UPOS, got.Lemma, got.Feats)
			}
		}
	}
	n := float64(len(gold.Tokens))
	t.Logf("UPOS %.4f lemma %.4f case %.4f of %d tokens", upos/n, lemma/n, cases/nouns, len(gold.Tokens))
	if os.Getenv("SHOW") != "" {
		for k, v := range confusion {
			if v > 20 {
				fmt.Println(v, k)
			}
		}
	}
	if upos/n < 0.80 || lemma/n < 0.80 || cases/nouns < 0.85 {
		t.Errorf("UPOS %.4f, want 0.80; lemma %.4f, want 0.80; case %.4f, want 0.85", upos/n, lemma/n, cases/nouns)
	}
}
