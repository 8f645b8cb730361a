package name

import (
	"cmp"
	"slices"
	"strings"
)

// Thresholds for the score of Same, set on 826 public pairs of names.
const (
	Likely = 0.80 // one person when something else agrees too: the state, the office
	Sure   = 0.90 // one person unless something speaks against it
	// Surname is the most that a bare surname scores against a full name. It
	// says that the names do not exclude each other, and no more.
	Surname = 0.70
)

// Same scores from 0 to 1 how well two names can be one person's. It compares
// sounds, so scripts and the spelling habits of languages do not matter; words
// may stand in any order (surname first), initials and left-out middle names
// cost little, and one given name against another costs most of the score. It
// is symmetric. A bare surname against a full name scores at most Surname.
func Same(a, b string) float64 {
	if f := Fold(a); f == "" || Fold(b) == "" {
		return 0
	} else if f == Fold(b) {
		return 1
	}
	x, bareX := split(a)
	y, bareY := split(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if bareX || bareY {
		x, y = consonants(x), consonants(y)
	}
	score := align(x, y)
	if len(x) != len(y) {
		if s := alike(join(x), join(y)); s >= joined {
			score = max(score, s)
		}
	}
	return score
}

const (
	wordAlike   = 0.78 // below this two words are different names
	joined      = 0.93 // two whole names written without spaces
	extraCost   = 0.03 // each word that only the longer name has
	extraMost   = 0.09
	strangeCost = 0.15 // both names have a word that the other lacks
)

// align pairs the words of the two names, best first.
func align(x, y []word) float64 {
	if weight(x) > weight(y) || weight(x) == weight(y) && join(x) > join(y) {
		x, y = y, x
	}
	type pair struct {
		i, j  int
		score float64
	}
	var pairs []pair
	for i, v := range x {
		for j, w := range y {
			if s := compare(v, w); s >= wordAlike {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(q.score, p.score) })
	usedX, usedY := make([]bool, len(x)), make([]bool, len(y))
	var sum, total, strangeX, strangeY float64
	for _, p := range pairs {
		if !usedX[p.i] && !usedY[p.j] {
			usedX[p.i], usedY[p.j] = true, true
			sum += p.score * x[p.i].weight
			total += x[p.i].weight
		}
	}
	for i, used := range usedX {
		if !used && !x[i].particle {
			strangeX += x[i].weight
		}
	}
	for j, used := range usedY {
		if !used && !y[j].particle {
			strangeY += y[j].weight
		}
	}
	total += strangeX
	if total == 0 {
		return 0
	}
	score := sum / total
	if strangeX > 0 && strangeY > 0 {
		return max(0, score-strangeCost)
	}
	score -= min(extraMost, extraCost*strangeY)
	if full(x) < 2 && full(y) >= 2 && !slices.ContainsFunc(x, func(w word) bool { return w.initial }) {
		score = min(score, Surname)
	}
	return score
}

func full(words []word) (n int) {
	for _, w := range words {
		if !w.particle && !w.initial {
			n++
		}
	}
	return n
}

func weight(words []word) (sum float64) {
	for _, w := range words {
		sum += w.weight
	}
	return sum
}

func join(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.sound)
	}
	return b.String()
}

func consonants(words []word) []word {
	out := slices.Clone(words)
	for i := range out {
		out[i].sound = strings.Map(func(r rune) rune {
			if strings.ContainsRune("aeiou", r) {
				return -1
			}
			return r
		}, out[i].sound)
	}
	return slices.DeleteFunc(out, func(w word) bool { return w.sound == "" })
}

// compare scores two words.
func compare(v, w word) float64 {
	switch {
	case v.sound == w.sound:
		return 1
	case v.initial || w.initial:
		if v.sound[:1] == w.sound[:1] {
			return 0.9
		}
		return 0
	case v.particle != w.particle:
		return 0
	}
	s := alike(v.sound, w.sound)
	if short := min(len(v.sound), len(w.sound)); short >= 3 && s < shortForm &&
		(strings.HasPrefix(v.sound, w.sound) || strings.HasPrefix(w.sound, v.sound)) {
		return shortForm
	}
	return s
}

// shortForm is the score of a short form of a name: Ben, Benjamin.
const shortForm = 0.75

// alike is 1 less the cost of turning one word into the other, by its length.
// The cost is an edit distance (Levenshtein, with exchange of neighbours), in
// which near sounds are cheap to exchange and vowels cheap to leave out.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	long := max(len(a), len(b))
	if long == 0 {
		return 0
	}
	near := loaded().near
	row := make([][]float64, len(a)+1)
	for i := range row {
		row[i] = make([]float64, len(b)+1)
	}
	for i := range a {
		row[i+1][0] = row[i][0] + drop(a, i)
	}
	for j := range b {
		row[0][j+1] = row[0][j] + drop(b, j)
	}
	for i := range len(a) {
		for j := range len(b) {
			c := 0.0
			if a[i] != b[j] {
				c = 1
				if n, ok := near[[2]byte{a[i], b[j]}]; ok {
					c = n
				}
			}
			best := min(row[i][j]+c, row[i][j+1]+drop(a, i), row[i+1][j]+drop(b, j))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				best = min(best, row[i-1][j-1]+0.8)
			}
			row[i+1][j+1] = best
		}
	}
	return max(0, 1-row[len(a)][len(b)]/float64(long))
}

// drop is what it costs that only one of the words has the sound at i.
func drop(s string, i int) float64 {
	switch s[i] {
	case 'a', 'e', 'o', 'u':
		if i > 0 {
			return 0.6
		}
	case 'i', 'h', 'j':
		if i > 0 {
			return 0.4
		}
	}
	return 1
}
