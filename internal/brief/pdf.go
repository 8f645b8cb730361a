package brief

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"chancery"
	"chancery/data"
)

// Sizes of a page, in millimetres, and of letters, in points.
const (
	pdfMargin  = 20.0
	pdfIndent  = 5.0
	pdfLine    = 5.0
	pdfTitle   = 16.0
	pdfHeading = 12.5
	pdfBody    = 10.0
)

// pdfFamily is what the font is called within the file.
const pdfFamily = "sans"

// pdf writes the brief as pages, with the letters that are used of a font.
// Citations lead to the list of sources, and the headings to the sections. Its
// time is that of the newest source.
func (n *Note) pdf(w io.Writer) error {
	p, err := newSheet()
	if err != nil {
		return err
	}
	p.SetCreationDate(n.newest())
	p.SetModificationDate(n.newest())
	p.SetTitle(p.fit(n.Heading()), true)
	p.SetLang(n.Language())
	p.AddPage()
	p.heading(n.Heading(), pdfTitle, 0)
	for _, s := range n.Scope {
		p.paragraph(s)
	}
	cited := make([]int, len(n.Sources))
	for i := range cited {
		cited[i] = p.AddLink()
	}
	for _, s := range n.Sections {
		p.heading(s.Title, pdfHeading, 1)
		for _, it := range s.Items {
			p.item(it, cited)
		}
	}
	if legend := n.Legend(); legend != "" {
		p.Ln(pdfLine)
		p.paragraph(legend)
	}
	if len(n.Sources) > 0 {
		p.heading(n.words.T("brief.sources"), pdfHeading, 1)
	}
	for i := range n.Sources {
		p.SetLink(cited[i], -1, -1)
		p.paragraph(fmt.Sprintf("[%d] %s", i+1, n.SourceWords(i)))
	}
	if p.lacking {
		p.Ln(pdfLine)
		p.paragraph(n.words.T("brief.letters"))
	}
	return p.Output(w)
}

// newest is the day of the newest source; 1970 where none is dated.
func (n *Note) newest() time.Time {
	last := chancery.Day(0)
	for _, s := range n.Sources {
		if _, d, ok := s.Report.Published.Bounds(); ok && d != chancery.LastDay {
			last = max(last, d)
		}
	}
	year, month, day := last.Civil()
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// sheet is pages being written.
type sheet struct {
	*fpdf.Fpdf
	font    *sfnt.Font
	lacking bool // a letter that the font does not have was met
}

func newSheet() (*sheet, error) {
	raw, err := pdfFont()
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	letters, err := sfnt.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("reading the letters of the font: %w", err)
	}
	p := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), font: letters}
	p.SetProducer("Chancery", true)
	p.SetCatalogSort(true)
	p.SetMargins(pdfMargin, pdfMargin, pdfMargin)
	p.SetAutoPageBreak(true, pdfMargin)
	p.AddUTF8FontFromBytes(pdfFamily, "", raw)
	p.SetFont(pdfFamily, "", pdfBody)
	return p, p.Error()
}

// pdfFont is the font, without the line that names its source.
func pdfFont() ([]byte, error) {
	packed, err := data.FS.ReadFile("fonts/dejavusans.gz")
	if err != nil {
		return nil, err
	}
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(in)
	_, font, _ := bytes.Cut(raw, []byte("\n"))
	return font, err
}

// fit is the text in letters that the font has, each letter with its marks as one
// where there is such a one. For a letter that the font does not have stands its
// number, U+0627.
func (p *sheet) fit(text string) string {
	var b strings.Builder
	var buffer sfnt.Buffer
	lacked := false
	for _, r := range norm.NFC.String(text) {
		glyph, err := p.font.GlyphIndex(&buffer, r)
		has := err == nil && glyph != 0 && r <= 0xffff // fpdf has no more
		switch {
		case has:
			b.WriteRune(r)
		case lacked: // so that a line can be broken between them
			fmt.Fprintf(&b, " U+%04X", r)
		default:
			fmt.Fprintf(&b, "U+%04X", r)
		}
		lacked = !has
		p.lacking = p.lacking || !has
	}
	return b.String()
}

func (p *sheet) heading(words string, size float64, level int) {
	p.Ln(pdfLine / 2)
	if _, height := p.GetPageSize(); p.GetY() > height-pdfMargin-4*pdfLine { // a heading does not stand alone
		p.AddPage()
	}
	p.SetFontSize(size)
	p.Bookmark(p.fit(words), level, -1)
	p.MultiCell(0, size*0.5, p.fit(words), "", "L", false)
	p.SetFontSize(pdfBody)
	p.Ln(pdfLine / 4)
}

func (p *sheet) paragraph(words string) {
	p.MultiCell(0, pdfLine, p.fit(words), "", "L", false)
	p.Ln(pdfLine / 5)
}

// item is a line with a bullet, whose citations lead to their sources.
func (p *sheet) item(it Item, cited []int) {
	p.CellFormat(pdfIndent, pdfLine, "•", "", 0, "L", false, 0, "")
	p.SetLeftMargin(pdfMargin + pdfIndent)
	for i, part := range it {
		if i > 0 {
			p.Write(pdfLine, "; ")
		}
		p.Write(pdfLine, p.fit(part.Words)+" ")
		p.SetTextColor(0x1d, 0x4f, 0x63)
		for _, number := range part.Sources {
			p.WriteLinkID(pdfLine, fmt.Sprintf("[%d]", number), cited[number-1])
		}
		p.SetTextColor(0, 0, 0)
	}
	p.Write(pdfLine, ".")
	p.SetLeftMargin(pdfMargin)
	p.Ln(pdfLine * 1.2)
}
