package pdftext_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chancery/internal/intake/pdftext"
)

// file is a PDF of these objects, numbered from 1; the first is the catalogue.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n", len(objects)+1)
	return b.Bytes()
}

func plain(content string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
}

func deflated(t testing.TB, entries, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write([]byte(content))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("<< /Filter /FlateDecode /Length %d %s >>\nstream\r\n%s\nendstream", b.Len(), entries, b.String())
}

const (
	catalogue = "<< /Type /Catalog /Pages 2 0 R >>"
	helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
)

// letter is a page with a headline, two paragraphs in lines, and a second page.
func letter(t testing.TB) []byte {
	first := `q 1 0 0 1 50 700 cm BT /F1 18 Tf (Talks in Suva) Tj ET Q
BT /F1 12 Tf 14 TL 50 660 Td (SUVA, March 4 - The envoys of Fiji and Peru) Tj T* (spoke about \(frozen\) cod, and agreed to meet once) Tj T* [(m) -20 (ore be) 10 (fore) -400 (the end of a long negoti-)] TJ T* (ation.) Tj ET
% a comment
BT /F1 12 Tf 1 0 0 1 50 590 Tm (A second paragraph, in \223quotation marks\224, goes on with) Tj 0 -14 Td <7468652070616765> Tj ET`
	second := "BT /F1 12 Tf 50 760 Td (after it. The end.) Tj ET BI /W 1 ID x(Tj)x EI BT /F1 12 Tf 50 700 Td (A third.) Tj ET"
	return file(catalogue, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /Resources << /Font << /F1 5 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /Contents [6 0 R] >>", "<< /Type /Page /Parent 2 0 R /Contents 7 0 R >>", helvetica,
		plain(first), deflated(t, "", second))
}

func TestText(t *testing.T) {
	got, err := pdftext.Text(letter(t))
	want := "Talks in Suva\n\nSUVA, March 4 - The envoys of Fiji and Peru spoke about (frozen) cod, and agreed to meet once more before the end of a long negotiation.\n\n" +
		"A second paragraph, in “quotation marks”, goes on with the page after it. The end.\n\nA third."
	if err != nil || got != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, want)
	}
}

// TestFonts reads a table of Unicode, names of letters, and objects that are
// packed together.
func TestFonts(t *testing.T) {
	table := "/CIDInit /ProcSet findresource begin 2 beginbfchar <0001> <015E> <0002> <0066006C> endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0131> <011F>] endbfrange end"
	page := "BT /F1 12 Tf 50 700 Td <00010010001100120020002100020> Tj /F2 12 Tf ( \\001\\002x) Tj ET"
	packed := "3 0 4 40  << /Type /Page /Contents 6 0 R >>" // padded below
	objects := []string{"<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources 4 0 R >>", "<< /Font << /F1 7 0 R /F2 8 0 R >> >>"}
	head := fmt.Sprintf("3 0 4 %d ", len(objects[0])+1)
	packed = head + objects[0] + " " + objects[1]
	data := file(catalogue, "<< /Type /Pages /Kids [3 0 R] >>", "null", "null",
		deflated(t, fmt.Sprintf("/Type /ObjStm /N 2 /First %d", len(head)), packed), plain(page),
		"<< /Type /Font /Subtype /Type0 /ToUnicode 9 0 R >>",
		"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [1 /gbreve /uni0259] >> >>", deflated(t, "", table))
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("3 0 obj\nnull\nendobj\n"), nil), []byte("4 0 obj\nnull\nendobj\n"), nil)
	if got, err := pdftext.Text(data); err != nil || got != "Şabcığfl ğəx" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	encrypted := bytes.Replace(letter(t), []byte("/Root"), []byte("/Encrypt 9 0 R /Root"), 1)
	picture := file(catalogue, "<< /Type /Pages /Kids [3 0 R] >>", "<< /Type /Page /Contents 4 0 R >>", plain("q 1 0 0 1 0 0 cm /Im1 Do Q"))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"text": {[]byte("plain text"), pdftext.ErrNoPDF}, "nothing": {nil, pdftext.ErrNoPDF}, "encrypted": {encrypted, pdftext.ErrEncrypted},
		"picture": {picture, pdftext.ErrNoText}, "no pages": {[]byte("%PDF-1.4\n"), pdftext.ErrNoText},
	} {
		if _, err := pdftext.Text(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// objectsAt are so many numbers of objects that all begin at one place.
func objectsAt(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 ", 10+i)
	}
	return b.String()
}

// TestCeilings: each has its figures.
func TestCeilings(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want pdftext.TooLarge
	}{
		"pages":    {file(catalogue, "<< /Kids ["+strings.Repeat("<<>> ", 5001)+"] >>"), pdftext.TooLarge{What: "pages", Limit: 5000, Seen: 5001}},
		"objects":  {append([]byte("%PDF-1.4\n"), strings.Repeat("1 0 obj ", 400_002)...), pdftext.TooLarge{What: "objects", Limit: 200_000, Seen: 200_001}},
		"values":   {file(catalogue, "<< /Kids [<< /Contents 3 0 R >>] >>", plain(strings.Repeat("1 ", 5<<20))), pdftext.TooLarge{What: "values", Limit: 2 << 20, Seen: -1}},
		"unpacked": {file(catalogue, "<< /Kids [<< /Contents 3 0 R >>] >>", deflated(t, "", strings.Repeat(" ", 40<<20))), pdftext.TooLarge{What: "bytes unpacked", Limit: 24 << 20, Seen: -1}},
		"text": {file(catalogue, "<< /Kids [<< /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>] >>", deflated(t, "", "/F 1 Tf "+strings.Repeat("("+strings.Repeat("a", 1000)+") Tj ", 5000)), helvetica),
			pdftext.TooLarge{What: "bytes of text", Limit: 4 << 20, Seen: -1}},
	} {
		_, err := pdftext.Text(c.data)
		var large *pdftext.TooLarge
		if !errors.As(err, &large) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.want.Seen == -1 && large.Seen > large.Limit {
			c.want.Seen = large.Seen
		}
		if *large != c.want {
			t.Errorf("%s: %+v, want %+v", name, *large, c.want)
		}
	}
}

// TestBombs: files that are made to be large, deep or endless.
func TestBombs(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	zeros := strings.Repeat(" ", 100<<20)
	page := func(content string) []byte {
		return file(catalogue, "<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F1 5 0 R >> >> >>", "<< /Type /Page /Contents 4 0 R >>", content, helvetica)
	}
	for name, data := range map[string][]byte{
		"deflated":      page(deflated(t, "", zeros)),
		"much text":     page(deflated(t, "", "BT /F1 1 Tf "+strings.Repeat("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ", 200_000))),
		"deep":          page(plain(strings.Repeat("[", 5<<20))),
		"deep dict":     page(plain(strings.Repeat("<< /a ", 1<<20))),
		"circle":        file(catalogue, "<< /Kids [2 0 R 3 0 R] >>", "<< /Kids [2 0 R 3 0 R 1 0 R] >>"),
		"wide tree":     file(catalogue, "<< /Kids ["+strings.Repeat("<< /Kids [<<>> <<>>] >> ", 100_000)+"] >>"),
		"reference":     file("1 0 R", "<< /Type /Catalog /Pages 3 0 R >>", "4 0 R", "3 0 R"),
		"objects":       append([]byte("%PDF-1.4\n"), strings.Repeat("1 0 obj ", 1<<20)...),
		"streams":       append([]byte("%PDF-1.4\n"), strings.Repeat("1 0 obj<<>>stream\n", 500_000)...),
		"widths":        page(plain("BT /F1 1 Tf (x) Tj ET")),
		"object stream": file(catalogue, deflated(t, "/Type /ObjStm /N 999999999 /First 999999999", "1 2 3")),
		"negative":      file(catalogue, deflated(t, "/Type /ObjStm /N -5 /First -9", "1 2 3")),
		"bracket":       page(plain(strings.Repeat("(", 5<<20))),
		"numbers":       page(deflated(t, "", strings.Repeat("1 ", 14<<20))),
		"pictures":      page(plain(strings.Repeat("ID EI ", 1<<20))),
		"digits":        append([]byte("%PDF-1.4\n"), strings.Repeat("1", 14<<20)...),
		"obj":           append([]byte("%PDF-1.4\n"), strings.Repeat("obj ", 3<<20)...),
		"one stream":    file(catalogue, "<< /Kids ["+strings.Repeat("<< /Contents 3 0 R >> ", 4000)+"] >>", plain(strings.Repeat("(word) Tj ", 100_000))),
		"one object":    file(catalogue, deflated(t, "/Type /ObjStm /N 100000 /First 900000", fmt.Sprintf("%-900000s", objectsAt(100_000))+"("+strings.Repeat("x", 10<<20))),
		"fonts":         file(catalogue, "<< /Kids ["+strings.Repeat("<< /Contents 3 0 R /Resources << /Font << /F << /ToUnicode 4 0 R >> >> >> >> ", 4000)+"] >>", plain("/F 1 Tf"), plain("<0000> <FFFF> <0041> endbfrange")),
	} {
		t.Run(name, func(t *testing.T) {
			took := time.Hour
			for i := 0; i < 20 && took > time.Second; i++ { // other work on the machine does not count
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				begun := time.Now()
				_, err := pdftext.Text(data)
				took = time.Since(begun)
				runtime.ReadMemStats(&after)
				taken := (after.TotalAlloc - before.TotalAlloc) >> 20
				t.Logf("%v after %s and %d MB", err, took.Round(time.Millisecond), taken)
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

func FuzzText(f *testing.F) {
	f.Add(letter(f))
	f.Add(file(catalogue, "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>", plain("BT /F 9 Tf [(a) 3 <62>] TJ (c) ' 1 2 (d) \" ET"), helvetica))
	f.Add([]byte("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages << /Kids [ << /Contents 1 0 R >> ] >> >> endobj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := pdftext.Text(data)
		if err == nil && (text == "" || !utf8.ValidString(text)) {
			t.Fatalf("text %q", text)
		}
	})
}
