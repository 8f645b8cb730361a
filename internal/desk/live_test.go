package desk_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/internal/desk"
)

func live(t *testing.T, path string) *desk.Live {
	t.Helper()
	d, err := desk.Open(t.Context(), path, desk.ToCorrect)
	if err != nil {
		t.Fatal(err)
	}
	l, err := d.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func folded(t *testing.T, l *desk.Live) *desk.Fold {
	t.Helper()
	f, err := l.Fold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestLive holds that a record is folded once as long as its file stays the
// same, and anew when another process or a decision has changed it.
func TestLive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	files := reports(t)
	read(t, path, 1, files[0])
	l := live(t, path)
	before := folded(t, l)
	if again := folded(t, l); again != before {
		t.Error("the record was folded twice though nothing has changed")
	}
	read(t, path, 1, files[1:]...)
	after := folded(t, l)
	all := len(after.Reports)
	if all < 3 || len(before.Reports) != 1 {
		t.Fatalf("%d reports before and %d after, of %d files", len(before.Reports), all, len(files))
	}
	event := after.Events[0].ID
	if _, err := l.Decide(t.Context(), desk.Order{Act: chancery.ActReject, On: []string{event}, By: "mina", At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // at once, and after it was folded anew
		if f := folded(t, l); f.Event(event) != nil || len(f.Decisions) != 1 || len(f.Reports) != all {
			t.Errorf("the event is there after it was rejected, or one of %d decisions is not", len(f.Decisions))
		}
	}
	if _, err := l.Decide(t.Context(), desk.Order{Act: chancery.ActUndo, By: "mina", At: time.Unix(2, 0)}); err != nil {
		t.Fatal(err)
	}
	if f := folded(t, l); f.Event(event) == nil {
		t.Error("the event is not there after the decision was undone")
	}
}

// TestLiveForMany asks and decides from many goroutines; it is for the race
// detector.
func TestLiveForMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	read(t, path, 1, reports(t)...)
	l := live(t, path)
	event := folded(t, l).Events[0].ID
	var group sync.WaitGroup
	for n := range 4 {
		group.Go(func() {
			for i := range 5 {
				if n == 0 {
					act := []chancery.Act{chancery.ActReject, chancery.ActUndo}[i%2]
					order := desk.Order{Act: act, By: "mina", At: time.Unix(int64(i), 0)}
					if act == chancery.ActReject {
						order.On = []string{event}
					}
					if _, err := l.Decide(t.Context(), order); err != nil {
						t.Error(err)
					}
				}
				f, err := l.Fold(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				_ = f.Event(event)
				f.With("NOR")
			}
		})
	}
	group.Wait()
	if f := folded(t, l); f.Event(event) != nil || len(f.Decisions) != 5 {
		t.Errorf("%d decisions are kept, of 5", len(f.Decisions))
	}
}
