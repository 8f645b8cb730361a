package merge

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"chancery"
)

// How two reports are found to be one text.
const (
	shingle    = 5   // words
	rows       = 4   // hashes in a band; reports that agree on a band are compared
	bands      = 16  // so texts that share 0.7 of their shingles meet with 0.99
	nearCopy   = 0.7 // of the hashes, for two reports to be copies
	leastWords = 12  // a shorter text says too little
	retold     = 0.8 // of the claims of both, for a translation
	leastTold  = 4   // claims
	retoldDays = 1   // between the days of publication
	hashes     = rows * bands
)

// origins are, by report, the party that it goes back to: the last of its chain,
// else its outlet, else itself. Near-copies (MinHash over shingles of words,
// Broder 1997, with banding) go back to one, and so does a report that is another
// in another language: it tells the same things in the same order. Of a group of
// these, the party is the one that most of the chains end with, else the outlet
// of most.
func (f *folding) origins(sketches *Sketches, clusters []*cluster) []string {
	group := newUnion(len(f.reports))
	f.joinCopies(group, sketches)
	f.joinTranslations(group, clusters)
	return f.nameOrigins(group)
}

// nameOrigins names each group of reports.
func (f *folding) nameOrigins(group union) []string {
	ends, outlets := map[int]votes{}, map[int]votes{}
	ids := map[int]string{}
	for i := range f.reports {
		g, r := group.of(i), &f.reports[i]
		if ends[g] == nil {
			ends[g], outlets[g], ids[g] = votes{}, votes{}, r.ID
		}
		if n := len(r.Chain); n > 1 {
			ends[g].cast(r.Chain[n-1], 1)
		} else if n == 1 {
			outlets[g].cast(r.Chain[0], 1)
		}
		outlets[g].cast(r.Outlet, 1)
		ids[g] = min(ids[g], r.ID)
	}
	out := make([]string, len(f.reports))
	for i := range out {
		g := group.of(i)
		out[i] = cmp.Or(ends[g].winner(), outlets[g].winner(), ids[g])
	}
	return out
}

// Sketches are what tells copies among reports: little beside their texts. The zero
// value has none.
type Sketches struct {
	adding sync.Mutex
	of     map[string]*sketch // by report
}

// sketch is the least hash of a text's shingles under each of many hash functions.
type sketch [hashes]uint32

// Add takes in a report with its text. Many goroutines may add at once.
func (s *Sketches) Add(r *chancery.Report) {
	made := sketchOf(body(r))
	if made == nil {
		return
	}
	s.adding.Lock()
	defer s.adding.Unlock()
	if s.of == nil {
		s.of = map[string]*sketch{}
	}
	s.of[r.ID] = made
}

// joinCopies joins the reports whose texts are near-copies.
func (f *folding) joinCopies(group union, sketches *Sketches) {
	var all []uint64
	for i := range f.reports {
		if own := sketches.of[f.reports[i].ID]; own != nil {
			for b := range bands {
				all = append(all, own.band(b))
			}
		}
	}
	shared := repeated(all)
	buckets := make([][]int32, len(shared)) // one report of each group that was compared
	for i := range f.reports {
		own := sketches.of[f.reports[i].ID]
		if own == nil {
			continue
		}
		for b := range bands {
			at, found := slices.BinarySearch(shared, own.band(b))
			if !found {
				continue
			}
			met := false
			for _, j := range buckets[at] {
				if met = group.of(i) == group.of(int(j)) || own.alike(sketches.of[f.reports[j].ID]) >= nearCopy; met {
					group.join(i, int(j))
					break
				}
			}
			if !met && len(buckets[at]) < mostInBucket {
				buckets[at] = append(buckets[at], int32(i))
			}
		}
	}
}

// repeated are the keys that are there more than once, sorted.
func repeated(keys []uint64) []uint64 {
	slices.Sort(keys)
	out := keys[:0]
	for i, key := range keys {
		if i > 0 && key == keys[i-1] && (len(out) == 0 || out[len(out)-1] != key) {
			out = append(out, key)
		}
	}
	return slices.Clip(out)
}

// mostInBucket bounds the comparisons of a report in one band; what many share
// without being copies is boilerplate.
const mostInBucket = 32

// body is the text without what outlets put around what they copy.
func body(r *chancery.Report) string {
	var b strings.Builder
	at := 0
	for _, p := range r.Parts {
		switch p.Kind {
		case chancery.PartTitle, chancery.PartHeader, chancery.PartDateline, chancery.PartByline, chancery.PartCredit, chancery.PartDebris:
			b.WriteString(r.Text[at:p.Start] + " ")
			at = p.End
		}
	}
	b.WriteString(r.Text[at:])
	return b.String()
}

// sketchOf is nil for a text that is too short.
func sketchOf(text string) *sketch {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < leastWords {
		return nil
	}
	var out sketch
	for k := range out {
		out[k] = ^uint32(0)
	}
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			io.WriteString(h, w)
			h.Write([]byte{0})
		}
		x := h.Sum64()
		for k := range out {
			out[k] = min(out[k], uint32(mix(x, uint64(k))>>32))
		}
	}
	return &out
}

// mix is the k-th hash of x: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x, k uint64) uint64 {
	x += (k + 1) * 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// band is the key of a band of hashes.
func (s *sketch) band(n int) uint64 {
	h := fnv.New64a()
	var b [4]byte
	for _, v := range s[n*rows : (n+1)*rows] {
		binary.LittleEndian.PutUint32(b[:], v)
		h.Write(b[:])
	}
	return mix(h.Sum64(), uint64(n))
}

// alike estimates the share of shingles that two texts have in common.
func (s *sketch) alike(t *sketch) float64 {
	same := 0
	for k := range s {
		same += yes(s[k] == t[k])
	}
	return float64(same) / hashes
}

// joinTranslations joins reports in two languages that tell the same events in
// the same order, within a day of each other, and name no two origins.
func (f *folding) joinTranslations(group union, clusters []*cluster) {
	told := make([][]int, len(f.reports)) // by report: the clusters of its claims, in the order of the text
	at := make([]int, len(f.claims))
	for n, c := range clusters {
		for _, i := range c.claims {
			at[i] = n
		}
	}
	for i := range f.claims {
		if f.items[i] != nil {
			told[f.report[i]] = append(told[f.report[i]], at[i])
		}
	}
	first := map[int][]int{} // by the first thing told: the reports
	for i := range f.reports {
		if len(told[i]) < leastTold {
			continue
		}
		for _, j := range first[told[i][0]] {
			if f.translated(i, j, told) {
				group.join(i, j)
			}
		}
		if len(first[told[i][0]]) < mostInBucket {
			first[told[i][0]] = append(first[told[i][0]], i)
		}
	}
}

func (f *folding) translated(i, j int, told [][]int) bool {
	a, b := &f.reports[i], &f.reports[j]
	if a.Language == b.Language || !f.days[i].near(f.days[j], retoldDays) || len(a.Chain) > 1 && len(b.Chain) > 1 {
		return false
	}
	common := inOrder(told[i], told[j])
	return common >= leastTold && float64(common) >= retold*float64(max(len(told[i]), len(told[j])))
}

// inOrder is the length of the longest common subsequence.
func inOrder(a, b []int) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for k, y := range b {
			was := row[k+1]
			if x == y {
				row[k+1] = before + 1
			} else {
				row[k+1] = max(row[k+1], row[k])
			}
			before = was
		}
	}
	return row[len(b)]
}

// union is disjoint sets; a set goes by its least member.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) of(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) {
	i, j = u.of(i), u.of(j)
	u[max(i, j)] = min(i, j)
}
