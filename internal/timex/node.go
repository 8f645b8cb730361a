package timex

// node is what an expression says, still without a reference. Zero fields are
// not said.
type node struct {
	rule                              string
	op                                op
	year, month, day, weekday, season int // season: its first month
	count                             int
	n                                 int // direction or shift: -1 back, 1 ahead
	unit                              unit
	portion                           [2]int // of a part, in hundredths
	anchored                          bool   // counts from the date told before, where there is one
	args                              []*node
}

// op is how the date is computed; resolve.go has one function for each.
type op int

const (
	opNone      op = iota
	opCalendar     // the fields themselves; inside args[0] when present
	opPeriod       // the unit that holds the reference, moved by n
	opOffset       // n times count units from the reference
	opNear         // last, this or next such calendar date
	opPart         // a portion of args[0]
	opElapsed      // args[0] up to the reference, for n < 0, or from it on
	opNth          // the count-th unit or weekday of args[0], or of a year; the last for n < 0
	opEdge         // the first count units of args[0]; the last for n < 0
	opRange        // from args[0] to args[1]
	opBoth         // on args[0] and args[1]
	opRecent       // count units back from the reference, or ahead
	opWithin       // some day in count units from the reference on
	opDecade       // ten years from year
	opSince        // args[0] and on
	opAfter        // from the end of args[0]
	opUntil        // up to the end of args[0]
	opBefore       // up to the beginning of args[0]
	opSame         // the unit that holds the date told before
	opUndatable    // a length or a repetition
)

// ops are the names of the operations in the data.
var ops = map[string]op{
	"": opNone, "calendar": opCalendar, "period": opPeriod, "offset": opOffset, "near": opNear, "part": opPart,
	"elapsed": opElapsed, "nth": opNth, "edge": opEdge, "range": opRange, "both": opBoth, "recent": opRecent, "within": opWithin, "decade": opDecade,
	"since": opSince, "after": opAfter, "until": opUntil, "before": opBefore, "same": opSame, "undatable": opUndatable,
}

type unit int

const (
	noUnit unit = iota
	minute
	hour
	day
	week
	weekend
	month
	quarter
	half
	year
	decade
	century
)

var unitNames = map[string]unit{
	"minute": minute, "hour": hour, "day": day, "week": week, "weekend": weekend, "month": month,
	"quarter": quarter, "half": half, "year": year, "decade": decade, "century": century,
}

// take copies what c says; counts add up, as in "twenty five".
func (n *node) take(c *node) {
	for _, f := range []struct {
		to   *int
		from int
	}{{&n.year, c.year}, {&n.month, c.month}, {&n.day, c.day}, {&n.weekday, c.weekday}, {&n.season, c.season}, {&n.n, c.n}} {
		if f.from != 0 {
			*f.to = f.from
		}
	}
	n.count += c.count
	if c.unit != noUnit {
		n.unit = c.unit
	}
	n.args = append(n.args, c.args...)
}

// fullYear is the year of a day told with its year; 0 for others.
func (n *node) fullYear() int {
	if n.op == opCalendar && n.day != 0 && n.year != 0 {
		return n.year
	}
	for _, a := range n.args {
		if y := a.fullYear(); y != 0 {
			return y
		}
	}
	return 0
}

// referent is the earlier expression that one counts from.
type referent struct {
	unit    unit // which it must tell
	near    int  // how many sentences back it may stand
	lasting bool // it must go from one day to another
}

// The greatest distance of a referent, in sentences: of one that is counted from
// ("a day later"), of a day that is taken up again ("the same day"), of one that
// goes on ("in the afternoon"), of the days of a stay ("on the second day"); a
// month or a year may stand anywhere before.
const (
	nearCounted = 1
	nearSame    = 3
	nearGoing   = 5
	nearStay    = 8
	anywhere    = 1 << 30
)

// refersTo says which earlier expression this one counts from, if any.
func (n *node) refersTo() (referent, bool) {
	switch {
	case n.op == opSame && n.unit == day:
		return referent{unit: day, near: nearSame}, true
	case n.op == opSame:
		return referent{unit: n.unit, near: anywhere}, true
	case n.op == opNth && n.anchored:
		return referent{unit: day, near: nearStay, lasting: true}, true
	case n.op == opPeriod && n.anchored && n.n == 0:
		return referent{unit: day, near: nearGoing}, true
	case n.anchored:
		return referent{unit: min(max(n.unit, day), year), near: nearCounted}, true
	}
	for _, a := range n.args {
		if r, ok := a.refersTo(); ok {
			return r, true
		}
	}
	return referent{}, false
}

// lookBack reports whether the expression counts back from an earlier one.
func (n *node) lookBack() bool { return n.op == opOffset && n.anchored && n.n < 0 }

// says reports whether the expression fixes the unit by itself: a year that it
// names, a day that it names.
func (n *node) says(u unit) bool {
	switch n.op {
	case opCalendar, opNear:
		switch {
		case len(n.args) > 0 && n.args[0].says(u):
			return true
		case u >= year:
			return n.year != 0
		case u >= month:
			return n.month != 0
		}
		return n.day != 0 || n.weekday != 0
	case opPeriod, opOffset, opSame:
		return n.unit <= u
	case opRange, opBoth:
		return n.args[0].says(u) || n.args[1].says(u)
	case opNth:
		return n.unit == day || n.weekday != 0 || u > day && len(n.args) > 0 && n.args[0].says(u)
	case opPart, opEdge:
		return u > day && len(n.args) > 0 && n.args[0].says(u)
	}
	return false
}
