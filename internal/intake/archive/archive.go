// Package archive takes documents out of files that hold several, or that wrap
// one: WARC, ZIP, gzip, mail (.eml, mbox), DOCX and PDF. It knows nothing of what
// the documents say.
//
// What is read is bounded everywhere: nothing is unpacked to the disk, and one
// document at a time is in memory.
package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"path"
	"strings"

	"chancery"
	"chancery/internal/ceiling"
)

// Limits are the ceilings of one archive. None may be zero.
type Limits struct {
	EntryBytes  int64 // of one document, unpacked
	HeaderBytes int64 // of one record's or message's header
	Entries     int64 // in one archive, but for WARC, which is read as it comes
	SumBytes    int64 // of all of them, unpacked, but for WARC
	Ratio       int64 // unpacked to packed, beyond the first MiB
	Nesting     int64 // archives within archives
	Parts       int64 // of one message
	TextBytes   int64 // of what one message or DOCX says, with its markup
	Tags        int64 // of one DOCX, and their attributes
}

// DefaultLimits are generous for news and small for a machine.
func DefaultLimits() Limits {
	return Limits{EntryBytes: 15 << 20, HeaderBytes: 64 << 10, Entries: 100_000, SumBytes: 4 << 30, Ratio: 200, Nesting: 3, Parts: 100, TextBytes: 2 << 20, Tags: 400_000}
}

// Validate refuses a ceiling of zero or less.
func (l Limits) Validate() error { return ceiling.Check("archive", l) }

// The reasons of a chancery.Skip.
const (
	ReasonEntry     = "document in an archive too large"
	ReasonHeader    = "header in an archive too large"
	ReasonEntries   = "archive with too many documents"
	ReasonSum       = "archive too large when it is unpacked"
	ReasonRatio     = "archive unpacks to suspiciously much, as a ratio"
	ReasonNesting   = "archives within archives too deep"
	ReasonParts     = "message with too many parts"
	ReasonText      = "message or document with too much text"
	ReasonTags      = "document with too many tags"
	ReasonBroken    = "archive that is broken"
	ReasonEncrypted = "archive that is encrypted"
	ReasonPictures  = "document without a text layer"

	// ReasonUnpacked is followed by what there is too much of.
	ReasonUnpacked = "document too large when it is unpacked, in "
)

// Entry is a document out of an archive.
type Entry struct {
	Name    string // the archive's name, "!", and the document's in it
	Address string // where it was fetched, of WARC; empty for others
	Type    string // its media type; empty where its name tells the kind
	Data    []byte
}

// kindOf is how an archive is read, by the ending of its name; nil for what is
// none.
func kindOf(name string) func(*walker, string, source, int64) bool {
	name = strings.ToLower(name)
	for _, k := range []struct {
		ending string
		read   func(*walker, string, source, int64) bool
	}{
		{".warc.gz", (*walker).warcPacked}, {".warc", (*walker).warc}, {".zip", (*walker).zip}, {".gz", (*walker).gzip},
		{".eml", (*walker).message}, {".mbox", (*walker).mbox}, {".docx", (*walker).docx}, {".pdf", (*walker).pdf},
	} {
		if strings.HasSuffix(name, k.ending) {
			return k.read
		}
	}
	return nil
}

// Is reports whether a file of this name is an archive.
func Is(name string) bool { return kindOf(name) != nil }

// Document takes the one document out of bytes of a media type that wraps one,
// PDF or DOCX; false for other types. The error is that of Entries.
func Document(name, mediaType string, data []byte, limits Limits) (e Entry, wrapped bool, err error) {
	ending := ""
	switch kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";"); strings.TrimSpace(kind) {
	case "application/pdf":
		ending = ".pdf"
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		ending = ".docx"
	default:
		return Entry{}, false, nil
	}
	for e, err := range Entries(name+ending, bytes.NewReader(data), int64(len(data)), limits) {
		return e, true, err
	}
	return Entry{}, true, &chancery.Skip{Reason: ReasonBroken}
}

// source is an archive to read: from the front, or at any place.
type source interface {
	io.Reader
	io.ReaderAt
}

// Entries are the documents in an archive of size bytes. With each comes a nil
// error, or no entry and an error: a *chancery.Skip for what is not taken out,
// after which the next follows if there is one; another error when reading
// failed, after which nothing follows. In takes part in no other reading
// meanwhile.
func Entries(name string, in source, size int64, limits Limits) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if err := limits.Validate(); err != nil {
			yield(Entry{}, err)
			return
		}
		w := &walker{limits: limits, yield: yield}
		if read := kindOf(name); read != nil {
			read(w, name, in, size)
		}
	}
}

// walker is one walk through an archive and those in it. Its methods report
// whether to go on.
type walker struct {
	limits  Limits
	yield   func(Entry, error) bool
	depth   int64
	entries int64
	sum     int64
}

// skip yields why something is not taken out.
func (w *walker) skip(name, reason string, limit, seen int64) bool {
	return w.yield(Entry{}, &chancery.Skip{Name: name, Reason: reason, Limit: limit, Seen: seen})
}

// entry yields a document, or what is in it if it is an archive itself.
func (w *walker) entry(e Entry) bool {
	if w.entries++; w.entries > w.limits.Entries {
		w.skip(e.Name, ReasonEntries, w.limits.Entries, w.entries)
		return false
	}
	if w.sum += int64(len(e.Data)); w.sum > w.limits.SumBytes {
		w.skip(e.Name, ReasonSum, w.limits.SumBytes, w.sum)
		return false
	}
	read := kindOf(e.Name)
	if read == nil || e.Type != "" {
		return w.yield(e, nil)
	}
	if w.depth >= w.limits.Nesting {
		return w.skip(e.Name, ReasonNesting, w.limits.Nesting, w.depth+1)
	}
	w.depth++
	defer func() { w.depth-- }()
	return read(w, e.Name, bytes.NewReader(e.Data), int64(len(e.Data)))
}

// take reads a document within the ceilings. Packed tells how much was read of
// the archive for it; nil where nothing is unpacked. The error is a skip without
// a name for a ceiling.
func (w *walker) take(r io.Reader, packed func() int64) ([]byte, error) {
	return w.upTo(w.limits.EntryBytes, ReasonEntry, r, packed)
}

// upTo is take with another ceiling on the size.
func (w *walker) upTo(most int64, reason string, r io.Reader, packed func() int64) ([]byte, error) {
	const free, step = 1 << 20, 64 << 10
	var out bytes.Buffer
	for {
		n, err := io.CopyN(&out, r, step)
		size := int64(out.Len())
		switch {
		case size > most:
			return nil, &chancery.Skip{Reason: reason, Limit: most, Seen: size}
		case packed != nil && size > free && size-free > packed()*w.limits.Ratio:
			return nil, &chancery.Skip{Reason: ReasonRatio, Limit: w.limits.Ratio, Seen: size / max(packed(), 1)}
		case errors.Is(err, io.EOF):
			return out.Bytes(), nil
		case err != nil:
			return nil, err
		case n == 0:
			return nil, io.ErrNoProgress
		}
	}
}

// fault yields the failure to take out a document.
func (w *walker) fault(name string, err error) bool {
	var skip *chancery.Skip
	if errors.As(err, &skip) {
		return w.skip(name, skip.Reason, skip.Limit, skip.Seen)
	}
	return w.skip(name, ReasonBroken, 0, 0)
}

// counting counts what is read.
type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// gzip takes out the one document that is packed.
func (w *walker) gzip(name string, in source, _ int64) bool {
	own := path.Base(name[strings.LastIndexByte(name, '!')+1:])
	inner := name + "!" + strings.TrimSuffix(own, path.Ext(own))
	packed := &counting{r: in}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return w.fault(name, err)
	}
	data, err := w.take(unpacked, func() int64 { return packed.n })
	if err != nil {
		return w.fault(inner, err)
	}
	return w.entry(Entry{Name: inner, Data: data})
}
