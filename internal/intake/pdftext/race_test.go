//go:build race

package pdftext_test

const underRace = true // what is bounded in time would be slower by far
