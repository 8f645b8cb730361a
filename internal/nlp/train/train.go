package train

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp"
	"chancery/internal/nlp/analysis"
	"chancery/internal/nlp/bio"
	"chancery/internal/nlp/conllu"
	"chancery/internal/nlp/ner"
	"chancery/internal/nlp/nominative"
	"chancery/internal/nlp/packed"
	"chancery/internal/nlp/segment"
	"chancery/internal/nlp/tag"
)

// trainer makes one model.
type trainer struct {
	recipe
	data, texts, own fs.FS
	pack             lang.Pack
	progress         func(string)
	segment          *segment.Segmenter
	gazetteer        *gazetteer.Gazetteer
}

// Files are where a model is made from.
type Files struct {
	Packs fs.FS // the language packs
	Texts fs.FS // annotated texts by others; nil where there are none
	Own   fs.FS // those of the project
}

// Model makes the model of a language. Equal files give an equal model. Progress
// is told of every step.
func Model(ctx context.Context, from Files, pack lang.Pack, progress func(message string)) ([]byte, error) {
	r, err := readRecipe(from.Packs, pack)
	if err != nil {
		return nil, err
	}
	t := &trainer{recipe: r, data: from.Packs, texts: from.Texts, own: from.Own, pack: pack, progress: progress}
	if t.gazetteer, err = gazetteer.Load(from.Packs); err != nil {
		return nil, err
	}
	sections := map[string][]byte{}
	if sections[analysis.SectionSegment], err = t.learnSegment(ctx); err != nil {
		return nil, err
	}
	tagger, err := t.learnTags(ctx)
	if err != nil {
		return nil, err
	}
	sections[analysis.SectionTag] = tagger.Bytes()
	if sections[analysis.SectionNames], err = t.learnNames(ctx, tagger); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := packed.Write(&out, t.Source, sections); err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	return out.Bytes(), nil
}

func (t *trainer) learnSegment(ctx context.Context) ([]byte, error) {
	rules, err := segment.Load(t.data, t.pack)
	if err != nil {
		return nil, err
	}
	t.segment = rules
	tokens, err := t.golds(t.Tokens)
	if err != nil {
		return nil, err
	}
	ends, err := t.golds(t.Ends)
	if err != nil {
		return nil, err
	}
	t.segment, err = segment.Train(ctx, segment.Training{Segmenter: rules, Tokens: tokens, Sentences: ends, Seed: t.Seed, Progress: t.progress})
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	return t.segment.Bytes(), nil
}

// golds are the treebanks as texts.
func (t *trainer) golds(names []string) ([]*nlp.Text, error) {
	var out []*nlp.Text
	for _, name := range names {
		sentences, err := t.treebank(name)
		if err != nil {
			return nil, err
		}
		out = append(out, conllu.Gold(sentences, t.pack, t.segment.Stem))
	}
	return out, nil
}

// open opens a text of the project, or else one by others.
func (t *trainer) open(name string) (fs.File, error) {
	f, err := t.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		if t.texts == nil {
			return nil, fmt.Errorf("train: %s is none of the project's own texts; give the folder of those by others", name)
		}
		f, err = t.texts.Open(name)
	}
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	return f, nil
}

func (t *trainer) treebank(name string) ([]conllu.Sentence, error) {
	f, err := t.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sentences, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("train: %s: %w", name, err)
	}
	if t.Contract {
		for i := range sentences {
			sentences[i].Contract()
		}
	}
	return sentences, nil
}

func (t *trainer) learnTags(ctx context.Context) (*tag.Tagger, error) {
	m, err := analysis.LoadMorphology(t.data, t.pack)
	if err != nil {
		return nil, err
	}
	var all []conllu.Sentence
	for _, name := range t.Tags {
		sentences, err := t.treebank(name)
		if err != nil {
			return nil, err
		}
		all = append(all, sentences...)
	}
	words, err := t.words()
	if err != nil {
		return nil, err
	}
	gold := conllu.Gold(all, t.pack, t.segment.Stem)
	tagger, err := tag.Train(ctx, tag.Training{Pack: t.pack, Gazetteer: t.gazetteer, Morph: m, Gold: gold, Words: words, Seed: t.Seed, Progress: t.progress})
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	return tagger, nil
}

// words are the words of the lists: tables of form, part of speech, lemma,
// features and a count.
func (t *trainer) words() ([]nlp.Token, error) {
	var out []nlp.Token
	for _, name := range t.Words {
		rows, err := lang.ReadTSV(t.data, path.Join(t.pack.Folder, name), 5)
		if err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
		for _, r := range rows {
			out = append(out, nlp.Token{Form: r.Cells[0], Lower: t.pack.Lower(r.Cells[0]), Stem: r.Cells[0],
				UPOS: r.Cells[1], Lemma: r.Cells[2], Base: t.pack.Lower(r.Cells[2]), Feats: nlp.Feats(r.Cells[3])})
		}
	}
	return out, nil
}

func (t *trainer) learnNames(ctx context.Context, tagger *tag.Tagger) ([]byte, error) {
	clues, err := ner.LoadClues(t.data, t.pack)
	if err != nil {
		return nil, err
	}
	texts, err := t.named()
	if err != nil {
		return nil, err
	}
	for _, x := range texts {
		if t.Lower > 0 {
			texts = append(texts, t.recased(x, t.Lower, t.pack.Lower))
		}
		if t.Upper > 0 {
			texts = append(texts, t.recased(x, t.Upper, t.pack.Upper))
		}
	}
	inflect, err := nominative.Load(t.data, t.pack, t.gazetteer)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	for _, x := range texts {
		if err := tagger.Apply(x); err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
		if inflect == nil {
			continue
		}
		if err := inflect.Apply(x); err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
	}
	namer, err := ner.Train(ctx, ner.Training{Pack: t.pack, Gazetteer: t.gazetteer, Clues: clues, Texts: texts, Seed: t.Seed, Progress: t.progress})
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	return namer.Bytes(), nil
}

// named are the texts with names, not tagged yet.
func (t *trainer) named() ([]*nlp.Text, error) {
	var texts []*nlp.Text
	for _, name := range t.Names {
		f, err := t.open(name)
		if err != nil {
			return nil, err
		}
		sentences, err := bio.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("train: %s: %w", name, err)
		}
		for i := range sentences {
			sentences[i].Names = sentences[i].Typed(t.Labels)
		}
		texts = append(texts, bio.Text(sentences, t.pack, t.segment.Stem))
	}
	for _, name := range t.Marked {
		f, err := t.open(name)
		if err != nil {
			return nil, err
		}
		sentences, err := bio.ReadBrackets(f, func(text string) []nlp.Token { return t.segment.Segment(text).Tokens })
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("train: %s: %w", name, err)
		}
		texts = append(texts, bio.Text(sentences, t.pack, t.segment.Stem))
	}
	for _, name := range t.Entities {
		sentences, err := t.treebank(name)
		if err != nil {
			return nil, err
		}
		text := conllu.Words(sentences, t.pack, t.segment.Stem)
		text.Names = entities(sentences, text)
		texts = append(texts, text)
	}
	return texts, nil
}

// recased is every n-th sentence that has names, with all its words in another
// case: headlines and posts are written so.
func (t *trainer) recased(from *nlp.Text, n int, recase func(string) string) *nlp.Text {
	out := &nlp.Text{Language: from.Language}
	names := from.Names
	for k, at := range from.Sentences {
		first := len(out.Tokens)
		had := len(out.Names)
		for len(names) > 0 && names[0].First < at.Last {
			name := names[0]
			out.Names = append(out.Names, nlp.Name{First: name.First - at.First + first, Last: name.Last - at.First + first, Type: name.Type})
			names = names[1:]
		}
		if k%n != 0 || len(out.Names) == had {
			out.Names = out.Names[:had]
			continue
		}
		for _, token := range from.Tokens[at.First:at.Last] {
			form := recase(token.Form)
			out.Tokens = append(out.Tokens, nlp.Token{Form: form, Lower: t.pack.Lower(form), Stem: t.segment.Stem(form), Space: token.Space})
		}
		out.Sentences = append(out.Sentences, nlp.Sentence{First: first, Last: len(out.Tokens)})
	}
	return out
}
