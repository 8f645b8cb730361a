package nominative

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"chancery/internal/lang"
	"chancery/internal/nlp"
)

// loadForms reads the nouns of the language's words.tsv in all their forms; none where
// it has no such file.
func (s *Stage) loadForms(fsys fs.FS) error {
	rows, err := lang.ReadTSV(fsys, path.Join(s.pack.Folder, "words.tsv"), 5)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, r := range rows {
		if form, upos, lemma, feats := r.Cells[0], r.Cells[1], r.Cells[2], r.Cells[3]; upos == "NOUN" {
			s.forms[form] = append(s.forms[form], nlp.Analysis{UPOS: upos, Feats: nlp.Feats(feats), Base: lemma})
		}
	}
	return err
}

// noun gives a noun whose forms are known one of the readings that its form has, where
// the model chose none of them: the case that it was given, else one that the
// preposition before it takes, else the nominative.
func (r *resolver) noun(i int) {
	t := &r.t[i]
	can := r.s.forms[t.Lower]
	if t.UPOS != "NOUN" || len(can) == 0 || slices.ContainsFunc(can, func(a nlp.Analysis) bool {
		return a.Base == t.Base && a.Feats.Get("Case") == t.Feats.Get("Case") && a.Feats.Get("Number") == t.Feats.Get("Number")
	}) {
		return
	}
	best, most := can[0], -1
	for _, a := range can {
		score := 0
		switch c := a.Feats.Get("Case"); {
		case c == t.Feats.Get("Case"):
			score = 4
		case r.before(i) != "" && r.governed(i, c):
			score = 3
		case c == "Nom":
			score = 2
		}
		if a.Feats.Get("Number") == t.Feats.Get("Number") {
			score++
		}
		if score > most {
			best, most = a, score
		}
	}
	t.Lemma, t.Base, t.Feats = best.Base, best.Base, best.Feats
}
