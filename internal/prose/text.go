package prose

import (
	"fmt"
	"strings"
	"unicode"
)

// Clean makes a text from a report safe to print on one line: every run of
// white space is one space, and whatever could move the cursor, turn the
// direction of writing or hide itself is written as \uXXXX. Letters of all
// scripts and the joiners inside them stay.
func Clean(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		if unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		writeVisible(&b, r)
	}
	return b.String()
}

// Visible is Clean for a stretch of a text on a page: its white space stays.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		default:
			writeVisible(&b, r)
		}
	}
	return b.String()
}

func writeVisible(b *strings.Builder, r rune) {
	if hidden(r) {
		fmt.Fprintf(b, `\u%04x`, r)
	} else {
		b.WriteRune(r)
	}
}

// hidden holds for control and format characters, but not for the two joiners
// that the spelling of some languages needs.
func hidden(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != nonJoiner && r != joiner && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r))
}

// Width is the number of columns that the text takes in a terminal.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2 // East Asian wide, and emoji
	}
	return 1
}

// Cut shortens the text to at most so many columns; an ellipsis stands for
// what is left out.
func Cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n += columns(r); n >= width {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// Wrap breaks the text between words into lines of at most so many columns; a
// word that is longer is broken itself. There is always at least one line.
func Wrap(s string, width int) []string {
	var lines []string
	line, n := "", 0
	for _, word := range strings.Fields(s) {
		w := Width(word)
		if line != "" && n+1+w <= width {
			line, n = line+" "+word, n+1+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for w > width {
			head, rest := split(word, width)
			lines = append(lines, head)
			word, w = rest, Width(rest)
		}
		line, n = word, w
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// split takes as many letters off the word as fit, at least one.
func split(word string, width int) (head, rest string) {
	n := 0
	for i, r := range word {
		if n += columns(r); n > width && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

// List joins items as a sentence does: "a", "a and b", "a, b and c".
func List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

// Count is a number with its noun, which takes an s for any number but one.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Quote is the text, cleaned and cut to so many columns, in quotation marks.
// Marks inside it stay as they are.
func Quote(s string, width int) string { return "“" + Cut(Clean(s), width) + "”" }
