package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/framework"
	"chancery/internal/gazetteer"
	"chancery/internal/intake"
	"chancery/internal/lang"
	"chancery/internal/nlp/langid"
	"chancery/internal/nlp/morph"
	"chancery/internal/nlp/segment"
	"chancery/internal/timex"
)

type goldDoc struct {
	Doc, Lang  string
	Published  string
	Figures    []map[string]any
	Frameworks []map[string]any
}

func gold(fsys fs.FS, goldFile, reports string, langs string) {
	packs := must(lang.Load(fsys))
	gaz := must(gazetteer.Load(fsys))
	ids := must(langid.Load(fsys))
	taker := must(intake.New(fsys, intake.DefaultLimits(), ids.Identify))
	docs := map[string]goldDoc{}
	if goldFile != "-" {
		for line := range strings.SplitSeq(string(must(os.ReadFile(goldFile))), "\n") {
			if line == "" {
				continue
			}
			var d goldDoc
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				panic(err)
			}
			docs[d.Doc] = d
		}
	}
	for it, err := range intake.Items(context.Background(), []string{reports}, nil, intake.DefaultLimits()) {
		if err != nil {
			panic(err)
		}
		rep := must(taker.Read(it))
		if l := os.Getenv("FORCE"); l != "" {
			rep.Language, rep.Published, rep.Parts = l, "2025-06-12", nil
			fmt.Print("> ", rep.Text, "\n")
		}
		if !strings.Contains(langs, rep.Language) {
			continue
		}
		stem := strings.TrimSuffix(filepath.Base(rep.Name), ".txt")
		var pack lang.Pack
		for _, p := range packs {
			if p.Code == rep.Language {
				pack = p
			}
		}
		seg := must(segment.Load(fsys, pack))
		tag := must(morph.Load(fsys, pack))
		tm := must(timex.Load(fsys, pack.Code))
		ent := must(entity.New(fsys, pack, gaz))
		fw, err := framework.New(fsys, pack, gaz)
		if err != nil {
			panic(err)
		}
		t := seg.Segment(rep.Text)
		if err := tag.Apply(t); err != nil {
			panic(err)
		}
		d := ent.Read(t, entity.Context{Published: rep.Published, Dateline: rep.Dateline, Skip: func(at int) bool {
			kind, ok := rep.PartAt(at)
			return ok && (kind == chancery.PartHeader || kind == chancery.PartByline || kind == chancery.PartDebris)
		}})
		times := tm.Find(t)
		var lines []string
		for _, c := range fw.Read(framework.Source{Report: &rep, Doc: d, Times: times, Version: "1"}) {
			lines = append(lines, fmt.Sprintf("  + %+v  <%s>", *c.Membership, c.Sources[0].Rule))
		}
		lines = append(lines, figures(fsys, pack, gaz, rep, d, times)...)
		g := docs[stem]
		for _, x := range append(g.Frameworks, g.Figures...) {
			lines = append(lines, "  = "+string(must(json.Marshal(x))))
		}
		if len(lines) > 0 {
			sort.SliceStable(lines, func(i, j int) bool { return false })
			if os.Getenv("FORCE") == "" {
				fmt.Println("##", stem, rep.Language, rep.Published)
			}
			fmt.Println(strings.Join(lines, "\n"))
		}
	}
}
