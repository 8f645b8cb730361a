package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"

	"chancery/data"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/segment"
	"chancery/internal/timex"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	var fsys fs.FS = data.FS
	if d := os.Getenv("DATA"); d != "" {
		fsys = os.DirFS(d)
	}
	if os.Args[1] == "gold" {
		gold(fsys, os.Args[2], os.Args[3], os.Args[4])
		return
	}
	packs := must(lang.Load(fsys))
	gaz := must(gazetteer.Load(fsys))
	for _, p := range packs {
		if p.Code != os.Args[1] {
			continue
		}
		seg := must(segment.Load(fsys, p))
		tag := must(morph.Load(fsys, p))
		tm := must(timex.Load(fsys, p.Code))
		ent := must(entity.New(fsys, p, gaz))
		cl := must(clause.Load(fsys, p))
		sc := bufio.NewScanner(os.Stdin)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			t := seg.Segment(sc.Text())
			if err := tag.Apply(t); err != nil {
				panic(err)
			}
			d := ent.Read(t, entity.Context{Published: "2025-05-15"})
			for n := range t.Sentences {
				for _, it := range cl.Sentence(d, n).Items {
					if it.Label != "" {
						fmt.Printf("  <%s %s of=%s case=%s>", it.Label, it.Form, d.Mentions[it.Mention].Of, d.Mentions[it.Mention].Case)
					} else {
						fmt.Printf("  %s/%s/%s/%s", it.Form, it.Lemma, it.UPOS, it.Feats)
					}
				}
				fmt.Println()
			}
			for _, m := range tm.Find(t) {
				r, ok := m.Resolve("2025-05-15", timex.Past)
				fmt.Println("   T", m.Kind, t.Span(m.First, m.Last).In(t.Source), r, ok)
			}
		}
	}
}
