package account

import (
	"net/netip"
	"sync"
	"time"
)

// Log-ins are slowed down by buckets: each try takes one from the bucket of the
// address, from that of the name and from that of all, and what was taken comes
// back with time. A try that succeeds gives back what it took.
const (
	triesAtOnce = 10
	tryEvery    = 30 * time.Second

	allAtOnce = 60
	allEvery  = time.Second

	manyBuckets = 1_000 // from there on those that are full again are forgotten; the bucket of all bounds the others
	mostFriends = 1_000
)

// gate says who may try a password now.
//
// A name that somebody hammers is closed for everybody but for those at an address
// from which it was logged in before: so nobody can be locked out of an account
// by others who try it without end.
type gate struct {
	mu      sync.Mutex
	buckets map[string]bucket
	friends map[string]time.Time // name and address of log-ins that succeeded: when
}

// bucket is how many tries were taken from it, as of when.
type bucket struct {
	taken float64
	at    time.Time
}

func newGate() *gate { return &gate{buckets: map[string]bucket{}, friends: map[string]time.Time{}} }

// Network is what stands for an address where one customer may have many: all of IPv4,
// the first 64 bits of IPv6.
func Network(from netip.Addr) netip.Addr {
	from = from.Unmap().WithZone("")
	if from.Is6() {
		if p, err := from.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return from
}

// keys of the buckets that a try takes from.
func (g *gate) keys(name, at string) []string {
	if _, friend := g.friends[name+"\x00"+at]; friend {
		return []string{"friend\x00" + name + "\x00" + at}
	}
	return []string{"from\x00" + at, "name\x00" + name, ""}
}

func limits(key string) (atOnce float64, every time.Duration) {
	if key == "" {
		return allAtOnce, allEvery
	}
	return triesAtOnce, tryEvery
}

// taken is how much is taken of a bucket by now.
func (g *gate) taken(key string, now time.Time) float64 {
	b, ok := g.buckets[key]
	if !ok {
		return 0
	}
	_, every := limits(key)
	return max(0, b.taken-max(0, now.Sub(b.at).Seconds())/every.Seconds())
}

// enter takes one try; where there is none, it says how long to wait.
func (g *gate) enter(name string, from netip.Addr, now time.Time) (wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sweep(now)
	keys := g.keys(name, Network(from).String())
	for _, key := range keys {
		atOnce, every := limits(key)
		if over := g.taken(key, now) + 1 - atOnce; over > 0 {
			wait = max(wait, time.Duration(over*float64(every)))
		}
	}
	if wait > 0 {
		return wait
	}
	for _, key := range keys {
		g.buckets[key] = bucket{g.taken(key, now) + 1, now}
	}
	return 0
}

// welcome gives back what a try took that succeeded, and keeps in mind where it
// came from.
func (g *gate) welcome(name string, from netip.Addr, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := Network(from).String()
	for _, key := range g.keys(name, at) {
		g.buckets[key] = bucket{max(0, g.taken(key, now)-1), now}
	}
	g.friends[name+"\x00"+at] = now
	if len(g.friends) > mostFriends {
		g.forgetOldest()
	}
}

func (g *gate) forgetOldest() {
	oldest := ""
	for key, at := range g.friends {
		if oldest == "" || at.Before(g.friends[oldest]) || at.Equal(g.friends[oldest]) && key < oldest {
			oldest = key
		}
	}
	delete(g.friends, oldest)
}

// sweep forgets buckets of which nothing is taken any more, when there are many.
func (g *gate) sweep(now time.Time) {
	if len(g.buckets) < manyBuckets {
		return
	}
	for key := range g.buckets {
		if g.taken(key, now) == 0 {
			delete(g.buckets, key)
		}
	}
}
