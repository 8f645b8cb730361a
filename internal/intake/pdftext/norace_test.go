//go:build !race

package pdftext_test

const underRace = false
