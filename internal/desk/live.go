package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/store"
)

// Fold is the record as it was at one moment, with all that stands beside it.
// Nobody changes it.
type Fold struct {
	*index.Index
	Decisions []chancery.Decision // by time, then id
	Skips     []chancery.Skip     // by name, then reason

	mark     int64
	arrivals []store.Arrival // those of its reports, and perhaps of newer ones
	upTo     int64           // the last that is in it for certain
}

// Live keeps a record folded, for those who ask for it again and again. It is
// safe for use by several goroutines. Close it before the Desk.
type Live struct {
	files
	desk    *Desk
	load    func(context.Context) (store.Contents, *chancery.Record, error)
	shared  bool // without the notes of one's own
	changes *store.Changes
	patient time.Duration // how long a fold is waited for before an older one is given

	mu      sync.Mutex
	now     *Fold
	folding chan struct{} // closed when the fold under way has ended; nil when there is none
	failed  error         // of the last fold
	decided int           // decisions made here

	then   map[moment]*knowing // what was known at marks that were asked for
	seenIn *Fold
	sights map[int64]*sight // of that fold, by mark

	stop context.CancelFunc
	life context.Context
}

// usualPatience is long enough to fold a small record, and no bother to somebody
// who waits for a page.
const usualPatience = time.Second

// Live folds the record and keeps it so.
func (d *Desk) Live(ctx context.Context) (*Live, error) {
	return d.live(ctx, &Live{files: d.files, desk: d, load: d.loaded})
}

// LiveShared is Live for others than the owner of the record: the notes of one's
// own, and whatever rests on them alone, are neither folded, found nor decided on.
func (d *Desk) LiveShared(ctx context.Context) (*Live, error) {
	return d.live(ctx, &Live{files: d.files, desk: d, load: d.loadedShared, shared: true})
}

func (d *Desk) live(ctx context.Context, l *Live) (*Live, error) {
	changes, err := d.store.Changes(ctx)
	if err != nil {
		return nil, err
	}
	l.changes, l.patient, l.then = changes, usualPatience, map[moment]*knowing{}
	if l.now, err = l.fold(ctx); err != nil {
		return nil, errors.Join(err, changes.Close())
	}
	l.life, l.stop = context.WithCancel(context.WithoutCancel(ctx))
	return l, nil
}

// Close ends the folds that may be under way, and lets go of the file.
func (l *Live) Close() error {
	l.stop()
	l.mu.Lock()
	under := []chan struct{}{l.folding}
	for _, k := range l.then {
		under = append(under, k.done)
	}
	l.mu.Unlock()
	for _, done := range under {
		if done != nil {
			<-done
		}
	}
	return l.changes.Close()
}

// Fold is the record as it is now. Where the file has changed and folding takes
// long, it is the record as it was before, and the new one comes with a later
// call.
func (l *Live) Fold(ctx context.Context) (*Fold, error) {
	mark, err := l.changes.Mark()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	if l.now.mark == mark {
		defer l.mu.Unlock()
		return l.now, nil
	}
	if l.folding == nil {
		l.folding = make(chan struct{})
		go l.again(l.folding)
	}
	under := l.folding
	l.mu.Unlock()
	select {
	case <-under:
	case <-time.After(l.patient):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed != nil {
		return nil, l.failed
	}
	return l.now, nil
}

func (l *Live) again(ended chan struct{}) {
	l.mu.Lock()
	decided := l.decided
	l.mu.Unlock()
	f, err := l.fold(l.life)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed = err; err == nil && decided == l.decided { // else it may lack the decision
		l.now = f
	}
	l.folding = nil
	close(ended)
}

// fold folds what the file holds. The mark is taken before, so that what is
// committed meanwhile is noticed afterwards.
func (l *Live) fold(ctx context.Context) (*Fold, error) {
	mark, err := l.changes.Mark()
	if err != nil {
		return nil, err
	}
	arrivals, err := l.desk.store.Arrivals(ctx)
	if err != nil {
		return nil, err
	}
	c, rec, err := l.load(ctx)
	if err != nil {
		return nil, err
	}
	f := &Fold{Index: index.New(rec), Decisions: c.Decisions, Skips: c.Skips, mark: mark, arrivals: arrivals}
	if len(arrivals) > 0 {
		f.upTo = arrivals[len(arrivals)-1].N
	}
	return f, nil
}

// Search finds reports, or statements, by their words; it is store.Search. What
// it finds may be newer than the last Fold.
func (l *Live) Search(ctx context.Context, q Query, skip, most int) ([]Found, int, error) {
	q.Shared = q.Shared || l.shared
	return l.desk.store.Search(ctx, q, skip, most)
}

// Decide is Desk.Decide; what follows from the decision is in every later Fold.
func (l *Live) Decide(ctx context.Context, o Order) (chancery.Decision, error) {
	done, err := l.desk.decide(ctx, o, l.load)
	if err != nil {
		return chancery.Decision{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.decided++
	// Under the old mark, so that the file is folded again when there is time:
	// another process may have written between.
	l.now = &Fold{Index: index.New(done.After), Decisions: done.all, Skips: l.now.Skips, mark: l.now.mark, arrivals: l.now.arrivals, upTo: l.now.upTo}
	return done.Decision, nil
}
