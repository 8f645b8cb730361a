package morph

import (
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"
)

// Unknown words are read like the rarer words of the lexicon that end alike.
const (
	longestEnding = 5 // runes
	rare          = 25
	guesses       = 5
	smoothing     = 3.0 // how many words the shorter ending counts for
)

// endings says what words with a certain ending are.
type endings struct {
	byEnding map[string][]guess
}

type guess struct {
	reading
	share float64
}

func newEndings(lexicon map[string][]entry) *endings {
	counts := map[string]map[analysis]float64{}
	example := map[analysis]reading{}
	for _, form := range slices.Sorted(maps.Keys(lexicon)) {
		entries := lexicon[form]
		var total float64
		for _, e := range entries {
			total += e.count
		}
		if total > rare || !openForm(form) {
			continue
		}
		for _, e := range entries {
			if !open[e.UPOS] {
				continue
			}
			example[e.analysis] = e.reading
			for _, ending := range endingsOf(form) {
				if counts[ending] == nil {
					counts[ending] = map[analysis]float64{}
				}
				counts[ending][e.analysis] += e.count / total
			}
		}
	}
	e := &endings{byEnding: map[string][]guess{}}
	for _, ending := range byLength(counts) {
		e.byEnding[ending] = e.guesses(ending, counts[ending], example)
	}
	return e
}

// open are the classes that new words come into.
var open = map[string]bool{"NOUN": true, "VERB": true, "ADJ": true, "ADV": true}

func openForm(form string) bool { return utf8.RuneCountInString(form) > 2 }

// endingsOf are the last runes of a form, from none upwards, without its first.
func endingsOf(form string) []string {
	out := []string{""}
	for at := len(form); at > 0 && len(out) <= longestEnding; {
		_, n := utf8.DecodeLastRuneInString(form[:at])
		at -= n
		if at > 0 {
			out = append(out, form[at:])
		}
	}
	return out
}

func byLength(counts map[string]map[analysis]float64) []string {
	var out []string
	for ending := range counts {
		out = append(out, ending)
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return out
}

// guesses weighs the words with the ending against those with a shorter one,
// which are there already.
func (e *endings) guesses(ending string, counts map[analysis]float64, example map[analysis]reading) []guess {
	var total float64
	for _, n := range counts {
		total += n
	}
	shares := map[analysis]float64{}
	back := 0.0
	if ending != "" {
		back = smoothing
		_, n := utf8.DecodeRuneInString(ending)
		for _, g := range e.byEnding[ending[n:]] {
			shares[g.analysis] = back * g.share / (total + back)
		}
	}
	for as, n := range counts {
		shares[as] += n / (total + back)
	}
	var out []guess
	for as, share := range shares {
		out = append(out, guess{example[as], share})
	}
	slices.SortFunc(out, func(a, b guess) int {
		return cmp.Or(-cmp.Compare(a.share, b.share), cmp.Compare(a.UPOS, b.UPOS), cmp.Compare(a.Feats, b.Feats))
	})
	return out[:min(guesses, len(out))]
}

// of is what the longest known ending of the form says.
func (e *endings) of(form string) []guess {
	at := len(form)
	best := e.byEnding[""]
	for range longestEnding {
		_, n := utf8.DecodeLastRuneInString(form[:at])
		at -= n
		g, ok := e.byEnding[form[at:]]
		if !ok || at <= 0 {
			break
		}
		best = g
	}
	return best
}
