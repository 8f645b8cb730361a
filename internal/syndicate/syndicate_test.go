package syndicate_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chancery"
	"chancery/internal/index"
	"chancery/internal/intake/feed"
	"chancery/internal/recordtest"
	"chancery/internal/syndicate"
	"chancery/internal/web/messages"
)

var update = flag.Bool("update", false, "write the golden files anew")

// tester is a test, or one draw of a property.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func view(t tester, rec *chancery.Record, language string) *syndicate.View {
	t.Helper()
	w, err := messages.In(language)
	if err != nil {
		t.Fatal(err)
	}
	x := index.New(rec)
	const here = "http://127.0.0.1:8750"
	return &syndicate.View{
		Index: x, Words: w, Title: "Timeline", Key: "all", Events: x.Events, Self: here + "/timeline.atom", Page: here + "/timeline",
		URL: func(id string) string { return here + "/events/" + url.PathEscape(id) },
	}
}

func written(t tester, write func(io.Writer, *syndicate.View) error, v *syndicate.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for name, got := range map[string]string{
		"sample.atom":    written(t, syndicate.Atom, view(t, recordtest.Sample(t), "en")),
		"sample.tr.atom": written(t, syndicate.Atom, view(t, recordtest.Sample(t), "tr")),
		"sample.ics":     written(t, syndicate.Calendar, view(t, recordtest.Sample(t), "en")),
		"empty.ics":      written(t, syndicate.Calendar, view(t, &chancery.Record{}, "en")),
		"empty.atom":     written(t, syndicate.Atom, view(t, &chancery.Record{}, "en")),
	} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestSameBytes holds that the order of the record does not matter.
func TestSameBytes(t *testing.T) {
	rec := recordtest.Sample(t)
	for name, write := range map[string]func(io.Writer, *syndicate.View) error{"feed": syndicate.Atom, "calendar": syndicate.Calendar} {
		want := written(t, write, view(t, rec, "en"))
		for seed := range uint64(5) {
			if diff := cmp.Diff(want, written(t, write, view(t, recordtest.Shuffled(rec, seed), "en"))); diff != "" {
				t.Errorf("the %s in order %d (-want +got):\n%s", name, seed, diff)
			}
		}
	}
}

// atom is a feed as RFC 4287 wants it.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      []string `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string `xml:"http://www.w3.org/2005/Atom updated"`
	Author  []string `xml:"http://www.w3.org/2005/Atom author>name"`
	Entries []struct {
		ID        []string `xml:"http://www.w3.org/2005/Atom id"`
		Title     []string `xml:"http://www.w3.org/2005/Atom title"`
		Updated   []string `xml:"http://www.w3.org/2005/Atom updated"`
		Published []string `xml:"http://www.w3.org/2005/Atom published"`
		Content   []string `xml:"http://www.w3.org/2005/Atom content"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

var urn = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// TestAtom reads the feed as the standard has it and with the program's own reader.
func TestAtom(t *testing.T) {
	v := view(t, recordtest.Sample(t), "en")
	raw := written(t, syndicate.Atom, v)
	var got atom
	if err := xml.Unmarshal([]byte(raw), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.ID) != 1 || !urn.MatchString(got.ID[0]) || len(got.Title) != 1 || len(got.Updated) != 1 || len(got.Author) != 1 || len(got.Entries) != len(v.Events) {
		t.Fatalf("the feed is %+v", got)
	}
	ids := map[string]bool{}
	before := got.Updated[0]
	for _, e := range got.Entries {
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Published) != 1 || len(e.Content) != 1 || !urn.MatchString(e.ID[0]) || ids[e.ID[0]] {
			t.Errorf("entry %+v", e)
			continue
		}
		ids[e.ID[0]] = true
		if _, err := time.Parse(time.RFC3339, e.Updated[0]); err != nil || e.Updated[0] > before || e.Published[0] > e.Updated[0] {
			t.Errorf("%s: updated %s after %s, published %s: %v", e.Title[0], e.Updated[0], before, e.Published[0], err)
		}
		before = e.Updated[0]
	}
	read, err := feed.Parse([]byte(raw), syndicate.AtomType, v.Self, feed.DefaultLimits())
	if err != nil || read.Title != "Timeline" || len(read.Items) != len(v.Events) {
		t.Fatalf("read back: %v, %d items of %d, %q", err, len(read.Items), len(v.Events), read.Title)
	}
	for i, item := range read.Items {
		if item.Title != got.Entries[i].Title[0] || !strings.HasPrefix(item.Address, "http://127.0.0.1:8750/events/") {
			t.Errorf("read back: %+v", item)
		}
	}
}

// TestManyEntries holds that a feed keeps to the events that were told last.
func TestManyEntries(t *testing.T) {
	v := view(t, recordtest.Sample(t), "en")
	newest := *v.Events[len(v.Events)-1]
	for i := range 300 {
		e := newest
		e.ID = string(rune('a'+i%26)) + strings.Repeat("x", i)
		e.Reports = nil
		v.Events = append(v.Events, &e)
	}
	var got atom
	if err := xml.Unmarshal([]byte(written(t, syndicate.Atom, v)), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Entries) != 200 || got.Entries[199].Updated[0] != "1970-01-01T00:00:00Z" || got.Entries[0].Updated[0] != got.Updated[0] {
		t.Errorf("%d entries, updated %v", len(got.Entries), got.Updated)
	}
}

// component is a component of a calendar, with its lines by name.
type component struct {
	name  string
	lines map[string][]string
	parts []component
}

// parse unfolds a calendar and parts it into components; it holds that lines are as
// the standard wants them.
func parse(t tester, raw string) component {
	t.Helper()
	if !strings.HasSuffix(raw, "\r\n") || strings.Contains(strings.ReplaceAll(raw, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(raw, "\r\n", ""), "\r") {
		t.Fatalf("lines do not end as they should: %q", raw)
	}
	for line := range strings.SplitSeq(raw, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsFunc(line, unicode.IsControl) {
			t.Fatalf("this is no line: %q", line)
		}
	}
	stack := []component{{lines: map[string][]string{}}}
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(raw, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("this line has no value: %q", line)
		}
		last := len(stack) - 1
		switch name {
		case "BEGIN":
			stack = append(stack, component{name: value, lines: map[string][]string{}})
		case "END":
			if last < 1 || stack[last].name != value {
				t.Fatalf("%s ends where it did not begin", value)
			}
			stack[last-1].parts = append(stack[last-1].parts, stack[last])
			stack = stack[:last]
		default:
			stack[last].lines[name] = append(stack[last].lines[name], value)
		}
	}
	if len(stack) != 1 || len(stack[0].parts) != 1 {
		t.Fatal("this is not one calendar")
	}
	return stack[0].parts[0]
}

// plain is a text of which the escapes are taken away.
func plain(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\;`, ";", `\,`, ",").Replace(s)
}

// TestCalendar holds what stands for which event.
func TestCalendar(t *testing.T) {
	type want struct{ start, end, status string }
	for name, test := range map[string]struct {
		date     chancery.Date
		modality chancery.Modality
		kind     chancery.Kind
		want     want // none: it is left out
		vague    bool // it is counted
		note     bool
	}{
		"a day":            {"2031-03-04", chancery.Occurred, "visit", want{"20310304", "20310305", "CONFIRMED"}, false, false},
		"the last of Feb":  {"2028-02-29", chancery.Occurred, "visit", want{"20280229", "20280301", "CONFIRMED"}, false, false},
		"several days":     {"2031-12-30/2032-01-02", chancery.Occurred, "visit", want{"20311230", "20320103", "CONFIRMED"}, false, false},
		"under way":        {"2031-03-04", chancery.Ongoing, "visit", want{"20310304", "20310305", "CONFIRMED"}, false, false},
		"planned":          {"2031-03-04", chancery.Planned, "meeting", want{"20310304", "20310305", "TENTATIVE"}, false, false},
		"called off":       {"2031-03-04", chancery.Cancelled, "call", want{"20310304", "20310305", "CANCELLED"}, false, false},
		"denied":           {"2031-03-04", chancery.Denied, "meeting", want{}, false, false},
		"no contact":       {"2031-03-04", chancery.Occurred, "praise", want{}, false, false},
		"a day of a few":   {"[2031-03-04..2031-03-06]", chancery.Occurred, "visit", want{"20310304", "20310307", "CONFIRMED"}, false, true},
		"a day of a week":  {"[2031-03-01..2031-03-07]", chancery.Occurred, "visit", want{"20310301", "20310308", "CONFIRMED"}, false, true},
		"a day of eight":   {"[2031-03-01..2031-03-08]", chancery.Occurred, "visit", want{}, true, false},
		"a month":          {"2031-03", chancery.Planned, "visit", want{}, true, false},
		"since":            {"2031-03-04/..", chancery.Occurred, "visit", want{}, true, false},
		"on or before":     {"[..2031-03-04]", chancery.Occurred, "visit", want{}, true, false},
		"no date":          {"", chancery.Planned, "visit", want{}, true, false},
		"no year":          {"XXXX-08-08", chancery.Planned, "visit", want{}, true, false},
		"no date as such":  {"soon", chancery.Planned, "visit", want{}, true, false},
		"eight days of it": {"2031-03-01/2031-03-08", chancery.Occurred, "visit", want{"20310301", "20310309", "CONFIRMED"}, false, false},
	} {
		v := view(t, recordtest.Sample(t), "en")
		e := *v.Events[0]
		e.Date, e.Modality, e.Kind = test.date, test.modality, test.kind
		v.Events = []*chancery.Event{&e}
		c := parse(t, written(t, syndicate.Calendar, v))
		if got := strings.HasSuffix(strings.Join(c.lines["DESCRIPTION"], ""), "left out: 1"); got != test.vague {
			t.Errorf("%s: counted as left out: %v: %q", name, got, c.lines["DESCRIPTION"])
		}
		at := slices.IndexFunc(c.parts, func(p component) bool { return p.name == "VEVENT" })
		if (at >= 0) != (test.want != want{}) {
			t.Errorf("%s: it is there: %v", name, at >= 0)
		}
		if len(c.parts) == 0 {
			t.Errorf("%s: the calendar is empty", name)
		}
		if at < 0 {
			continue
		}
		l := c.parts[at].lines
		for _, once := range []string{"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "STATUS", "URL"} {
			if len(l[once]) != 1 {
				t.Fatalf("%s: %s is %q", name, once, l[once])
			}
		}
		if got := (want{l["DTSTART;VALUE=DATE"][0], l["DTEND;VALUE=DATE"][0], l["STATUS"][0]}); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
		if got := strings.Contains(l["DESCRIPTION"][0], "On one of these days"); got != test.note || got != strings.HasPrefix(l["SUMMARY"][0], "~") {
			t.Errorf("%s: the note is there: %v: %q", name, got, l["SUMMARY"])
		}
	}
}

// TestText holds for any texts that lines are short enough and no line is added, and
// that the text comes back as it was.
func TestText(t *testing.T) {
	rec := recordtest.Sample(t)
	check := func(t tester, text string) {
		v := view(t, rec, "en")
		v.Title = text
		c := parse(t, written(t, syndicate.Calendar, v))
		if len(c.lines["NAME"]) != 1 || len(c.lines["VERSION"]) != 1 || len(c.parts) == 0 {
			t.Fatalf("%q: the calendar is %+v", text, c.lines)
		}
		var got atom
		if err := xml.Unmarshal([]byte(written(t, syndicate.Atom, v)), &got); err != nil || len(got.Title) != 1 {
			t.Fatalf("%q: the feed: %v", text, err)
		}
		if name := plain(c.lines["NAME"][0]); name != got.Title[0] && !strings.ContainsFunc(text, func(r rune) bool { return r == '\ufffe' || r == '\uffff' }) {
			t.Fatalf("%q: the calendar is called %q, the feed %q", text, name, got.Title[0])
		}
	}
	for _, s := range []string{
		"", ";,\\n\\;:", "BEGIN:VEVENT\r\nX:1", "a\x00b\x1b[2J\u202e", strings.Repeat("ğ", 80), strings.Repeat("語", 60), strings.Repeat("🇮🇸", 30), "\xff\xfe", "]]><script>",
	} {
		check(t, s)
	}
	rapid.Check(t, func(r *rapid.T) { check(r, rapid.String().Draw(r, "text")) })
}

// TestHostileEvents holds that names of the record add no line and no element.
func TestHostileEvents(t *testing.T) {
	const bad = "Eve\r\nEND:VEVENT\nBEGIN:VALARM;,\\ </title><entry/>\x00\u202e"
	rec := recordtest.Sample(t)
	want := parse(t, written(t, syndicate.Calendar, view(t, rec, "en")))
	for i := range rec.Actors {
		rec.Actors[i].Name += bad
	}
	for i := range rec.Reports {
		rec.Reports[i].Name, rec.Reports[i].Outlet = bad, bad
	}
	for i := range rec.Events {
		e := &rec.Events[i]
		e.Name, e.Topics = bad, []string{bad}
		if e.Place != nil {
			e.Place.Name = bad
		}
	}
	v := view(t, rec, "en")
	got := parse(t, written(t, syndicate.Calendar, v))
	if len(got.parts) != len(want.parts) {
		t.Errorf("%d events, want %d", len(got.parts), len(want.parts))
	}
	for _, p := range got.parts {
		if p.name != "VEVENT" || len(p.parts) > 0 {
			t.Errorf("there is a %s with %d parts", p.name, len(p.parts))
		}
	}
	var read atom
	if err := xml.Unmarshal([]byte(written(t, syndicate.Atom, v)), &read); err != nil || len(read.Entries) != len(v.Events) {
		t.Errorf("the feed: %v, %d entries of %d", err, len(read.Entries), len(v.Events))
	}
}

// TestPrivate holds that words of one's own notes are marked as such.
func TestPrivate(t *testing.T) {
	rec := recordtest.Sample(t)
	open := view(t, rec, "en")
	if strings.Contains(written(t, syndicate.Calendar, open), "private") {
		t.Fatal("something is marked that is not private")
	}
	for i := range rec.Reports {
		rec.Reports[i].Private = true
	}
	for name, text := range map[string]string{
		"feed":     written(t, syndicate.Atom, view(t, rec, "en")),
		"calendar": strings.ReplaceAll(written(t, syndicate.Calendar, view(t, rec, "en")), "\r\n ", ""),
	} {
		if quotes, marks := strings.Count(text, ": “"), strings.Count(text, "private: “"); marks == 0 || quotes != marks {
			t.Errorf("the %s has %d quotes, of which %d are marked", name, quotes, marks)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestBrokenOutput(t *testing.T) {
	for _, write := range []func(io.Writer, *syndicate.View) error{syndicate.Atom, syndicate.Calendar} {
		if err := write(broken{}, view(t, recordtest.Sample(t), "en")); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("got %v", err)
		}
	}
}
