//go:build !race

package pipeline_test

// underRace is whether the race detector is at work.
const underRace = false
