package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// coded is a file of coded events about invented sentences.
const coded = `# Source: none
id	event_now	sentence	source_code	target_code
1	THREATEN	One.	AAA	BBB
2	AGREE	Two.	AAA|BBB	
3	AID	Three.	IGO	AAA
4	REJECT	Four.	AAA	BBB
5	REJECT	Four.	AAA	CCC
6	PROTEST	{Five.}		AAA
7	COERCE	Six.	AAA	BBB
`

// told is an event of a claim: of whom each side is.
func told(event string, source, target []string) chancery.Claim {
	h := &chancery.Happening{Kind: chancery.KindOther, Plover: chancery.Plover{Event: event}}
	for _, of := range source {
		h.Participants = append(h.Participants, chancery.Participant{Of: of, Role: chancery.Initiator})
	}
	for _, of := range target {
		h.Participants = append(h.Participants, chancery.Participant{Of: of, Role: chancery.Recipient})
	}
	return chancery.Claim{Sort: chancery.SortEvent, Event: h}
}

func TestRunPlover(t *testing.T) {
	claims := map[string][]chancery.Claim{
		"One.":   {told("THREATEN", []string{"AAA"}, []string{"BBB"}), told("REQUEST", []string{"AAA"}, nil)},
		"Two.":   {told("AGREE", []string{"BBB"}, []string{"AAA"})},                      // with each other: the sides do not count
		"Three.": {told("AID", []string{"UN"}, []string{"AAA"})},                         // any body is IGO
		"Four.":  {told("REJECT", []string{"AAA"}, []string{"CCC"})},                     // serves one of the two only, the one that it fits
		"Five.":  {told("PROTEST", []string{"CCC"}, []string{"AAA", "AAA"})},             // a side without code does not count, but in strict
		"Six.":   {told("COERCE", []string{"BBB"}, []string{"AAA"}), told("", nil, nil)}, // no type: no event of the standard
	}
	file := filepath.Join(t.TempDir(), "coded.tsv")
	if err := os.WriteFile(file, []byte(coded), 0o600); err != nil {
		t.Fatal(err)
	}
	c := Coded{Path: file, Detail: true,
		IsState: func(code string) bool { return len(code) == 3 && code != "IGO" },
		Read: func(_ context.Context, r chancery.Report) ([]chancery.Claim, error) {
			return claims[r.Text], nil
		}}
	var out strings.Builder
	if err := RunPlover(t.Context(), &out, c); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	for _, want := range []string{
		"sentences 6\ncoded_events 7\ntype_right 0.857\nall_right 0.714\nall_right_strict 0.429\nevents_read 7\nevents_made_up 1\ntype_precision 0.857\n",
		"-- REJECT\ncoded_events 2\ntype_right 0.500\nall_right 0.500\nall_right_strict 0.500\nevents_read 1\nevents_made_up 0\n",
		"\nSix.\n  gold COERCE AAA > BBB\n  read COERCE BBB > AAA (other)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the figures lack\n%s\ngot\n%s", want, got)
		}
	}
	if strings.Contains(got, "\nOne.\n") {
		t.Errorf("a sentence that is all right is listed:\n%s", got)
	}
}

func TestRunPloverRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"id\tevent\n1\tAID\n": "has no column event_now",
		"id\tevent_now\tsentence\tsource_code\ttarget_code\n":          "has no sentences",
		"id\tevent_now\tsentence\tsource_code\ttarget_code\n1\tAID\tX": "coded.tsv:2: 3 cells, want 5",
	} {
		file := filepath.Join(t.TempDir(), "coded.tsv")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := RunPlover(t.Context(), &strings.Builder{}, Coded{Path: file, IsState: func(string) bool { return true }})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", text, err, want)
		}
	}
	if err := RunPlover(t.Context(), &strings.Builder{}, Coded{Path: filepath.Join(t.TempDir(), "none.tsv")}); err == nil || !strings.Contains(err.Error(), "there is no file") {
		t.Errorf("a missing file: got %v", err)
	}
}
