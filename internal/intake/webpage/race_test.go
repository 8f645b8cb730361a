//go:build race

package webpage_test

// slower is how many times longer everything may take under the race detector.
const slower = 20
