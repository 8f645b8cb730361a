package desk

import (
	"context"
	"time"

	"chancery/internal/follow"
)

// moment is a mark, and the state of what was known then.
type moment struct {
	mark  int64
	state uint64
}

// knowing is what was known at a moment, which takes a fold to work out.
type knowing struct {
	done  chan struct{} // closed when it is
	known *follow.Known
	err   error
}

// mostMoments is for how many moments it is kept what was known.
const mostMoments = 8

// Today is what is new for somebody since they looked last. Where it takes long to
// work out what was known then, it says so, and a later call has it; wait is how
// long that is waited for. It is worked out once for a mark, and again only when
// what was known is read or judged otherwise.
func (l *Live) Today(ctx context.Context, by string, wait time.Duration) (follow.Today, error) {
	files, err := l.desk.store.Files(ctx, by)
	if err != nil || len(files) == 0 {
		return follow.Today{}, err
	}
	seen, err := l.desk.store.Seen(ctx, by)
	if err != nil {
		return follow.Today{}, err
	}
	fold, err := l.Fold(ctx)
	if err != nil {
		return follow.Today{}, err
	}
	at := l.sight(fold, seen)
	fresh, upTo := at.fresh, max(seen, fold.upTo)
	if len(fresh) == 0 {
		return follow.New(fold.Index, files, seen, upTo, fresh, &follow.Known{}), nil
	}
	k := l.knowing(moment{seen, at.state}, at.old)
	if !k.ended() {
		select {
		case <-k.done:
		case <-time.After(wait):
			return follow.New(fold.Index, files, seen, upTo, fresh, nil), nil
		case <-ctx.Done():
			return follow.Today{}, ctx.Err()
		}
	}
	if k.err != nil {
		return follow.Today{}, k.err
	}
	return follow.New(fold.Index, files, seen, upTo, fresh, k.known), nil
}

// sight is a fold as somebody sees it who has looked up to a mark.
type sight struct {
	old, fresh map[string]bool // reports
	state      uint64
}

func (l *Live) sight(fold *Fold, seen int64) *sight {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seenIn != fold {
		l.seenIn, l.sights = fold, map[int64]*sight{}
	}
	if l.sights[seen] == nil {
		old, fresh := parted(fold.Index, fold.arrivals, seen)
		l.sights[seen] = &sight{old, fresh, stateOf(fold.Index, fold.Decisions, old)}
	}
	return l.sights[seen]
}

// knowing is what was known at the moment; it begins to be worked out when it is
// first asked for, or when that has failed before.
func (l *Live) knowing(at moment, old map[string]bool) *knowing {
	l.mu.Lock()
	defer l.mu.Unlock()
	if k := l.then[at]; k != nil && !k.failed() {
		return k
	}
	if len(l.then) >= mostMoments {
		for m, k := range l.then {
			if k.ended() {
				delete(l.then, m)
			}
		}
	}
	k := &knowing{done: make(chan struct{})}
	l.then[at] = k
	go func() {
		defer close(k.done)
		k.known, k.err = l.desk.knownFrom(l.life, old)
	}()
	return k
}

func (k *knowing) ended() bool {
	select {
	case <-k.done:
		return true
	default:
		return false
	}
}

func (k *knowing) failed() bool { return k.ended() && k.err != nil }
