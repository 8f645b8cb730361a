// Package api serves a record as JSON, for other programs: the timeline, actors,
// events, reports and search, each by GET. Its objects are those of the export.
//
// The addresses, their parameters and their answers stand in one table, of which
// the routes and the OpenAPI document are made. Failures are problem documents
// (RFC 9457).
package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/export"
	"chancery/internal/index"
	"chancery/internal/prose"
)

// Root is the address below which the interface stands.
const Root = "/api/v1"

// Record is what is served.
type Record interface {
	Fold(context.Context) (*desk.Fold, error)
	Search(ctx context.Context, q desk.Query, skip, most int) ([]desk.Found, int, error)
}

// API is an http.Handler for addresses below Root.
type API struct {
	record   Record
	log      *slog.Logger
	mux      *http.ServeMux
	document []byte
}

// New makes the interface to a record. Failures that are the program's own go to
// the log.
func New(record Record, log *slog.Logger) (*API, error) {
	document, err := openAPI()
	if err != nil {
		return nil, err
	}
	a := &API{record: record, log: log, mux: http.NewServeMux(), document: document}
	for _, e := range endpoints() {
		a.mux.HandleFunc("GET "+Root+e.path, func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, e) })
	}
	a.mux.HandleFunc("GET "+Root+"/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		send(w, r, http.StatusOK, "application/json", a.document)
	})
	a.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			Problem(w, r, http.StatusMethodNotAllowed, "the record is only read here")
			return
		}
		Problem(w, r, http.StatusNotFound, "there is no such address; "+Root+"/openapi.json lists them")
	})
	return a, nil
}

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// query is a question that is being answered.
type query struct {
	*desk.Fold
	record Record
	rows   *export.Rows
	id     string // in the address
	values url.Values
}

func (a *API) answer(w http.ResponseWriter, r *http.Request, e endpoint) {
	fold, err := a.record.Fold(r.Context())
	if err != nil {
		a.fail(w, r, err)
		return
	}
	out, err := e.ask(r.Context(), a.record, fold, r.PathValue("id"), r.URL.Query())
	if err != nil {
		a.fail(w, r, err)
		return
	}
	body, err := encode(out)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	send(w, r, http.StatusOK, "application/json", body)
}

// ask answers out of the fold. The error is Invalid where there is no such
// parameter.
func (e endpoint) ask(ctx context.Context, record Record, fold *desk.Fold, id string, values url.Values) (any, error) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !slices.ContainsFunc(e.parameters, func(p parameter) bool { return p.name == key }) {
			return nil, chancery.Errorf(chancery.Invalid, "there is no parameter %s here", prose.Cut(prose.Clean(key), 60))
		}
	}
	return e.answer(ctx, &query{fold, record, export.NewRows(fold.Index), id, values})
}

// Ask answers as the interface does, for a face of the program that is none of the
// web: name is that of an operation of the OpenAPI document, id what stands in its
// address, if anything does. Fold is one that the record gave. The answer is for
// JSON. Errors are NotFound and Invalid, with what to do.
func Ask(ctx context.Context, record Record, fold *desk.Fold, name, id string, values url.Values) (any, error) {
	for _, e := range endpoints() {
		if e.name == name {
			return e.ask(ctx, record, fold, id, values)
		}
	}
	return nil, chancery.Errorf(chancery.NotFound, "there is nothing called %s to ask for", prose.Cut(prose.Clean(name), 60))
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // it writes < > & as \u003c and so on: no browser takes it for a page
	e.SetIndent("", " ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// send answers with the body, or says that the caller has it already.
func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-cache")
	if status == http.StatusOK {
		h.Set("ETag", tag)
		if known(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a caller that has gone needs nothing
	}
}

// known reports whether the list of tags (RFC 9110, 13.1.2) has the tag.
func known(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == tag || one == "*" {
			return true
		}
	}
	return false
}

// problemDocument is a problem as RFC 9457 has it; the type about:blank says that
// the status is all there is to know of its kind.
type problemDocument struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

// Problem answers with a problem document (RFC 9457).
func Problem(w http.ResponseWriter, r *http.Request, status int, detail string) {
	body, _ := encode(problemDocument{"about:blank", http.StatusText(status), status, detail}) // texts and a number cannot fail
	send(w, r, status, "application/problem+json", body)
}

func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	var told *chancery.Error
	if errors.As(err, &told) {
		switch told.Code {
		case chancery.NotFound:
			Problem(w, r, http.StatusNotFound, told.Message)
			return
		case chancery.Invalid:
			Problem(w, r, http.StatusBadRequest, told.Message)
			return
		case chancery.Unavailable, chancery.Conflicting:
			Problem(w, r, http.StatusServiceUnavailable, told.Message)
			return
		}
	}
	if r.Context().Err() == nil {
		a.log.Error("answering", "path", r.URL.Path, "error", err)
	}
	Problem(w, r, http.StatusInternalServerError, "something went wrong in the program")
}

// limit is how many things are wanted.
func (q *query) limit() (int, error) {
	text := q.values.Get("limit")
	if text == "" {
		return usualLimit, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostLimit {
		return 0, chancery.Errorf(chancery.Invalid, "the limit is a number from 1 to %d", mostLimit)
	}
	return n, nil
}

// slice is the part of a list that is wanted: what comes after the thing with the
// id of the parameter after, at most as many as the limit; next is the id to go
// on after, nil where nothing is left.
func slice[T any](q *query, all []T, id func(T) string) (part []T, next *string, err error) {
	n, err := q.limit()
	if err != nil {
		return nil, nil, err
	}
	if after := q.values.Get("after"); after != "" {
		at := slices.IndexFunc(all, func(t T) bool { return id(t) == after })
		if at < 0 {
			return nil, nil, chancery.Errorf(chancery.Invalid, "the list has nothing with the id %s to go on after; begin it anew", prose.Cut(prose.Clean(after), 60))
		}
		all = all[at+1:]
	}
	part = all[:min(n, len(all))]
	if len(all) > n {
		last := id(part[n-1])
		next = &last
	}
	return part, next, nil
}

// actors are the ids of those that the parameter actor names.
func (q *query) actors() ([]string, error) {
	var out []string
	for _, named := range q.values["actor"] {
		found := q.Named(named)
		if len(found) != 1 {
			return nil, unclear(named, found)
		}
		out = append(out, found[0].ID)
	}
	return out, nil
}

func unclear(named string, found []*chancery.Actor) error {
	named = prose.Cut(prose.Clean(named), 60)
	if len(found) == 0 {
		return chancery.Errorf(chancery.NotFound, "the record has no actor %s", named)
	}
	var ids []string
	for _, a := range found[:min(len(found), 10)] {
		ids = append(ids, prose.Clean(a.ID))
	}
	return chancery.Errorf(chancery.Invalid, "%s may mean several; name one by its id, such as %s", named, strings.Join(ids, ", "))
}

func (q *query) claims(all []*chancery.Claim) ([]any, error) {
	out := []any{}
	for _, c := range all {
		row, err := q.rows.Claim(c)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

func answerTimeline(_ context.Context, q *query) (any, error) {
	f, err := index.ParseFilter(q.values)
	if err != nil {
		return nil, err
	}
	if f.Actors, err = q.actors(); err != nil {
		return nil, err
	}
	all := q.Select(f).Events()
	part, next, err := slice(q, all, func(e *chancery.Event) string { return e.ID })
	if err != nil {
		return nil, err
	}
	out := eventList{Events: []any{}, Total: len(all), Next: next}
	for _, e := range part {
		out.Events = append(out.Events, q.rows.Event(e))
	}
	return out, nil
}

// answerEvent gives an event. Its claims and statements are all there are, or as many of
// each as are asked for.
func answerEvent(_ context.Context, q *query) (any, error) {
	e := q.Event(q.id)
	if e == nil {
		return nil, chancery.Errorf(chancery.NotFound, "the record has no event with this id")
	}
	skip, err := q.skip()
	if err != nil {
		return nil, err
	}
	telling, said := q.Telling(e), q.SaidAt(e.ID)
	most := max(len(telling), len(said))
	if q.values.Get("limit") != "" {
		if most, err = q.limit(); err != nil {
			return nil, err
		}
	}
	claims, err := q.claims(page(telling, skip, most))
	if err != nil {
		return nil, err
	}
	out := eventAnswer{Event: q.rows.Event(e), Claims: claims, TotalClaims: len(telling), Parts: []string{}, Statements: []any{}, TotalStatements: len(said)}
	for _, part := range q.Parts(e) {
		out.Parts = append(out.Parts, part.ID)
	}
	for _, s := range page(said, skip, most) {
		row, err := q.rows.Statement(s)
		if err != nil {
			return nil, err
		}
		out.Statements = append(out.Statements, row)
	}
	return out, nil
}

// page are at most so many things of a list, from skip on.
func page[T any](all []T, skip, most int) []T {
	all = all[min(skip, len(all)):]
	return all[:min(most, len(all))]
}

func answerReport(_ context.Context, q *query) (any, error) {
	r := q.Report(q.id)
	if r == nil {
		return nil, chancery.Errorf(chancery.NotFound, "the record has no report with this id")
	}
	claims, err := q.claims(q.ClaimsOf(r.ID))
	return reportAnswer{q.rows.Report(r, true), claims}, err
}

func answerActors(_ context.Context, q *query) (any, error) {
	all := q.Actors
	if named := q.values.Get("q"); named != "" {
		all = q.NamesOf(named, len(q.Actors))
	}
	part, next, err := slice(q, all, func(a *chancery.Actor) string { return a.ID })
	if err != nil {
		return nil, err
	}
	out := actorList{Actors: []any{}, Total: len(all), Next: next}
	for _, a := range part {
		out.Actors = append(out.Actors, q.rows.Actor(a))
	}
	return out, nil
}

func answerActor(_ context.Context, q *query) (any, error) {
	a := q.Actor(q.id)
	if a == nil {
		return nil, chancery.Errorf(chancery.NotFound, "the record has no actor with this id")
	}
	return actorAnswer{q.rows.Actor(a)}, nil
}

// answerSearch finds actors, reports and statements. The lists of reports and statements
// go on at the same skip; actors are the best few, and on the first page alone.
func answerSearch(ctx context.Context, q *query) (any, error) {
	text := q.values.Get("q")
	if strings.TrimSpace(text) == "" {
		return nil, chancery.Errorf(chancery.Invalid, "search needs the parameter q")
	}
	n, err := q.limit()
	if err != nil {
		return nil, err
	}
	skip, err := q.skip()
	if err != nil {
		return nil, err
	}
	asked, err := q.asked(text)
	if err != nil {
		return nil, err
	}
	out := found{Actors: []any{}, Reports: []foundReport{}, Statements: []any{}}
	if skip == 0 {
		for _, a := range q.NamesOf(text, min(n, mostActors)) {
			out.Actors = append(out.Actors, q.rows.Actor(a))
		}
	}
	reports, all, err := q.record.Search(ctx, asked, skip, n)
	if err != nil {
		return nil, err
	}
	out.TotalReports = all
	for _, f := range reports {
		if r := q.Report(f.Report); r != nil {
			row := foundReport{Report: q.rows.Report(r, false), Snippet: []prose.Run{}}
			out.Reports = append(out.Reports, foundReport{row.Report, append(row.Snippet, index.Snippet(r.Text, text)...)})
		}
	}
	asked.Statements = true
	statements, all, err := q.record.Search(ctx, asked, skip, n)
	if err != nil {
		return nil, err
	}
	out.TotalStatements = all
	for _, f := range statements {
		if s := q.StatementOf(f.Claim); s != nil {
			row, err := q.rows.Statement(s)
			if err != nil {
				return nil, err
			}
			out.Statements = append(out.Statements, row)
		}
	}
	return out, nil
}

// asked is what is looked for.
func (q *query) asked(words string) (desk.Query, error) {
	f, err := index.ParseFilter(url.Values{"from": q.values["from"], "until": q.values["until"]})
	return desk.Query{Words: words, Languages: q.values["language"], From: f.From, Until: f.Until}, err
}

// skip is how many things are left out.
func (q *query) skip() (int, error) {
	text := q.values.Get("skip")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > mostSkip {
		return 0, chancery.Errorf(chancery.Invalid, "skip is a number from 0 to %d", mostSkip)
	}
	return n, nil
}
