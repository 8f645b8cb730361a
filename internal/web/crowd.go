package web

import (
	"cmp"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"

	"chancery/internal/account"
)

// How many connections are open at once: in all, and from one address, or what of
// IPv6 is one customer's.
const (
	mostGuests  = 512
	mostFromOne = 64
)

// crowd is a listener that keeps the number of connections within bounds. Nobody is
// kept waiting at the door: where there are too many, the one goes that has done
// nothing for longest, from the address that has the most. So slow clients, however
// many, push out each other, and not somebody who comes with one request.
type crowd struct {
	net.Listener
	all, one int // the bounds

	mu     sync.Mutex
	at     uint64 // counts what connections do
	inside map[*guest]bool
	from   map[netip.Addr]int
}

// guest is a connection of a crowd.
type guest struct {
	net.Conn
	crowd *crowd
	from  netip.Addr
	last  uint64 // when it did something
}

func newCrowd(l net.Listener, all, one int) *crowd {
	return &crowd{Listener: l, all: all, one: one, inside: map[*guest]bool{}, from: map[netip.Addr]int{}}
}

// Accept implements net.Listener.
func (c *crowd) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err != nil {
		return nil, err
	}
	g := &guest{Conn: conn, crowd: c}
	if a, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		g.from = account.Network(a.AddrPort().Addr())
	}
	if leaves := c.enter(g); leaves != nil {
		_ = leaves.Close() // whoever it is has no answer to lose
	}
	return g, nil
}

// enter counts the guest, and says who has to leave for it.
func (c *crowd) enter(g *guest) (leaves *guest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.from[g.from] >= c.one:
		leaves = c.idlest(func(o *guest) bool { return o.from == g.from })
	case len(c.inside) >= c.all:
		leaves = c.idlest(func(*guest) bool { return true })
	}
	if leaves != nil {
		c.forget(leaves)
	}
	c.at++
	g.last = c.at
	c.inside[g] = true
	c.from[g.from]++
	return leaves
}

// idlest is the guest from the most crowded address that did nothing for longest.
func (c *crowd) idlest(among func(*guest) bool) *guest {
	var all []*guest
	for g := range c.inside {
		if among(g) {
			all = append(all, g)
		}
	}
	return slices.MinFunc(all, func(a, b *guest) int {
		return cmp.Or(cmp.Compare(c.from[b.from], c.from[a.from]), cmp.Compare(a.last, b.last))
	})
}

func (c *crowd) forget(g *guest) {
	if !c.inside[g] {
		return
	}
	delete(c.inside, g)
	if c.from[g.from]--; c.from[g.from] == 0 {
		delete(c.from, g.from)
	}
}

// Close implements net.Conn.
func (g *guest) Close() error {
	g.crowd.mu.Lock()
	g.crowd.forget(g)
	g.crowd.mu.Unlock()
	return g.Conn.Close()
}

// stirs notes that a request begins or ends on a connection.
func stirs(conn net.Conn, state http.ConnState) {
	if over, ok := conn.(*tls.Conn); ok {
		conn = over.NetConn()
	}
	g, ok := conn.(*guest)
	if !ok || state != http.StateActive && state != http.StateIdle {
		return
	}
	g.crowd.mu.Lock()
	defer g.crowd.mu.Unlock()
	g.crowd.at++
	g.last = g.crowd.at
}
