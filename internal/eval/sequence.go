package eval

// likeness is the ratio of Ratcliff and Obershelp: twice the number of letters
// in common blocks, over the letters of both. It is computed as Python's
// difflib.SequenceMatcher does, with its rule that in a second text of 200
// letters or more those that make up over a hundredth of it start no block.
func likeness(first, second string) float64 {
	a, b := []rune(first), []rune(second)
	if len(a)+len(b) == 0 {
		return 1
	}
	m := blocks{a: a, b: b, at: positions(b)}
	return float64(2*m.common(0, len(a), 0, len(b))) / float64(len(a)+len(b))
}

// positions lists where each letter stands, popular ones left out.
func positions(b []rune) map[rune][]int {
	at := make(map[rune][]int)
	for j, r := range b {
		at[r] = append(at[r], j)
	}
	if len(b) < 200 {
		return at
	}
	for r, places := range at {
		if len(places) > len(b)/100+1 {
			delete(at, r)
		}
	}
	return at
}

type blocks struct {
	a, b []rune
	at   map[rune][]int // where each letter stands in b
}

// common is the number of letters in the common blocks of a[alo:ahi] and
// b[blo:bhi]: the longest, and those to the left and right of it.
func (m *blocks) common(alo, ahi, blo, bhi int) int {
	i, j, size := m.longest(alo, ahi, blo, bhi)
	if size == 0 {
		return 0
	}
	return size + m.common(alo, i, blo, j) + m.common(i+size, ahi, j+size, bhi)
}

// longest is the longest common block, the first of several in a, then in b.
func (m *blocks) longest(alo, ahi, blo, bhi int) (besti, bestj, size int) {
	besti, bestj = alo, blo
	ending := map[int]int{} // the length of the block that ends at j in the last row
	for i := alo; i < ahi; i++ {
		next := map[int]int{}
		for _, j := range m.at[m.a[i]] {
			if j < blo {
				continue
			}
			if j >= bhi {
				break
			}
			k := ending[j-1] + 1
			next[j] = k
			if k > size {
				besti, bestj, size = i-k+1, j-k+1, k
			}
		}
		ending = next
	}
	for besti > alo && bestj > blo && m.a[besti-1] == m.b[bestj-1] {
		besti, bestj, size = besti-1, bestj-1, size+1
	}
	for besti+size < ahi && bestj+size < bhi && m.a[besti+size] == m.b[bestj+size] {
		size++
	}
	return besti, bestj, size
}
