package packed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chancery/internal/nlp/packed"
)

func write(t testing.TB, sections map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := packed.Write(&out, "invented; licence Apache-2.0", sections); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteThenRead(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sections := rapid.MapOf(rapid.StringN(0, 8, -1), rapid.SliceOf(rapid.Byte())).Draw(r, "sections")
		raw := write(t, sections)
		back, err := packed.Read(bytes.NewReader(raw))
		if err != nil {
			r.Fatal(err)
		}
		if !maps.EqualFunc(back, sections, bytes.Equal) {
			r.Fatalf("%v became %v", sections, back)
		}
		if !bytes.Equal(write(t, sections), raw) {
			r.Fatal("equal sections gave other bytes")
		}
	})
}

func TestSourceStandsFirst(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(write(t, nil)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "# Source: invented; licence Apache-2.0\n") {
		t.Errorf("the file begins with %.60q", text)
	}
	if err := packed.Write(io.Discard, "two\nlines", nil); err == nil {
		t.Error("a source of two lines is taken")
	}
}

func TestReadRefuses(t *testing.T) {
	whole := write(t, map[string][]byte{"one": bytes.Repeat([]byte("1234567"), 100), "two": nil})
	other := func(text string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		fmt.Fprint(z, text)
		z.Close()
		return b.Bytes()
	}
	for name, raw := range map[string][]byte{
		"nothing":            nil,
		"no gzip":            []byte("# Source: me\n"),
		"cut off":            whole[:len(whole)/2],
		"no second line":     other("# Source: me\n"),
		"another version":    other("# Source: me\nchancery model 9\n"),
		"a cut name":         other("# Source: me\nchancery model 1\n\x09ab"),
		"a cut section":      other("# Source: me\nchancery model 1\n\x01a\x7fb"),
		"a section too long": other("# Source: me\nchancery model 1\n\x01a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01b"),
	} {
		if _, err := packed.Read(bytes.NewReader(raw)); err == nil {
			t.Errorf("%s: is taken", name)
		}
	}
}

func TestParser(t *testing.T) {
	var b packed.Builder
	b.Uint(300)
	b.String("naïve")
	b.Strings([]string{"", "x"})
	b.Keys([]uint32{0, 5, 1<<32 - 1})
	p := packed.NewParser(b.Bytes())
	n, s, list, keys := p.Uint(300), p.String(), p.Strings(), p.Keys()
	if n != 300 || s != "naïve" || !slices.Equal(list, []string{"", "x"}) || !slices.Equal(keys, []uint32{0, 5, 1<<32 - 1}) || !p.Done() || p.Err() != nil {
		t.Errorf("%d %q %q %v, done %v, error %v", n, s, list, keys, p.Done(), p.Err())
	}
	p = packed.NewParser(b.Bytes())
	if n := p.Uint(299); n != 0 || p.Err() == nil || p.String() != "" || !p.Done() {
		t.Errorf("above its limit the number is %d, error %v", n, p.Err())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(nil))
	f.Add(write(f, map[string][]byte{"a": []byte("b")}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		sections, err := packed.Read(bytes.NewReader(raw))
		if err == nil {
			write(t, sections)
		}
	})
}
