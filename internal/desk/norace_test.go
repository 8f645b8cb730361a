//go:build !race

package desk

// underRace is whether the race detector is at work.
const underRace = false
