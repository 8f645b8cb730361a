package prose_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/internal/prose"
)

func TestDate(t *testing.T) {
	tests := map[chancery.Date]string{
		"":                         "date not known",
		"2025-03-08":               "8 Mar 2025",
		"2025-11":                  "Nov 2025",
		"2024":                     "2024",
		"2025-03-06/2025-03-08":    "6-8 Mar 2025",
		"2025-02-27/2025-03-02":    "27 Feb - 2 Mar 2025",
		"2025-12-30/2026-01-02":    "30 Dec 2025 - 2 Jan 2026",
		"2025-03/2025-05":          "Mar-May 2025",
		"2023/2025":                "2023-2025",
		"2023/2025-02":             "2023 - Feb 2025",
		"2025-03-06/2025-03-06":    "6 Mar 2025",
		"2026-01-21/..":            "since 21 Jan 2026",
		"../2026-01-21":            "until 21 Jan 2026",
		"2024/":                    "since 2024",
		"[2025-03-06..2025-03-08]": "within 6-8 Mar 2025",
		"[..2025-01-31]":           "on or before 31 Jan 2025",
		"[2025-01-31..]":           "on or after 31 Jan 2025",
		"XXXX-08-08":               "8 Aug, year not known",
		"XXXX-99-99":               "XXXX-99-99",
		"XXXX-08":                  "XXXX-08",
		"next \x1b[31mweek\nor so": `next \u001b[31mweek or so`,
		"2025-02-31":               "2025-02-31",
	}
	for date, want := range tests {
		if got := prose.Date(date); got != want {
			t.Errorf("Date(%q) = %q, want %q", date, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := map[string]string{
		"  Ana\n\tMaria  ":       "Ana Maria",
		"a\u202eb\u2066c":        `a\u202eb\u2066c`,
		"\x1b[2Jx\x07":           `\u001b[2Jx\u0007`,
		"bad \xff byte":          "bad \uFFFD byte",
		"می\u200cخواهم":          "می\u200cخواهم",
		"one\u2028two\u0085more": "one two more",
	}
	for s, want := range tests {
		if got := prose.Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"incomprehensible is long", 6, "incomp|rehens|ible|is|long"},
		{"Šárka Žáčková", 5, "Šárka|Žáčko|vá"},
		{"外交部长", 4, "外交|部长"},
	}
	for _, test := range tests {
		if got := strings.Join(prose.Wrap(test.text, test.width), "|"); got != test.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestCut(t *testing.T) {
	for text, want := range map[string]string{"short": "short", "a longer text": "a long…", "外交部长部长": "外交部…", "Minister": "Ministe"[:6] + "…"} {
		if got := prose.Cut(text, 7); got != want {
			t.Errorf("Cut(%q, 7) = %q, want %q", text, got, want)
		}
	}
}

func TestListAndCount(t *testing.T) {
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := prose.List(items); got != want {
			t.Errorf("List(%q) = %q, want %q", items, got, want)
		}
	}
	if one, two := prose.Count(1, "report"), prose.Count(2, "report"); one != "1 report" || two != "2 reports" {
		t.Errorf("got %q and %q", one, two)
	}
}

func TestQuote(t *testing.T) {
	if got := prose.Quote("he said \"yes\"\nand left", 80); got != `“he said "yes" and left”` {
		t.Errorf("got %s", got)
	}
	if got := prose.Quote("a longer text", 7); got != "“a long…”" {
		t.Errorf("got %s", got)
	}
}

// FuzzClean holds that nothing comes out which a terminal would obey, and that
// cutting and wrapping keep to their width.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"plain", "a\r\nb", "\x1b]0;title\x07", "\u202eevil", "\xff\xfe", "🇮🇸 flags", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := prose.Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not UTF-8", got)
		}
		if strings.ContainsFunc(got, func(r rune) bool {
			return unicode.IsControl(r) || r == '\u202e' || unicode.IsSpace(r) && r != ' '
		}) {
			t.Fatalf("%q is not safe", got)
		}
		if w := prose.Width(prose.Cut(got, 12)); w > 12 {
			t.Fatalf("cut to 12 columns, it has %d", w)
		}
		for _, line := range prose.Wrap(got, 12) {
			if prose.Width(line) > 12 {
				t.Fatalf("%q is wider than 12 columns", line)
			}
		}
		if strings.Join(prose.Wrap(got, 12), "") != strings.ReplaceAll(got, " ", "") && !strings.Contains(got, " ") {
			t.Fatalf("wrapping %q lost letters", got)
		}
	})
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"Bern,\n\tat  last":   "Bern,\n\tat  last",
		"a\u202eb\x1b[2J\xff": "a\\u202eb\\u001b[2J\uFFFD",
		"one\u2028two\r":      "one\ntwo\\u000d",
		"می\u200cخواهم":       "می\u200cخواهم",
	} {
		if got := prose.Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCalendar words dates in a language that puts its words behind them.
func TestCalendar(t *testing.T) {
	c := prose.Calendar{
		Months: [12]string{"Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"},
		NoDate: "tarih bilinmiyor", NoYear: "%s, yılı bilinmiyor",
		OnOrBefore: "%s veya öncesi", OnOrAfter: "%s veya sonrası", Within: "%s arasında bir gün", Until: "%s tarihine kadar", Since: "%s tarihinden beri",
	}
	for d, want := range map[chancery.Date]string{
		"":                         "tarih bilinmiyor",
		"2025-03-08":               "8 Mar 2025",
		"[2025-03-06..2025-03-08]": "6-8 Mar 2025 arasında bir gün",
		"[..2025-01-31]":           "31 Oca 2025 veya öncesi",
		"2026-01-21/..":            "21 Oca 2026 tarihinden beri",
		"../2026-01-21":            "21 Oca 2026 tarihine kadar",
		"XXXX-08-08":               "8 Ağu, yılı bilinmiyor",
		"2025-11/2025-12":          "Kas-Ara 2025",
	} {
		if got := c.Date(d); got != want {
			t.Errorf("%q reads %q, want %q", d, got, want)
		}
	}
}
