package ceiling_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/ceiling"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/intake/archive"
	"chancery/internal/intake/feed"
	"chancery/internal/intake/webpage"
)

func TestCheck(t *testing.T) {
	type limits struct {
		Bytes int64
		Time  time.Duration
	}
	if err := ceiling.Check("x", limits{1, 1}); err != nil {
		t.Error(err)
	}
	for want, l := range map[string]any{
		"x: limit Bytes is 0; it must be above zero":   limits{0, 1},
		"x: limit Time is -2s; it must be above zero":  limits{1, -2 * time.Second},
		"x: limit Agent is no whole number":            struct{ Agent string }{"a"},
		"x: limit Bytes is -1; it must be above zero":  limits{-1, 0},
		"x: limit Depth is -5; it must be above zero":  struct{ Items, Depth int64 }{1, -5},
		"x: limit Time is 0s; it must be above zero":   limits{1, 0},
		"x: limit Items is -1; it must be above zero":  struct{ Items, Depth int64 }{-1, 1},
		"x: limit Depth is 0; it must be above zero":   struct{ Items, Depth int64 }{1, 0},
		"x: limit Entries is 0; it must be above zero": struct{ Entries int64 }{},
	} {
		if err := ceiling.Check("x", l); err == nil || err.Error() != want {
			t.Errorf("%+v: %v, want %s", l, err, want)
		}
	}
}

// TestEveryCeilingOfTheProgram sets each one to zero and below, and holds that
// it is named with its value.
func TestEveryCeilingOfTheProgram(t *testing.T) {
	for owner, limits := range map[string]interface{ Validate() error }{
		"fetch": fetch.DefaultLimits(), "intake": intake.DefaultLimits(), "archive": archive.DefaultLimits(), "feed": feed.DefaultLimits(), "webpage": webpage.DefaultLimits(),
	} {
		if err := limits.Validate(); err != nil {
			t.Errorf("%s: the usual limits are refused: %v", owner, err)
		}
		kind := reflect.TypeOf(limits)
		for i := range kind.NumField() {
			for _, value := range []int64{0, -1} {
				changed := reflect.New(kind).Elem()
				changed.Set(reflect.ValueOf(limits))
				changed.Field(i).SetInt(value)
				err := changed.Interface().(interface{ Validate() error }).Validate()
				var known *chancery.Error
				if !errors.As(err, &known) || known.Code != chancery.Invalid || !strings.HasPrefix(err.Error(), owner+": limit "+kind.Field(i).Name+" is ") {
					t.Errorf("%s with %s %d: %v", owner, kind.Field(i).Name, value, err)
				}
			}
		}
	}
}
