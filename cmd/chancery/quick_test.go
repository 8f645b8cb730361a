//go:build !soak

package main

const (
	reports = 200
	kills   = 10
)

var sizes = []int{100, 400} // of generated reports, that are read and merged
