package index

import "chancery"

// FirstTold is the day on which the first report of the event was published;
// empty when none is dated.
func (x *Index) FirstTold(e *chancery.Event) chancery.Date {
	var out chancery.Date
	for _, id := range e.Reports {
		if r := x.Report(id); r != nil && r.Published != "" && (out == "" || lastDay(r.Published) < lastDay(out)) {
			out = r.Published
		}
	}
	return out
}

// Due is the date of what is asked, offered or promised where that was still to
// come when it was first told: then it is no day on which anybody asked. It is
// empty for all else.
func (x *Index) Due(e *chancery.Event) chancery.Date {
	begin, _, ok := e.Date.Bounds()
	if told := x.FirstTold(e); e.Status != "" && ok && told != "" && begin > lastDay(told) {
		return e.Date
	}
	return ""
}
