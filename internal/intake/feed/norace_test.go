//go:build !race

package feed_test

const underRace = false
