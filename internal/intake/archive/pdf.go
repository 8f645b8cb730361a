package archive

import (
	"errors"

	"chancery/internal/intake/pdftext"
)

// pdf takes out the text layer of a document, as plain text.
func (w *walker) pdf(name string, in source, _ int64) bool {
	data, err := w.take(in, nil)
	if err != nil {
		return w.fault(name, err)
	}
	text, err := pdftext.Text(data)
	var large *pdftext.TooLarge
	switch {
	case errors.Is(err, pdftext.ErrEncrypted):
		return w.skip(name, ReasonEncrypted, 0, 0)
	case errors.As(err, &large):
		return w.skip(name, ReasonUnpacked+large.What, large.Limit, large.Seen)
	case errors.Is(err, pdftext.ErrNoText):
		return w.skip(name, ReasonPictures, 0, 0)
	case err != nil:
		return w.fault(name, err)
	}
	return w.entry(Entry{Name: name, Type: "text/plain; charset=utf-8", Data: []byte(text + "\n")})
}
