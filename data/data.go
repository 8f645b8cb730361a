// Package data embeds the word lists, rules and gazetteers that the program
// reads. Every file names its source and licence in its first lines; README.md
// lists them all.
package data

import "embed"

// FS holds the data files, by their paths below this folder.
//
//go:embed all:*
var FS embed.FS
