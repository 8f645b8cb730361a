package archive_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"chancery"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/webpage"
)

func small() archive.Limits {
	return archive.Limits{EntryBytes: 4000, HeaderBytes: 600, Entries: 5, SumBytes: 9000, Ratio: 50, Nesting: 2, Parts: 6, TextBytes: 3000, Tags: 40}
}

// walk lists what an archive holds: a name with a text, or a skip.
func walk(t testing.TB, name string, data []byte, limits archive.Limits) (names []string, entries []archive.Entry) {
	t.Helper()
	for e, err := range archive.Entries(name, bytes.NewReader(data), int64(len(data)), limits) {
		var skip *chancery.Skip
		switch {
		case errors.As(err, &skip):
			names = append(names, skip.Error())
		case err != nil:
			t.Fatalf("%s: error %v", name, err)
		default:
			names = append(names, e.Name)
			entries = append(entries, e)
		}
	}
	return names, entries
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func record(kind, address, fields, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, fields, len(block), block)
}

func answered(fields, body string) string {
	return "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body
}

const htmlType = "Content-Type: text/html; charset=utf-8\r\n"

func TestWARC(t *testing.T) {
	packed := string(gzipped(t, []byte("<p>packed")))
	records := []string{
		record("warcinfo", "", "", "software: x\r\n"),
		record("request", "https://a.example/1", "", "GET / HTTP/1.1\r\n\r\n"),
		record("response", "<https://a.example/1>", "", answered(htmlType, "<p>one")),
		record("response", "https://a.example/2", "", answered(htmlType+"Transfer-Encoding: chunked\r\n", "5\r\n<p>tw\r\n1\r\no\r\n0\r\n\r\n")),
		record("response", "https://a.example/3", "", answered(htmlType+"Content-Encoding: gzip\r\n", packed)),
		record("response", "https://a.example/4", "", answered(htmlType+"Transfer-Encoding: chunked\r\n", "<p>unpacked already")),
		record("response", "https://a.example/404", "", "HTTP/1.1 404 Not Found\r\n"+htmlType+"\r\n<p>none"),
		record("response", "https://a.example/p.png", "", answered("Content-Type: image/png\r\n", "\x89PNG")),
		record("response", "dns:a.example", "", "1.2.3.4"),
		record("resource", "https://a.example/5", htmlType, "<p>five"),
		record("revisit", "https://a.example/1", "", ""),
		"\r\n\r\nWARC/0.18\nwarc-type: response\nwarc-target-uri: https://a.example/6\ncontent-length: 30\nmalformed\n\nHTTP/1.0 200 OK\nA: b\n\n<p>six!!",
	}
	want := []archive.Entry{
		{Name: "x!3 https://a.example/1", Address: "https://a.example/1", Type: "text/html; charset=utf-8", Data: []byte("<p>one")},
		{Name: "x!4 https://a.example/2", Address: "https://a.example/2", Type: "text/html; charset=utf-8", Data: []byte("<p>two")},
		{Name: "x!5 https://a.example/3", Address: "https://a.example/3", Type: "text/html; charset=utf-8", Data: []byte("<p>packed")},
		{Name: "x!6 https://a.example/4", Address: "https://a.example/4", Type: "text/html; charset=utf-8", Data: []byte("<p>unpacked already")},
		{Name: "x!10 https://a.example/5", Address: "https://a.example/5", Type: "text/html; charset=utf-8", Data: []byte("<p>five")},
		{Name: "x!12 https://a.example/6", Address: "https://a.example/6", Data: []byte("<p>six!!")},
	}
	whole := strings.Join(records, "")
	var each bytes.Buffer
	for _, r := range records {
		each.Write(gzipped(t, []byte(r)))
	}
	for name, data := range map[string][]byte{"x.warc": []byte(whole), "x.warc.gz": gzipped(t, []byte(whole)), "X.WARC.GZ": each.Bytes()} {
		names, got := walk(t, name, data, archive.DefaultLimits())
		for i := range got {
			got[i].Name = "x" + got[i].Name[len(name):]
		}
		if diff := cmp.Diff(want, got); diff != "" || len(names) != len(got) {
			t.Errorf("%s: %q (-want +got)\n%s", name, names, diff)
		}
	}
	// Cut off anywhere, it says so.
	for _, cut := range []int{20, strings.Index(whole, "<p>one") + 2, len(whole) - 3} {
		if names, _ := walk(t, "x.warc", []byte(whole[:cut]), archive.DefaultLimits()); !strings.HasSuffix(names[len(names)-1], archive.ReasonBroken) {
			t.Errorf("cut at %d: %q", cut, names)
		}
	}
	cut := gzipped(t, []byte(whole))
	if names, _ := walk(t, "x.warc.gz", cut[:len(cut)-60], archive.DefaultLimits()); !strings.HasSuffix(names[len(names)-1], archive.ReasonBroken) {
		t.Errorf("packed and cut: %q", names)
	}
}

func TestWARCCeilings(t *testing.T) {
	good := record("response", "https://a.example/good", "", answered(htmlType, "<p>good"))
	for name, c := range map[string]struct{ text, want string }{
		"header":      {"WARC/1.0\r\nA: " + strings.Repeat("x", 700), "x.warc!1: header in an archive too large (601, at most 600)"},
		"block":       {record("response", "https://a.example/1", "", answered(htmlType, strings.Repeat("x", 9000))) + good, "x.warc!1 https://a.example/1: document in an archive too large (9056, at most 4000); x.warc!2 https://a.example/good"},
		"body":        {record("response", "https://a.example/1", "", answered(htmlType, strings.Repeat("x", 5000))) + good, "x.warc!1 https://a.example/1: document in an archive too large (4943, at most 4000); x.warc!2 https://a.example/good"},
		"HTTP header": {record("response", "https://a.example/1", "", answered("A: "+strings.Repeat("x", 700)+"\r\n", "")) + good, "x.warc!1 https://a.example/1: header in an archive too large (600, at most 600); x.warc!2 https://a.example/good"},
		"length":      {"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "x.warc!1: archive that is broken"},
		"no length":   {"WARC/1.0\r\nA: b\r\n\r\n", "x.warc!1: archive that is broken"},
		"too long":    {"WARC/1.0\r\nContent-Length: 9000000000000000000\r\n\r\nx", "x.warc!1: archive that is broken"},
		"no WARC":     {"HTTP/1.1 200 OK\r\n\r\n", "x.warc!1: archive that is broken"},
		"no HTTP":     {record("response", "https://a.example/1", "", "none") + good, "x.warc!1 https://a.example/1: archive that is broken; x.warc!2 https://a.example/good"},
	} {
		names, _ := walk(t, "x.warc", []byte(c.text), small())
		if got := strings.Join(names, "; "); !strings.HasPrefix(got, strings.SplitN(c.want, " (", 2)[0]) || strings.HasSuffix(c.want, "good") != strings.HasSuffix(got, "good") {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestZIP(t *testing.T) {
	inner := zipped(t, "deep.txt", "Deep.")
	data := zipped(t, "a.txt", "One.", "folder/b.html", "<p>Two.", "folder/.hidden", "x", "__MACOSX/a.txt", "x", "../../etc/passwd", "Three.", "inner.zip", string(inner), "c.txt.gz", string(gzipped(t, []byte("Four."))))
	names, entries := walk(t, "x.zip", data, archive.DefaultLimits())
	if got := strings.Join(names, " "); got != "x.zip!a.txt x.zip!folder/b.html x.zip!../../etc/passwd x.zip!inner.zip!deep.txt x.zip!c.txt.gz!c.txt" {
		t.Errorf("got %s", got)
	}
	if string(entries[4].Data) != "Four." {
		t.Errorf("got %q", entries[4].Data)
	}
	nested := zipped(t, "deep.txt", "Deep.")
	for range 4 {
		nested = zipped(t, "n.zip", string(nested))
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"entries": {zipped(t, "1.txt", "", "2.txt", "", "3.txt", "", "4.txt", "", "5.txt", "", "6.txt", ""), "x.zip: archive with too many documents (6, at most 5)"},
		"entry":   {zipped(t, "1.txt", strings.Repeat("abcdefghij", 500), "2.txt", "Good."), "x.zip!1.txt: document in an archive too large (5000, at most 4000); x.zip!2.txt"},
		"sum":     {zipped(t, "1.txt", strings.Repeat("a", 4000), "2.txt", strings.Repeat("b", 4000), "3.txt", strings.Repeat("c", 4000), "4.txt", "x"), "x.zip!1.txt; x.zip!2.txt; x.zip!3.txt: archive too large when it is unpacked (12000, at most 9000)"},
		"nesting": {nested, "x.zip!n.zip!n.zip!n.zip: archives within archives too deep (3, at most 2)"},
		"broken":  {[]byte("PK\x03\x04 and no more"), "x.zip: archive that is broken"},
	} {
		if names, _ := walk(t, "x.zip", c.data, small()); strings.Join(names, "; ") != c.want {
			t.Errorf("%s: %q, want %s", name, names, c.want)
		}
	}
}

// TestBombs refuses what unpacks to far more than it is, quickly and in little
// memory.
func TestBombs(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	zeros := make([]byte, 64<<20)
	bomb := gzipped(t, zeros)
	record := record("response", "https://a.example/1", "", answered(htmlType, string(bomb)))
	for name, data := range map[string][]byte{
		"x.gz": bomb, "x.zip": zipped(t, "x.txt", string(zeros)), "x.warc": []byte(record), "y.warc.gz": bomb, "nested.zip": zipped(t, "x.gz", string(bomb)),
		"x.docx": zipped(t, "word/document.xml", string(zeros)), "x.mbox": append([]byte("From x\n"), zeros...),
	} {
		var names []string
		took, taken := time.Hour, uint64(0)
		for range 3 { // other work on the machine does not count
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begun := time.Now()
			names, _ = walk(t, name, data, archive.DefaultLimits())
			took = min(took, time.Since(begun))
			runtime.ReadMemStats(&after)
			taken = (after.TotalAlloc - before.TotalAlloc) >> 20
		}
		if took > time.Second || taken > 150 || len(names) != 1 || !strings.Contains(names[0], "archive") {
			t.Errorf("%s: %q, after %s and %d MB", name, names, took, taken)
		}
	}
}

func TestMail(t *testing.T) {
	turkish, err := charmap.Windows1254.NewEncoder().String("Büyükelçi İzmir'de belediye başkanıyla görüştü.")
	if err != nil {
		t.Fatal(err)
	}
	pdf := "nothing"
	letter := strings.ReplaceAll(`From: =?utf-8?q?K=C3=B6rfez_Postas=C4=B1?= <bulten@b.example>
Subject: =?windows-1254?Q?G=F6r=FC=FEme?= in Izmir
Date: Tue, 04 Mar 2031 18:30:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary=in

--in
Content-Type: text/plain; charset=windows-1254

`+turkish+`
--in
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>The ambassador met the mayor =E2=80=93 in Izmir.</p>
--in--
--out
Content-Type: application/zip; name="more.zip"
Content-Disposition: attachment; filename="../more.zip"
Content-Transfer-Encoding: base64

`+base64Of(zipped(t, "note.txt", "A note."))+`
--out
Content-Type: image/png
Content-Disposition: attachment; filename="`+pdf+`.png"

x
--out--
`, "\n", "\r\n")
	names, entries := walk(t, "x.eml", []byte(letter), archive.DefaultLimits())
	if strings.Join(names, " ") != "x.eml x.eml!more.zip!note.txt" {
		t.Fatalf("got %q", names)
	}
	page, err := webpage.Read(entries[0].Data, entries[0].Type, "", webpage.DefaultLimits())
	if err != nil || page.Title != "Görüşme in Izmir" || page.Outlet != "Körfez Postası" || page.Published != "2031-03-04T18:30:00+03:00" || strings.Join(page.Paragraphs, "|") != "The ambassador met the mayor – in Izmir." {
		t.Errorf("%v, %+v", err, page)
	}
	plain := "From: desk@c.example\nSubject: Talks\nContent-Type: text/plain; charset=windows-1254\n\n" + turkish + "\n\nSecond paragraph, of some words.\n"
	box := "From a Tue Mar 4\n" + plain + "\n>From the hall came applause.\nFrom b Tue Mar 4\n" + plain + "\nFrom c\nno header\n"
	names, entries = walk(t, "box.mbox", []byte(box), archive.DefaultLimits())
	if strings.Join(names, "; ") != "box.mbox!1; box.mbox!2; box.mbox!3: archive that is broken" {
		t.Fatalf("got %q", names)
	}
	page, err = webpage.Read(entries[0].Data, entries[0].Type, "", webpage.DefaultLimits())
	if text := strings.Join(page.Paragraphs, "|"); err != nil || page.Outlet != "c.example" || text != "Büyükelçi İzmir'de belediye başkanıyla görüştü.|Second paragraph, of some words.|From the hall came applause." {
		t.Errorf("%v, %q of %s", err, text, page.Outlet)
	}
	part := "--b\nContent-Type: text/plain\n\nx\n"
	deep := ""
	for i := range 9 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%[1]d\n", i)
	}
	for name, c := range map[string]struct{ text, want string }{
		"parts":   {"A: b\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat(part, 9), "x.eml: message with too many parts (7, at most 6)"},
		"nesting": {deep, "x.eml: archives within archives too deep (5, at most 4)"},
		"text":    {"A: b\n\n" + strings.Repeat("x", 3500), "x.eml: message or document with too much text (3500, at most 3000)"},
		"texts":   {"A: b\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\n"+strings.Repeat("x", 1100)+"\n", 3) + "--b--\n", "x.eml: message or document with too much text (3304, at most 3000)"},
		"header":  {strings.Repeat("A: b\n", 150) + "\nx", "x.eml: header in an archive too large (750, at most 600)"},
		"size":    {"A: b\n\n" + strings.Repeat("x", 5000), "x.eml: document in an archive too large (5006, at most 4000)"},
		"broken":  {"none", "x.eml: archive that is broken"},
	} {
		if names, _ := walk(t, "x.eml", []byte(c.text), small()); strings.Join(names, "; ") != c.want {
			t.Errorf("%s: %q, want %s", name, names, c.want)
		}
	}
}

func TestDOCX(t *testing.T) {
	document := `<w:document xmlns:w="x"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Talks in Suva</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The envoys </w:t></w:r><w:r><w:t>met &amp; spoke</w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t> about cod.</w:t></w:r></w:p><w:p/>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`
	core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Talks</dc:title><dc:creator>Mere Koroi</dc:creator><dcterms:created>2031-03-04T10:00:00Z</dcterms:created></cp:coreProperties>`
	names, entries := walk(t, "x.docx", zipped(t, "docProps/core.xml", core, "word/document.xml", document, "word/comments.xml", "<x/>"), archive.DefaultLimits())
	if len(entries) != 1 {
		t.Fatalf("got %q", names)
	}
	want := webpage.Draft{Title: "Talks", Author: "Mere Koroi", Published: "2031-03-04T10:00:00Z", Markup: "<h2>Talks in Suva</h2>\n<p>The envoys met &amp; spoke about cod.</p>\n<p>In a cell.</p>\n"}
	if diff := cmp.Diff(string(want.Page()), string(entries[0].Data)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for want, text := range map[string]string{
		"x.docx: document with too many tags (43, at most 40)":                strings.Repeat("<a b='c'/>", 21) + "<",
		"x.docx: message or document with too much text (3100, at most 3000)": "<w:t>" + strings.Repeat("x", 3100) + "</w:t>",
	} {
		if names, _ := walk(t, "x.docx", zipped(t, "word/document.xml", text), small()); len(names) != 1 || names[0] != want {
			t.Errorf("got %q, want %q", names, want)
		}
	}
	for name, data := range map[string][]byte{"none.docx": zipped(t, "a.xml", "<a/>"), "broken.docx": zipped(t, "word/document.xml", "<a><"), "text.docx": []byte("text")} {
		if names, _ := walk(t, name, data, small()); len(names) != 1 || names[0] != name+": archive that is broken" {
			t.Errorf("%s: %q", name, names)
		}
	}
}

func TestPDF(t *testing.T) {
	content := "BT /F 12 Tf 50 700 Td (The envoys met in Suva.) Tj ET"
	pdf := "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages << /Kids [<< /Contents 2 0 R /Resources << /Font << /F << /Subtype /Type1 >> >> >> >>] >> >> endobj\n" +
		fmt.Sprintf("2 0 obj << /Length %d >> stream\n%s\nendstream endobj\n", len(content), content)
	names, entries := walk(t, "x.zip", zipped(t, "a.pdf", pdf, "b.pdf", "none", "c.pdf", strings.Replace(pdf, "Tj", "no", 1)), archive.DefaultLimits())
	if strings.Join(names, "; ") != "x.zip!a.pdf; x.zip!b.pdf: archive that is broken; x.zip!c.pdf: document without a text layer" || string(entries[0].Data) != "The envoys met in Suva.\n" {
		t.Errorf("got %q, %+v", names, entries)
	}
}

func TestNoCeilingIsZero(t *testing.T) {
	limits := archive.DefaultLimits()
	limits.Parts = 0
	for _, err := range archive.Entries("x.zip", bytes.NewReader(nil), 0, limits) {
		if err == nil || !strings.Contains(err.Error(), "limit Parts is 0") {
			t.Errorf("a ceiling of zero: %v", err)
		}
	}
}
