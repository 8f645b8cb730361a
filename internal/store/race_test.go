//go:build race

package store

// UnderRace is whether the race detector is at work. SQLite, which is C in Go's
// clothes, takes thirty times as long under it, and one goroutine has no races:
// the gate runs what simulates disks and kills programs without it.
const UnderRace = true
