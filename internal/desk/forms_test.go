package desk_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/follow"
	"chancery/internal/store"
)

var update = flag.Bool("update", false, "keep a record of the present form, and write what those of all forms hold anew")

// form is the form of a record file: SQLite's user_version, at a fixed place
// in its first page (https://www.sqlite.org/fileformat.html).
func form(t *testing.T, path string) int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(binary.BigEndian.Uint32(data[60:64]))
}

// keepForm writes the record of the present form that later programs must
// read; it is made once and never changed.
func keepForm(t *testing.T, path string) {
	t.Helper()
	made := filepath.Join(t.TempDir(), "record.db")
	read(t, made, 1, "testdata/reports")
	s, err := store.Open(t.Context(), made, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutSkip(t.Context(), chancery.Skip{Name: "reports/map.bin", Reason: "not a text file"}); err != nil {
		t.Fatal(err)
	}
	d := chancery.Decision{At: time.Date(2031, 6, 4, 8, 30, 0, 0, time.UTC), By: "mina", Act: chancery.ActReject,
		On: []chancery.Target{chancery.TargetOf(&c.Claims[0], "")}, Why: "another day"}
	undo := chancery.Decision{At: d.At.Add(time.Hour), By: "mina", Act: chancery.ActUndo}
	for _, d := range []*chancery.Decision{&d, &undo} {
		if err := d.Identify(); err != nil {
			t.Fatal(err)
		}
		if err := s.PutDecision(t.Context(), *d); err != nil {
			t.Fatal(err)
		}
		undo.Undoes = d.ID
	}
	feed := store.Feed{Address: "https://a.example/feed.xml", Title: "A", Added: d.At, Due: d.At}
	if _, err := s.AddFeed(t.Context(), feed); err != nil {
		t.Fatal(err)
	}
	feed.Polled, feed.Due, feed.ETag, feed.Items = d.At, d.At.Add(time.Hour), `"1"`, 1
	if _, err := s.PutPoll(t.Context(), feed, []store.Entry{{Item: "1", Stamp: "s", Address: "https://a.example/1"}}, d.At); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.PutFile(t.Context(), "mina", follow.File{Kind: follow.Actor, A: "GHA"}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Backup(t.Context(), path, false)
	if err := errors.Join(err, s.Close(), os.Remove(path+".sha256"), os.Chmod(path, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// The first forms that know feeds, and what is followed.
const (
	firstWithFeeds = 4
	firstWithFiles = 6
)

// TestOlderForms holds that a record of every form that there ever was is
// brought up to date and still says what it said.
func TestOlderForms(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "record.db")
	d, err := desk.Open(t.Context(), fresh, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	present := form(t, fresh)
	for n := 1; n <= present; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			kept := fmt.Sprintf("testdata/backcompat/%d.db", n)
			if _, err := os.Stat(kept); errors.Is(err, fs.ErrNotExist) {
				if n < present || !*update {
					t.Fatalf("there is no record of form %d; the program that makes such ones keeps one with go test ./internal/desk -run TestOlderForms -update", n)
				}
				keepForm(t, kept)
			}
			if got := form(t, kept); got != n {
				t.Fatalf("%s is of form %d", kept, got)
			}
			path := filepath.Join(t.TempDir(), "record.db")
			data, err := os.ReadFile(kept)
			if err := errors.Join(err, os.WriteFile(path, data, 0o600)); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(t.Context(), path, store.ReadWrite)
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.Load(t.Context())
			feeds, err2 := s.Feeds(t.Context())
			waiting, err3 := s.Waiting(t.Context())
			files, err4 := s.Files(t.Context(), "mina")
			arrivals, err5 := s.Arrivals(t.Context())
			seen, err6 := s.Seen(t.Context(), "mina")
			if err := errors.Join(err, err2, err3, err4, err5, err6, s.Close()); err != nil {
				t.Fatal(err)
			}
			if kept := n >= firstWithFiles; kept && (len(files) != 1 || files[0].A != "GHA" || seen != int64(len(arrivals))) || !kept && (len(files) > 0 || seen > 0) || len(arrivals) != len(got.Reports) {
				t.Errorf("files %+v, seen up to %d, %d arrivals of %d reports", files, seen, len(arrivals), len(got.Reports))
			}
			if followed := n >= firstWithFeeds; followed && (len(feeds) != 1 || feeds[0].ETag != `"1"` || waiting != 1) || !followed && len(feeds)+waiting > 0 {
				t.Errorf("feeds %+v, %d pages wait", feeds, waiting)
			}
			if now := form(t, path); now != present {
				t.Errorf("it was brought to form %d, not to %d", now, present)
			}
			compareContents(t, fmt.Sprintf("testdata/backcompat/%d.json", n), got)

			// All that stands above the store takes it, too.
			sum, all := read(t, path, 2, "testdata/reports")
			if sum.New != 0 || sum.Read() != len(reports(t)) || all == "" {
				t.Errorf("reading the same reports into it gave %+v", sum)
			}
		})
	}
}

func compareContents(t *testing.T, golden string, got store.Contents) {
	t.Helper()
	if *update {
		data, err := json.MarshalIndent(got, "", " ")
		if err := errors.Join(err, os.WriteFile(golden, append(data, '\n'), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var want store.Contents
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Reports) < 3 || len(want.Claims) < 3 || len(want.Decisions) < 1 || len(want.Skips) < 1 {
		t.Fatalf("%s holds too little to compare", golden)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the record holds (-want +got):\n%s", diff)
	}
}
