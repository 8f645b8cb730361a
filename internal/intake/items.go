package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"chancery"
	"chancery/internal/intake/archive"
)

// Item is one document as it came: its bytes, and where they are from.
type Item struct {
	Name string // the path as given or found; "stdin" for standard input
	URL  string // the address; empty for a file
	Type string // the media type that came with it; empty for none
	Data []byte

	Private bool  // a note of one's own
	Taken   int64 // bytes of files that were read for it since the item before; of an archive as far as it is read in order
}

// Items opens the paths in the order given. A file that is named is read
// whatever it is called; a folder is walked in sorted order, with everything
// below it, for text, Markdown, web pages and archives of them; "-" is standard
// input. The documents in an archive come one after the other, as items of their
// own.
//
// With each item comes a nil error, or no item and an error: a *chancery.Skip
// for what is not read, after which the walk goes on, and so for what cannot be
// opened below a folder; a *chancery.Error for a path that is wrong, or a file
// named that cannot be opened; ctx.Err(), after which nothing follows. Hidden
// files and symbolic links in a folder are passed over.
func Items(ctx context.Context, paths []string, stdin io.Reader, limits Limits) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		if err := limits.Validate(); err != nil {
			yield(Item{}, err)
			return
		}
		for _, path := range paths {
			if !openPath(ctx, path, stdin, limits, yield) {
				return
			}
		}
	}
}

// openPath yields what one path stands for, and reports whether to go on.
func openPath(ctx context.Context, path string, stdin io.Reader, limits Limits, yield func(Item, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(Item{}, err)
		return false
	}
	switch {
	case path == "-":
		return yield(readItem("stdin", stdin, limits))
	case IsAddress(path):
		return yield(Item{}, chancery.Errorf(chancery.Refused,
			"%s is an address, and this reads files only; save the page and give its path", path))
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return yield(Item{}, chancery.Errorf(chancery.NotFound,
			"there is no file or folder %q; check the spelling, or give - to read standard input", path))
	case err != nil:
		return yield(Item{}, cannotOpen(path, err))
	case info.IsDir():
		return walk(ctx, path, limits, yield)
	}
	if archive.Is(path) {
		return openArchive(ctx, path, cannotOpen, yield)
	}
	item, err := openItem(path, limits)
	if err != nil && !isSkip(err) {
		err = cannotOpen(path, err)
	}
	return yield(item, err)
}

// openArchive yields the documents in an archive. What cannot be opened is the
// error that fault makes of it.
func openArchive(ctx context.Context, path string, fault func(string, error) error, yield func(Item, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{}, fault(path, err))
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err != nil {
		return yield(Item{}, fault(path, err))
	}
	in, before := &measured{File: f}, int64(0)
	for e, err := range archive.Entries(path, in, info.Size(), archive.DefaultLimits()) {
		if ctx.Err() != nil {
			yield(Item{}, ctx.Err())
			return false
		}
		named := filepath.Ext(e.Name) != "" && !isTextName(e.Name) && !isPageName(e.Name)
		if err == nil && e.Type == "" && named {
			err = &chancery.Skip{Name: e.Name, Reason: ReasonNotText}
		}
		if err != nil {
			e = archive.Entry{}
		}
		taken := in.read - before
		before = in.read
		if !yield(Item{Name: e.Name, URL: e.Address, Type: e.Type, Data: e.Data, Taken: taken}, err) {
			return false
		}
	}
	return true
}

// measured counts what is read of a file in order.
type measured struct {
	*os.File
	read int64
}

func (m *measured) Read(p []byte) (int, error) {
	n, err := m.File.Read(p)
	m.read += int64(n)
	return n, err
}

// Size is the bytes of all files that the paths stand for; false when that is
// not known before they are read, as for standard input and the web, or for
// what cannot be opened.
func Size(ctx context.Context, paths []string) (int64, bool) {
	total := int64(0)
	for _, path := range paths {
		if path == "-" || IsAddress(path) {
			return 0, false
		}
		err := filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
			if err = errors.Join(err, ctx.Err()); err != nil || entry.IsDir() {
				return err
			}
			info, err := entry.Info()
			if err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
			return err
		})
		if err != nil {
			return 0, false
		}
	}
	return total, true
}

func isSkip(err error) bool {
	var skip *chancery.Skip
	return errors.As(err, &skip)
}

func cannotOpen(path string, err error) error {
	return &chancery.Error{Code: chancery.Refused, Message: fmt.Sprintf("%s cannot be read; change its permissions, or leave it out", path), Err: err}
}

// IsAddress reports whether a path is an address of the web. Items refuses
// those; whoever can fetch them makes an Item of what is there.
func IsAddress(path string) bool {
	scheme, _, ok := strings.Cut(path, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// walk yields the text files below a folder, and reports whether to go on.
func walk(ctx context.Context, root string, limits Limits, yield func(Item, error) bool) bool {
	more, files := true, int64(0)
	visit := func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			more = false
			yield(Item{}, ctx.Err())
			return fs.SkipAll
		case err != nil:
			more = yield(Item{}, &chancery.Skip{Name: path, Reason: ReasonUnreadable})
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
			if depth := depthBelow(root, path); depth > limits.Depth {
				more = yield(Item{}, &chancery.Skip{Name: path, Reason: ReasonTooDeep, Limit: limits.Depth, Seen: depth})
				if more {
					return fs.SkipDir
				}
			}
		case !entry.Type().IsRegular():
		case files >= limits.Files:
			more = yield(Item{}, &chancery.Skip{Name: root, Reason: ReasonTooManyFiles, Limit: limits.Files, Seen: files + 1})
			return fs.SkipAll
		case archive.Is(entry.Name()):
			files++
			more = openArchive(ctx, path, func(name string, _ error) error { return &chancery.Skip{Name: name, Reason: ReasonUnreadable} }, yield)
		case !isTextName(entry.Name()) && !isPageName(entry.Name()):
			files++
			more = yield(Item{}, &chancery.Skip{Name: path, Reason: ReasonNotText})
		default:
			files++
			item, err := openItem(path, limits)
			if err != nil && !isSkip(err) {
				err = &chancery.Skip{Name: path, Reason: ReasonUnreadable}
			}
			more = yield(item, err)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	}
	if err := filepath.WalkDir(root, visit); err != nil {
		return yield(Item{}, fmt.Errorf("intake: walking %s: %w", root, err))
	}
	return more
}

func depthBelow(root, path string) int64 {
	rel, err := filepath.Rel(root, path)
	if err != nil || rel == "." {
		return 0
	}
	return int64(strings.Count(rel, string(filepath.Separator)) + 1)
}

func isTextName(name string) bool {
	return isMarkdownName(name) || strings.EqualFold(filepath.Ext(name), ".txt")
}

func isMarkdownName(name string) bool {
	ext := filepath.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

func openItem(path string, limits Limits) (Item, error) {
	f, err := os.Open(path)
	if err != nil {
		return Item{}, fmt.Errorf("intake: %w", err)
	}
	item, err := readItem(path, f, limits)
	if closing := f.Close(); err == nil && closing != nil {
		return Item{}, fmt.Errorf("intake: closing %s: %w", path, closing)
	}
	return item, err
}

// readItem reads one byte more than is allowed, and so knows what is too large
// without reading it all.
func readItem(name string, r io.Reader, limits Limits) (Item, error) {
	data, err := io.ReadAll(io.LimitReader(r, limits.FileBytes+1))
	if err != nil {
		return Item{}, fmt.Errorf("intake: reading %s: %w", name, err)
	}
	if seen := int64(len(data)); seen > limits.FileBytes {
		return Item{}, &chancery.Skip{Name: name, Reason: ReasonFileTooLarge, Limit: limits.FileBytes, Seen: seen}
	}
	return Item{Name: name, Data: data, Taken: int64(len(data))}, nil
}
