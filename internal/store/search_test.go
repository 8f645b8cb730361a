package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/name"
	"chancery/internal/store"

	"pgregory.net/rapid"
)

// statement is a claim that somebody said the words, which stand in the report.
func statement(t testing.TB, r chancery.Report, speaker, words, rules string) chancery.Claim {
	t.Helper()
	at := strings.Index(r.Text, words)
	if at < 0 {
		t.Fatalf("%q is not in the report", words)
	}
	return chancery.Claim{
		ID: chancery.ClaimID(r.ID, "statement", words, []string{speaker}), Report: r.ID, Sort: chancery.SortStatement, Rules: rules,
		Statement: &chancery.Statement{Name: speaker, Quote: words},
		Sources:   []chancery.Evidence{{Field: "statement", Span: chancery.Span{Start: at, End: at + len(words)}, Quote: words, Rule: "en/say"}},
	}
}

// search are the names of the reports that are found, sorted, or the ids of the
// claims.
func search(t testing.TB, s *store.Store, query string, statements bool) []string {
	t.Helper()
	names := map[string]string{}
	for _, r := range load(t, s).Reports {
		names[r.ID] = r.Name
	}
	found, all, err := s.Search(t.Context(), store.Query{Words: query, Statements: statements}, 0, 100)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	if all != len(found) {
		t.Errorf("%q: %d of %d are found", query, len(found), all)
	}
	out := []string{}
	for _, f := range found {
		if statements {
			out = append(out, f.Claim)
		} else {
			out = append(out, names[f.Report])
		}
	}
	slices.Sort(out)
	return out
}

func TestSearch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := open(t, path, store.Create)
	province := report("igdir.txt", "Iğdır'da sınır kapısı açıldı, İstanbul'dan gelen heyet geldi.")
	minister := report("skopje.txt", "Radmila Šekerovska visited Iğdır. \"Our door is open,\" she said at the gate.")
	other := report("other.txt", "Nobody opened the doors of the ministry.")
	door := statement(t, minister, "Radmila Šekerovska", "Our door is open,", "7")
	put(t, s, province, nil, "7")
	put(t, s, minister, []chancery.Claim{door}, "7")
	put(t, s, other, []chancery.Claim{meeting(other, 1, "7")}, "7")

	for query, want := range map[string][]string{
		"sekerovska":         {"skopje.txt"},
		"ŠEKEROVSKA":         {"skopje.txt"},
		"ığdır":              {"igdir.txt", "skopje.txt"},
		"IGDIR":              {"igdir.txt", "skopje.txt"},
		"IĞDIR":              {"igdir.txt", "skopje.txt"},
		"igdir sinir":        {"igdir.txt"},
		"istanbul":           {"igdir.txt"},
		"İSTANBUL":           {"igdir.txt"},
		"seker":              {"skopje.txt"}, // the beginning of a word
		"kerovska":           {},
		"door":               {"other.txt", "skopje.txt"},
		`"door is open"`:     {"skopje.txt"},
		`"open is door"`:     {},
		`"door is op"`:       {}, // whole words only
		`"the gate`:          {"skopje.txt"},
		"door AND NOT gate":  {},
		"":                   {},
		"... \" \" * ^ : ()": {},
		"words:door OR x*":   {},
		"NEAR(door open)":    {},
	} {
		if got := search(t, s, query, false); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	for query, want := range map[string][]string{"door": {door.ID}, "sekerovska open": {door.ID}, "gate": {}, "ministry": {}} {
		if got := search(t, s, query, true); !slices.Equal(got, want) {
			t.Errorf("%q finds the statements %v, want %v", query, got, want)
		}
	}
	if found, all, err := s.Search(t.Context(), store.Query{Words: "door"}, 1, 1); err != nil || len(found) != 1 || all != 2 {
		t.Errorf("the second of two: %v, %d, %v", found, all, err)
	}

	// Newer rules read other statements; a reader of the file finds the same.
	gate := statement(t, minister, "", "at the gate", "8")
	put(t, s, minister, []chancery.Claim{gate}, "8")
	reader := open(t, path, store.ReadOnly)
	if got := search(t, reader, "door", true); len(got) != 0 {
		t.Errorf("a statement that is gone is found: %v", got)
	}
	if got := search(t, reader, "gate", true); !slices.Equal(got, []string{gate.ID}) {
		t.Errorf("the new statement is not found: %v", got)
	}
}

// TestSearchFilters holds that language, day and sort of report narrow what is found,
// and what is counted.
func TestSearchFilters(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "r.db"), store.Create)
	for _, r := range []struct {
		name, language string
		published      chancery.Date
		private        bool
	}{
		{"day", "en", "2031-04-02", false}, {"month", "en", "2031-05", false}, {"undated", "en", "", false},
		{"turkish", "tr", "2031-06-30", false}, {"note", "en", "2031-04-02", true},
	} {
		one := report(r.name, "The harbour was opened, says "+r.name+".")
		one.Language, one.Published, one.Private = r.language, r.published, r.private
		put(t, s, one, []chancery.Claim{statement(t, one, "Ada Orlo", "harbour", "7")}, "7")
	}
	names := map[string]string{}
	for _, r := range load(t, s).Reports {
		names[r.ID] = r.Name
	}
	for _, test := range []struct {
		q    store.Query
		want string
	}{
		{store.Query{}, "day month note turkish undated"},
		{store.Query{Shared: true}, "day month turkish undated"},
		{store.Query{Languages: []string{"tr"}}, "turkish"},
		{store.Query{Languages: []string{"tr", "en"}, Shared: true}, "day month turkish undated"},
		{store.Query{From: "2031-04-02"}, "day month note turkish"},
		{store.Query{From: "2031-04-03"}, "month turkish"},
		{store.Query{From: "2031-05-20"}, "month turkish"}, // some day of that month
		{store.Query{From: "2031-06"}, "turkish"},
		{store.Query{Until: "2031-04-01"}, ""},
		{store.Query{Until: "2031-04"}, "day note"},
		{store.Query{Until: "2031-05-01"}, "day month note"},
		{store.Query{From: "2031", Until: "2031", Shared: true}, "day month turkish"},
		{store.Query{From: "..", Until: "2031-05"}, "day month note"},
	} {
		for _, statements := range []bool{false, true} {
			test.q.Words, test.q.Statements = "harbour", statements
			found, all, err := s.Search(t.Context(), test.q, 0, 100)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				got = append(got, names[f.Report])
			}
			slices.Sort(got)
			if strings.Join(got, " ") != test.want || all != len(got) {
				t.Errorf("%+v finds %v of %d, want %s", test.q, got, all, test.want)
			}
		}
	}
}

// TestSearchForgets holds that the words of a report that is forgotten are found
// no more, and are in no byte of the file.
func TestSearchForgets(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := open(t, path, store.Create)
	secret := report("one.txt", "Quixotrypanzle met nobody.")
	put(t, s, secret, []chancery.Claim{statement(t, secret, "", "Quixotrypanzle", "7")}, "7")
	put(t, s, report("two.txt", "Somebody met nobody."), nil, "7")
	in := func() bool {
		var all []byte
		for _, file := range []string{path, path + "-wal"} {
			data, err := os.ReadFile(file)
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			all = append(all, data...)
		}
		return bytes.Contains(bytes.ToLower(all), []byte("quixotrypanzle"))
	}
	if !in() || len(search(t, s, "quixo", false)) != 1 {
		t.Fatal("the word is not there before")
	}
	if err := s.Forget(t.Context(), store.Forgetting{Reports: []string{secret.ID}}); err != nil {
		t.Fatal(err)
	}
	if in() || len(search(t, s, "quixo", false)) > 0 || len(search(t, s, "quixo", true)) > 0 {
		t.Error("the word is there after it was forgotten")
	}
	if got := search(t, s, "nobody", false); !slices.Equal(got, []string{"two.txt"}) {
		t.Errorf("the other report: %v", got)
	}
}

// TestSearchInStep holds, for any order of readings and forgetting, that what is
// found is what a look through all texts finds.
func TestSearchInStep(t *testing.T) {
	words := []string{"Iğdır", "ŞUŞA", "sınır", "Šarić", "talks", "TALK", "Əli", "open"}
	rapid.Check(t, func(rt *rapid.T) {
		s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Create)
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(rt, "text"), " ")
			r := report("r.txt", text)
			if rapid.Bool().Draw(rt, "forget") {
				if err := s.Forget(t.Context(), store.Forgetting{Reports: []string{r.ID}}); err != nil {
					rt.Fatal(err)
				}
				continue
			}
			rules := rapid.SampledFrom([]string{"7", "8"}).Draw(rt, "rules")
			if _, err := s.PutReading(t.Context(), r, nil, rules); err != nil {
				rt.Fatal(err)
			}
		}
		reports := load(t, s).Reports
		for _, w := range words {
			asked := name.Fold(w)
			want := 0
			for _, r := range reports {
				if strings.Contains(" "+name.Fold(r.Text), " "+asked) {
					want++
				}
			}
			if _, got, err := s.Search(t.Context(), store.Query{Words: w}, 0, 100); err != nil || got != want {
				rt.Errorf("%s is found %d times, stands in %d of %d texts: %v", w, got, want, len(reports), err)
			}
		}
	})
}
