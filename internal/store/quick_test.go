//go:build !soak

package store

const powerCuts = 100

// lasting says, for each time that an operation is let fail, by the number of
// the operation, whether those after it fail, too.
var lasting = []func(number int) bool{func(number int) bool { return number%2 == 0 }}
