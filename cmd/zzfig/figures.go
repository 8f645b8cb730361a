package main

import (
	"io/fs"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/gazetteer"
	"chancery/internal/lang"
	"chancery/internal/timex"
)

func figures(fsys fs.FS, pack lang.Pack, gaz *gazetteer.Gazetteer, rep chancery.Report, d *entity.Doc, times []timex.Mention) []string {
	return nil
}
