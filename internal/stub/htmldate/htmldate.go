// Package htmldate stands in for the module of its name, which the extraction of
// web pages would bring along: that one compiles thousands of regular expressions
// each time a program starts. It finds no dates; those of a page are read by
// chancery itself, with their time of day and zone.
package htmldate

import "time"

// Options are those that the extraction sets.
type Options struct {
	UseOriginalDate     bool
	SkipExtensiveSearch bool
	URL                 string
}

// Result is never found here.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero reports that no date was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument finds no date in a page.
func FromDocument(any, Options) (Result, error) { return Result{}, nil }
