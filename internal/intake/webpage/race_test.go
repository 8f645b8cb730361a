//go:build race

package webpage_test

const underRace = true // what is bounded in time would be slower by far
