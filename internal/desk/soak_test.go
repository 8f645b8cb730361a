//go:build soak

package desk_test

const generatedReports = 100_000
