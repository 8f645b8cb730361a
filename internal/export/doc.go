// Package export writes a record for other programs to read: one JSON object a
// line, in the order of the record, the same bytes for the same record.
//
// A field that is unknown is null, never an empty string; a list that is empty
// is [], never null. Start and end of a span count Unicode code points of the
// report's text, as a TextPositionSelector of Web Annotation does; bytes, which
// the program counts, stay inside.
package export
