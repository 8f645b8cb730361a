package archive_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"testing"

	"chancery"
	"chancery/internal/intake/archive"
)

func base64Of(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

// fuzz holds that an archive gives documents within the ceilings, or skips.
func fuzz(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	limits := archive.Limits{EntryBytes: 1 << 16, HeaderBytes: 1 << 12, Entries: 50, SumBytes: 1 << 18, Ratio: 100, Nesting: 2, Parts: 20, TextBytes: 1 << 16, Tags: 10_000}
	f.Fuzz(func(t *testing.T, data []byte) {
		sum := 0
		for e, err := range archive.Entries(name, bytes.NewReader(data), int64(len(data)), limits) {
			var skip *chancery.Skip
			if err != nil && (!errors.As(err, &skip) || skip.Name == "" || skip.Reason == "") {
				t.Fatalf("error %v", err)
			}
			if sum += len(e.Data); int64(len(e.Data)) > 4*limits.EntryBytes || sum > 8*len(data)+1<<20 { // a byte may become an entity of HTML
				t.Fatalf("%s has %d bytes, %d in all", e.Name, len(e.Data), sum)
			}
		}
	})
}

func FuzzWARC(f *testing.F) {
	fuzz(f, "x.warc", []byte(record("response", "https://a.example/1", "", answered(htmlType, "<p>one"))),
		[]byte(record("response", "https://a.example/2", "", answered("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"))),
		[]byte("WARC/1.0\r\nContent-Length: 0\r\n\r\n"))
}

func FuzzMIME(f *testing.F) {
	fuzz(f, "x.eml", []byte("Subject: =?utf-8?b?w7w=?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\n\n<p>=CF=\n--b--\n"),
		[]byte("From: \"A\" <a@b.example>\nDate: Tue, 04 Mar 2031 18:30:00 +0300\n\ntext\n"))
}

func FuzzZIP(f *testing.F) {
	fuzz(f, "x.zip", zipped(f, "a.txt", "One.", "b.zip", string(zipped(f, "c.txt", "x"))), zipped(f, "x.docx", string(zipped(f, "word/document.xml", "<p><t>x</t></p>"))))
}

func FuzzDOCX(f *testing.F) {
	fuzz(f, "x.docx", zipped(f, "word/document.xml", "<w:p><w:t>x</w:t></w:p>", "docProps/core.xml", "<a><title>T</title></a>"))
}
