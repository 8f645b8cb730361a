// Package ceiling checks that ceilings are set. A struct of ceilings has whole
// numbers as fields, one for each, of which none may be zero or less: nothing is
// read without a limit.
package ceiling

import (
	"fmt"
	"reflect"

	"chancery"
)

// Check refuses a struct of ceilings in which one is zero or less: an Error
// Invalid that names that one, as owner has it, and its value. All fields are
// looked at, so none that is added later can be left out; a field that is no
// int64 is a fault, too.
func Check(owner string, limits any) error {
	v := reflect.ValueOf(limits)
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch {
		case field.Kind() != reflect.Int64:
			return fmt.Errorf("%s: limit %s is no whole number", owner, name)
		case field.Int() <= 0:
			return fmt.Errorf("%s: %w", owner, chancery.Errorf(chancery.Invalid, "limit %s is %v; it must be above zero", name, field.Interface()))
		}
	}
	return nil
}
