package segment

import (
	"context"
	"fmt"
	"math/rand/v2"

	"chancery/internal/nlp"
	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/perceptron"
)

// How the models are learnt; see package tag.
const (
	epochs     = 6
	leastCount = 2
	prune      = 0.3
)

// Training is what a segmenter is learnt from.
type Training struct {
	Segmenter *Segmenter  // by rules alone
	Tokens    []*nlp.Text // raw texts, rightly cut into tokens
	Sentences []*nlp.Text // the same for sentences
	Seed      uint64
	Progress  func(message string)
}

// Train adds models to a segmenter by rules, which learn where the treebanks
// cut otherwise.
func Train(ctx context.Context, from Training) (*Segmenter, error) {
	s := *from.Segmenter
	s.joints, s.ends = nil, nil
	random := rand.New(rand.NewPCG(from.Seed, 3))
	var joints, sentences []decision
	for _, gold := range from.Tokens {
		joints = append(joints, s.jointDecisions(gold)...)
	}
	var err error
	if s.joints, err = learn(ctx, joints, random, "tokens", from.Progress); err != nil {
		return nil, err
	}
	for _, gold := range from.Sentences {
		sentences = append(sentences, s.endDecisions(gold)...)
	}
	s.ends, err = learn(ctx, sentences, random, "sentences", from.Progress)
	return &s, err
}

// decision is a place with its features and what holds there.
type decision struct {
	features []uint32
	class    int
}

// jointDecisions are those at all joints of a text.
func (s *Segmenter) jointDecisions(gold *nlp.Text) []decision {
	begins := map[int]bool{}
	for _, t := range gold.Tokens {
		begins[t.Start] = true
	}
	sc := scanner{Segmenter: s, source: gold.Source}
	sc.scan()
	var out []decision
	note := func(chunk []piece, at int, rule bool) {
		out = append(out, decision{jointFeatures(nil, gold.Source, chunk, at, rule), int(perceptron.Bit(begins[at]))})
	}
	for i := 0; i < len(sc.pieces); {
		end := i + 1
		for end < len(sc.pieces) && !sc.pieces[end].space {
			end++
		}
		chunk := sc.pieces[i:end]
		for k, p := range chunk {
			if k > 0 {
				note(chunk, p.start, true)
			}
			if !p.address {
				for _, at := range joints(gold.Source, p) {
					note(chunk, at, false)
				}
			}
		}
		i = end
	}
	return out
}

// endDecisions are those at all places of a text where a sentence may end.
func (s *Segmenter) endDecisions(gold *nlp.Text) []decision {
	ends := map[int]bool{}
	for _, at := range gold.Sentences {
		ends[gold.Tokens[at.Last-1].End] = true
	}
	tokens := s.Segment(gold.Source).Tokens
	c := newCutter(gold.Source, tokens)
	var out []decision
	for i := range len(tokens) - 1 {
		paragraph := c.paragraphEnds(i)
		right := ends[tokens[i].End]
		if !paragraph && mightEnd(tokens, i) {
			rule := s.endsByRule(tokens[c.begin:], i-c.begin)
			out = append(out, decision{s.endFeatures(nil, &c, i, rule), int(perceptron.Bit(right))})
		}
		if paragraph || right {
			c.finish(i, paragraph)
		}
	}
	return out
}

func learn(ctx context.Context, from []decision, random *rand.Rand, what string, progress func(string)) (*perceptron.Model, error) {
	p := perceptron.NewTrainer(classNames())
	for _, d := range from {
		p.Count(d.features)
	}
	p.Start(leastCount)
	order := random.Perm(len(from))
	for epoch := range epochs {
		right := 0
		for _, k := range order {
			d := &from[k]
			var scores [2]int32
			p.Add(scores[:], d.features)
			got := int(perceptron.Bit(scores[ends] > scores[stays]))
			if got == d.class {
				right++
			} else {
				p.Update(d.features, d.class, 1)
				p.Update(d.features, got, -1)
			}
			p.Step()
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("segment: %w", err)
		}
		progress(fmt.Sprintf("%s: round %d of %d, %.2f%% right", what, epoch+1, epochs, 100*float64(right)/float64(max(len(from), 1))))
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return p.Model(prune), nil
}

// Bytes are the segmenter's models.
func (s *Segmenter) Bytes() []byte {
	var b packed.Builder
	s.joints.Append(&b)
	s.ends.Append(&b)
	return b.Bytes()
}

// WithModels adds the models that Bytes gave to a segmenter by rules.
func (s *Segmenter) WithModels(raw []byte) (*Segmenter, error) {
	p := packed.NewParser(raw)
	with := *s
	with.joints, with.ends = perceptron.Parse(p), perceptron.Parse(p)
	if len(with.joints.Classes()) != 2 || len(with.ends.Classes()) != 2 {
		p.Fail("other than two classes")
	}
	if err := p.End(); err != nil {
		return nil, fmt.Errorf("segment: %w", err)
	}
	return &with, nil
}
