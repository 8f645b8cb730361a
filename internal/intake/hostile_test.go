package intake_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chancery"
	"chancery/data"
	"chancery/internal/intake"
)

// TestHostileFiles reads every file in testdata/hostile: each gives a Skip with
// its reason, or its text. What is read in the text, and what their recipes make,
// the desk's test of the same name looks at.
func TestHostileFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*")
	if err != nil {
		t.Fatal(err)
	}
	reader := newReader(t, "en")
	for _, file := range files {
		if ext := filepath.Ext(file); ext == ".want" || ext == ".recipe" {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			report, err := reader.Read(intake.Item{Name: file, Data: raw})
			var skip *chancery.Skip
			switch {
			case errors.As(err, &skip):
				golden(t, file+".want", facts{Skip: skip.Reason})
			case err != nil:
				t.Fatal(err)
			default:
				got := factsOf(report)
				got.Text = report.Text
				golden(t, file+".want", got)
				checkReport(t, report)
			}
		})
	}
}

// checkReport holds a report to what every report promises.
func checkReport(t testing.TB, r chancery.Report) {
	t.Helper()
	if !utf8.ValidString(r.Text) || !norm.NFC.IsNormalString(r.Text) {
		t.Errorf("text is not valid UTF-8 in NFC: %q", r.Text)
	}
	for _, c := range r.Text {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			t.Errorf("control character %U in text", c)
		}
	}
	inside := func(s chancery.Span) bool {
		return 0 <= s.Start && s.Start < s.End && s.End <= len(r.Text) && utf8.ValidString(r.Text[s.Start:s.End])
	}
	end := 0
	for _, p := range r.Parts {
		if !inside(p.Span) || p.Start < end {
			t.Fatalf("part %+v is outside the text of %d bytes, or overlaps one that ends at %d", p, len(r.Text), end)
		}
		end = p.End
	}
	for _, d := range r.Dates {
		if _, err := chancery.ParseDate(string(d.Date)); err != nil || d.Date == "" || !inside(d.Span) {
			t.Fatalf("date %+v is malformed or outside the text", d)
		}
	}
	if (r.Published == "") != (r.PublishedBasis == "") {
		t.Errorf("published %q with basis %q", r.Published, r.PublishedBasis)
	}
	if r.Outlet != "" && (len(r.Chain) == 0 || r.Chain[0] != r.Outlet) {
		t.Errorf("outlet %q does not begin the chain %q", r.Outlet, r.Chain)
	}
}

func TestReadCeilings(t *testing.T) {
	small := intake.Limits{FileBytes: 400, TextRunes: 300, Lines: 70, LineRunes: 100, Marks: 8, Files: 10, Depth: 2}
	reader, err := intake.New(data.FS, small, func(string) string { return "und" })
	if err != nil {
		t.Fatal(err)
	}
	line := strings.Repeat("é", 100) + "\n"
	for _, c := range []struct {
		name   string
		text   string
		reason string
		seen   int64
	}{
		{"bytes", strings.Repeat("a", 401), intake.ReasonFileTooLarge, 401},
		{"runes", strings.Repeat("abcd\n", 61), intake.ReasonTextTooLong, 305},
		{"lines", strings.Repeat("a\n", 70), intake.ReasonTooManyLines, 71},
		{"line", strings.Repeat("a", 101), intake.ReasonLineTooLong, 101},
		{"just right", line, "", 0},
	} {
		_, err := reader.Read(intake.Item{Name: c.name, Data: []byte(c.text)})
		var skip *chancery.Skip
		if !errors.As(err, &skip) {
			if c.reason != "" || err != nil {
				t.Errorf("%s: error %v, want Skip %q", c.name, err, c.reason)
			}
			continue
		}
		if skip.Reason != c.reason || skip.Seen != c.seen || skip.Limit == 0 || skip.Name != c.name {
			t.Errorf("%s: Skip %+v, want reason %q and seen %d", c.name, skip, c.reason, c.seen)
		}
	}
}

func TestNoCeilingIsZero(t *testing.T) {
	limits := intake.DefaultLimits()
	limits.Marks = 0
	if _, err := intake.New(data.FS, limits, func(string) string { return "en" }); err == nil || !strings.Contains(err.Error(), "limit Marks is 0") {
		t.Errorf("a ceiling of zero: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/reports/*.txt", "testdata/reports/*.md", "testdata/hostile/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw, strings.HasSuffix(file, ".md"))
		}
	}
	readers := []*intake.Reader{newReader(f, "en"), newReader(f, "tr"), newReader(f, "und")}
	f.Fuzz(func(t *testing.T, raw []byte, markdown bool) {
		name := "report.txt"
		if markdown {
			name = "report.md"
		}
		for _, reader := range readers {
			kept := bytes.Clone(raw)
			report, err := reader.Read(intake.Item{Name: name, Data: raw})
			if !bytes.Equal(kept, raw) {
				t.Fatal("Read changed the item's bytes")
			}
			var skip *chancery.Skip
			if errors.As(err, &skip) {
				return
			}
			if err != nil {
				t.Fatalf("error %v is no Skip", err)
			}
			checkReport(t, report)
			if !markdown {
				again, err := reader.Read(intake.Item{Name: name, Data: []byte(report.Text)})
				if err != nil || again.Text != report.Text || again.ID != report.ID {
					t.Fatalf("reading a report's own text: %v, id %s, want %s", err, again.ID, report.ID)
				}
			}
		}
	})
}
