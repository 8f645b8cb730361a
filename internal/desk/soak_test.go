//go:build soak

package desk_test

// How much is tried.
const (
	outlets = 200
	orders  = 20
	gold    = 1 // each so many-th report of the development set

	generatedReports = 100_000
)
