package view

import (
	"strings"

	"chancery/internal/prose"
)

// Private letters stand for the marks while lines are broken; a clean text has
// none of its own.
const markOpen, markShut = "\ue000", "\ue001"

// marked writes runs as a paragraph: marked words are bold, or stand in «...»
// where there is no colour.
func (p *page) marked(first, rest string, runs []prose.Run) {
	var b strings.Builder
	for _, r := range runs {
		text := prose.Clean(r.Text)
		if r.Marked {
			text = markOpen + text + markShut
		}
		if strings.TrimLeft(r.Text, " \n\t") != r.Text {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		if strings.TrimRight(r.Text, " \n\t") != r.Text {
			b.WriteByte(' ')
		}
	}
	open, shut := "«", "»"
	if p.color {
		open, shut = "\x1b["+string(bold)+"m", "\x1b[0m"
	}
	within := false
	for _, line := range p.wrap(b.String(), max(prose.Width(first), prose.Width(rest))) {
		begun := within
		if at := strings.LastIndex(line, markOpen); at >= 0 || strings.Contains(line, markShut) {
			within = at > strings.LastIndex(line, markShut)
		}
		line = strings.NewReplacer(markOpen, open, markShut, shut).Replace(line)
		if begun && p.color {
			line = open + line
		}
		if within && p.color {
			line += shut
		}
		p.line(p.paint(dim, first) + line)
		first = rest
	}
}
