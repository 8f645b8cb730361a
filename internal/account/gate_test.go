package account

import (
	"net/netip"
	"strconv"
	"testing"
	"time"
)

// TestGateIsBounded holds that neither endless tries nor endless log-ins, each from
// another address with another name, fill the memory.
func TestGateIsBounded(t *testing.T) {
	g, now := newGate(), time.Unix(2_000_000_000, 0)
	let := 0
	for n := range 20_000 {
		now = now.Add(time.Second)
		from := netip.AddrFrom4([4]byte{198, byte(n >> 16), byte(n >> 8), byte(n)})
		if g.enter("name "+strconv.Itoa(n), from, now) == 0 {
			let++
		}
		if n%2 == 0 {
			g.welcome("name "+strconv.Itoa(n), from, now)
		}
		if len(g.buckets) > manyBuckets+3 || len(g.friends) > mostFriends {
			t.Fatalf("after %d tries there are %d buckets and %d friends", n, len(g.buckets), len(g.friends))
		}
	}
	if let != 20_000 {
		t.Errorf("%d tries were let through, one a second", let)
	}
	if last := netip.AddrFrom4([4]byte{198, 0, 19_998 >> 8, 19_998 & 0xff}); len(g.keys("name 19998", Network(last).String())) != 1 {
		t.Error("who came last is forgotten")
	}
}
