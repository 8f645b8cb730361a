//go:build soak

package store

const powerCuts = 500
