package brief_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/index"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/pdftext"
	"chancery/internal/recordtest"
)

// lines are all that a brief says, a line each, as its Markdown has it.
func lines(n *brief.Note) []string {
	out := append([]string{n.Heading()}, n.Scope...)
	for _, s := range n.Sections {
		out = append(out, s.Title)
		for _, it := range s.Items {
			for _, p := range it {
				out = append(out, p.Words)
			}
		}
	}
	if legend := n.Legend(); legend != "" {
		out = append(out, legend)
	}
	for i := range n.Sources {
		out = append(out, n.SourceWords(i))
	}
	return out
}

// readBack is the text of a file as the program itself reads it.
func readBack(t *testing.T, f brief.Format, file []byte) string {
	t.Helper()
	if f == brief.PDF {
		text, err := pdftext.Text(file)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	e, wrapped, err := archive.Document("brief.docx", f.MediaType(), file, archive.DefaultLimits())
	if err != nil || !wrapped {
		t.Fatalf("no document: %v", err)
	}
	return html.UnescapeString(string(e.Data))
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bare is a text without its spaces: lines of a page are broken between words,
// and within words that are too long.
func bare(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }

// TestReadBack reads the documents with the program's own readers, and holds that
// all that the brief says is in them, in order.
func TestReadBack(t *testing.T) {
	for _, rec := range []*chancery.Record{recordtest.Sample(t), recordtest.Acts(t)} {
		for i, a := range rec.Actors {
			for _, language := range []string{"tr", "en", "fr"}[:1+2*bool2int(i == 0)] {
				n, err := brief.New(index.New(rec), brief.Query{A: a.ID, Since: "2000", Words: in(t, language)})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range []brief.Format{brief.DOCX, brief.PDF} {
					var file bytes.Buffer
					if err := n.Write(&file, f); err != nil {
						t.Fatal(err)
					}
					rest := bare(readBack(t, f, file.Bytes()))
					for _, line := range lines(n) {
						_, after, found := strings.Cut(rest, bare(line))
						if !found {
							t.Fatalf("%s of %s in %s: %q is not where it should be in %s", f, a.ID, language, line, rest)
						}
						rest = after
					}
				}
			}
		}
	}
}

// TestLetters holds that the PDF has the letters of the languages that the program
// reads, and that those which its font lacks are plain to see.
func TestLetters(t *testing.T) {
	const has = "ə Ə ğ Ğ ş Ş ı İ ç ö ü Žofia Łódź Ørsted Đà Nẵng Ελλάδα Україна Қазақстан საქართველო “” – … €"
	for name, want := range map[string]string{
		has:              has,
		"e\u0301a\u0308": "éä",
		"عمان":           "U+0639 U+0645 U+0627 U+0646",
		"外交":             "U+5916 U+4EA4",
		"🇮🇸":             "U+1F1EE U+1F1F8",
	} {
		rec := recordtest.Sample(t)
		for i := range rec.Statements {
			rec.Statements[i].Value.Quote = name
		}
		text := readBack(t, brief.PDF, writeAs(t, rec, brief.Query{A: "GHA"}, brief.PDF))
		if !strings.Contains(bare(text), bare("“"+want+"”")) {
			t.Errorf("%q is not in %s", want, text)
		}
		if lacks := strings.Contains(text, "the font of this file does not have"); lacks != strings.Contains(want, "U+") {
			t.Errorf("%q: what U+ stands for is explained: %v", name, lacks)
		}
	}
}

// TestHostileDocuments holds that texts from outside stay text in documents.
func TestHostileDocuments(t *testing.T) {
	const bad = "</w:t></w:r><w:p>\x00\x0b\ufffe]]>&lt; (\\) endobj %PDF <script>alert(1)</script> \u202e\xff"
	rec := recordtest.Sample(t)
	for i := range rec.Actors {
		rec.Actors[i].Name += bad
	}
	for i := range rec.Statements {
		rec.Statements[i].Value.Quote = bad + strings.Repeat("wide", 500)
	}
	for i := range rec.Reports {
		rec.Reports[i].Name = bad
	}
	q := brief.Query{A: "GHA", B: "OSCE"}
	plain := writeAs(t, recordtest.Sample(t), q, brief.DOCX)
	hostile := writeAs(t, rec, q, brief.DOCX)
	if a, b := elements(t, plain), elements(t, hostile); a != b {
		t.Errorf("the document has %d elements, with hostile names %d", a, b)
	}
	if page := string(writeAs(t, rec, q, brief.HTML)); strings.Contains(page, "<script") || strings.Contains(page, "\x00") {
		t.Error("the page has a script")
	}
	readBack(t, brief.PDF, writeAs(t, rec, q, brief.PDF))
}

// elements counts the elements of the parts of a document, which must be
// well-formed, and holds that every anchor that is led to is there.
func elements(t *testing.T, file []byte) int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	n, there := 0, map[string]bool{}
	var wanted []string
	for _, f := range z.File {
		if f.Modified.Year() > 1980 { // where the format begins to count
			t.Errorf("%s has the time %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			n++
			for _, a := range start.Attr {
				switch {
				case start.Name.Local == "bookmarkStart" && a.Name.Local == "name":
					there[a.Value] = true
				case start.Name.Local == "hyperlink" && a.Name.Local == "anchor":
					wanted = append(wanted, a.Value)
				}
			}
		}
	}
	for _, a := range wanted {
		if !there[a] {
			t.Errorf("%s leads to nothing", a)
		}
	}
	if len(wanted) == 0 {
		t.Error("nothing is cited")
	}
	return n
}

// sum is over all formats and languages of two briefs.
func sum(t *testing.T) string {
	t.Helper()
	h := sha256.New()
	for _, rec := range []*chancery.Record{recordtest.Sample(t), recordtest.Acts(t)} {
		for _, language := range []string{"en", "tr", "fr"} {
			for _, f := range brief.Formats() {
				h.Write(writeAs(t, rec, brief.Query{A: rec.Actors[0].ID, Words: in(t, language)}, f))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// asksForSum is set in the process that TestSameBytes starts.
const asksForSum = "CHANCERY_TEST_BRIEF_SUM"

// TestSameBytes writes all formats twice, and once in another process.
func TestSameBytes(t *testing.T) {
	want := sum(t)
	if os.Getenv(asksForSum) != "" {
		t.Logf("sum %s", want)
		return
	}
	if again := sum(t); again != want {
		t.Errorf("the same record gives other bytes: %s, then %s", want, again)
	}
	other := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSameBytes$", "-test.v")
	other.Env = append(os.Environ(), asksForSum+"=1", "TZ=Asia/Tokyo")
	out, err := other.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "sum "+want) {
		t.Errorf("another process: %v\n%s\nwant sum %s", err, out, want)
	}
}
