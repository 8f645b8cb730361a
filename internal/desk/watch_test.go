package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
)

// poison is a reader to whom some words are too much.
type poison struct {
	counter
	eaten [][]byte
}

func (p *poison) Read(ctx context.Context, r chancery.Report) ([]chancery.Claim, error) {
	switch r.Text {
	case "hang":
		<-ctx.Done()
	case "deaf":
		time.Sleep(time.Minute)
	case "eat":
		for ctx.Err() == nil {
			p.eaten = append(p.eaten, slices.Repeat([]byte{1}, 1<<20))
			time.Sleep(time.Millisecond)
		}
	case "slow":
		time.Sleep(30 * time.Millisecond)
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return p.counter.Read(ctx, r)
}

// TestPoison: a report that hangs, panics or eats memory is tried three times and
// then set aside with its reason; all others are read, and newer rules try it again.
func TestPoison(t *testing.T) {
	for text1, reason := range map[string]string{"hang": "longer than a minute", "deaf": "longer than a minute", "eat": "a gigabyte", "panic": "out of fingers", "fail": "no tongue"} {
		t.Run(text1, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.bounds = bounds{noted: 10 * time.Millisecond, longest: 1500 * time.Millisecond, grace: 50 * time.Millisecond, memory: 1 << 30}
			if text1 == "eat" {
				d.bounds.longest, d.bounds.memory = time.Hour, 20<<20
			}
			r := &poison{counter: counter{rules: "v1"}}
			items := []item{text("poison.txt", text1), text("slow.txt", "slow")}
			others := 10
			if text1 == "panic" { // the quickest
				others = 998
			}
			for n := range others {
				items = append(items, text(fmt.Sprintf("%d.txt", n), fmt.Sprintf("report %d", n)))
			}
			for try := range 5 {
				sum := work(t, d, r, 2, items...)
				if sum.Read() != others+1 || len(sum.Skips) != 1 || sum.Skips[0].Name != "poison.txt" {
					t.Fatalf("try %d: %+v", try, sum)
				}
				why := sum.Skips[0].Reason
				if !strings.Contains(why, reason) || strings.Contains(why, "set aside after 3 tries") != (try >= 3) {
					t.Errorf("try %d: %s", try, why)
				}
				r.eaten = nil
			}
			left, err := d.store.Attempts(t.Context())
			if err != nil || len(left) != 1 || left[0].Tries != 3 {
				t.Errorf("%+v, %v", left, err)
			}
			r.rules = "v2"
			if sum := work(t, d, r, 2, items...); strings.Contains(sum.Skips[0].Reason, "set aside") {
				t.Errorf("newer rules do not try: %+v", sum)
			}
		})
	}
}

// TestTriesThatEndTheProgram: a reading that is under way is on the record, for the
// program may die of it; a user who stops it has not tried it.
func TestTriesThatEndTheProgram(t *testing.T) {
	d := open(t)
	d.bounds.noted = 10 * time.Millisecond
	ctx, stop := context.WithCancel(t.Context())
	var noted int
	go func() {
		for ctx.Err() == nil {
			if all, err := d.store.Attempts(t.Context()); err == nil && len(all) == 1 {
				noted = all[0].Tries
				stop()
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	if _, err := d.work(ctx, given(text("a.txt", "hang")), &poison{counter: counter{rules: "v1"}}, 1, silent); err == nil {
		t.Error("it did not stop")
	}
	if noted != 1 {
		t.Errorf("%d tries were noted", noted)
	}
	if all, err := d.store.Attempts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("it left %+v, %v", all, err)
	}
}
