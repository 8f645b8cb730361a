//go:build soak

package main

const (
	reports = 500
	kills   = 100
)

var sizes = []int{1000, 10_000, 100_000} // of generated reports, that are read and merged
