// Package chancery holds the words that the whole program speaks: reports,
// spans, actors, offices, events, statements, figures, memberships, dates,
// claims, judgements and the record that is folded from them.
//
// The package imports only the standard library. Offsets inside the program
// are bytes of a report's clean text; only the export counts code points.
package chancery
