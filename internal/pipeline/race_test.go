//go:build race

package pipeline_test

// underRace is whether the race detector is at work: the gate runs what measures time
// once more without it.
const underRace = true
