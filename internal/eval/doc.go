// Package eval measures a record against gold facts: what a careful analyst
// takes from the same reports. It scores what the exporter writes, so that the
// figures are those of the files that other programs read.
//
// Fields and events are scored on claims, each report by itself; merging is
// scored on events. A gold event is paired with the claim most like it: of the
// same or a near kind, with at least one participant in common and no date
// that excludes it. Figures of the whole set come with the same figures by
// language, and with a list of what was missed and what was made up.
//
// A gold set is a folder of reports with a file of facts; the file
// eval/baseline.json of the project holds the floor below which no figure of a
// set may fall.
//
// The stages that know words only have scorers of their own: Parsing and
// Tagging against treebanks, Naming against texts in which names are marked,
// RunTimes against cases of expressions of time.
package eval
