package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/intake"
	"chancery/internal/intake/archive"
)

// bombs are mails and documents that are made to be slow or large, up to the
// ceilings on what is read of a file.
func bombs(t *testing.T) map[string]string {
	noise := func(n int) string { // hardly packs
		r := rand.New(rand.NewPCG(1, 2))
		b := make([]byte, n)
		for i := range b {
			b[i] = "abcdefghij klmnopqrstuvwxyz"[r.IntN(27)]
		}
		return string(b)
	}
	document := func(text string) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, err := w.Create("word/document.xml")
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const subject, several, most = "Subject: x\r\n", "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 15<<20 - 1000
	part := func(kind string) string { return "--b\r\nContent-Type: " + kind + "\r\n\r\n" + noise(140_000) + "\r\n" }
	padding := noise(1 << 20) // so that the ratio stays small
	return map[string]string{
		"long.eml":        subject + "\r\n" + noise(most),
		"lines.eml":       subject + "\r\n" + strings.Repeat("a\n", most/2),
		"most lines.eml":  subject + "\r\n" + strings.Repeat("a\n", 1<<20-10),
		"parts.eml":       several + strings.Repeat(part("text/plain"), 99),
		"pages.eml":       several + strings.Repeat(part("text/html"), 99),
		"cyrillic.eml":    several + strings.Repeat(part("text/plain; charset=windows-1251"), 99),
		"chinese.eml":     subject + "Content-Type: text/plain; charset=gb18030\r\n\r\n" + strings.Repeat("\xb0\xa1", most/2),
		"subject.eml":     "Subject: " + strings.Repeat("=?utf-8?q?x?= ", most/14) + "\r\n\r\nx",
		"header.eml":      strings.Repeat("A: b\r\n", most/6) + "\r\nx",
		"quoted.eml":      subject + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Repeat("=41=41=41=41=\r\n", most/15),
		"base64.eml":      subject + "Content-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(noise(11<<20))),
		"attached.eml":    several + strings.Repeat("--b\r\nContent-Disposition: attachment; filename=x.zip\r\n\r\n"+noise(140_000)+"\r\n", 99),
		"boundaries.eml":  several + strings.Repeat("--c\r\n", most/5),
		"empty parts.eml": several + strings.Repeat("--b\r\n\r\n", most/7),
		"tags.docx":       document("<d>" + padding + strings.Repeat("<a/>", 3_500_000)),
		"most tags.docx":  document("<d>" + padding + strings.Repeat("<a>", 390_000)),
		"attributes.docx": document("<d>" + padding + "<a " + strings.Repeat("b='' ", 390_000) + "/>"),
		"text.docx":       document("<d><t>" + noise(most-100)),
		"runs.docx":       document("<d>" + strings.Repeat("<p><r><t>"+noise(60)+"</t></r></p>", 49_000)),
		"paragraphs.docx": document("<d>" + strings.Repeat("<p><r><t>"+noise(400)+"</t></r></p>", 4_900)),
	}
}

// TestBombs holds that each is read or refused within a second and 150 MB, all
// that is allocated on the way from the file to the report.
func TestBombs(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	reader := newReader(t, "en")
	for name, data := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			took := time.Hour
			for i := 0; i < 20 && took > time.Second; i++ { // other work on the machine does not count
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				begun := time.Now()
				var said error
				for e, err := range archive.Entries(name, strings.NewReader(data), int64(len(data)), archive.DefaultLimits()) {
					if err == nil {
						_, err = reader.Read(intake.Item{Name: e.Name, URL: e.Address, Type: e.Type, Data: e.Data})
					}
					said = errors.Join(said, err)
				}
				took = time.Since(begun)
				runtime.ReadMemStats(&after)
				taken := (after.TotalAlloc - before.TotalAlloc) >> 20
				t.Logf("%s, %d MB, %v", took.Round(time.Millisecond), taken, said)
				if skip := new(chancery.Skip); said != nil && !errors.As(said, &skip) {
					t.Errorf("error %v", said)
				}
				if taken > 150 {
					t.Fatalf("took %d MB", taken)
				}
			}
			if took > time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}
