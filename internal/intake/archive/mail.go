package archive

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"
	"time"

	"chancery"
	"chancery/internal/intake/clean"
	"chancery/internal/intake/webpage"
)

// mbox takes out the messages of a mailbox (RFC 4155), one after the other.
func (w *walker) mbox(name string, in source, _ int64) bool {
	r := bufio.NewReaderSize(in, 64<<10)
	var message bytes.Buffer
	number, over := 0, int64(0)
	flush := func() bool {
		if number == 0 {
			return true
		}
		inner := fmt.Sprintf("%s!%d", name, number)
		if over > 0 {
			return w.skip(inner, ReasonEntry, w.limits.EntryBytes, over)
		}
		return w.letter(inner, message.Bytes())
	}
	start := true // of a line
	for {
		line, err := r.ReadSlice('\n')
		if start && bytes.HasPrefix(line, []byte("From ")) {
			if !flush() {
				return false
			}
			message.Reset()
			number, over = number+1, 0
		} else if number > 0 && over == 0 {
			if start && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) && line[0] == '>' {
				line = line[1:] // as the writer of the box has quoted it
			}
			message.Write(line)
			if size := int64(message.Len()); size > w.limits.EntryBytes {
				over = size
				message = bytes.Buffer{}
			}
		}
		start = err == nil
		switch {
		case errors.Is(err, io.EOF):
			if number == 0 {
				return w.skip(name, ReasonBroken, 0, 0)
			}
			return flush()
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return w.fault(name, err)
		}
	}
}

// message takes out the one message of a file.
func (w *walker) message(name string, in source, _ int64) bool {
	data, err := w.take(in, nil)
	if err != nil {
		return w.fault(name, err)
	}
	return w.letter(name, data)
}

// body is what was found in a message.
type body struct {
	text, markup strings.Builder
	attached     []Entry
	parts        int64
}

// size is how much text there is so far.
func (b *body) size() int64 { return int64(b.text.Len() + b.markup.Len()) }

// headerSize is how long the header of a message is.
func headerSize(data []byte) int64 {
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return int64(len(data))
		}
		if line := bytes.TrimSuffix(data[at:at+i], []byte("\r")); len(line) == 0 {
			return int64(at)
		}
		at += i + 1
	}
}

// letter yields what a message says as a web page, and its attachments that are
// documents.
func (w *walker) letter(name string, data []byte) bool {
	if seen := headerSize(data); seen > w.limits.HeaderBytes {
		return w.skip(name, ReasonHeader, w.limits.HeaderBytes, seen)
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return w.skip(name, ReasonBroken, 0, 0)
	}
	var found body
	if err := w.part(name, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body, &found, 0); err != nil {
		return w.fault(name, err)
	}
	draft := webpage.Draft{Title: words(m.Header.Get("Subject")), Outlet: senderOf(m.Header.Get("From")), Markup: found.markup.String()}
	if at, err := m.Header.Date(); err == nil {
		draft.Published = webpage.ParseTime(at.Format(time.RFC3339))
	}
	if draft.Markup == "" {
		draft.Markup = webpage.Paragraphs(found.text.String())
	}
	if strings.TrimSpace(draft.Markup) != "" && !w.entry(Entry{Name: name, Type: "text/html; charset=utf-8", Data: draft.Page()}) {
		return false
	}
	for _, a := range found.attached {
		if !w.entry(a) {
			return false
		}
	}
	return true
}

// words decodes the words of a header (RFC 2047); what cannot be decoded stays.
func words(s string) string {
	d := mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		text, err := clean.Declared(raw, name)
		return strings.NewReader(text), err
	}}
	if text, err := d.DecodeHeader(s); err == nil {
		return text
	}
	return s
}

// senderOf is the name of a message's sender, or the host of the address.
func senderOf(from string) string {
	name, address, ok := strings.Cut(words(from), "<")
	if name = strings.Trim(strings.TrimSpace(name), `"`); ok && name != "" {
		return name
	}
	_, host, _ := strings.Cut(address+name, "@")
	return strings.TrimRight(host, "> ")
}

// part reads a part of a message and those in it.
func (w *walker) part(name, contentType, encoding, file string, in io.Reader, found *body, depth int64) error {
	if found.parts++; found.parts > w.limits.Parts {
		return &chancery.Skip{Reason: ReasonParts, Limit: w.limits.Parts, Seen: found.parts}
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		if depth >= 2*w.limits.Nesting {
			return &chancery.Skip{Reason: ReasonNesting, Limit: 2 * w.limits.Nesting, Seen: depth + 1}
		}
		return w.parts(name, params["boundary"], in, found, depth)
	case file != "" && kindOf(file) != nil:
		data, err := w.take(transfer(encoding, in), nil)
		if err != nil {
			return err
		}
		found.attached = append(found.attached, Entry{Name: name + "!" + path.Base(file), Data: data})
		return nil
	case file != "" || kind != "text/plain" && kind != "text/html":
		return nil
	}
	data, err := w.upTo(w.limits.TextBytes, ReasonText, transfer(encoding, in), nil)
	if err != nil {
		return err
	}
	text, err := clean.Declared(data, params["charset"])
	if err != nil {
		return err
	}
	if seen := found.size() + int64(len(text)); seen > w.limits.TextBytes {
		return &chancery.Skip{Reason: ReasonText, Limit: w.limits.TextBytes, Seen: seen}
	}
	if kind == "text/html" {
		found.markup.WriteString(text)
	} else {
		found.text.WriteString(text + "\n\n")
	}
	return nil
}

func (w *walker) parts(name, boundary string, in io.Reader, found *body, depth int64) error {
	if boundary == "" {
		return io.ErrUnexpectedEOF
	}
	r := multipart.NewReader(in, boundary)
	for {
		p, err := r.NextRawPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && found.parts > 1:
			return nil // cut off; what came before stays
		case err != nil:
			return err
		}
		if err := w.part(name, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), words(p.FileName()), p, found, depth+1); err != nil {
			return err
		}
	}
}

// transfer undoes the encoding in which a part was sent.
func transfer(encoding string, in io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, in)
	case "quoted-printable":
		return quotedprintable.NewReader(in)
	}
	return in
}
