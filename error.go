package chancery

import "fmt"

// Code is the machine's name of a kind of failure.
type Code string

const (
	NotFound    Code = "not_found"
	Invalid     Code = "invalid"
	Refused     Code = "refused" // input that the program will not read; see Skip
	Conflicting Code = "conflict"
	Unavailable Code = "unavailable" // the disk is full, or fails
)

// Error is a failure that a person can do something about. Message says what
// is wrong and what to do.
type Error struct {
	Code    Code
	Message string
	Err     error // the cause, or nil
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + ": " + e.Err.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error without a cause.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Skip is input that was not read, and why.
type Skip struct {
	Name   string // the file or address
	Reason string // one of intake's named reasons
	Limit  int64  // the ceiling that was reached; 0 when the reason has none
	Seen   int64  // what was found
}

func (s *Skip) Error() string {
	if s.Limit > 0 {
		return fmt.Sprintf("%s: %s (%d, at most %d)", s.Name, s.Reason, s.Seen, s.Limit)
	}
	return s.Name + ": " + s.Reason
}
