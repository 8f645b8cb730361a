package archive

import (
	"archive/zip"
	"errors"
	"path"
	"strings"
)

// zip takes out the documents of an archive, in its order. Folders, links and
// hidden files are passed over. Names are names only: nothing is written.
func (w *walker) zip(name string, in source, size int64) bool {
	files, err := zip.NewReader(in, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.fault(name, err)
	}
	if seen := int64(len(files.File)); seen > w.limits.Entries {
		return w.skip(name, ReasonEntries, w.limits.Entries, seen)
	}
	for _, f := range files.File {
		inner := name + "!" + f.Name
		if !f.Mode().IsRegular() || strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		more := false
		switch data, err := w.unzip(f); {
		case f.Flags&1 != 0:
			more = w.skip(inner, ReasonEncrypted, 0, 0)
		case err != nil:
			more = w.fault(inner, err)
		default:
			more = w.entry(Entry{Name: inner, Data: data})
		}
		if !more {
			return false
		}
	}
	return true
}

// unzip reads one file of an archive. What its header says of its size is not
// believed.
func (w *walker) unzip(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	data, err := w.take(r, func() int64 { return int64(min(f.CompressedSize64, 1<<40)) })
	return data, errors.Join(err, r.Close())
}
