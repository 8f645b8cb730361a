//go:build !soak

package main

const (
	reports = 200
	kills   = 10
)
