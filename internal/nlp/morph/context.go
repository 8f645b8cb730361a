package morph

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"chancery/internal/nlp"
)

// Edge is the context before the first and after the last word of a sentence.
const Edge = "^"

// Contexts says which analyses are alike for the words beside them: a context
// is a part of speech with some of its features, "VERB.Past.Part".
type Contexts struct {
	Features map[string][]string `yaml:"features"` // by part of speech
	Lemmas   []string            `yaml:"lemmas"`   // each a context of its own
}

// Of names the context of an analysis.
func (c Contexts) Of(upos string, feats nlp.Feats, lemma string) string {
	name := upos
	for _, feature := range c.Features[upos] {
		if value := feats.Get(feature); value != "" {
			name += "." + value
		}
	}
	if slices.Contains(c.Lemmas, lemma) {
		name += "." + lemma
	}
	return name
}

// The weights of one, two and three contexts in a row, in the manner of
// T. Brants, "TnT: a statistical part-of-speech tagger" (ANLP 2000).
const (
	weight1 = 0.05
	weight2 = 0.35
	weight3 = 0.60
)

// model holds how likely a context is after two others.
type model struct {
	ids   map[string]int
	edge  int
	total float64   // contexts counted
	prior []float32 // logarithms, by context
	one   []float32 // by context
	two   []float32 // by before and context
	known []bool    // by before2 and before: some triple begins with them
	three map[uint32]float32
}

// after is the logarithm of the probability of a context after two others.
func (m *model) after(before2, before, context int) float32 {
	n := len(m.one)
	pair := m.two[before*n+context]
	p := weight1*m.one[context] + weight2*pair
	if m.known[before2*n+before] {
		p += weight3 * m.three[m.triple(before2, before, context)]
	} else {
		p += weight3 * pair
	}
	return float32(math.Log(float64(p)))
}

// triple is the key of three contexts.
func (m *model) triple(before2, before, context int) uint32 {
	n := uint32(len(m.one))
	return (uint32(before2)*n+uint32(before))*n + uint32(context)
}

// loadModel reads context.tsv: rows of "before2 before context count", where
// rows with an empty before2 count pairs.
func loadModel(fsys fs.FS, name string) (*model, error) {
	rows, err := readTSV(fsys, name, 4)
	if err != nil {
		return nil, err
	}
	m := &model{ids: map[string]int{}}
	for _, row := range rows {
		for _, context := range row.cells[:3] {
			if _, ok := m.ids[context]; !ok && context != "" {
				m.ids[context] = len(m.ids)
			}
		}
	}
	edge, ok := m.ids[Edge]
	if !ok || len(m.ids) > maxContexts {
		return nil, fmt.Errorf("morph: %s: %d contexts, of at most %d with %q", name, len(m.ids), maxContexts, Edge)
	}
	m.edge = edge
	n := len(m.ids)
	m.one, m.prior, m.two, m.known, m.three = make([]float32, n), make([]float32, n), make([]float32, n*n), make([]bool, n*n), map[uint32]float32{}
	pairs, triples := make([]float32, n), make([]float32, n*n)
	for _, row := range rows {
		count, err := strconv.ParseUint(row.cells[3], 10, 24)
		if err != nil || count == 0 {
			return nil, fmt.Errorf("morph: %s:%d: count %q", name, row.line, row.cells[3])
		}
		a, b, c := m.ids[row.cells[0]], m.ids[row.cells[1]], m.ids[row.cells[2]]
		if row.cells[0] == "" {
			m.one[c] += float32(count)
			m.two[b*n+c] += float32(count)
			pairs[b] += float32(count)
			m.total += float64(count)
		} else {
			m.three[m.triple(a, b, c)] += float32(count)
			triples[a*n+b] += float32(count)
		}
	}
	for c := range m.one {
		m.one[c] = (m.one[c] + 0.1) / float32(m.total)
		m.prior[c] = logOf(float64(m.one[c]))
	}
	for i := range m.two {
		m.two[i] /= max(pairs[i/n], 1)
		m.known[i] = triples[i] > 0
	}
	for key := range m.three {
		m.three[key] /= triples[key/uint32(n)]
	}
	return m, nil
}

// maxContexts keeps the key of three contexts within 32 bits.
const maxContexts = 1024

// row is one line of a table.
type row struct {
	line  int
	cells []string
}

// readTSV reads a table: comment lines, a header, then rows of so many cells.
func readTSV(fsys fs.FS, name string, cells int) ([]row, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("morph: reading %s: %w", name, err)
	}
	var rows []row
	line, header := 0, true
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimSuffix(text, "\n")
		if header {
			header = strings.HasPrefix(text, "# ")
			continue
		}
		r := row{line, strings.Split(text, "\t")}
		if len(r.cells) != cells {
			return nil, fmt.Errorf("morph: %s:%d: %d cells, want %d", name, line, len(r.cells), cells)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
