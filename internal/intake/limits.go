package intake

import "chancery/internal/ceiling"

// Limits are the ceilings of intake. None may be zero, and none means "without
// limit". What goes beyond one is refused with a *chancery.Skip, but for Marks,
// where the rest is cut off.
type Limits struct {
	FileBytes int64 // bytes of one file
	TextRunes int64 // characters of its clean text
	Lines     int64 // its lines
	LineRunes int64 // characters of one line
	Marks     int64 // combining marks on one letter
	Files     int64 // files below one folder
	Depth     int64 // folders within folders
}

// DefaultLimits are generous for news and small for a machine.
func DefaultLimits() Limits {
	return Limits{FileBytes: 15 << 20, TextRunes: 1 << 20, Lines: 20_000, LineRunes: 1 << 18, Marks: 8, Files: 1_000_000, Depth: 32}
}

// Validate refuses a ceiling of zero or less.
func (l Limits) Validate() error { return ceiling.Check("intake", l) }

// The reasons of a chancery.Skip.
const (
	ReasonFileTooLarge = "file too large"
	ReasonTextTooLong  = "text too long"
	ReasonTooManyLines = "too many lines"
	ReasonLineTooLong  = "line too long"
	ReasonTooManyFiles = "too many files in one folder"
	ReasonTooDeep      = "folders nested too deep"
	ReasonNotText      = "not a text file"
	ReasonCharset      = "character set not known"
	ReasonEmpty        = "no text in it"
	ReasonUnreadable   = "cannot be opened"
	ReasonKind         = "kind of file that is not read here"
)
