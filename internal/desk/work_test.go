package desk

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/internal/store"
)

// counter is a reader of a tongue that has numbers only: it claims each.
type counter struct {
	rules string
	reads atomic.Int32
	pause func(context.Context) // called in every reading, if set

	faulty error // what loading brings out
}

func (c *counter) Version() string { return c.rules }

func (c *counter) Languages() []string { return []string{"en"} }
func (c *counter) Load(string) error   { return c.faulty }

func (c *counter) Read(ctx context.Context, r chancery.Report) ([]chancery.Claim, error) {
	c.reads.Add(1)
	if c.pause != nil {
		c.pause(ctx)
	}
	var claims []chancery.Claim
	at := 0
	for n, word := range strings.Split(r.Text, " ") {
		switch word {
		case "fail":
			return nil, errors.New("no tongue of mine")
		case "panic":
			panic("out of fingers")
		}
		quote := word
		if word == "lie" {
			quote = "truth"
		}
		claims = append(claims, chancery.Claim{
			ID: chancery.ClaimID(r.ID, "figure", word, []string{fmt.Sprint(n)}), Report: r.ID, Sort: chancery.SortFigure,
			Rules: c.rules, Order: n, Figure: &chancery.Figure{What: word},
			Sources: []chancery.Evidence{{Field: "value", Span: chancery.Span{Start: at, End: at + len(word)}, Quote: quote, Rule: "count"}},
		})
		at += len(word) + 1
	}
	return claims, nil
}

func text(name, text string) item {
	return item{name: name, take: func() (chancery.Report, error) {
		return chancery.Report{ID: chancery.ReportID("", "", text), Name: name, Language: "en", Text: text}, nil
	}}
}

func given(items ...item) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for _, it := range items {
			if !yield(it, nil) {
				return
			}
		}
	}
}

func open(t *testing.T) *Desk {
	t.Helper()
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func contents(t *testing.T, d *Desk) store.Contents {
	t.Helper()
	c, err := d.store.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func silent(Summary) {}

func work(t *testing.T, d *Desk, r reader, workers int, items ...item) Summary {
	t.Helper()
	sum, err := d.work(t.Context(), given(items...), r, workers, silent)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestOrderAndWorkersDoNotMatter(t *testing.T) {
	var items []item
	for n := range 30 {
		items = append(items, text(fmt.Sprintf("%02d.txt", n), fmt.Sprintf("one two %d", n%25))) // five texts twice
	}
	items = append(items, text("bad.txt", "fail"))
	var want store.Contents
	for run, workers := range []int{1, 2, 8, 1, 2, 8} {
		d := open(t)
		sum := work(t, d, &counter{rules: "v1"}, workers, items...)
		if sum.New != 25 || sum.Known != 5 || len(sum.Skips) != 1 {
			t.Errorf("%d workers: %+v, want 25 new, 5 known, 1 skipped", workers, sum)
		}
		got := contents(t, d)
		if run == 0 {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d workers, another record (-want +got):\n%s", workers, diff)
		}
		rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	}
}

func TestKnownReportsAreNotReadAgain(t *testing.T) {
	d := open(t)
	r := &counter{rules: "v1"}
	work(t, d, r, 2, text("a.txt", "one"), text("b.txt", "two"))
	before := contents(t, d)
	sum := work(t, d, r, 2, text("a.txt", "one"), text("b.txt", "two"))
	if diff := cmp.Diff(Summary{Known: 2, NoRules: map[string]int{}}, sum); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	if got := r.reads.Load(); got != 2 {
		t.Errorf("%d readings, want 2", got)
	}
	if diff := cmp.Diff(before, contents(t, d)); diff != "" {
		t.Errorf("the record changed:\n%s", diff)
	}
	sum = work(t, d, &counter{rules: "v2"}, 2, text("a.txt", "one"))
	if diff := cmp.Diff(Summary{Reread: 1, NoRules: map[string]int{}}, sum); diff != "" {
		t.Errorf("newer rules: summary (-want +got):\n%s", diff)
	}
}

func TestReportsWithoutRulesAreCounted(t *testing.T) {
	foreign := item{name: "fo.txt", take: func() (chancery.Report, error) {
		return chancery.Report{ID: "r1", Name: "fo.txt", Language: "fo", Text: "eitt"}, nil
	}}
	d := open(t)
	want := Summary{New: 2, NoRules: map[string]int{"fo": 1}}
	if diff := cmp.Diff(want, work(t, d, &counter{rules: "v1"}, 2, foreign, text("a.txt", "one"))); diff != "" {
		t.Errorf("first reading (-want +got):\n%s", diff)
	}
	want = Summary{Known: 1, NoRules: map[string]int{"fo": 1}}
	if diff := cmp.Diff(want, work(t, d, &counter{rules: "v1"}, 2, foreign)); diff != "" {
		t.Errorf("second reading (-want +got):\n%s", diff)
	}
}

func TestOneBadReportDoesNotCostTheOthers(t *testing.T) {
	d := open(t)
	locked := item{name: "huge.txt", take: func() (chancery.Report, error) {
		return chancery.Report{}, fmt.Errorf("intake: %w", &chancery.Skip{Name: "huge.txt", Reason: "too large", Limit: 3, Seen: 4})
	}}
	sum := work(t, d, &counter{rules: "v1"}, 2,
		text("fail.txt", "fail"), text("panic.txt", "panic"), text("lie.txt", "lie"), locked, text("good.txt", "one"))
	if sum.New != 1 {
		t.Errorf("%d new, want 1", sum.New)
	}
	var got []string
	for _, s := range sum.Skips {
		got = append(got, s.Error())
	}
	for n, words := range []string{"fail.txt: no tongue of mine", "huge.txt: too large (4, at most 3)", "lie.txt: ", "panic.txt: a fault in the program: out of fingers"} {
		if len(got) != 4 || !strings.HasPrefix(got[n], words) {
			t.Fatalf("skips %q; number %d should start %q", got, n, words)
		}
	}
	if diff := cmp.Diff(sum.Skips, contents(t, d).Skips); diff != "" {
		t.Errorf("the record's skips (-summary +record):\n%s", diff)
	}
	work(t, d, &counter{rules: "v1"}, 2, text("huge.txt", "two"), text("fail.txt", "one"))
	if skips := contents(t, d).Skips; len(skips) != 2 || skips[0].Name != "lie.txt" || skips[1].Name != "panic.txt" {
		t.Errorf("skips %v; want none of what was read since", skips)
	}
}

func TestErrorsStopTheReading(t *testing.T) {
	broken := errors.New("the disk is gone")
	for name, items := range map[string]iter.Seq2[item, error]{
		"of an item": given(text("a.txt", "one"), item{name: "b.txt", take: func() (chancery.Report, error) { return chancery.Report{}, broken }}),
		"of the list": func(yield func(item, error) bool) {
			if yield(text("a.txt", "one"), nil) {
				yield(item{}, broken)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			sum, err := d.work(t.Context(), items, &counter{rules: "v1"}, 1, silent)
			if !errors.Is(err, broken) || sum.New != 1 {
				t.Errorf("got %+v, %v; want one new report and the error", sum, err)
			}
		})
	}
}

// TestFaultyRulesStopTheReading: what is wrong with the program's own data is
// no fault of a report, and must not be noted as one.
func TestFaultyRulesStopTheReading(t *testing.T) {
	d := open(t)
	faulty := errors.New("en/rules.yaml:3: no such field")
	sum, err := d.work(t.Context(), given(text("a.txt", "one")), &counter{rules: "v1", faulty: faulty}, 1, silent)
	if !errors.Is(err, faulty) || sum.New != 0 || len(sum.Skips) != 0 {
		t.Errorf("got %+v, %v; want nothing read or skipped, and the error", sum, err)
	}
}

func TestCancelKeepsWhatWasFinished(t *testing.T) {
	d := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	endless := func(yield func(item, error) bool) {
		for n := 0; yield(text(fmt.Sprint(n), fmt.Sprint("number ", n)), nil); n++ {
		}
	}
	sum, err := d.work(ctx, endless, &counter{rules: "v1"}, 2, func(s Summary) {
		if s.New == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
	if got := len(contents(t, d).Reports); got != sum.New || got < 3 {
		t.Errorf("the record has %d reports, the summary %d; want the same and at least 3", got, sum.New)
	}
}

// Standard input may be a terminal at which nobody types.
func TestCancelDoesNotWaitForInput(t *testing.T) {
	d := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	typed := make(chan struct{})
	defer close(typed)
	waiting := func(yield func(item, error) bool) {
		if yield(text("a.txt", "one"), nil) {
			<-typed
		}
	}
	_, err := d.work(ctx, waiting, &counter{rules: "v1"}, 1, func(Summary) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
}

// A slow keeper holds the workers back, and the workers hold back the intake.
func TestMemoryIsBounded(t *testing.T) {
	d := open(t)
	const workers = 3
	var taken, most atomic.Int32
	var items []item
	for n := range 50 {
		it := text(fmt.Sprint(n), fmt.Sprint("number ", n))
		items = append(items, item{name: it.name, take: func() (chancery.Report, error) {
			if now := taken.Add(1); now > most.Load() {
				most.Store(now)
			}
			return it.take()
		}})
	}
	_, err := d.work(t.Context(), given(items...), &counter{rules: "v1"}, workers, func(Summary) { taken.Add(-1) })
	if err != nil {
		t.Fatal(err)
	}
	if got := most.Load(); got > workers+1 {
		t.Errorf("%d reports in memory at once, want at most one for each of %d workers and one being kept", got, workers)
	}
}

func TestAllWorkersWork(t *testing.T) {
	d := open(t)
	const workers = 4
	var inside atomic.Int32
	together := make(chan struct{})
	r := &counter{rules: "v1", pause: func(ctx context.Context) {
		if inside.Add(1) == workers {
			close(together)
		}
		select {
		case <-together:
		case <-ctx.Done():
		}
	}}
	var items []item
	for n := range workers {
		items = append(items, text(fmt.Sprint(n), fmt.Sprint("number ", n)))
	}
	if sum := work(t, d, r, workers, items...); sum.New != workers { // stands still unless all read at once
		t.Errorf("%+v, want %d new", sum, workers)
	}
}
