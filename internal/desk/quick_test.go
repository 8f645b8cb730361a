//go:build !soak

package desk_test

const generatedReports = 500
