package store_test

import (
	"math"
	"reflect"

	"pgregory.net/rapid"

	"chancery"
)

// drawReport draws a report with any values that its type allows.
func drawReport(t *rapid.T) chancery.Report {
	var r chancery.Report
	fill(t, reflect.ValueOf(&r).Elem())
	r.ID = chancery.ReportID(r.Outlet, r.URL, r.Text)
	return r
}

// drawClaims draws claims of the report that pass the record's gate.
func drawClaims(t *rapid.T, r chancery.Report) []chancery.Claim {
	var claims []chancery.Claim
	for n := range rapid.IntRange(0, 4).Draw(t, "claims") {
		var c chancery.Claim
		fill(t, reflect.ValueOf(&c).Elem())
		c.ID = chancery.ClaimID(r.ID, "", "", []string{string(rune('a' + n))})
		c.Report, c.Rules, c.Order = r.ID, "v1", n
		c.Filled = nil // a claim as read has none
		c.Event, c.Statement, c.Tenure, c.Membership, c.Figure = nil, nil, nil, nil, nil
		drawBody(t, &c)
		for i := range c.Sources {
			c.Sources[i].Span = drawSpan(t, r.Text)
			c.Sources[i].Quote = c.Sources[i].In(r.Text)
		}
		if r.Text == "" {
			c.Sources = nil
		}
		claims = append(claims, c)
	}
	return claims
}

func drawBody(t *rapid.T, c *chancery.Claim) {
	c.Sort = rapid.SampledFrom([]chancery.Sort{chancery.SortEvent, chancery.SortStatement,
		chancery.SortTenure, chancery.SortMembership, chancery.SortFigure}).Draw(t, "sort")
	var body any
	switch c.Sort {
	case chancery.SortEvent:
		c.Event = new(chancery.Happening)
		body = c.Event
	case chancery.SortStatement:
		c.Statement = new(chancery.Statement)
		body = c.Statement
	case chancery.SortTenure:
		c.Tenure = new(chancery.Tenure)
		body = c.Tenure
	case chancery.SortMembership:
		c.Membership = new(chancery.Membership)
		body = c.Membership
	case chancery.SortFigure:
		c.Figure = new(chancery.Figure)
		body = c.Figure
	}
	fill(t, reflect.ValueOf(body).Elem())
}

// drawSpan draws a span of whole characters; none is empty unless the text is.
func drawSpan(t *rapid.T, text string) chancery.Span {
	var edges []int
	for i := range text {
		edges = append(edges, i)
	}
	if len(edges) == 0 {
		return chancery.Span{}
	}
	start := rapid.IntRange(0, len(edges)-1).Draw(t, "start")
	edges = append(edges, len(text))
	end := rapid.IntRange(start+1, len(edges)-1).Draw(t, "end")
	return chancery.Span{Start: edges[start], End: edges[end]}
}

// fill gives every field of v, however deep, a drawn value, so that a field
// added to the domain later is tested without a line here.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.String().Draw(t, "string"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, "int"))
	case reflect.Float64:
		v.SetFloat(rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64).Draw(t, "float"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "set") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Slice:
		// -1 is nil, which is not the same as empty.
		if n := rapid.IntRange(-1, 3).Draw(t, "length"); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(t, v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	default:
		panic("no values are drawn for " + v.Type().String())
	}
}
