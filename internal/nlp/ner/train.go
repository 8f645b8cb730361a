package ner

import (
	"context"
	"fmt"
	"math/rand/v2"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/perceptron"
)

// How the model is learnt; see package tag.
const (
	epochs     = 12
	leastCount = 2
	prune      = 0.6
	times      = 3 // that the weights are learnt, each time in another order
)

// Training is what a namer is learnt from.
type Training struct {
	Pack      lang.Pack
	Gazetteer *gazetteer.Gazetteer
	Clues     Clues
	Texts     []*nlp.Text // tagged, with their names; of any type
	Seed      uint64
	Progress  func(message string)
}

// example is a sentence with its marks.
type example struct {
	tokens []nlp.Token
	marks  []int
}

// Train learns a namer. The same training gives the same namer.
func Train(ctx context.Context, from Training) (*Namer, error) {
	n := newNamer(from.Pack, from.Gazetteer, from.Clues, []nlp.NameType{nlp.Person, nlp.Organisation, nlp.Location, "MISC", "TITLE"})
	var examples []example
	for _, t := range from.Texts {
		examples = append(examples, n.examples(t)...)
	}
	var classes []string
	for mark := range len(n.labels)*perLabel + 1 {
		classes = append(classes, fmt.Sprint(mark))
	}
	p := perceptron.NewTrainer(classes)
	var s sentence
	for mark := range classes {
		for range leastCount {
			p.Count([]uint32{turnFeature(mark)})
		}
	}
	for _, e := range examples {
		s.load(n, e.tokens)
		for i := range e.tokens {
			p.Count(s.features(i))
		}
	}
	p.Start(leastCount)
	random := rand.New(rand.NewPCG(from.Seed, 2))
	order := random.Perm(len(examples))
	for epoch := range epochs * times {
		if epoch > 0 && epoch%epochs == 0 {
			p.Again()
		}
		wrong := 0
		for _, k := range order {
			if !n.learn(p, &s, &examples[k]) {
				wrong++
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("ner: %w", err)
		}
		from.Progress(fmt.Sprintf("names: round %d of %d, %d of %d sentences wrong", epoch+1, epochs*times, wrong, len(examples)))
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	n.model = p.Model(prune)
	return n, nil
}

func newNamer(pack lang.Pack, g *gazetteer.Gazetteer, c Clues, labels []nlp.NameType) *Namer {
	n := &Namer{pack: pack, gaz: g, clues: c.words, labels: labels}
	n.scratch.New = func() any { return new(sentence) }
	classes := len(labels)*perLabel + 1
	for b := range classes {
		for a := range classes {
			n.may = append(n.may, follows(a, b))
		}
	}
	return n
}

// examples are the sentences of a text with their marks.
func (n *Namer) examples(t *nlp.Text) []example {
	var out []example
	names := t.Names
	for _, at := range t.Sentences {
		e := example{t.Tokens[at.First:at.Last], make([]int, at.Last-at.First)}
		for len(names) > 0 && names[0].First < at.Last {
			n.mark(e.marks, names[0].First-at.First, names[0].Last-at.First, names[0].Type)
			names = names[1:]
		}
		out = append(out, e)
	}
	return out
}

// mark marks the words of a name, unless it is of a type that is not learnt.
func (n *Namer) mark(marks []int, first, end int, t nlp.NameType) {
	for label, known := range n.labels {
		if known != t {
			continue
		}
		base := label * perLabel
		if end-first == 1 {
			marks[first] = base + unit
			return
		}
		for i := first; i < end; i++ {
			marks[i] = base + inside
		}
		marks[first], marks[end-1] = base+begin, base+last
	}
}

// learn corrects the weights by one sentence, and says whether it was right.
func (n *Namer) learn(p *perceptron.Trainer, s *sentence, e *example) bool {
	s.load(n, e.tokens)
	n.decode(s, p)
	right := true
	before, gold := 0, 0
	for i := range e.tokens {
		got, want := s.marks[i], e.marks[i]
		if got != want {
			right = false
			f := s.features(i)
			p.Update(f, want, 1)
			p.Update(f, got, -1)
		}
		if got != want || before != gold {
			p.Update([]uint32{turnFeature(gold)}, want, 1)
			p.Update([]uint32{turnFeature(before)}, got, -1)
		}
		before, gold = got, want
	}
	p.Step()
	return right
}

// Bytes are the namer's model.
func (n *Namer) Bytes() []byte {
	var b packed.Builder
	b.Uint(uint64(len(n.labels)))
	for _, label := range n.labels {
		b.String(string(label))
	}
	n.model.Append(&b)
	return b.Bytes()
}

// Parse makes a namer of what Bytes gave.
func Parse(raw []byte, pack lang.Pack, g *gazetteer.Gazetteer, c Clues) (*Namer, error) {
	p := packed.NewParser(raw)
	var labels []nlp.NameType
	for _, label := range p.Strings() {
		labels = append(labels, nlp.NameType(label))
	}
	n := newNamer(pack, g, c, labels)
	n.model = perceptron.Parse(p)
	if len(n.model.Classes()) != len(labels)*perLabel+1 {
		p.Fail("classes and labels do not agree")
	}
	if err := p.End(); err != nil {
		return nil, fmt.Errorf("ner: %w", err)
	}
	return n, nil
}
