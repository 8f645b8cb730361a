//go:build !race

package web_test

// underRace is whether the race detector is at work.
const underRace = false
