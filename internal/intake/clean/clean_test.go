package clean_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"chancery/internal/intake/clean"
)

const marks = 8

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"line ends", "a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"controls", "a\x00b\x07c\x1bd\x7fe\u009ff\tg", "abcdef\tg"},
		{"bidi", "\u202eab\u202c\u2066c\u2069\u200e\u200f\u061cd", "abcd"},
		{"zero width", "a\u200bb\u2060c\ufeffd\u00ade\u180ef", "abcdef"},
		{"noncharacters", "a\ufdd0b\ufffec\U0001ffffd", "abcd"},
		{"tags", "a\U000e0041\U000e007fb", "ab"},
		{"selectors in which bytes hide", "a\U000e0100\U000e01efb\ufe00\ufe0dc❤\ufe0f", "abc❤\ufe0f"},
		{"not drawn", "a\u034fb\u17b4c\u180bd\U0001d173e\U0001bca0f\U00013430g", "abcdefg"},
		{"spaces", "a\u00a0b\u202fc\u3000d\u2009e", "a b c d e"},
		{"composed", "e\u0301 \u1112\u1161\u11ab", "é 한"},
		{"broken", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"joiner in Latin", "a\u200db\u200cc", "abc"},
		{"joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner in Hindi", "क्\u200dष", "क्\u200dष"},
		{"joiners piled up", "ب\u200d\u200d\u200c\u200dب", "ب\u200dب"},
		{"family", "👩\u200d👧", "👩\u200d👧"},
		{"joiner after a picture", "👩\u200d \u200d👧", "👩 👧"},
		{"hidden between letter and mark", "e\u200b\u0301", "é"},
		{"eight marks stay", "x" + strings.Repeat("\u0323", 8) + "y", "x" + strings.Repeat("\u0323", 8) + "y"},
		{"a thousand marks", "x" + strings.Repeat("\u0323", 1000) + "y", "x" + strings.Repeat("\u0323", 8) + "y"},
		{"marks across joiners", "ب" + strings.Repeat("\u064e\u200d", 40) + "ب", "بَ\u200d" + strings.Repeat("\u064e", 7) + "ب"},
	} {
		if got := clean.Text(c.in, marks); got != c.want {
			t.Errorf("%s: Text(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

// holds checks what Text promises of its result.
func holds(t interface{ Fatalf(string, ...any) }, s string) {
	got := clean.Text(s, marks)
	if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
		t.Fatalf("Text(%q) = %q is not valid UTF-8 in NFC", s, got)
	}
	if again := clean.Text(got, marks); again != got {
		t.Fatalf("Text(%q) = %q, and once more %q", s, got, again)
	}
	run := 0
	for _, r := range got {
		switch {
		case unicode.IsControl(r) && r != '\n' && r != '\t', unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			t.Fatalf("Text(%q) keeps %U", s, r)
		case unicode.IsMark(r):
			if run++; run > marks {
				t.Fatalf("Text(%q) keeps %d marks in a row", s, run)
			}
		case r != '\u200c' && r != '\u200d':
			run = 0
		}
	}
}

func TestTextHolds(t *testing.T) {
	// Runes that meet each other badly stand in for the many that do not.
	nasty := []rune("aáÅeı\u0301\u0308\u0338\u0323\u093c\u09be\u09c7\u0f71\u1161\u11a8\u200b\u200c\u200d\u202e\ufe0f\ufeff\ufdd0\r\n\u0085\u00a0↔👩🏽بक्\u064e한ᄒ⊃\u2126")
	rapid.Check(t, func(t *rapid.T) {
		holds(t, string(rapid.SliceOfN(rapid.SampledFrom(nasty), 0, 40).Draw(t, "runes")))
		holds(t, rapid.String().Draw(t, "any"))
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "plain", "e\u0301\u200b\u0301", "↔\u200d\u0338\u200d↔", "\u1112\u1161\u11ab", "\xff\xfe", "ক\u09c7\u09be", strings.Repeat("\u0301", 20)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { holds(t, s) })
}

func TestDecode(t *testing.T) {
	const turkish, russian, french = "Görüşmelerin güçlü bir şekilde sürdüğü söylendi; ılımlı İzmir.", "Посол обсудил с министром квоты на вылов рыбы.", "L’été dernier, la ministre a reçu « l’ambassadeur »."
	encode := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		name, in, want string
		err            error
	}{
		{"UTF-8", turkish, turkish, nil},
		{"UTF-8 with mark", "\xef\xbb\xbf" + turkish, turkish, nil},
		{"UTF-16 little", "\xff\xfea\x00\x31\x01", "aı", nil},
		{"UTF-16 big, odd", "\xfe\xff\x00a\x01\x31x", "aı\ufffd", nil},
		{"UTF-16 lone surrogate", "\xff\xfe\x00\xd8a\x00", "\ufffda", nil},
		{"UTF-16 with NUL", "\xff\xfea\x00\x00\x00", "", clean.ErrBinary},
		{"windows-1254", encode(charmap.Windows1254, turkish), turkish, nil},
		{"windows-1251", encode(charmap.Windows1251, russian), russian, nil},
		{"windows-1252", encode(charmap.Windows1252, french), french, nil},
		{"KOI8-R", encode(charmap.KOI8R, russian), "", clean.ErrCharset},
		{"one bad byte", turkish + "\xff", turkish + "\ufffd", nil},
		{"NUL", "a\x00b", "", clean.ErrBinary},
		{"escapes", strings.Repeat("\x01\x02\x1b", 10), "", clean.ErrBinary},
		{"Chinese", "\xcd\xe2\xbd\xbb\xb2\xbf\xb3\xa4\xbb\xe1\xbc\xfb", "", clean.ErrCharset},
		{"empty", "", "", nil},
	} {
		got, err := clean.Decode([]byte(c.in))
		if !errors.Is(err, c.err) || got != c.want {
			t.Errorf("%s: Decode = %q, %v; want %q, %v", c.name, got, err, c.want, c.err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "\xef\xbb\xbfa", "\xff\xfea\x00", "\xfe\xff\x00a\x01", "g\xfc\xe7l\xfc \xfeekil", "\xcf\xee\xf1\xee\xeb", "\x81\x8d"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := clean.Decode(data)
		switch {
		case err != nil && !errors.Is(err, clean.ErrBinary) && !errors.Is(err, clean.ErrCharset):
			t.Fatalf("error %v is neither of the two", err)
		case err == nil && !utf8.ValidString(text):
			t.Fatalf("Decode(%q) = %q is not UTF-8", data, text)
		case err == nil && strings.ContainsRune(text, 0):
			t.Fatalf("Decode(%q) keeps a NUL", data)
		}
	})
}

func FuzzDeclared(f *testing.F) {
	f.Add([]byte("g\xfc\xe7l\xfc \xfeekil"), "windows-1254")
	f.Add([]byte("\xcf\xee\xf1\xee\xeb"), "windows-1251")
	f.Add([]byte("\x1b$B$3\x1b(B"), "iso-2022-jp")
	f.Add([]byte("\x81\x30\x81"), "gb18030")
	f.Add([]byte("a\x00b"), "utf-16le")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		text, err := clean.Declared(data, name)
		switch {
		case err != nil && !errors.Is(err, clean.ErrBinary) && !errors.Is(err, clean.ErrCharset):
			t.Fatalf("error %v is neither of the two", err)
		case err == nil && (!utf8.ValidString(text) || len(text) > 4*len(data)+4):
			t.Fatalf("Declared(%q, %q) = %q", data, name, text)
		}
	})
}

func BenchmarkText(b *testing.B) {
	s := strings.Repeat("Görüşmelerin güçlü bir şekilde sürdüğü söylendi, said the envoy. ", 60)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		clean.Text(s, marks)
	}
}
