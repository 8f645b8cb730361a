//go:build race

package feed_test

const underRace = true // what is bounded in time would be slower by far
