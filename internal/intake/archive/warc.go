package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"chancery"
)

// warcPacked reads a WARC file of which each record, or the whole, is packed.
func (w *walker) warcPacked(name string, in source, _ int64) bool {
	packed := &counting{r: in}
	unpacked, err := gzip.NewReader(bufio.NewReaderSize(packed, 64<<10))
	if err != nil {
		return w.fault(name, err)
	}
	return w.records(name, unpacked, func() int64 { return packed.n })
}

func (w *walker) warc(name string, in source, _ int64) bool { return w.records(name, in, nil) }

// errHeader says that a header has more bytes than it may.
var errHeader = errors.New("header too large")

// records reads the records of a WARC file (ISO 28500) one after the other, and
// yields the pages that servers answered with status 200, and resources. Others
// are passed over. A record that is too large is a skip and the next follows;
// after a fault in the frame of records nothing does, since nobody knows where
// the next begins.
func (w *walker) records(name string, in io.Reader, packed func() int64) bool {
	const free = 64 << 20
	unpacked := &counting{r: in}
	r := bufio.NewReaderSize(unpacked, 64<<10)
	for n := 1; ; n++ {
		if packed != nil && unpacked.n > free && unpacked.n-free > packed()*w.limits.Ratio {
			return w.skip(name, ReasonRatio, w.limits.Ratio, unpacked.n/max(packed(), 1))
		}
		head, err := w.recordHead(r)
		switch {
		case errors.Is(err, io.EOF):
			return true
		case errors.Is(err, errHeader):
			return w.skip(fmt.Sprintf("%s!%d", name, n), ReasonHeader, w.limits.HeaderBytes, w.limits.HeaderBytes+1)
		case err != nil:
			return w.skip(fmt.Sprintf("%s!%d", name, n), ReasonBroken, 0, 0)
		}
		length, err := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
		if err != nil || length < 0 {
			return w.skip(fmt.Sprintf("%s!%d", name, n), ReasonBroken, 0, 0)
		}
		block := &io.LimitedReader{R: r, N: length}
		more := w.record(fmt.Sprintf("%s!%d", name, n), head, block, length)
		if !more {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err != nil || block.N > 0 {
			return w.skip(fmt.Sprintf("%s!%d", name, n), ReasonBroken, 0, 0)
		}
	}
}

// recordHead reads the version line and the fields before a record's block.
func (w *walker) recordHead(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var raw bytes.Buffer
	for lines := 0; ; {
		line, err := r.ReadSlice('\n')
		raw.Write(line)
		switch {
		case int64(raw.Len()) > w.limits.HeaderBytes:
			return nil, errHeader
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(bytes.TrimSpace(raw.Bytes())) == 0:
			return nil, io.EOF
		case err != nil:
			return nil, io.ErrUnexpectedEOF
		}
		blank := len(bytes.TrimSpace(line)) == 0
		switch {
		case blank && lines == 0: // between records
			raw.Reset()
		case blank:
			return fieldsOf(raw.Bytes())
		default:
			lines++
		}
	}
}

// fieldsOf reads the fields under a version line. Malformed lines are passed
// over.
func fieldsOf(raw []byte) (textproto.MIMEHeader, error) {
	head := textproto.MIMEHeader{}
	for i, line := range strings.Split(string(raw), "\n") {
		line = strings.TrimSpace(line)
		if i == 0 {
			if !strings.HasPrefix(line, "WARC/") {
				return nil, io.ErrUnexpectedEOF
			}
			continue
		}
		if key, value, ok := strings.Cut(line, ":"); ok {
			head.Add(textproto.TrimString(key), textproto.TrimString(value))
		}
	}
	return head, nil
}

// record yields the document of one record, if it is one to read.
func (w *walker) record(name string, head textproto.MIMEHeader, block *io.LimitedReader, length int64) bool {
	kind := strings.ToLower(head.Get("WARC-Type"))
	address := strings.Trim(head.Get("WARC-Target-URI"), "<>") // some writers put it in brackets
	if address != "" {
		name = name + " " + address
	}
	if kind != "response" && kind != "resource" && kind != "conversion" {
		return true
	}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return true
	}
	if length > 2*w.limits.EntryBytes {
		return w.skip(name, ReasonEntry, w.limits.EntryBytes, length)
	}
	e := Entry{Name: name, Address: address, Type: head.Get("Content-Type")}
	var err error
	if kind == "response" {
		var ok bool
		if e.Type, e.Data, ok, err = w.answer(block); err == nil && !ok {
			return true
		}
	} else {
		e.Data, err = w.take(block, nil)
	}
	_, rest := io.Copy(io.Discard, block)
	switch {
	case block.N > 0 || rest != nil || err == nil && !isDocument(e.Type):
		return true // the file breaks off here, which is told by the caller; or it is a picture
	case err != nil:
		return w.fault(name, err)
	}
	return w.yield(e, nil)
}

// isDocument reports a media type that a report may have.
func isDocument(mediaType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "text/plain", "":
		return true
	}
	return false
}

// answer takes the body out of an HTTP answer; false for one that holds no page.
// Crawlers keep the body as sent or unpacked, whatever the header says.
func (w *walker) answer(block io.Reader) (mediaType string, body []byte, ok bool, err error) {
	lines := bufio.NewReaderSize(block, int(min(w.limits.HeaderBytes, 1<<20)))
	status, head, err := w.answerHead(lines)
	if err != nil || status != http.StatusOK || !isDocument(head.Get("Content-Type")) {
		return "", nil, false, err
	}
	raw, err := w.take(lines, nil)
	if err != nil {
		return "", nil, false, err
	}
	if strings.EqualFold(head.Get("Transfer-Encoding"), "chunked") {
		if whole, err := w.take(httputil.NewChunkedReader(bytes.NewReader(raw)), nil); err == nil {
			raw = whole
		}
	}
	if bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		packed := bytes.NewReader(raw)
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return "", nil, false, err
		}
		if raw, err = w.take(unpacked, func() int64 { return int64(len(raw) - packed.Len()) }); err != nil {
			return "", nil, false, err
		}
	}
	return head.Get("Content-Type"), raw, true, nil
}

// answerHead reads the status line and the fields of an HTTP answer.
func (w *walker) answerHead(r *bufio.Reader) (status int, head textproto.MIMEHeader, err error) {
	head = textproto.MIMEHeader{}
	size := int64(0)
	for first := true; ; first = false {
		line, err := r.ReadSlice('\n')
		if size += int64(len(line)); size > w.limits.HeaderBytes || errors.Is(err, bufio.ErrBufferFull) {
			return 0, nil, &chancery.Skip{Reason: ReasonHeader, Limit: w.limits.HeaderBytes, Seen: size}
		}
		if err != nil {
			return 0, nil, io.ErrUnexpectedEOF
		}
		text := strings.TrimSpace(string(line))
		switch {
		case first:
			fields := strings.Fields(text)
			if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
				return 0, nil, io.ErrUnexpectedEOF
			}
			if status, err = strconv.Atoi(fields[1]); err != nil {
				return 0, nil, io.ErrUnexpectedEOF
			}
		case text == "":
			return status, head, nil
		default:
			if key, value, ok := strings.Cut(text, ":"); ok {
				head.Add(strings.TrimSpace(key), strings.TrimSpace(value))
			}
		}
	}
}
