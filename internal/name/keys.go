package name

import (
	"hash/maphash"
	"slices"
)

// blocks are the consonants' classes for keys; letters that languages exchange
// share one, vowels have none.
var blocks = map[rune]rune{'b': 'P', 'p': 'P', 'v': 'V', 'f': 'V', 'd': 'T', 't': 'T', 's': 'S', 'S': 'S', 'z': 'S',
	'c': 'K', 'C': 'K', 'J': 'K', 'j': 'K', 'K': 'K', 'k': 'K', 'q': 'K', 'g': 'K', 'h': 'K', 'x': 'K',
	'l': 'L', 'r': 'R', 'm': 'M', 'n': 'M'}

// Keys are coarse keys of the words of a name, sorted: words that Same finds
// alike nearly always share one. Initials and particles give none.
func Keys(s string) []string { return Parse(s).Keys() }

// Keys is the function of that name, of a name that is parsed.
func (n *Name) Keys() []string {
	var keys []string
	for i := range n.words {
		if w := &n.words[i]; !w.initial && !w.particle {
			keys = append(keys, key(w.sound))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mostClasses is how many consonants a key has.
const mostClasses = 4

// key is the classes of a word's first consonants, behind an A where it begins
// with a vowel.
func key(sound []rune) string {
	key := make([]rune, 0, mostClasses+1)
	if class(sound[0]) == 'A' {
		key = append(key, 'A')
	}
	for _, r := range sound {
		c := class(r)
		if c != 'A' && (len(key) == 0 || key[len(key)-1] != c) && len(key) < cap(key) {
			key = append(key, c)
		}
	}
	return string(key)
}

// class is the class of a sound; vowels share one.
func class(r rune) rune {
	if c, ok := blocks[r]; ok {
		return c
	}
	if r < 0x80 {
		return 'A'
	}
	return r
}

// crowded is how many names with one key are compared with each other; where
// there are more, they must share a finer one.
const crowded = 12

// Alike calls each for the pairs of names, by place in names, that worth does
// not rule out and that Same may find one person's, and gives their score. It
// does not compare every two: only those in which one word has the same coarse
// sound and another begins or ends alike, or is a form of the same name, or that
// are read as the same Chinese name. Where that is true of very many, both words
// must sound alike. Pairs come in order, each once.
func Alike(names []*Name, worth func(a, b int) bool, each func(a, b int, score float64)) {
	seed := maphash.MakeSeed()
	size := map[uint64]int32{}
	all := make([]pairKeys, len(names))
	for i, n := range names {
		all[i] = n.pairKeys(seed)
		for _, k := range all[i].coarse {
			size[k]++
		}
	}
	full, initial := map[uint64][]int32{}, map[uint64][]int32{}
	met := make([]int32, len(names)) // the last name that each was compared with
	var found []int32
	meet := func(b int, others []int32) {
		for _, a := range others {
			if met[a] != int32(b)+1 {
				met[a] = int32(b) + 1
				found = append(found, a)
			}
		}
	}
	for b, n := range names {
		found = found[:0]
		keys := all[b].coarse
		if slices.ContainsFunc(keys, func(k uint64) bool { return size[k] > crowded }) {
			keys = append(slices.DeleteFunc(keys, func(k uint64) bool { return size[k] > crowded }), all[b].fine...)
		}
		for _, k := range keys {
			meet(b, full[k])
			full[k] = append(full[k], int32(b))
		}
		for _, k := range all[b].letters {
			meet(b, initial[k])
			full[k] = append(full[k], int32(b))
		}
		for _, k := range all[b].own {
			meet(b, initial[k])
			meet(b, full[k])
			initial[k] = append(initial[k], int32(b))
		}
		slices.Sort(found)
		for _, a := range found {
			if worth(int(a), b) {
				if s := names[a].Same(n); s > 0 {
					each(int(a), b, s)
				}
			}
		}
	}
}

// pairKeys are hashed keys of the pairs of words of a name.
type pairKeys struct {
	coarse  []uint64 // the sound of one word, and two sounds or a form of the other
	fine    []uint64 // the sounds of both
	letters []uint64 // the sound of one, and what an initial for the other would be
	own     []uint64 // the sound of one, and an initial
}

func (n *Name) pairKeys(seed maphash.Seed) pairKeys {
	var k pairKeys
	var h maphash.Hash
	h.SetSeed(seed)
	add := func(to *[]uint64, kind byte, parts ...string) {
		h.Reset()
		h.WriteByte(kind)
		for _, p := range parts {
			h.WriteString(p)
			h.WriteByte(' ')
		}
		*to = append(*to, h.Sum64())
	}
	for _, p := range n.pinyin {
		add(&k.coarse, 'p', p)
	}
	n.eachPair(func(v, w *keyed) {
		for _, word := range v.words {
			switch {
			case w == nil:
				add(&k.coarse, '1', word)
				add(&k.fine, '1', word, v.ends[0], v.ends[2])
			case len(w.words) == 0:
				add(&k.own, 'i', word, w.initial)
			default:
				for i, e := range w.ends {
					add(&k.coarse, byte(i), word, e)
				}
				for _, as := range w.words[1:] {
					add(&k.coarse, 'f', word, as)
				}
				add(&k.fine, 'w', word, w.words[0])
				add(&k.letters, 'i', word, w.initial)
			}
		}
	})
	for _, keys := range []*[]uint64{&k.coarse, &k.fine, &k.letters, &k.own} {
		slices.Sort(*keys)
		*keys = slices.Compact(*keys)
	}
	return k
}

// keyed is a word for the keys of a pair.
type keyed struct {
	words   []string  // its key and what stands for the names that it is a form of; none for an initial
	initial string    // class of its first sound
	ends    [3]string // of its first and second sound and its last consonant, two by two
}

// eachPair goes through the pairs of words of the name, in both orders, the
// first of them no initial; a single word stands with none.
func (n *Name) eachPair(each func(v, w *keyed)) {
	for _, words := range [][]word{n.words, n.chinese} {
		ks := keysOf(words)
		for i := range ks {
			if len(ks) == 1 && len(ks[i].words) > 0 {
				each(&ks[i], nil)
			}
			for j := range ks {
				if i != j {
					each(&ks[i], &ks[j])
				}
			}
		}
	}
}

// keysOf are the words for keys, also one that follows particles with them, and
// in names of three and more two that may be written as one.
func keysOf(words []word) []keyed {
	out := make([]keyed, 0, len(words))
	var before []rune
	var last *word
	whole := full(words)
	for i := range words {
		w := &words[i]
		if w.particle {
			before, last = append(before, w.sound...), nil
			continue
		}
		k := newKeyed(w.sound)
		switch {
		case w.initial:
			k.words = nil
		case len(before) > 0:
			out = append(out, newKeyed(append(before, w.sound...)))
		case last != nil && whole > 2:
			out = append(out, newKeyed(slices.Concat(last.sound, w.sound)))
		}
		if w.letters != "" {
			out = append(out, keyed{initial: string(class(w.sound[0]))})
		}
		for _, f := range w.families {
			if w.initial {
				break
			}
			k.words = append(k.words, "="+decimal(f.family))
		}
		before, last = nil, w
		if w.initial {
			last = nil
		}
		out = append(out, k)
	}
	return out
}

func newKeyed(sound []rune) keyed {
	first := class(sound[0])
	second, last := first, first
	for i := len(sound) - 1; i > 0; i-- {
		if c := class(sound[i]); c != 'A' {
			last = c
			break
		}
	}
	for _, r := range sound[1:] {
		if c := class(r); c != 'A' && c != first {
			second = c
			break
		}
	}
	return keyed{words: []string{key(sound)}, initial: string(first),
		ends: [3]string{string([]rune{first, second}), string([]rune{first, last}), string([]rune{second, last})}}
}
