package name

import (
	"slices"
	"strings"
)

// compare scores two words; a score of 0 means that they do not go together.
func compare(v, w *word, bare bool) pair {
	switch {
	case v.number || w.number:
		return pair{score: float64(yes(v.number && w.number && slices.Equal(v.sound, w.sound)))}
	case v.particle == w.particle && slices.Equal(v.sound, w.sound):
		return pair{score: 1, short: v.initial}
	case v.particle != w.particle:
		if v.first || w.first {
			return v.relation(w, 0)
		}
		return pair{}
	case v.initial && w.letters != "" || w.initial && v.letters != "":
		return pair{}
	case v.initial || w.initial:
		if v.sound[0] == w.sound[0] || v.latin == w.latin {
			return pair{score: initialScore, short: true}
		}
		return pair{}
	case v.particle:
		return pair{score: speltScore}
	}
	a, b := v.heard(bare), w.heard(bare)
	if len(v.families) == 0 && len(w.families) == 0 && v.given|w.given == anybody|women|men {
		return pair{}
	}
	s, edit := loaded().alike(a, b, slipAlike, slipCost)
	if p := v.relation(w, s); p.score > 0 {
		return p
	}
	soft, long := softCost, max(len(a.sound), len(b.sound))
	if long <= slipSounds {
		soft = softShort
	}
	p := pair{score: s, cost: edit.cost(), other: v.given != 0 && w.given != 0 && edit.cost() > otherCost}
	switch {
	case v.given|w.given == anybody|women|men:
		return pair{}
	case s >= wordAlike && edit.hard() == 0 && edit.cost() <= soft:
		return p
	case edit.cost() <= slipCost && s >= slipAlike && long >= slipSounds:
		p.slip = true
		return p
	}
	return pair{}
}

// relation scores two words that are forms of one name, where that is more than
// what their sounds score.
func (v *word) relation(w *word, s float64) pair {
	for _, f := range v.families {
		for _, g := range w.families {
			switch {
			case f.family != g.family:
			case f.short || g.short:
				if f.short != g.short && s < shortScore {
					return pair{score: shortScore, short: true}
				}
			case s < speltScore:
				return pair{score: speltScore}
			}
		}
	}
	return pair{}
}

// edit is what it takes to turn one word into another: the cost in hundredths,
// and below it how many steps no spelling explains. So the cheapest way is the
// least number.
type edit int32

const (
	hardSteps = 1 << 8
	hardCost  = 70 // from which on a step is a slip and no other spelling
	wholeCost = 100
	swapCost  = 65 // of two neighbours
	tooMuch   = edit(1 << 30)
)

// step is an edit of one step that costs so many hundredths.
func step(cost int) edit { return edit(cost*hardSteps + yes(cost >= hardCost)) }

func (e edit) cost() float64 { return float64(e/hardSteps) / wholeCost }

func (e edit) hard() int { return int(e % hardSteps) }

// heard is what is compared of a word: its sounds, and what it costs that only
// one word has each.
type heard struct {
	sound []rune
	drops []edit
}

func hear(sound []rune) heard {
	h := heard{sound: sound[:min(len(sound), mostSounds)]}
	h.drops = make([]edit, len(h.sound))
	for i := range h.sound {
		h.drops[i] = drop(h.sound, i)
	}
	return h
}

// alike is 1 less the cost of turning one word into the other, by its length; 0
// when that is less than least, or the cost more than most.
// The cost is an edit distance (Levenshtein's, with the exchange of neighbours
// of Damerau in the form of the optimal string alignment), in which near sounds
// are cheap to exchange and vowels cheap to leave out.
func (t *tables) alike(a, b heard, least, most float64) (float64, edit) {
	long := max(len(a.sound), len(b.sound))
	if long == 0 {
		return 0, tooMuch
	}
	limit := edit(min(most, (1-least)*float64(long)+slack)*wholeCost+1) * hardSteps
	if d := 2*long - len(a.sound) - len(b.sound); step(d*weakCost) > limit {
		return 0, tooMuch
	}
	var rows [3][mostSounds + 1]edit
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j, d := range b.drops {
		above[j+1] = above[j] + d
	}
	for i, x := range a.sound {
		dropA := a.drops[i]
		row[0] = above[0] + dropA
		cheapest := row[0]
		for j, y := range b.sound {
			best := min(above[j]+t.exchange(x, y), above[j+1]+dropA, row[j]+b.drops[j])
			if i > 0 && j > 0 && x == b.sound[j-1] && a.sound[i-1] == y && x != y {
				best = min(best, before[j-1]+step(swapCost))
			}
			row[j+1] = best
			cheapest = min(cheapest, best)
		}
		if cheapest > limit {
			return 0, tooMuch
		}
		before, above, row = above, row, before
	}
	e := above[len(b.sound)]
	return max(0, 1-e.cost()/float64(long)), e
}

// slack keeps a score that is just enough from being rounded away.
const slack = 1e-9

func (t *tables) exchange(a, b rune) edit {
	switch {
	case a == b:
		return 0
	case a < 0x80 && b < 0x80:
		return t.near[a][b]
	}
	return step(wholeCost)
}

// drop is what it costs that only one of the words has the sound at i.
func drop(s []rune, i int) edit {
	if i > 0 {
		switch s[i] {
		case 'a', 'e', 'o', 'u':
			return step(vowelCost)
		case 'i', 'h', 'j':
			return step(weakCost)
		case 'g':
			if s[i-1] == 'n' {
				return step(weakCost)
			}
		case 'l': // of the article, before the letters that it becomes like
			if i+1 < len(s) && strings.ContainsRune("aeou", s[i-1]) && strings.ContainsRune("rsSzctdn", s[i+1]) {
				return step(weakCost)
			}
		case 's': // the ending of Latvian and Lithuanian names
			if i > 2 && i == len(s)-1 {
				return step(vowelCost)
			}
		}
	}
	return step(wholeCost)
}

// What it costs to leave out a sound, in hundredths, next to a whole one.
const (
	vowelCost = 60
	weakCost  = 40
)
