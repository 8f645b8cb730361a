//go:build !race

package webpage_test

const underRace = false
