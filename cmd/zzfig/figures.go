package main

import (
	"fmt"
	"io/fs"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/figure"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/timex"
)

func figures(fsys fs.FS, pack lang.Pack, gaz *gazetteer.Gazetteer, rep chancery.Report, d *entity.Doc, times []timex.Mention) []string {
	var out []string
	for _, c := range must(figure.New(fsys, pack)).Read(figure.Source{Report: &rep, Doc: d, Times: times, Version: "1"}) {
		f := c.Figure
		out = append(out, fmt.Sprintf("  # %v | %s | %s | %s | since %s | as of %s  <%s>", f.Value, f.Unit, f.What, f.Scope, f.Since, f.AsOf, c.Sources[0].Rule))
	}
	return out
}
