package morph

import (
	"math"
	"unicode"
	"unicode/utf8"

	"chancery/internal/nlp"
)

// beam is how many pairs of contexts are kept at each word.
const beam = 24

// tagger holds the buffers of one run.
type tagger struct {
	readings []reading // of the sentence, word after word
	first    []int     // where each word's readings begin; one more than words
	paths    []pathTo
	heads    []int // where each word's paths begin
}

// pathTo is the best way to a reading by way of the one before it.
type pathTo struct {
	reading int // index into readings
	from    int // index into paths; -1 at the sentence's head
	score   float32
}

// tag chooses the readings of one sentence that are likeliest together
// (Viterbi's algorithm over pairs of contexts) and writes them down.
func (t *tagger) tag(a *Analyser, tokens []nlp.Token) {
	t.readings, t.first, t.paths, t.heads = t.readings[:0], t.first[:0], t.paths[:0], t.heads[:0]
	capitals := tellingCapitals(tokens)
	head := true // until the first word has been
	for i := range tokens {
		t.first = append(t.first, len(t.readings))
		t.readings = a.read(t.readings, &tokens[i], capitals && !head)
		r, _ := utf8.DecodeRuneInString(tokens[i].Form)
		head = head && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	t.first = append(t.first, len(t.readings))
	for i := range tokens {
		t.heads = append(t.heads, len(t.paths))
		t.extend(a.model, i)
	}
	best := len(t.paths) - 1
	for p := t.heads[len(t.heads)-1]; p < len(t.paths); p++ {
		if t.paths[p].score+t.last(a.model, p) > t.paths[best].score+t.last(a.model, best) {
			best = p
		}
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		r := t.readings[t.paths[best].reading]
		tokens[i].UPOS, tokens[i].Feats, tokens[i].Lemma = r.UPOS, r.Feats, r.lemma
		best = t.paths[best].from
	}
}

// last is the weight of the sentence's end after path p.
func (t *tagger) last(m *model, p int) float32 {
	before2, before := t.contexts(m, p)
	return m.after(before2, before, m.edge)
}

// contexts are the last two of path p.
func (t *tagger) contexts(m *model, p int) (before2, before int) {
	if p < 0 {
		return m.edge, m.edge
	}
	before = t.readings[t.paths[p].reading].context
	if t.paths[p].from < 0 {
		return m.edge, before
	}
	return t.readings[t.paths[t.paths[p].from].reading].context, before
}

// extend adds the paths to the readings of word i: for each reading, and each
// reading of the word before, the best.
func (t *tagger) extend(m *model, i int) {
	low, high := -1, 0
	if i > 0 {
		low, high = t.heads[i-1], t.heads[i]
	}
	begin := len(t.paths)
	for r := t.first[i]; r < t.first[i+1]; r++ {
		group := len(t.paths)
		for p := low; p < high; p++ {
			var score float32
			before := -1
			if p >= 0 {
				score, before = t.paths[p].score, t.paths[p].reading
			}
			before2, before1 := t.contexts(m, p)
			score += m.after(before2, before1, t.readings[r].context) + t.readings[r].weight
			t.keep(group, pathTo{r, p, score}, before)
		}
	}
	t.prune(begin)
}

// keep adds a path unless a better one leads over the same reading before.
func (t *tagger) keep(group int, p pathTo, before int) {
	for i := group; i < len(t.paths); i++ {
		old := -1
		if t.paths[i].from >= 0 {
			old = t.paths[t.paths[i].from].reading
		}
		if old == before {
			if p.score > t.paths[i].score {
				t.paths[i] = p
			}
			return
		}
	}
	t.paths = append(t.paths, p)
}

// prune leaves the best paths of one word.
func (t *tagger) prune(begin int) {
	for len(t.paths)-begin > beam {
		worst := begin
		for i := begin; i < len(t.paths); i++ {
			if t.paths[i].score < t.paths[worst].score {
				worst = i
			}
		}
		t.paths = append(t.paths[:worst], t.paths[worst+1:]...)
	}
}

// tellingCapitals says whether capitals tell names in this sentence: in a
// headline where most words have one they do not.
func tellingCapitals(tokens []nlp.Token) bool {
	words, capitals := 0, 0
	for i := range tokens {
		r, _ := utf8.DecodeRuneInString(tokens[i].Form)
		if !unicode.IsLetter(r) || utf8.RuneCountInString(tokens[i].Form) < 4 {
			continue
		}
		words++
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return words < 4 || capitals*10 <= words*9
}

func logOf(p float64) float32 { return float32(math.Log(p)) }
