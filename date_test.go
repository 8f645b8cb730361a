package chancery_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chancery"
)

func day(s string) chancery.Day {
	switch s {
	case "first":
		return chancery.FirstDay
	case "last":
		return chancery.LastDay
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return chancery.DayOf(t.Year(), int(t.Month()), t.Day())
}

func TestBounds(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2025-03-08", "2025-03-08", "2025-03-08"},
		{"2025-11", "2025-11-01", "2025-11-30"},
		{"2025-12", "2025-12-01", "2025-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2024", "2024-01-01", "2024-12-31"},
		{"0001", "0001-01-01", "0001-12-31"},
		{"2025-03-06/2025-03-08", "2025-03-06", "2025-03-08"},
		{"2024/2025-03", "2024-01-01", "2025-03-31"},
		{"2026-01-21/..", "2026-01-21", "last"},
		{"2026-01-21/", "2026-01-21", "last"},
		{"../2026-01-21", "first", "2026-01-21"},
		{"[2025-03-06..2025-03-08]", "2025-03-06", "2025-03-08"},
		{"[2025-03..2025-04]", "2025-03-01", "2025-04-30"},
		{"[..2025-01-31]", "first", "2025-01-31"},
		{"[2025-01-31..]", "2025-01-31", "last"},
	} {
		first, last, ok := chancery.Date(c.date).Bounds()
		if !ok || first != day(c.first) || last != day(c.last) {
			t.Errorf("%s: %s, %s, %v; want %s, %s", c.date, first.Date(), last.Date(), ok, c.first, c.last)
		}
		if got, err := chancery.ParseDate(c.date); err != nil || string(got) != c.date {
			t.Errorf("ParseDate(%s) = %q, %v", c.date, got, err)
		}
	}
}

func TestUnknownDates(t *testing.T) {
	for _, s := range []string{"", "XXXX-08-08", "XXXX-02-29"} {
		if _, _, ok := chancery.Date(s).Bounds(); ok {
			t.Errorf("%q has bounds", s)
		}
		if w := chancery.Date(s).Width(); w != -1 {
			t.Errorf("%q is %d days wide", s, w)
		}
		if d, err := chancery.ParseDate(s); err != nil || string(d) != s {
			t.Errorf("ParseDate(%q) = %q, %v", s, d, err)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{
		"today", "2025-3-8", "2025-03-8", "25-03-08", "20250308", "2025-13", "2025-00", "2025-02-30", "2023-02-29", "2025-03-00", "2025-03-32", "2025-03-08-01",
		"2025-03-08/2025-03-06", "[2025-03-08..2025-03-06]", "2025/2024", "[2025-03-08]", "[2025-03-06..2025-03-08", "2025-03-06..2025-03-08", "[..]", "..", "/", "../..",
		"a/b", "2025-03-06/2025-03-07/2025-03-08", " 2025", "2025 ", "-2025", "+2025", "+025", "2025-+1", "2025-01-+1", "2025--1", "20 5", "XXXX", "XXXX-13-01", "XXXX-02-30", "XXXX-8-8", "2025-XX", "٢٠٢٥", "\x00",
	} {
		d, err := chancery.ParseDate(s)
		var e *chancery.Error
		if !errors.As(err, &e) || e.Code != chancery.Invalid || d != "" {
			t.Errorf("ParseDate(%q) = %q, %v", s, d, err)
		} else if !strings.Contains(e.Message, "2025-03-08") {
			t.Errorf("ParseDate(%q) does not say how a date is written: %s", s, e.Message)
		}
	}
}

func TestWidth(t *testing.T) {
	for date, want := range map[chancery.Date]int{"2025-03-08": 1, "2025-02": 28, "2024": 366, "[2025-03-06..2025-03-08]": 3, "2025-03-06/2025-03-08": 3, "2025-03-06/..": -1, "[..2025]": -1} {
		if got := date.Width(); got != want {
			t.Errorf("%s is %d days wide, want %d", date, got, want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b  chancery.Date
		slack int
		want  bool
	}{
		{"2025-03-08", "2025-03-08", 0, true},
		{"2025-03-08", "2025-03-09", 0, false},
		{"2025-03-08", "2025-03-09", 1, true},
		{"2025-03-08", "2025-03-10", 1, false},
		{"2025-03", "2025-03-31", 0, true},
		{"2025-03", "2025-04", 0, false},
		{"2025-03-06/2025-03-08", "[2025-03-08..2025-03-10]", 0, true},
		{"2026-01-21/..", "2030", 0, true},
		{"2026-01-21/..", "2026-01-20", 0, false},
		{"2026-01-21/..", "2026-01-20", 1, true},
		{"[..2025-01-31]", "1900", 0, true},
		{"[..2025-01-31]", "2025-02-01", 0, false},
		{"[..2025-01-31]", "2026-01-21/..", 5, false},
		{"", "2025", 1000, false},
		{"XXXX-08-08", "2025-08-08", 0, false},
	} {
		if got := c.a.Overlaps(c.b, c.slack); got != c.want {
			t.Errorf("%q and %q with %d days: %v", c.a, c.b, c.slack, got)
		}
		if got := c.b.Overlaps(c.a, c.slack); got != c.want {
			t.Errorf("%q and %q with %d days: %v", c.b, c.a, c.slack, got)
		}
	}
}

func TestWithinAndLasting(t *testing.T) {
	for _, c := range []struct {
		first, last     string
		within, lasting chancery.Date
	}{
		{"2025-03-08", "2025-03-08", "2025-03-08", "2025-03-08"},
		{"2025-03-06", "2025-03-08", "[2025-03-06..2025-03-08]", "2025-03-06/2025-03-08"},
		{"first", "2025-03-08", "[..2025-03-08]", "../2025-03-08"},
		{"2025-03-06", "last", "[2025-03-06..]", "2025-03-06/.."},
	} {
		if got := chancery.Within(day(c.first), day(c.last)); got != c.within {
			t.Errorf("Within(%s, %s) = %s, want %s", c.first, c.last, got, c.within)
		}
		if got := chancery.Lasting(day(c.first), day(c.last)); got != c.lasting {
			t.Errorf("Lasting(%s, %s) = %s, want %s", c.first, c.last, got, c.lasting)
		}
	}
}

func TestDay(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             chancery.Date
		weekday          time.Weekday
	}{
		{1970, 1, 1, "1970-01-01", time.Thursday},
		{1969, 12, 31, "1969-12-31", time.Wednesday},
		{1, 1, 1, "0001-01-01", time.Monday},
		{2025, 14, 1, "2026-02-01", time.Sunday},
		{2024, 2, 30, "2024-03-01", time.Friday},
	} {
		d := chancery.DayOf(c.year, c.month, c.day)
		if d.Date() != c.want || d.Weekday() != c.weekday {
			t.Errorf("DayOf(%d, %d, %d) = %s, a %s", c.year, c.month, c.day, d.Date(), d.Weekday())
		}
	}
}

// TestDaysGoThereAndBack: a day, its date and its civil parts say the same.
func TestDaysGoThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(int(day("0001-01-01")), int(day("9999-12-31")))
		a, b := chancery.Day(days.Draw(t, "a")), chancery.Day(days.Draw(t, "b"))
		if y, m, d := a.Civil(); chancery.DayOf(y, m, d) != a {
			t.Errorf("%d is %d-%d-%d", a, y, m, d)
		}
		a, b = min(a, b), max(a, b)
		for _, date := range []chancery.Date{chancery.Within(a, b), chancery.Lasting(a, b)} {
			if first, last, ok := date.Bounds(); !ok || first != a || last != b || date.Width() != int(b-a)+1 {
				t.Errorf("%s: %s to %s, %v, %d wide", date, first.Date(), last.Date(), ok, date.Width())
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2025-03-08", "2025-11", "2024", "2025-03-06/2025-03-08", "2026-01-21/..", "[2025-03-06..2025-03-08]", "[..2025-01-31]", "XXXX-08-08", "", "../..", "2025-+1-01", "[[..]]", "[2025/..2026]", "99999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := chancery.ParseDate(s)
		if err != nil {
			if d != "" {
				t.Fatalf("ParseDate(%q) = %q with error %v", s, d, err)
			}
			return
		}
		if string(d) != s {
			t.Fatalf("ParseDate(%q) = %q", s, d)
		}
		first, last, ok := d.Bounds()
		if unknown := s == "" || strings.HasPrefix(s, "XXXX-"); ok == unknown || first > last {
			t.Fatalf("%q: %d to %d, %v", s, first, last, ok)
		}
		if ok && !d.Overlaps(d, 0) {
			t.Fatalf("%q does not overlap itself", s)
		}
		for _, r := range s {
			if !strings.ContainsRune("0123456789-/.[]X", r) {
				t.Fatalf("%q is taken for a date", s)
			}
		}
	})
}
