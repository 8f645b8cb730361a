//go:build race

package web_test

// underRace is whether the race detector is at work: the gate runs what takes long
// under it once more without it.
const underRace = true
