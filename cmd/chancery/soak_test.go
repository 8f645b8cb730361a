//go:build soak

package main

const (
	reports = 500
	kills   = 100
)
