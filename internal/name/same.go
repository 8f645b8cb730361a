package name

import (
	"cmp"
	"slices"
)

// Thresholds for the score of Same, set on half of 826 public pairs of names.
const (
	Likely = 0.80 // one person when something else agrees too: the state and the office
	Sure   = 0.90 // one person unless something speaks against it
	// Surname is the most that a bare surname scores against a full name. It
	// says that the names do not exclude each other, and no more.
	Surname = 0.70
)

// Same scores from 0 to 1 how well two names can be one person's. It compares
// sounds, so scripts and the spelling habits of languages do not matter; words
// may stand in any order (surname first), left-out middle names cost little,
// and one given name against another costs most of the score. Initials, short
// forms ("Ben") and a slip of a letter are likely, never sure. It is symmetric.
// A bare surname against a full name scores at most Surname, and so does a name
// with letters of two scripts in a word against any but itself.
func Same(a, b string) float64 { return Parse(a).Same(Parse(b)) }

// Same is the function of that name, of names that are parsed.
func (n *Name) Same(m *Name) float64 {
	switch {
	case n.fold == "" || m.fold == "":
		return 0
	case n.fold == m.fold:
		return 1
	case len(n.words) == 0 || len(m.words) == 0:
		return 0
	}
	score := n.score(n.words, m, m.words)
	if !n.han || !m.han {
		if slices.ContainsFunc(n.pinyin, func(p string) bool { return slices.Contains(m.pinyin, p) }) {
			score = max(score, sameReading)
		}
		most := 1.0
		if n.pinyin != nil && m.pinyin != nil {
			if score < sameReading && !n.wade && !m.wade {
				score = min(score, otherName)
			}
			most = otherName
		}
		if n.chinese != nil {
			score = max(score, min(most, n.score(n.chinese, m, m.words)))
		}
		if m.chinese != nil {
			score = max(score, min(most, n.score(n.words, m, m.chinese)))
		}
	}
	if n.mixed || m.mixed {
		score = min(score, Surname)
	}
	return score
}

const (
	wordAlike    = 0.78 // below this two words are different names, unless by a slip
	joined       = 0.85 // words written without spaces
	sameReading  = 0.93 // two ways to write one Chinese name
	extraCost    = 0.03 // each word that only the longer name has
	extraMost    = 0.09
	bodyExtra    = 0.13 // the same of organisations
	numberExtra  = 0.06
	strangeCost  = 0.15 // both names have a word that the other lacks
	orderCost    = 0.02 // the surname first in one of them
	shuffleCost  = 0.16 // any other order
	fatherCost   = 0.20 // the father of one is not that of the other
	initialScore = 0.90
	shortScore   = 0.90
	speltScore   = 0.95
	onlyInitials = 0.50 // the most where no whole word is that of the other
	unsure       = 0.88 // the most with an initial or a short form
	slip         = 0.83 // the most with a slip of a letter
	otherName    = 0.80 // the same where it makes another known name of it, or another Chinese syllable
	otherCost    = 0.5  // from which on two known given names are two names
	slipCost     = 1.5  // what a slip may cost,
	slipAlike    = 0.55 // how alike the words must be in spite of it,
	slipSounds   = 3    // how long one must be,
	loneAlike    = 0.80 // and how alike where there is no other word
	softCost     = 1.0  // from which on many small differences are a slip,
	softShort    = 0.25 // and in a word of no more than slipSounds
)

// pair is a word, or several that belong together, of each name.
type pair struct {
	i, j   int // the first of each
	m, n   int // how many
	score  float64
	cost   float64 // of the edit, where it is one
	weight float64
	slip   bool
	other  bool // both are known names
	short  bool
}

// score pairs the words of the two names, best first.
func (n *Name) score(x []word, m *Name, y []word) float64 {
	if c := cmp.Or(cmp.Compare(weight(x), weight(y)), slices.CompareFunc(x, y, func(v, w word) int { return slices.Compare(v.sound, w.sound) })); c > 0 {
		x, y = y, x
	}
	bare, body := n.bare || m.bare, n.body || m.body
	var room [2 * mostWords]pair
	pairs := pairWords(room[:0], x, y, bare)
	if len(pairs) == 0 {
		return 0
	}
	slices.SortStableFunc(pairs, func(p, q pair) int {
		return cmp.Or(yes(p.slip)-yes(q.slip), yes(x[p.i].particle)-yes(x[q.i].particle), cmp.Compare(q.score, p.score), cmp.Compare(q.m+q.n, p.m+p.n))
	})
	var usedX, usedY [mostWords]bool
	var sum, total, cost float64
	var slips, others, shorts, firm, whole int
	var at [mostWords]int // of a word of x: one more than its partner
	fathers := true
	for _, p := range pairs {
		if p.slip && (slips > 0 || cost+p.cost > slipCost || firm == 0 && (full(x) > 1 || full(y) > 1 || p.score < loneAlike)) || anyUsed(usedX[p.i:p.i+p.m]) || anyUsed(usedY[p.j:p.j+p.n]) {
			continue
		}
		for k := range p.m {
			usedX[p.i+k] = true
		}
		for k := range p.n {
			usedY[p.j+k] = true
		}
		if !x[p.i].particle && !y[p.j].particle {
			at[p.i] = p.j + 1
		}
		sum += p.score * p.weight
		cost += p.cost
		total += p.weight
		slips += yes(p.slip)
		others += yes(p.other)
		shorts += yes(p.short)
		firm += yes(!p.slip && p.weight >= 1)
		whole += yes(!p.short && (p.weight >= 1 || p.m+p.n > 2))
		if p.m == 1 && p.n == 1 && x[p.i].father != y[p.j].father {
			fathers = false
		}
	}
	strangeX, numberX := strange(x, usedX[:])
	strangeY, numberY := strange(y, usedY[:])
	apart := strangeX > 0 && strangeY > 0
	if apart {
		total += strangeX
	}
	if total == 0 {
		return 0
	}
	score, extra := sum/total, strangeX+strangeY
	if hasFather(x) && hasFather(y) && !fathers {
		score -= fatherCost
	}
	if apart {
		return max(0, score-strangeCost)
	}
	switch number := numberX || numberY; {
	case numberX && numberY && body:
		score = min(score, otherName)
	case numberX && numberY:
		score = min(score, Surname)
	case number && body:
		score -= 2 * bodyExtra
	case number:
		score -= numberExtra
	}
	if body {
		score -= bodyExtra * extra
	} else {
		score -= min(extraMost, extraCost*extra)
	}
	order := turned(at[:len(x)])
	if order == surnameFirst {
		score -= orderCost
	}
	if slips > 0 {
		score = min(score, slip)
	}
	if others > 0 {
		score = min(score, otherName)
	}
	if shorts > 0 {
		score = min(score, unsure)
	}
	if order == shuffled {
		score -= shuffleCost
	}
	switch {
	case whole == 0:
		score = min(score, onlyInitials)
	case bareSurname(x, covered(usedY[:])) && more(y, body) || bareSurname(y, covered(usedX[:])) && more(x, body):
		score = min(score, Surname)
	}
	return max(0, score)
}

// pairWords finds the words of the two names that are alike: one and one, one
// and two or three that it is written for, and letters with what they begin.
func pairWords(pairs []pair, x, y []word, bare bool) []pair {
	for i := range x {
		for j := range y {
			if p := compare(&x[i], &y[j], bare); p.score > 0 {
				p.i, p.j, p.m, p.n, p.weight = i, j, 1, 1, min(x[i].weight, y[j].weight)
				pairs = append(pairs, p)
			}
		}
	}
	for i := range x {
		for n := 2; n <= mostJoined && n <= len(y); n++ {
			for j := range len(y) - n + 1 {
				if s := spelt(&x[i], y[j:j+n], bare); s > 0 {
					pairs = append(pairs, pair{i: i, j: j, m: 1, n: n, score: s, weight: x[i].weight, short: x[i].letters != "" && s == initialScore})
				}
			}
		}
	}
	for j := range y {
		for m := 2; m <= mostJoined && m <= len(x); m++ {
			for i := range len(x) - m + 1 {
				if s := spelt(&y[j], x[i:i+m], bare); s > 0 {
					pairs = append(pairs, pair{i: i, j: j, m: m, n: 1, score: s, weight: y[j].weight, short: y[j].letters != "" && s == initialScore})
				}
			}
		}
	}
	return pairs
}

// mostJoined is how many words are written as one ("Abd al-Karim"), mostDropped
// how many sounds are lost by that.
const (
	mostJoined  = 3
	mostDropped = 2
)

// spelt scores one word against several that it may be written for.
func spelt(v *word, words []word, bare bool) float64 {
	if v.initial || v.particle || v.number {
		return 0
	}
	if v.letters != "" && len(v.letters) == len(words) {
		names := false
		for k := range words {
			if words[k].particle || words[k].number || words[k].latin != v.letters[k] {
				return 0
			}
			names = names || !words[k].initial
		}
		if !names {
			return 1 // "J.P." for "JP"
		}
		return initialScore
	}
	t, whole, long := loaded(), v.heard(bare), 0
	if words[0].number || t.exchange(whole.sound[0], words[0].heard(bare).sound[0]) >= step(wholeCost) {
		return 0
	}
	for k := range words {
		if words[k].initial || words[k].number {
			return 0
		}
		long += len(words[k].heard(bare).sound)
	}
	if d := long - len(whole.sound); d > mostDropped || d < -mostDropped {
		return 0
	}
	all := make([]rune, 0, mostSounds)
	for k := range words {
		all = append(all, words[k].heard(bare).sound...)
	}
	if s, _ := t.alike(whole, hear(all), joined, mostSounds); s >= joined {
		return s
	}
	return 0
}

// How the words of one name stand in the other.
type order int

const (
	sameOrder    order = iota
	surnameFirst       // one name begins where the other ends
	shuffled           // "Ali Omar Rashid", "Omar Ali Rashid"
)

// turned finds the order from the place in the other name, from 1, of each word
// that has one.
func turned(at []int) order {
	back, first, last := 0, 0, 0
	for _, place := range at {
		if place == 0 {
			continue
		}
		if first == 0 {
			first = place
		}
		back += yes(place < last)
		last = place
	}
	switch {
	case back == 0:
		return sameOrder
	case back == 1 && last < first:
		return surnameFirst
	}
	return shuffled
}

// bareSurname reports whether the name is a single word that stands for one.
func bareSurname(words []word, stands int) bool {
	return full(words) < 2 && stands < 2 && !slices.ContainsFunc(words, func(w word) bool { return w.initial || w.letters != "" })
}

// more reports whether the name is more than a surname.
func more(words []word, body bool) bool {
	return full(words) >= 2 || !body && slices.ContainsFunc(words, func(w word) bool { return w.initial })
}

func covered(used []bool) (n int) {
	for _, u := range used {
		n += yes(u)
	}
	return n
}

// strange is the weight of the words that have no partner, and whether one of
// them is a number.
func strange(words []word, used []bool) (sum float64, number bool) {
	for i := range words {
		if !used[i] && !words[i].particle {
			if words[i].number {
				number = true
			} else {
				sum += words[i].weight
			}
		}
	}
	return sum, number
}

func hasFather(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.father })
}

func anyUsed(used []bool) bool { return slices.Contains(used, true) }

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func weight(words []word) (sum float64) {
	for i := range words {
		sum += words[i].weight
	}
	return sum
}
