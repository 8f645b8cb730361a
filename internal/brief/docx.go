package brief

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// docxParts are the parts of the document that are always the same, in the order
// in which they stand in the file.
func docxParts() [][2]string {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	return [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
			`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`},
		{"word/styles.xml", head + `<w:styles xmlns:w="` + wordML + `">` +
			`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>` +
			`<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
			docxHeading("Title", "Title", 36, "") + docxHeading("Heading1", "heading 1", 26, `<w:outlineLvl w:val="0"/>`) +
			`<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>` +
			`<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
			`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1D4F63"/></w:rPr></w:style></w:styles>`},
		{"word/numbering.xml", head + `<w:numbering xmlns:w="` + wordML + `"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>` +
			`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>` +
			`<w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
	}
}

const wordML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

func docxHeading(id, name string, size int, more string) string {
	return fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>`+
		`<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>%s</w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr></w:style>`, id, name, more, size)
}

// docx writes the brief as a document of a word processor. Citations lead to the
// list of sources. No time stands in the file.
func (n *Note) docx(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range append(docxParts(), [2]string{"word/document.xml", n.docxBody()}, [2]string{"docProps/core.xml", n.docxProperties()}) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(f, part[1])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part[0], err)
		}
	}
	return z.Close()
}

func (n *Note) docxProperties() string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + inXML(n.Heading()) + `</dc:title><dc:creator>Chancery</dc:creator><dc:language>` + inXML(n.Language()) + `</dc:language></cp:coreProperties>`
}

func (n *Note) docxBody() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document xmlns:w="` + wordML + `"><w:body>`)
	docxParagraph(&b, "Title", docxRun(n.Heading()))
	for _, s := range n.Scope {
		docxParagraph(&b, "", docxRun(s))
	}
	for _, s := range n.Sections {
		docxParagraph(&b, "Heading1", docxRun(s.Title))
		for _, it := range s.Items {
			docxParagraph(&b, "ListBullet", it.docx())
		}
	}
	if legend := n.Legend(); legend != "" {
		docxParagraph(&b, "", docxRun(legend))
	}
	if len(n.Sources) > 0 {
		docxParagraph(&b, "Heading1", docxRun(n.words.T("brief.sources")))
	}
	for i := range n.Sources {
		docxParagraph(&b, "", fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="s%d"/>%s<w:bookmarkEnd w:id="%d"/>%s`,
			i, i+1, docxRun(fmt.Sprintf("[%d]", i+1)), i, docxRun(" "+n.SourceWords(i))))
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

func (it Item) docx() string {
	var b strings.Builder
	for i, p := range it {
		if i > 0 {
			b.WriteString(docxRun("; "))
		}
		b.WriteString(docxRun(p.Words + " "))
		for _, number := range p.Sources {
			fmt.Fprintf(&b, `<w:hyperlink w:anchor="s%d"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>[%d]</w:t></w:r></w:hyperlink>`, number, number)
		}
	}
	b.WriteString(docxRun("."))
	return b.String()
}

func docxParagraph(b *strings.Builder, style, runs string) {
	b.WriteString("<w:p>")
	if style != "" {
		b.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	b.WriteString(runs + "</w:p>")
}

func docxRun(words string) string {
	return `<w:r><w:t xml:space="preserve">` + inXML(words) + `</w:t></w:r>`
}

// inXML is the text as character data; letters that XML cannot have become U+FFFD.
func inXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}
