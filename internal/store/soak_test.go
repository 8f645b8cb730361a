//go:build soak

package store

const powerCuts = 500

// lasting says, for each time that an operation is let fail, by the number of
// the operation, whether those after it fail, too.
var lasting = []func(number int) bool{func(int) bool { return false }, func(int) bool { return true }}
