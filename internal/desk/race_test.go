//go:build race

package desk

// underRace is whether the race detector is at work, under which what is only
// large takes ten times as long.
const underRace = true
