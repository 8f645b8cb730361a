package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/index"
	"chancery/internal/recordtest"
)

// live is the record of the examples, in a file.
func live(t *testing.T) *desk.Live {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.db")
	d, err := desk.Open(t.Context(), path, desk.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Read(t.Context(), desk.Input{Paths: []string{"../../examples/reports"}}, 2, func(desk.Summary) {}); err != nil {
		t.Fatal(err)
	}
	l, err := d.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(l.Close(), d.Close()); err != nil {
			t.Error(err)
		}
	})
	return l
}

// still is an invented record.
type still struct{ fold *desk.Fold }

func (s still) Fold(context.Context) (*desk.Fold, error) { return s.fold, nil }

func (s still) Search(context.Context, desk.Query, int, int) ([]desk.Found, int, error) {
	return nil, 0, errors.New("there is no index")
}

func serve(t *testing.T, record api.Record) http.Handler {
	t.Helper()
	a, err := api.New(record, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func ask(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1"+target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

type object = map[string]any

func get(t *testing.T, h http.Handler, target string) object {
	t.Helper()
	w := ask(h, "GET", target)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%s: status %d, %s: %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	var out object
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	return out
}

// valid says where a value is not as the schema (of the sort that the document
// has) describes it; empty where it is.
func valid(schema object, v any, at string) string {
	kinds := []any{schema["type"]}
	if several, ok := schema["type"].([]any); ok {
		kinds = several
	}
	kind := map[bool]string{true: "null"}[v == nil]
	switch v := v.(type) {
	case string:
		kind = "string"
	case bool:
		kind = "boolean"
	case float64:
		kind = "number"
		if v == float64(int64(v)) && !slices.Contains(kinds, any("number")) {
			kind = "integer"
		}
	case []any:
		kind = "array"
		for i, item := range v {
			if wrong := valid(schema["items"].(object), item, fmt.Sprintf("%s[%d]", at, i)); wrong != "" {
				return wrong
			}
		}
	case object:
		kind = "object"
		properties, _ := schema["properties"].(object)
		for key, value := range v {
			described, ok := properties[key].(object)
			if !ok {
				return at + "." + key + " is not described"
			}
			if wrong := valid(described, value, at+"."+key); wrong != "" {
				return wrong
			}
		}
		required, _ := schema["required"].([]any)
		for _, key := range required {
			if _, ok := v[key.(string)]; !ok {
				return at + "." + key.(string) + " is missing"
			}
		}
	}
	if !slices.Contains(kinds, any(kind)) {
		return fmt.Sprintf("%s is %s, not %v", at, kind, kinds)
	}
	return ""
}

func answerSchema(t *testing.T, document object, path string) object {
	t.Helper()
	entry, ok := document["paths"].(object)[path].(object)
	if !ok {
		t.Fatalf("the document has no %s", path)
	}
	content := entry["get"].(object)["responses"].(object)["200"].(object)["content"].(object)
	return content["application/json"].(object)["schema"].(object)
}

// TestAnswersAsDescribed holds that every answer of every address is as the
// OpenAPI document says, and that no address is left out of the test.
func TestAnswersAsDescribed(t *testing.T) {
	record := live(t)
	f, err := record.Fold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	examples, acts, sample := serve(t, record), serve(t, still{&desk.Fold{Index: index.New(recordtest.Acts(t))}}), serve(t, still{&desk.Fold{Index: index.New(recordtest.Sample(t))}})
	document := get(t, examples, "/api/v1/openapi.json")
	if document["openapi"] != "3.1.0" {
		t.Errorf("the document is of %v", document["openapi"])
	}
	asked := map[string]int{}
	look := func(h http.Handler, path, target string) {
		asked[path]++
		if wrong := valid(answerSchema(t, document, path), get(t, h, target), "$"); wrong != "" {
			t.Errorf("%s: %s", target, wrong)
		}
	}
	for _, h := range []http.Handler{examples, acts, sample} {
		look(h, "/api/v1/timeline", "/api/v1/timeline?limit=200")
		look(h, "/api/v1/actors", "/api/v1/actors?limit=200")
	}
	look(examples, "/api/v1/search", "/api/v1/search?q=minister")
	for _, e := range f.Events {
		look(examples, "/api/v1/events/{id}", "/api/v1/events/"+e.ID)
	}
	for _, r := range f.Reports {
		look(examples, "/api/v1/reports/{id}", "/api/v1/reports/"+r.ID)
	}
	for _, a := range f.Actors {
		look(examples, "/api/v1/actors/{id}", "/api/v1/actors/"+url.PathEscape(a.ID))
	}
	for _, id := range []string{recordtest.Received, recordtest.Visit} {
		look(sample, "/api/v1/events/{id}", "/api/v1/events/"+id)
	}
	for path := range document["paths"].(object) {
		if asked[path] == 0 {
			t.Errorf("%s was not asked", path)
		}
	}
}

// TestValidCanFail is the control of the check of answers.
func TestValidCanFail(t *testing.T) {
	schema := object{"type": "object", "required": []any{"a"}, "properties": object{"a": object{"type": []any{"string", "null"}}, "b": object{"type": "array", "items": object{"type": "integer"}}}}
	for _, bad := range []any{object{}, object{"a": 1.0}, object{"a": "x", "c": "x"}, object{"a": "x", "b": []any{"x"}}, object{"a": "x", "b": []any{1.5}}, "x", nil} {
		if valid(schema, bad, "$") == "" {
			t.Errorf("%v is valid", bad)
		}
	}
	if wrong := valid(schema, object{"a": nil, "b": []any{1.0}}, "$"); wrong != "" {
		t.Error(wrong)
	}
}

// TestPages goes through lists with every size of page and holds that each thing
// comes once, in order.
func TestPages(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	h := serve(t, still{&desk.Fold{Index: x}})
	for list, want := range map[string][]string{"events": idsOf(x.Events, func(e *chancery.Event) string { return e.ID }), "actors": idsOf(x.Actors, func(a *chancery.Actor) string { return a.ID })} {
		path := map[string]string{"events": "/api/v1/timeline", "actors": "/api/v1/actors"}[list]
		for limit := 1; limit <= len(want)+1; limit++ {
			var got []string
			query := url.Values{"limit": {fmt.Sprint(limit)}}
			for range len(want) + 1 {
				page := get(t, h, path+"?"+query.Encode())
				for _, one := range page[list].([]any) {
					got = append(got, one.(object)["id"].(string))
				}
				if page["total"].(float64) != float64(len(want)) {
					t.Errorf("%s: total %v", path, page["total"])
				}
				next, more := page["next"].(string)
				if !more {
					break
				}
				query.Set("after", next)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s by %d: %v, want %v", path, limit, got, want)
			}
		}
	}
}

func idsOf[T any](all []*T, id func(*T) string) (out []string) {
	for _, one := range all {
		out = append(out, id(one))
	}
	return out
}

func TestTimelineFilter(t *testing.T) {
	x := index.New(recordtest.Sample(t))
	h := serve(t, still{&desk.Fold{Index: x}})
	for query, filter := range map[string]index.Filter{
		"actor=Gana&actor=ISL":    {Actors: []string{"GHA", "ISL"}},
		"kind=call&kind=visit":    {Kinds: []chancery.Kind{chancery.KindCall, chancery.KindVisit}},
		"modality=planned":        {Modalities: []chancery.Modality{chancery.Planned}},
		"from=2031-03&until=2031": {From: "2031-03", Until: "2031"},
		"place=GHA&language=tr":   {Places: []string{"GHA"}, Languages: []string{"tr"}},
		"topic=trade":             {Topics: []string{"trade"}},
	} {
		if got, want := get(t, h, "/api/v1/timeline?"+query)["total"].(float64), x.Select(filter).Len(); int(got) != want {
			t.Errorf("%s: %v events, want %d", query, got, want)
		}
	}
	event := get(t, h, "/api/v1/events/cb31000000000000")["event"].(object) // merged into another
	if event["id"] != recordtest.Received {
		t.Errorf("an id that was merged away gives %v", event["id"])
	}
}

func TestSearch(t *testing.T) {
	h := serve(t, live(t))
	first := get(t, h, "/api/v1/search?q=disisleri&limit=1")
	reports := first["reports"].([]any)
	if len(reports) != 1 || first["total_reports"].(float64) < 2 {
		t.Fatalf("%d of %v reports", len(reports), first["total_reports"])
	}
	marked := ""
	for _, run := range reports[0].(object)["snippet"].([]any) {
		if run.(object)["marked"].(bool) {
			marked = run.(object)["text"].(string)
		}
	}
	if !strings.HasPrefix(marked, "Dışişleri") {
		t.Errorf("%q is marked", marked)
	}
	second := get(t, h, "/api/v1/search?q=disisleri&limit=1&skip=1")["reports"].([]any)
	if len(second) != 1 || second[0].(object)["report"].(object)["id"] == reports[0].(object)["report"].(object)["id"] {
		t.Error("the second page has the first report")
	}
}

func TestETag(t *testing.T) {
	h := serve(t, live(t))
	for _, target := range []string{"/api/v1/timeline?limit=2", "/api/v1/openapi.json"} {
		tag := ask(h, "GET", target).Header().Get("ETag")
		if len(tag) < 10 {
			t.Fatalf("%s: ETag %q", target, tag)
		}
		for sent, want := range map[string]int{tag: 304, `"x", ` + tag: 304, "W/" + tag: 304, "*": 304, `"x"`: 200, "": 200} {
			w := ask(h, "GET", target, "If-None-Match", sent)
			if w.Code != want || (want == 304) != (w.Body.Len() == 0) || w.Header().Get("ETag") != tag {
				t.Errorf("%s with %s: status %d, %d bytes", target, sent, w.Code, w.Body.Len())
			}
		}
	}
	if a, b := ask(h, "GET", "/api/v1/timeline?limit=2"), ask(h, "GET", "/api/v1/timeline?limit=3"); a.Header().Get("ETag") == b.Header().Get("ETag") {
		t.Error("two answers have one ETag")
	}
	if w := ask(h, "HEAD", "/api/v1/timeline"); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: status %d, %d bytes", w.Code, w.Body.Len())
	}
}

// TestProblems holds that every failure is a problem document that says what is
// wrong.
func TestProblems(t *testing.T) {
	h := serve(t, live(t))
	broken := serve(t, still{&desk.Fold{Index: index.New(&chancery.Record{})}})
	for _, test := range []struct {
		h              http.Handler
		method, target string
		status         int
		says           string
	}{
		{h, "GET", "/api/v1/nothing", 404, "/api/v1/openapi.json"},
		{h, "GET", "/api/v2/timeline", 404, "no such address"},
		{h, "GET", "/api/v1/events/none", 404, "no event"},
		{h, "GET", "/api/v1/reports/none", 404, "no report"},
		{h, "GET", "/api/v1/actors/none", 404, "no actor"},
		{h, "GET", "/api/v1/timeline?actor=Ruritania", 404, "Ruritania"},
		{h, "GET", "/api/v1/timeline?kind=party", 400, "party"},
		{h, "GET", "/api/v1/timeline?from=soon", 400, "soon"},
		{h, "GET", "/api/v1/timeline?limit=0", 400, "limit"},
		{h, "GET", "/api/v1/timeline?limit=201", 400, "200"},
		{h, "GET", "/api/v1/timeline?after=none", 400, "none"},
		{h, "GET", "/api/v1/timeline?colour=red", 400, "colour"},
		{h, "GET", "/api/v1/search", 400, "q"},
		{h, "GET", "/api/v1/search?q=x&skip=-1", 400, "skip"},
		{h, "POST", "/api/v1/timeline", 405, "only read"},
		{h, "DELETE", "/api/v1/events/x", 405, "only read"},
		{broken, "GET", "/api/v1/search?q=x", 500, "went wrong"},
	} {
		w := ask(test.h, test.method, test.target)
		var p struct {
			Type, Title, Detail string
			Status              int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Errorf("%s: %v", test.target, err)
		}
		if w.Code != test.status || p.Status != test.status || w.Header().Get("Content-Type") != "application/problem+json" || p.Type != "about:blank" ||
			p.Title != http.StatusText(test.status) || !strings.Contains(p.Detail, test.says) {
			t.Errorf("%s %s: status %d, %+v, want %d with %q", test.method, test.target, w.Code, p, test.status, test.says)
		}
		if test.status == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: Allow %q", test.target, w.Header().Get("Allow"))
		}
	}
}

// TestMarkupIsHarmless holds that an answer has no character by which a browser
// could take it for a page.
func TestMarkupIsHarmless(t *testing.T) {
	rec := &chancery.Record{Reports: []chancery.Report{{ID: "r1", Name: "<script>canary()</script>", Text: "<img src=x onerror=canary()>"}}}
	h := serve(t, still{&desk.Fold{Index: index.New(rec)}})
	w := ask(h, "GET", "/api/v1/reports/r1")
	if strings.ContainsAny(w.Body.String(), "<>&") {
		t.Errorf("the answer is %s", w.Body)
	}
	report := get(t, h, "/api/v1/reports/r1")["report"].(object)
	if report["text"] != rec.Reports[0].Text {
		t.Errorf("the text is %v", report["text"])
	}
}
