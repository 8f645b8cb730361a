package brief_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/brief"
	"chancery/internal/index"
	"chancery/internal/recordtest"
)

func titles(n *brief.Note) []string {
	var out []string
	for _, s := range n.Sections {
		out = append(out, s.Title)
	}
	return out
}

// has reports whether a sentence has the words.
func has(n *brief.Note, words string) bool {
	for _, s := range n.Sections {
		for _, it := range s.Items {
			if slices.ContainsFunc(it, func(p brief.Part) bool { return strings.Contains(p.Words, words) }) {
				return true
			}
		}
	}
	return false
}

func note(t *testing.T, rec *chancery.Record, q brief.Query) *brief.Note {
	t.Helper()
	if q.Words == nil {
		q.Words = in(t, "en")
	}
	n, err := brief.New(index.New(rec), q)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSince holds what a day, month or year leaves out, and that what is open and
// who they are stays.
func TestSince(t *testing.T) {
	rec := recordtest.Sample(t)
	for _, test := range []struct {
		since chancery.Date
		words string
		want  bool
	}{
		{"", "conference Harbour Forum", true},
		{"2024", "conference Harbour Forum", true},
		{"2025", "conference Harbour Forum", false},
		{"2031-03-04", "4 Mar 2031: meeting in Accra", true},
		{"2031-03", "4 Mar 2031: meeting in Accra", true},
		{"2031-03-05", "4 Mar 2031: meeting in Accra", false},
		{"2031-03-04", "Our door is open", true},
		{"2031-03-05", "Our door is open", false},               // it was said at the meeting
		{"2031-03-04", "Date not known: meeting of Efua", true}, // told on that day
		{"2031-03-05", "Date not known: meeting of Efua", false},
		{"2040", "Open; ~5 Mar 2031", true}, // what nobody answered has not ended
		{"2040", "OSCE Partners for Co-operation: member", true},
		{"2040", "Minister of Foreign Affairs of Ghana", true},
		{"2040", "Nov 2031: meeting", false},
	} {
		n := note(t, rec, brief.Query{A: "GHA", B: "OSCE", Since: test.since})
		if test.words == "Minister of Foreign Affairs of Ghana" && !strings.Contains(strings.Join(titles(n), "|"), "who they are") {
			t.Errorf("since %s: nobody is left in %v", test.since, titles(n))
		}
		if got := has(n, test.words); got != test.want {
			t.Errorf("since %q: %q is there: %v, want %v", test.since, test.words, got, test.want)
		}
		if said := len(n.Scope) > 0; said != (test.since != "") {
			t.Errorf("since %q: the scope is %q", test.since, n.Scope)
		}
	}
	acts := recordtest.Acts(t)
	for since, want := range map[chancery.Date]bool{"2031-05-02": true, "2031-05-03": false} {
		if got := has(note(t, acts, brief.Query{A: "KEN", B: "NOR", Since: since}), "Met; reported 3 Apr 2031"); got != want {
			t.Errorf("since %s: what was met on 2 May is there: %v", since, got)
		}
	}
	for _, bad := range []chancery.Date{"yesterday", "2031-02-30", "2031-03-04/2031-03-06", "[2031-03-04..]", "../2031", "XXXX-03-04", "31", "2031-1"} {
		_, err := brief.New(index.New(rec), brief.Query{A: "GHA", Since: bad, Words: in(t, "en")})
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != chancery.Invalid {
			t.Errorf("since %q: %v", bad, err)
		}
	}
}

// TestSinceFigures holds that figures go by the date that they are of.
func TestSinceFigures(t *testing.T) {
	rec := recordtest.Sample(t)
	n := note(t, rec, brief.Query{A: "OSCE PA"})
	at := slices.IndexFunc(titles(n), func(s string) bool { return s == "Figures" })
	if at < 0 {
		t.Fatal("there are no figures to leave out")
	}
	if n := note(t, rec, brief.Query{A: "OSCE PA", Since: "2040"}); slices.Contains(titles(n), "Figures") {
		t.Error("figures that are older stay")
	}
}

// TestAbout holds by which names a topic or framework is found, and that nothing
// else is told.
func TestAbout(t *testing.T) {
	rec := recordtest.Acts(t)
	for about, want := range map[string]bool{
		"energy": true, " ENERGY ": true, "medtop:20000256": true, "20000256": true, "climate": false, "PfP": false, "Partnership for Peace": false,
	} {
		n := note(t, rec, brief.Query{A: "KEN", B: "NOR", About: about})
		if got := has(n, "asked Norway for two tugboats"); got != want {
			t.Errorf("about %q: the request about energy is there: %v", about, got)
		}
		if has(n, "praise by") || has(n, "pilots") {
			t.Errorf("about %q: what is about something else is there", about)
		}
		if len(n.Scope) != 1 {
			t.Errorf("about %q: the scope is %q", about, n.Scope)
		}
	}
	turkish := note(t, rec, brief.Query{A: "KEN", About: "ENERJİ", Words: in(t, "tr")})
	if !has(turkish, "tugboats") {
		t.Error("a topic is not found by its Turkish name")
	}
	sample := recordtest.Sample(t)
	if n := note(t, sample, brief.Query{A: "GHA", About: "osce partners for co-operation"}); !has(n, "Partners for Co-operation: member") || has(n, "Harbour Forum") {
		t.Errorf("about a framework: %v", lines(n))
	}
	for about, near := range map[string]string{"energie": "energy", "trad": "trade", "boarder security": "border security", "xqz": ""} {
		_, err := brief.New(index.New(sample), brief.Query{A: "GHA", About: about, Words: in(t, "en")})
		var known *chancery.Error
		if !errors.As(err, &known) || known.Code != chancery.NotFound {
			t.Errorf("about %q: %v", about, err)
		} else if near == "" && strings.Contains(known.Message, "near") || !strings.Contains(known.Message, near) {
			t.Errorf("about %q: %s", about, known.Message)
		}
	}
}

// TestLanguagesSayTheSame holds that in every language the same things are told,
// on the same sources, and that no key of a message stands there for its text.
func TestLanguagesSayTheSame(t *testing.T) {
	type told struct {
		Sections []struct {
			Title string
			Items []struct {
				Text    string
				Sources []int
			}
		}
		Sources []struct{ Report, Quote string }
	}
	for _, rec := range []*chancery.Record{recordtest.Sample(t), recordtest.Acts(t)} {
		for _, a := range rec.Actors {
			shape := func(language string) (told, string) {
				raw := writeAs(t, rec, brief.Query{A: a.ID, Words: in(t, language)}, brief.JSON)
				var out told
				if err := json.Unmarshal(raw, &out); err != nil {
					t.Fatal(err)
				}
				return out, string(raw)
			}
			want, _ := shape("en")
			for _, language := range []string{"tr", "fr"} {
				got, raw := shape(language)
				if strings.Contains(raw, "brief.") || strings.Contains(raw, "{1}") || strings.Contains(raw, "{2}") {
					t.Errorf("%s in %s: a message is missing or not filled in: %s", a.ID, language, raw)
				}
				if len(got.Sections) != len(want.Sections) || !slices.Equal(got.Sources, want.Sources) {
					t.Errorf("%s in %s: %d sections and %d sources, in English %d and %d", a.ID, language, len(got.Sections), len(got.Sources), len(want.Sections), len(want.Sources))
					continue
				}
				for i, s := range got.Sections {
					for k, it := range s.Items {
						if k >= len(want.Sections[i].Items) || !slices.Equal(it.Sources, want.Sections[i].Items[k].Sources) {
							t.Errorf("%s in %s: %q rests on %v", a.ID, language, it.Text, it.Sources)
						}
					}
				}
			}
		}
	}
}
