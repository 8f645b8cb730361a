//go:build race

package archive_test

const underRace = true // what is bounded in time would be slower by far
