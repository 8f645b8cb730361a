package figure

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a number as written.
type number struct {
	value  float64
	scale  float64 // a million or more when the number ends in such a word: "2.5 million"; else 1
	tokens int
	word   bool    // written in words only
	symbol string  // of a currency, attached: "€120"
	suffix string  // attached with a hyphen: "year-long" of "30-year-long"
	low    float64 // the lesser bound of a range, in units of value; 0 for none
}

// million is the least scale that stays with the unit: "million EUR".
const million = 1e6

// numerals is how a language writes numbers.
type numerals struct {
	Decimal  string             `yaml:"decimal"`
	Group    string             `yaml:"group"`
	Words    map[string]float64 `yaml:"words"`    // up to 99
	Scales   map[string]float64 `yaml:"scales"`   // hundred, thousand ...
	Attached map[string]float64 `yaml:"attached"` // scales written at the digits: "1.5bn"
	Article  []string           `yaml:"article"`  // one, before a scale: "a hundred"
	Link     []string           `yaml:"link"`     // "and" in "one hundred and five"
	Half     []string           `yaml:"half"`     // before a scale, with or without an article: "half a million"
	AndHalf  []string           `yaml:"and_half"` // behind a number: "iki buçuk milyon"
	Bare     bool               `yaml:"bare"`     // a scale alone is a number: "yüz kişi"
	Symbols  map[string]string  `yaml:"symbols"`  // of currencies
}

// read reads the number that begins at words[at]; words are lower case, without
// the suffix after an apostrophe. It is pure, and never reads beyond words.
//
// Numbers are a sequence of groups, each some hundreds and a remainder followed
// by a larger scale, the scales falling: "two thousand three hundred", "2 bin
// 100". Digits may begin a group.
func (l *numerals) read(words []string, at int) (number, bool) {
	var total, group, last float64 // last: the least scale met
	n := number{scale: 1, word: true}
	last = 1e18
	i, filled, figures := at, false, false // figures: the group is in digits
	for i < len(words) {
		w := words[i]
		if v, ok := l.addend(w); ok && (!filled || !figures && fits(group, v)) {
			group, filled = group+v, true
			i++
			continue
		}
		if d, ok := l.digits(w); ok && !filled && (i == at || d.symbol == "" && d.scale == 1 && d.suffix == "" && d.value < last) {
			group, filled, figures, n.word = d.value, true, true, false
			n.symbol, n.suffix = d.symbol, d.suffix
			i++
			if d.scale > 1 || d.suffix != "" {
				n.scale = d.scale
				break
			}
			continue
		}
		scale, ok := l.Scales[w]
		switch {
		case ok && (filled || l.Bare):
			if scale == 100 || scale == 12 {
				if group >= 100 {
					return number{}, false
				}
				group, filled = max(group, 1)*scale, true
				i++
				continue
			}
			if scale >= last {
				return number{}, false
			}
			n.scale = 1
			if scale >= million && total == 0 {
				n.scale = scale
			}
			total += one(group, filled) * scale
			group, filled, figures, last = 0, false, false, scale
			i++
			continue
		case !filled && i == at && contains(l.Article, w) && i+1 < len(words) && l.Scales[words[i+1]] >= 12:
			group, filled = 1, true
			i++
			continue
		case !filled && i == at && contains(l.Half, w) && l.halved(words[i+1:]) > 0:
			group, filled = 0.5, true
			i += l.halved(words[i+1:])
			continue
		case filled && contains(l.AndHalf, w):
			group += 0.5
			i++
			continue
		case filled && !figures && group >= 100 && contains(l.Link, w) && i+1 < len(words):
			if v, ok := l.addend(words[i+1]); ok && fits(group, v) {
				i++
				continue
			}
		}
		break
	}
	if i == at {
		return number{}, false
	}
	n.tokens = i - at
	if filled && total > 0 {
		n.scale = 1
	}
	n.value = total + group
	if n.scale > 1 && total == 0 { // attached: "1.5bn"
		n.value = group * n.scale
	}
	return n, n.value > 0 && n.value < 1e16
}

// halved is the place of the scale behind "half", one for "half million" and two
// for "half a million"; 0 when there is none.
func (l *numerals) halved(rest []string) int {
	for k := 0; k < min(2, len(rest)); k++ {
		if l.Scales[rest[k]] >= 1000 {
			return k + 1
		}
		if !contains(l.Article, rest[k]) {
			break
		}
	}
	return 0
}

func one(group float64, filled bool) float64 {
	if !filled {
		return 1
	}
	return group
}

// fits reports whether v can follow in a group: units behind tens, both behind
// hundreds.
func fits(group, v float64) bool {
	rest := int(group) % 100
	return group == float64(int(group)) && (rest == 0 && group >= 100 || rest >= 10 && rest%10 == 0 && v < 10)
}

// addend is the value of a word below a hundred, also of "twenty-five".
func (l *numerals) addend(w string) (float64, bool) {
	if v, ok := l.Words[w]; ok {
		return v, true
	}
	tens, units, ok := strings.Cut(w, "-")
	if !ok {
		return 0, false
	}
	a, ok1 := l.Words[tens]
	b, ok2 := l.Words[units]
	return a + b, ok1 && ok2 && a >= 20 && b < 10
}

// knows reports whether w is a number in a word.
func (l *numerals) knows(w string) bool {
	_, ok := l.addend(w)
	return ok || l.Scales[w] > 0
}

// digits reads a token that begins with digits, or with the symbol of a
// currency and digits.
func (l *numerals) digits(w string) (number, bool) {
	n := number{scale: 1}
	for symbol := range l.Symbols {
		if rest, ok := strings.CutPrefix(w, symbol); ok && len(symbol) > len(n.symbol) && rest != "" {
			n.symbol = symbol
		}
	}
	w = w[len(n.symbol):]
	end := 0
	for end < len(w) && (w[end] >= '0' && w[end] <= '9' || end > 0 && (strings.HasPrefix(w[end:], l.Group) || strings.HasPrefix(w[end:], l.Decimal))) {
		end++
	}
	body, rest := strings.TrimRight(w[:end], ".,"), ""
	if len(body) < end && end == len(w) { // "30." is an ordinal or ends a sentence
		return number{}, false
	}
	rest = w[len(body):]
	v, ok := l.plain(body)
	if !ok {
		return number{}, false
	}
	n.value = v
	switch {
	case rest == "":
		return n, true
	case l.Attached[rest] > 0:
		n.scale = l.Attached[rest]
		return n, true
	case l.Symbols[rest] != "" && n.symbol == "":
		n.symbol = rest
		return n, true
	}
	suffix, hyphen := strings.CutPrefix(rest, "-")
	first, _ := utf8.DecodeRuneInString(suffix)
	if !hyphen || !unicode.IsLetter(first) {
		return number{}, false
	}
	if scale := l.Scales[suffix]; scale > 0 {
		n.scale = scale
		return n, true
	}
	n.suffix = suffix
	return n, true
}

// plain is the value of digits with the language's signs: "1,234,567.8".
func (l *numerals) plain(s string) (float64, bool) {
	const longest = 16
	if s == "" || len(s) > longest {
		return 0, false
	}
	whole, fraction, point := strings.Cut(s, l.Decimal)
	groups := strings.Split(whole, l.Group)
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (g == "" || len(groups) > 1 && len(g) > 3) {
			if i == 1 && len(groups) == 2 && !point && len(g) < 3 && g != "" { // the other sign for the decimals
				return parse(groups[0] + "." + g)
			}
			return 0, false
		}
	}
	if point && (fraction == "" || strings.Contains(fraction, l.Group)) {
		return 0, false
	}
	text := strings.Join(groups, "")
	if point {
		text += "." + fraction
	}
	return parse(text)
}

func parse(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}
