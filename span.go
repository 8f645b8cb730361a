package chancery

// Span is a half-open range of bytes, [Start, End), in a report's Text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes covered.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cover is the smallest span that holds both. An empty span adds nothing.
func (s Span) Cover(t Span) Span {
	switch {
	case s.Empty():
		return t
	case t.Empty():
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// In returns the words that the span covers. The span must lie within text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Evidence is the words that one field of a claim rests on, and the rule that
// read them. Quote is always exactly the bytes of the report's text at Span.
type Evidence struct {
	Field string `json:"field"`
	Span
	Quote string `json:"quote"`
	Rule  string `json:"rule"`
}
