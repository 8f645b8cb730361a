//go:build !soak

package desk_test

// How much is tried: enough to see it, within seconds.
const (
	outlets = 40
	orders  = 1
	gold    = 10 // each so many-th report of the development set

	generatedReports = 500
)
