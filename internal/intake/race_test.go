//go:build race

package intake_test

const underRace = true // what is bounded in time would be slower by far
