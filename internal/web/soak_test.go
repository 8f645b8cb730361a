//go:build soak

package web_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"chancery/internal/follow"
)

// followed is a record in which somebody follows a few things, of which a hundredth
// of the reports is new. What is new is worked out once, as desk.Live does.
type followed struct {
	still
	files []follow.File
	today func() follow.Today
}

func (f followed) Files(context.Context, string) ([]follow.File, error) { return f.files, nil }

func (f followed) Today(context.Context, string, time.Duration) (follow.Today, error) {
	return f.today(), nil
}

func followedBy(t *testing.T, s still) followed {
	f := followed{still: s, files: []follow.File{{Kind: follow.Actor, A: "S107"}, {Kind: follow.Pair, A: "S107", B: "S114"}, {Kind: follow.Topic, A: "trade"}, {Kind: follow.Place, A: "Town7"}}}
	for i := range f.files {
		if err := f.files[i].Identify(); err != nil {
			t.Fatal(err)
		}
	}
	f.today = sync.OnceValue(func() follow.Today {
		fresh := map[string]bool{}
		for i := 0; i < len(s.fold.Reports); i += 100 {
			fresh[s.fold.Reports[i].ID] = true
		}
		return follow.New(s.fold.Index, f.files, 0, 1, fresh, nil)
	})
	return f
}

// TestPagesInTime asks for pages of all sorts, about many actors, from records of
// two sizes: 95 of 100 are there in time. The first page, which makes the lists of
// a new fold, is not counted.
func TestPagesInTime(t *testing.T) {
	for _, test := range []struct {
		events int
		most   time.Duration
	}{{100_000, 100 * time.Millisecond}, {1_000_000, 300 * time.Millisecond}} {
		t.Run(fmt.Sprint(test.events), func(t *testing.T) {
			h := newSite(t, followedBy(t, stillOf(large(test.events))))
			draw := rand.New(rand.NewPCG(1, 2))
			state := func() string { return fmt.Sprintf("S%d", 100+draw.IntN(200)) }
			pages := map[string]func() string{
				"start": func() string { return "/" }, "timeline": func() string { return fmt.Sprintf("/timeline?page=%d", 1+draw.IntN(500)) },
				"timeline of an actor": func() string { return "/timeline?actor=" + state() },
				"timeline of two":      func() string { return "/timeline?actor=" + state() + "&with=" + state() },
				"timeline of a kind":   func() string { return "/timeline?kind=" + []string{"meeting", "visit", "call"}[draw.IntN(3)] },
				"timeline of a name":   func() string { return fmt.Sprintf("/timeline?actor=family%d", draw.IntN(20_000)) },
				"timeline of much": func() string {
					return fmt.Sprintf("/timeline?kind=meeting&topic=trade&place=Town%d&from=2001&until=2011&language=en", draw.IntN(500))
				},
				"event":            func() string { return fmt.Sprintf("/events/c%d", draw.IntN(test.events)) },
				"report":           func() string { return fmt.Sprintf("/reports/r%d", draw.IntN(test.events)) },
				"state":            func() string { return "/actors/" + state() },
				"person":           func() string { return fmt.Sprintf("/actors/person-%d", draw.IntN(20_000)) },
				"relation":         func() string { return "/relation?a=" + state() + "&b=" + state() },
				"brief of a state": func() string { return "/brief?a=" + state() },
				"brief of two":     func() string { return "/brief?a=" + state() + "&b=" + state() },
				"network":          func() string { return "/network?actor=" + state() },
				"sources":          func() string { return "/sources" },
				"search":           func() string { return fmt.Sprintf("/search?q=family%d", draw.IntN(20_000)) },
				"queue":            func() string { return "/queue" },
			}
			names := make([]string, 0, len(pages))
			for name, at := range pages { // the lists that each needs
				names = append(names, name)
				do(h, request("GET", at()))
			}
			slices.Sort(names)
			var all []time.Duration
			for _, name := range names {
				var took []time.Duration
				for range 40 {
					at := pages[name]()
					begun := time.Now()
					if w := do(h, request("GET", at)); w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusSeeOther {
						t.Fatalf("%s: status %d", at, w.Code)
					}
					took = append(took, time.Since(begun))
				}
				slices.Sort(took)
				t.Logf("%-22s half within %v, 95 of 100 within %v", name, took[20].Round(time.Millisecond/10), took[38].Round(time.Millisecond/10))
				all = append(all, took...)
			}
			slices.Sort(all)
			if within := all[len(all)*95/100]; within > test.most {
				t.Errorf("95 of 100 pages are there within %v, not %v", within, test.most)
			} else {
				t.Logf("95 of 100 pages are there within %v", within)
			}
		})
	}
}
