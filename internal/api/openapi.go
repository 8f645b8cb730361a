package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/export"
	"chancery/internal/index"
	"chancery/internal/prose"
)

const (
	usualLimit = 50
	mostLimit  = 200
	mostSkip   = 1_000_000
	mostActors = 10 // of a search

	mostText   = 500 // letters of a parameter
	mostValues = 20  // of a parameter that may be given several times
)

// endpoint is one address with all that it takes and gives.
type endpoint struct {
	path, name, summary string
	parameters          []parameter
	gives               any // a value of the type of its answers, with one thing in each list
	answer              func(context.Context, *query) (any, error)
}

// parameter is one of the query.
type parameter struct {
	name, about string
	schema      schema
	many        bool
	required    bool
}

// The answers.
type (
	eventList struct {
		Events []any   `json:"events"`
		Total  int     `json:"total"`
		Next   *string `json:"next"`
	}
	actorList struct {
		Actors []any   `json:"actors"`
		Total  int     `json:"total"`
		Next   *string `json:"next"`
	}
	eventAnswer struct {
		Event           any      `json:"event"`
		Claims          []any    `json:"claims"`
		TotalClaims     int      `json:"total_claims"`
		Parts           []string `json:"parts"`
		Statements      []any    `json:"statements"`
		TotalStatements int      `json:"total_statements"`
	}
	reportAnswer struct {
		Report any   `json:"report"`
		Claims []any `json:"claims"`
	}
	actorAnswer struct {
		Actor any `json:"actor"`
	}
	found struct {
		Actors          []any         `json:"actors"`
		Reports         []foundReport `json:"reports"`
		TotalReports    int           `json:"total_reports"`
		Statements      []any         `json:"statements"`
		TotalStatements int           `json:"total_statements"`
	}
	foundReport struct {
		Report  any         `json:"report"`
		Snippet []prose.Run `json:"snippet"`
	}
)

// endpoints are all addresses. They are made anew each time, so that nothing can
// change them.
func endpoints() []endpoint {
	rows := export.NewRows(index.New(&chancery.Record{}))
	event, report, actor := rows.Event(&chancery.Event{}), rows.Report(&chancery.Report{}, true), rows.Actor(&chancery.Actor{})
	claim, _ := rows.Claim(&chancery.Claim{}) // one without sources cannot fail
	statement, _ := rows.Statement(&chancery.Stored[chancery.Statement]{})
	limit := parameter{name: "limit", about: "how many at most", schema: schema{"type": "integer", "minimum": 1, "maximum": mostLimit, "default": usualLimit}}
	after := parameter{name: "after", about: "the value of next in the page before", schema: schema{"type": "string"}}
	skip := parameter{name: "skip", about: "how many of each to leave out", schema: schema{"type": "integer", "minimum": 0, "maximum": mostSkip, "default": 0}}
	text := func(name, about string) parameter {
		return parameter{name: name, about: about, schema: schema{"type": "string"}}
	}
	list := func(name, about string, values ...string) parameter {
		p := parameter{name: name, about: about, schema: schema{"type": "string"}, many: true}
		if len(values) > 0 {
			p.schema["enum"] = values
		}
		return p
	}
	return []endpoint{
		{"/timeline", "timeline", "Events in order of date, oldest first", []parameter{
			list("actor", "an id, code or name; of several all must take part"), list("kind", "of these kinds", texts(chancery.Kinds())...),
			list("modality", "how it stands", texts(index.Modalities())...), list("topic", "about one of these"), list("place", "a country's code, or a name"),
			list("language", "of a report that tells of it"), text("from", "a day, month or year"), text("until", "a day, month or year"), limit, after,
		}, eventList{Events: []any{event}}, answerTimeline},
		{"/events/{id}", "event", "An event with the claims that it was folded from, its parts and what was said there", []parameter{
			{name: "limit", about: "how many claims and how many statements at most; all of them where it is missing", schema: schema{"type": "integer", "minimum": 1, "maximum": mostLimit}}, skip,
		}, eventAnswer{Event: event, Claims: []any{claim}, Parts: []string{""}, Statements: []any{statement}}, answerEvent},
		{"/reports/{id}", "report", "A report with its text and what was read from it", nil, reportAnswer{report, []any{claim}}, answerReport},
		{"/actors", "actors", "Actors by id, or those whose name answers q, the best first", []parameter{text("q", "a name, whole or in part, without regard to accents"), limit, after},
			actorList{Actors: []any{actor}}, answerActors},
		{"/actors/{id}", "actor", "An actor with every form of its name", nil, actorAnswer{actor}, answerActor},
		{"/search", "search", "Actors by their names, reports and statements by their words, the best first", []parameter{
			{name: "q", about: "words, found by their beginnings without regard to accents; those in quotation marks stand together", schema: schema{"type": "string"}, required: true},
			list("language", "of the report"), text("from", "published on a day, in a month or year, or later"), text("until", "the same, or before"), limit, skip,
		}, found{Actors: []any{actor}, Reports: []foundReport{{report, []prose.Run{{}}}}, Statements: []any{statement}}, answerSearch},
	}
}

// Input is the JSON Schema of what Ask takes for a name: an object with the parameters,
// and the id where one stands in the address. Of a list usual and most say how many
// things are given.
func Input(name string, usual, most int) map[string]any {
	for _, e := range endpoints() {
		if e.name != name {
			continue
		}
		properties, required := schema{}, []string{}
		if strings.Contains(e.path, "{id}") {
			properties["id"] = schema{"type": "string", "description": "the id, as another answer has it", "minLength": 1, "maxLength": mostText}
			required = append(required, "id")
		}
		for _, p := range e.parameters {
			one := p.schema
			if one["type"] == "string" {
				one["maxLength"] = mostText
			}
			if p.many {
				one = schema{"type": "array", "items": one, "maxItems": mostValues}
			}
			if p.name == "limit" {
				one = schema{"type": "integer", "minimum": 1, "maximum": most, "default": usual}
			}
			if p.required {
				one["minLength"] = 1
				required = append(required, p.name)
			}
			one["description"] = p.about
			properties[p.name] = one
		}
		return schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	}
	return nil
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// schema is a JSON Schema (draft 2020-12).
type schema map[string]any

// openAPI is the document of all addresses (https://spec.openapis.org/oas/v3.1.0).
func openAPI() ([]byte, error) {
	paths := schema{}
	problem := schema{"description": "what is wrong", "content": schema{"application/problem+json": schema{"schema": schemaOf(reflect.ValueOf(problemDocument{}))}}}
	for _, e := range endpoints() {
		parameters := []schema{}
		for _, part := range strings.Split(e.path, "/") {
			if name, ok := strings.CutPrefix(part, "{"); ok {
				parameters = append(parameters, schema{"name": strings.TrimSuffix(name, "}"), "in": "path", "required": true, "schema": schema{"type": "string"}})
			}
		}
		for _, p := range e.parameters {
			s := p.schema
			if p.many {
				s = schema{"type": "array", "items": p.schema}
			}
			parameters = append(parameters, schema{"name": p.name, "in": "query", "description": p.about, "required": p.required, "schema": s})
		}
		responses := schema{"200": schema{
			"description": e.summary, "content": schema{"application/json": schema{"schema": schemaOf(reflect.ValueOf(e.gives))}},
			"headers": schema{"ETag": schema{"description": "of this answer", "schema": schema{"type": "string"}}},
		}, "304": schema{"description": "the answer is the one whose ETag If-None-Match names"}}
		for _, status := range []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusNotFound, http.StatusInternalServerError, http.StatusServiceUnavailable} {
			responses[strconv.Itoa(status)] = problem
		}
		paths[Root+e.path] = schema{"get": schema{"operationId": e.name, "summary": e.summary, "parameters": parameters, "responses": responses}}
	}
	body, err := encode(schema{
		"openapi": "3.1.0", "paths": paths,
		"security":   []schema{{"token": []string{}}, {}}, // none is needed where there are no accounts
		"components": schema{"securitySchemes": schema{"token": schema{"type": "http", "scheme": "bearer", "description": "of an account; only where the record is served to others"}}},
		"info":       schema{"title": "Chancery", "version": "1", "description": "A record of diplomacy, read only. Objects are those of the export; what is unknown is null; dates are EDTF; start and end count code points."},
	})
	if err != nil {
		return nil, fmt.Errorf("api: making the OpenAPI document: %w", err)
	}
	return body, nil
}

// schemaOf is the schema of a value's JSON, by its type and, for what may be
// anything, by the value.
func schemaOf(v reflect.Value) schema {
	switch v.Kind() {
	case reflect.Interface:
		return schemaOf(v.Elem())
	case reflect.Pointer:
		s := schemaOf(reflect.Zero(v.Type().Elem()))
		if kind, ok := s["type"].(string); ok {
			s["type"] = []string{kind, "null"}
		}
		return s
	case reflect.Slice:
		item := reflect.Zero(v.Type().Elem())
		if v.Len() > 0 {
			item = v.Index(0)
		}
		return schema{"type": "array", "items": schemaOf(item)}
	case reflect.Struct:
		s := schema{"type": "object", "properties": schema{}, "required": []string{}}
		fieldsOf(v, s, true)
		return s
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Float64:
		return schema{"type": "number"}
	}
	return schema{"type": "integer"}
}

// fieldsOf puts the fields of a struct into the schema of its object; those of an
// embedded one, which may be missing as a whole, are not required.
func fieldsOf(v reflect.Value, into schema, always bool) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			embedded, pointer := v.Field(i), f.Type.Kind() == reflect.Pointer
			if pointer {
				embedded = reflect.Zero(f.Type.Elem())
			}
			fieldsOf(embedded, into, always && !pointer)
			continue
		}
		into["properties"].(schema)[name] = schemaOf(v.Field(i))
		if always && options != "omitempty" {
			required := append(into["required"].([]string), name)
			slices.Sort(required)
			into["required"] = required
		}
	}
}
