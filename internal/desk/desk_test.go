package desk_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/export"
)

// reports are invented; several tell of the same events, one is there twice.
func reports(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/reports/*")
	if err != nil || len(paths) < 5 {
		t.Fatalf("found the reports %q, %v", paths, err)
	}
	return paths
}

// read reads the paths into the record at db and exports all of it.
func read(t *testing.T, db string, workers int, paths ...string) (desk.Summary, string) {
	t.Helper()
	d, err := desk.Open(t.Context(), db, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	sum, err := d.Read(t.Context(), desk.Input{Paths: paths}, workers, func(desk.Summary) {})
	if err != nil {
		t.Fatal(err)
	}
	return sum, exported(t, d)
}

func exported(t *testing.T, d *desk.Desk) string {
	t.Helper()
	rec, err := d.Record(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, name := range export.Collections() {
		if err := export.Write(&out, name, rec, export.Options{WithText: true}); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// library are the invented reports of the examples, of the development set and
// of this package, in two languages, with some that tell of the same.
func library(t *testing.T) []string {
	t.Helper()
	paths := reports(t)
	for pattern, every := range map[string]int{"../../examples/reports/*": 1, "../../eval/gold/dev/reports/*": gold} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) < 5 {
			t.Fatalf("found the reports %q, %v", found, err)
		}
		for n, path := range found {
			if n%every == 0 {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// TestSameBytes: on one, two and eight workers, in many orders of intake, all at
// once and a few at a time, read once, again, and anew after other rules had read them:
// the export of all collections has one hash.
func TestSameBytes(t *testing.T) {
	paths := library(t)
	draw := rand.New(rand.NewPCG(31, 7))
	hashes := map[string]string{}
	note := func(how, exported string) {
		hashes[fmt.Sprintf("%x", sha256.Sum256([]byte(exported)))] = how
	}
	sum, first := read(t, filepath.Join(t.TempDir(), "record.db"), 1, paths...)
	if len(sum.Skips) > 0 || sum.New != len(paths)-1 || sum.Known != 1 {
		t.Fatalf("%+v; want all new but the one that is there twice", sum)
	}
	if strings.Count(first, `"modality"`) < 20 {
		t.Fatalf("too little was read to compare:\n%s", first)
	}
	note("in the order of their names", first)
	for range orders {
		for _, workers := range []int{1, 2, 8} {
			draw.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
			db := filepath.Join(t.TempDir(), "record.db")
			how := fmt.Sprintf("on %d workers, in the order %q", workers, paths)
			_, once := read(t, db, workers, paths...)
			note("read once "+how, once)
			_, again := read(t, db, workers, paths...)
			note("read again "+how, again)
			spoil(t, db)
			d := opened(t, db)
			if _, err := d.Reread(t.Context(), workers, func(desk.Summary) {}); err != nil {
				t.Fatal(err)
			}
			note("read anew "+how, exported(t, d))
		}
	}
	// A few at a time, as they would come in over weeks.
	db := filepath.Join(t.TempDir(), "record.db")
	var last string
	for some := range slices.Chunk(paths, 6) {
		_, last = read(t, db, 2, some...)
	}
	note("a few at a time", last)
	if len(hashes) != 1 {
		t.Errorf("there are %d hashes: %q", len(hashes), hashes)
	}
	if _, fewer := read(t, filepath.Join(t.TempDir(), "record.db"), 2, paths[2:]...); fewer == first {
		t.Error("two reports less have the same bytes, so they show nothing")
	}
}

func TestReadingTwiceAddsNothing(t *testing.T) {
	paths := reports(t)
	db := filepath.Join(t.TempDir(), "record.db")
	_, want := read(t, db, 2, "testdata/reports")
	sum, got := read(t, db, 2, "testdata/reports")
	if sum.Known != len(paths) || sum.Read() != len(paths) {
		t.Errorf("%+v; want all known", sum)
	}
	if got != want {
		t.Errorf("the record changed (-first +second):\n%s", cmp.Diff(want, got))
	}
}

func TestStandardInput(t *testing.T) {
	text, err := os.ReadFile(reports(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	sum, err := d.Read(t.Context(), desk.Input{Paths: []string{"-"}, Stdin: bytes.NewReader(text)}, 2, func(desk.Summary) {})
	if err != nil || sum.New != 1 {
		t.Errorf("got %+v, %v; want one new report", sum, err)
	}
}

// TestShareOfTheInput holds that progress knows how far a reading has come, but
// not where the input's size is not known.
func TestShareOfTheInput(t *testing.T) {
	d, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var shares []float64
	sum, err := d.Read(t.Context(), desk.Input{Paths: []string{"testdata/reports"}}, 1, func(s desk.Summary) { shares = append(shares, s.Share) })
	if err != nil || sum.Share != 0 || len(shares) != len(reports(t)) || shares[0] <= 0 || shares[len(shares)-1] != 1 || !slices.IsSorted(shares) {
		t.Errorf("shares %v, %v", shares, err)
	}
	shares = nil
	_, err = d.Read(t.Context(), desk.Input{Paths: []string{"-"}, Stdin: strings.NewReader("The envoy spoke.")}, 1, func(s desk.Summary) { shares = append(shares, s.Share) })
	if err != nil || len(shares) != 1 || shares[0] != 0 {
		t.Errorf("standard input: shares %v, %v", shares, err)
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "blank.txt"), []byte(" \n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, _ := read(t, filepath.Join(t.TempDir(), "record.db"), 2, dir, "testdata/reports")
	if len(sum.Skips) != 1 || !strings.HasSuffix(sum.Skips[0].Name, "blank.txt") || sum.Skips[0].Reason == "" {
		t.Errorf("skips %+v; want blank.txt with its reason", sum.Skips)
	}
}

func TestMissingFileIsNotFound(t *testing.T) {
	d, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	_, err = d.Read(t.Context(), desk.Input{Paths: []string{"nowhere.txt"}}, 2, func(desk.Summary) {})
	var known *chancery.Error
	if !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("got %v, want an Error NotFound", err)
	}
}

func TestNoRecordToRead(t *testing.T) {
	_, err := desk.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), desk.ToRead)
	var known *chancery.Error
	if !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("got %v, want an Error NotFound", err)
	}
}
