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

// model holds the logarithms of the probabilities that a context follows two
// others.
type model struct {
	ids   map[string]int
	prior []float32 // by context
	next  []float32 // by before2, before, context
	edge  int
	total float64 // contexts counted
}

func (m *model) size() int { return len(m.prior) }

func (m *model) after(before2, before, context int) float32 {
	return m.next[(before2*m.size()+before)*m.size()+context]
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
	if !ok {
		return nil, fmt.Errorf("morph: %s: no sentence edge %q", name, Edge)
	}
	m.edge = edge
	n := len(m.ids)
	one, two, three := make([]float64, n), make([]float64, n*n), make([]float64, n*n*n)
	for _, row := range rows {
		count, err := strconv.ParseFloat(row.cells[3], 64)
		if err != nil || count <= 0 {
			return nil, fmt.Errorf("morph: %s:%d: count %q", name, row.line, row.cells[3])
		}
		b, c := m.ids[row.cells[1]], m.ids[row.cells[2]]
		if row.cells[0] == "" {
			one[c] += count
			two[b*n+c] += count
		} else {
			three[(m.ids[row.cells[0]]*n+b)*n+c] += count
		}
	}
	m.fill(one, two, three)
	return m, nil
}

func (m *model) fill(one, two, three []float64) {
	n := len(one)
	total := sum(one)
	m.total = total
	m.prior, m.next = make([]float32, n), make([]float32, n*n*n)
	for c := range n {
		m.prior[c] = float32(math.Log((one[c] + 0.1) / total))
	}
	for a := range n {
		for b := range n {
			pairs, triples := sum(two[b*n:(b+1)*n]), sum(three[(a*n+b)*n:(a*n+b+1)*n])
			for c := range n {
				p := weight1 * (one[c] + 0.1) / total
				if pairs > 0 {
					p += weight2 * two[b*n+c] / pairs
				}
				if triples > 0 {
					p += weight3 * three[(a*n+b)*n+c] / triples
				} else if pairs > 0 {
					p += weight3 * two[b*n+c] / pairs
				}
				m.next[(a*n+b)*n+c] = float32(math.Log(p))
			}
		}
	}
}

func sum(xs []float64) float64 {
	var s float64
	for _, x := range xs {
		s += x
	}
	return s
}

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
