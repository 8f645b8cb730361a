package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/export"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	english = "🇮🇸 Visit <notes> & photos\nForeign Minister Jón Ásgeirsson of Iceland met Maltese Ambassador Rita Zammit in Reykjavík on 4 May 2031. \"We began well,\" Zammit said."
	turkish = "İzlanda Dışişleri Bakanı Jón Ásgeirsson, 4 Mayıs'ta 🤝 Büyükelçi Rita Zammit'i kabul etti. Malta, 1999'da Işık Girişimi'ne katıldı; 12 gözlemcisi var."
)

// evidence finds the words in the text; a test whose words are not there
// cannot go on.
func evidence(t *testing.T, text, field, words, rule string) chancery.Evidence {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return chancery.Evidence{Field: field, Span: chancery.Span{Start: at, End: at + len(words)}, Quote: words, Rule: rule}
}

// sample is an invented record: two reports of one meeting, with every sort of
// claim, a conflict, and a claim of which nothing but the sort is known.
func sample(t *testing.T) *chancery.Record {
	minister := chancery.Participant{ID: "a1", Name: "Jón Ásgeirsson", Type: chancery.Person, Role: chancery.Host, Of: "ISL",
		OfBase: chancery.Stated, Sector: "GOV", Office: &chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "ISL"}}
	envoy := chancery.Participant{ID: "a2", Name: "Rita Zammit", Aka: []string{"Zammit"}, Type: chancery.Person, Role: chancery.Visitor,
		Leads: "a3", Office: &chancery.Office{Text: "Büyükelçi"}}
	met := chancery.Happening{
		Kind: chancery.KindMeeting, Plover: chancery.Plover{Event: "CONSULT", Mode: "third-party", Contexts: []string{"diplomatic"}},
		Modality: chancery.Occurred, Date: "2031-05-04", DateBasis: chancery.Stated,
		Place:        &chancery.Place{Name: "Reykjavik", Aka: []string{"Reykjavík"}, Country: "ISL", GeoNames: 3413829, Lat: 64.13548, Lon: -21.89541, Basis: chancery.Stated},
		Participants: []chancery.Participant{minister, envoy}, Topics: []string{"fisheries"},
	}
	host, island := minister, chancery.Participant{ID: "ISL", Name: "Iceland", Type: chancery.State, Role: chancery.Host, Of: "ISL", OfBase: chancery.Inferred}
	host.OfBase = chancery.Inferred
	received := chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred, Date: "2031-05-04", DateBasis: chancery.Inferred,
		Place: &chancery.Place{Country: "ISL", Basis: chancery.Inferred}, Participants: []chancery.Participant{envoy, island, host}}
	said := chancery.Statement{Name: "Rita Zammit", Form: chancery.Direct, Quote: "We began well,", Event: "c1"}
	joined := chancery.Membership{Party: "MLT", Framework: "Işık Girişimi", Since: "1999", Status: "member"}
	watchers := chancery.Figure{Value: 12, Unit: "observers", What: "observers of the initiative"}
	held := chancery.Tenure{Name: "Jón Ásgeirsson", Office: chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "ISL"}, Seen: "2031-05-04"}

	rec := &chancery.Record{
		Reports: []chancery.Report{
			{ID: "r1", Name: "one.txt", Outlet: "Northern Wire", Chain: []string{"Northern Wire", "Ministry"}, Title: "Visit <notes> & photos",
				Language: "en", Published: "2031-05-05", PublishedBasis: chancery.Stated, SHA256: "00ff", Text: english},
			{ID: "r2", Name: "iki", URL: "https://example.org/iki", Language: "und", Text: turkish},
		},
		Claims: []chancery.Claim{
			{ID: "c1", Report: "r1", Sort: chancery.SortEvent, Rules: "1", Event: &met, Sources: []chancery.Evidence{
				evidence(t, english, "event", "met Maltese Ambassador Rita Zammit", "en.meet"),
				evidence(t, english, "place", "Reykjavík", "en.in-place"),
			}},
			{ID: "c2", Report: "r1", Sort: chancery.SortStatement, Rules: "1", Statement: &said, Sources: []chancery.Evidence{
				evidence(t, english, "quote", "We began well,", "en.quoted")}},
			{ID: "c3", Report: "r2", Sort: chancery.SortEvent, Rules: "1", Event: &received, PartOf: "c9", Context: true, Filled: []chancery.Fill{
				{Field: "date", From: "c1"}, {Field: "participants", Actor: "a1", From: "c1"}}, Sources: []chancery.Evidence{
				evidence(t, turkish, "event", "🤝 Büyükelçi Rita Zammit'i kabul etti", "tr.receive")}},
			{ID: "c4", Report: "r2", Sort: chancery.SortMembership, Membership: &joined, Sources: []chancery.Evidence{
				evidence(t, turkish, "framework", "Işık Girişimi'ne", "tr.join")}},
			{ID: "c5", Report: "r2", Sort: chancery.SortFigure, Figure: &watchers, Sources: []chancery.Evidence{
				evidence(t, turkish, "value", "12", "tr.count")}},
			{ID: "c6", Report: "r1", Sort: chancery.SortTenure, Tenure: &held, Sources: []chancery.Evidence{
				evidence(t, english, "office", "Foreign Minister", "en.office")}},
			{ID: "c7", Report: "r2", Sort: chancery.SortTenure, Tenure: &held, Sources: []chancery.Evidence{
				evidence(t, turkish, "office", "Dışişleri Bakanı", "tr.office")}},
			{ID: "c8", Report: "r2", Sort: chancery.SortEvent, Event: &chancery.Happening{}},
		},
		Events: []chancery.Event{{
			ID: "c1", Happening: met, PartOf: "c0", Claims: []string{"c1", "c3"}, Reports: []string{"r1", "r2"}, Origins: []string{"Ministry"},
			ModalityHistory: []chancery.ModalityChange{{Modality: chancery.Planned, Claim: "c1"}, {Modality: chancery.Occurred, Date: "2031-05-05", Claim: "c3"}},
			Conflicts:       []chancery.Conflict{{Field: "place", Values: []chancery.ConflictValue{{Value: "Reykjavik", Claims: []string{"c1"}}, {Value: "ISL", Claims: []string{"c3"}}}}},
			Confidence:      0.75,
		}, {ID: "c8", Claims: []string{"c8"}}},
		Actors: []chancery.Actor{
			{ID: "a1", Type: chancery.Person, Name: "Jón Ásgeirsson", Of: "ISL", Reports: []string{"r1", "r2"},
				Names:   []chancery.NameForm{{Text: "Jón Ásgeirsson", Language: "en", Count: 1}, {Text: "Ásgeirsson", Language: "und", Count: 1}},
				Rulings: []chancery.Ruling{{Verdict: chancery.Same, Name: "Ásgeirsson", By: "Mina Desk", Why: "as he signs", Decision: "j1"}, {Verdict: chancery.Different, Name: "Jon Asgeirsson", Actor: "a9", By: "Mina Desk", Decision: "j2"}}},
			{ID: "a3", Type: chancery.Delegation},
		},
	}
	known, holder := said, held // in the record the persons have ids
	known.Speaker, holder.Holder = "a2", "a1"
	rec.Statements = []chancery.Stored[chancery.Statement]{{ID: "c2", Value: known, Claims: []string{"c2"}}}
	rec.Memberships = []chancery.Stored[chancery.Membership]{{ID: "c4", Value: joined, Claims: []string{"c4"}}}
	rec.Figures = []chancery.Stored[chancery.Figure]{{ID: "c5", Value: watchers, Claims: []string{"c5"}}}
	rec.Tenures = []chancery.Stored[chancery.Tenure]{{ID: "c6", Value: holder, Claims: []string{"c6", "c7"}}}
	return rec
}

func write(t testing.TB, collection string, rec *chancery.Record, opts export.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := export.Write(&out, collection, rec, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteGolden(t *testing.T) {
	rec := sample(t)
	for _, collection := range export.Collections() {
		compare(t, collection, write(t, collection, rec, export.Options{}))
	}
	compare(t, "reports-with-text", write(t, "reports", rec, export.Options{WithText: true}))
}

// A form of a name with letters of two scripts in a word says whom it looks like.
func TestLooksLike(t *testing.T) {
	rec := &chancery.Record{Actors: []chancery.Actor{{ID: "anna-berg-mixed-script", Type: chancery.Person, Name: "Аnna Berg",
		Names: []chancery.NameForm{{Text: "Аnna Berg", Language: "en", Count: 1}, {Text: "Анна Berg", Language: "en", Count: 1}}}}}
	got := string(write(t, "actors", rec, export.Options{}))
	for _, want := range []string{`"looks_like":"Anna Berg"`, `"text":"Анна Berg","language":"en","count":1,"looks_like":null`} {
		if !strings.Contains(got, want) {
			t.Errorf("the actor is %s without %s", got, want)
		}
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".jsonl")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestFields holds the names that other programs read; a golden file may be
// written anew without thought, this list may not.
func TestFields(t *testing.T) {
	happening := []string{"kind", "name", "plover", "modality", "date", "date_basis", "place", "participants", "topics", "frameworks"}
	want := map[string][]string{
		"reports": {"id", "name", "url", "outlet", "chain", "author", "title", "language", "published", "published_basis", "sha256"},
		"claims":  append([]string{"id", "report", "event", "sort", "rules", "filled", "sources"}, happening...),
		"events": append([]string{"id", "modality_history", "part_of", "claims", "report_count", "origin_count",
			"conflicts", "confidence"}, happening...),
		"statements":  {"id", "speaker", "speaker_name", "collective", "form", "quote", "about", "stance", "date", "event", "sources"},
		"figures":     {"id", "value", "unit", "what", "scope", "since", "as_of", "sources"},
		"memberships": {"id", "party", "framework", "name", "since", "until", "status", "sources"},
		"actors":      {"id", "type", "name", "names", "of", "reports", "rulings"},
		"tenures":     {"id", "holder", "holder_name", "office", "from", "until", "seen", "sources"},
	}
	rec := sample(t)
	for _, collection := range export.Collections() {
		first, _, _ := bytes.Cut(write(t, collection, rec, export.Options{}), []byte("\n"))
		var row map[string]any
		if err := json.Unmarshal(first, &row); err != nil {
			t.Fatal(err)
		}
		for _, field := range want[collection] {
			if _, ok := row[field]; !ok {
				t.Errorf("%s have no field %q", collection, field)
			}
		}
		if len(want[collection]) == 0 {
			t.Errorf("%s have no list of fields here", collection)
		}
	}
}

// What no report states of who took part is marked so; one claim that states it
// is enough for the event.
func TestInferredParticipants(t *testing.T) {
	rec := sample(t)
	rec.Events[0].Participants = append(rec.Events[0].Participants, rec.Claims[2].Event.Participants[1])
	for collection, want := range map[string]string{
		"claims": "c1 a1 stated, c1 a2 stated, c3 a2 stated, c3 ISL inferred, c3 a1 inferred",
		"events": "c1 a1 stated, c1 a2 stated, c1 ISL inferred",
	} {
		var got []string
		for line := range bytes.Lines(write(t, collection, rec, export.Options{})) {
			var row struct {
				ID           string
				Participants []struct{ ID, Basis string }
			}
			if err := json.Unmarshal(line, &row); err != nil {
				t.Fatal(err)
			}
			for _, p := range row.Participants {
				got = append(got, row.ID+" "+p.ID+" "+p.Basis)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s have %s, want %s", collection, strings.Join(got, ", "), want)
		}
	}
}

// TestUnknownIsNull walks every value that is written: no empty string, and a
// list is never null.
func TestUnknownIsNull(t *testing.T) {
	lists := []string{"chain", "aka", "participants", "topics", "frameworks", "contexts", "claims", "conflicts", "values",
		"modality_history", "about", "names", "reports", "filled", "sources"}
	var walk func(where string, v any)
	walk = func(where string, v any) {
		switch v := v.(type) {
		case string:
			if v == "" {
				t.Errorf("%s is an empty string", where)
			}
		case []any:
			for _, x := range v {
				walk(where, x)
			}
		case map[string]any:
			for key, x := range v {
				if x == nil && slices.Contains(lists, key) {
					t.Errorf("%s.%s is null and not a list", where, key)
				}
				walk(where+"."+key, x)
			}
		}
	}
	rec := sample(t)
	for _, collection := range export.Collections() {
		for line := range bytes.Lines(write(t, collection, rec, export.Options{})) {
			var row any
			if err := json.Unmarshal(line, &row); err != nil {
				t.Fatal(err)
			}
			walk(collection, row)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	claim := func(start, end int) chancery.Claim {
		return chancery.Claim{ID: "c1", Report: "r1", Sort: chancery.SortEvent, Event: &chancery.Happening{},
			Sources: []chancery.Evidence{{Field: "event", Span: chancery.Span{Start: start, End: end}}}}
	}
	report := []chancery.Report{{ID: "r1", Text: "short"}}
	tests := []struct {
		name, collection, says string
		rec                    chancery.Record
	}{
		{"unknown collection", "persons", "reports, claims, events, statements, figures, memberships, actors, tenures", chancery.Record{}},
		{"past the end", "claims", "bytes 2 to 6 of report r1", chancery.Record{Reports: report, Claims: []chancery.Claim{claim(2, 6)}}},
		{"before the start", "claims", "bytes -1 to 3", chancery.Record{Reports: report, Claims: []chancery.Claim{claim(-1, 3)}}},
		{"end before start", "claims", "bytes 3 to 2", chancery.Record{Reports: report, Claims: []chancery.Claim{claim(3, 2)}}},
		{"no report", "claims", "report r1, which the record lacks", chancery.Record{Claims: []chancery.Claim{claim(0, 1)}}},
		{"no claim", "figures", "claim c7, which the record lacks",
			chancery.Record{Figures: []chancery.Stored[chancery.Figure]{{ID: "c7", Claims: []string{"c7"}}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := export.Write(&bytes.Buffer{}, test.collection, &test.rec, export.Options{})
			var ours *chancery.Error
			if !errors.As(err, &ours) || ours.Code != chancery.Invalid {
				t.Fatalf("got %v, want an error of code %s", err, chancery.Invalid)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("%q does not say %q", err, test.says)
			}
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteReportsBrokenOutput(t *testing.T) {
	rec := sample(t)
	for _, collection := range export.Collections() {
		if err := export.Write(broken{}, collection, rec, export.Options{}); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: got %v, want %v", collection, err, os.ErrClosed)
		}
	}
}

// TestSpansCountPoints checks, on texts of one to four bytes a letter, that
// the words are the text between start and end when both count code points.
func TestSpansCountPoints(t *testing.T) {
	letters := []rune("aZ 9.ığşçİəŠ—“أحმ🇦🇿🤝\u0301\n")
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.SampledFrom(letters), 0, 300).Draw(t, "text")
		from := rapid.IntRange(0, len(runes)).Draw(t, "from")
		to := rapid.IntRange(from, len(runes)).Draw(t, "to")
		words := string(runes[from:to])
		start := len(string(runes[:from]))
		rec := &chancery.Record{
			Reports: []chancery.Report{{ID: "r1", Text: string(runes)}},
			Claims: []chancery.Claim{{ID: "c1", Report: "r1", Sort: chancery.SortFigure, Figure: &chancery.Figure{},
				Sources: []chancery.Evidence{{Field: "value", Span: chancery.Span{Start: start, End: start + len(words)}, Quote: words}}}},
		}
		var out bytes.Buffer
		if err := export.Write(&out, "claims", rec, export.Options{}); err != nil {
			t.Fatal(err)
		}
		var row struct {
			Sources []struct {
				Quote      string
				Start, End int
			}
		}
		if err := json.Unmarshal(out.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		s := row.Sources[0]
		if s.Start != from || s.End != to || s.Quote != string(runes[s.Start:s.End]) {
			t.Fatalf("got %d to %d %q, want %d to %d %q", s.Start, s.End, s.Quote, from, to, words)
		}
	})
}

func BenchmarkWriteClaims(b *testing.B) {
	text := strings.Repeat("Dışişleri Bakanı 🤝 görüştü. ", 400)
	rec := &chancery.Record{Reports: []chancery.Report{{ID: "r1", Text: text}}}
	for i := range 1000 {
		at := i * len(text) / 1000
		rec.Claims = append(rec.Claims, chancery.Claim{ID: "c", Report: "r1", Sort: chancery.SortEvent, Event: &chancery.Happening{},
			Sources: []chancery.Evidence{{Field: "event", Span: chancery.Span{Start: at, End: at}}}})
	}
	for b.Loop() {
		write(b, "claims", rec, export.Options{})
	}
}
