package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/follow"
)

// Four reports of one meeting, and of another.
var telling = map[string]string{
	"planned.txt": "OSLO, May 4, 2031 - Norwegian Foreign Minister Ingrid Solberg-Dahl will meet Portuguese Foreign Minister Rui Valadares in Lisbon on May 20, 2031, the ministry said.\n",
	"met.txt":     "LISBON, May 21, 2031 - Norwegian Foreign Minister Ingrid Solberg-Dahl met Portuguese Foreign Minister Rui Valadares in Lisbon on May 20, 2031. They discussed trade.\n",
	"again.txt":   "LISBON, May 22, 2031 - Norwegian Foreign Minister Ingrid Solberg-Dahl met Portuguese Foreign Minister Rui Valadares in Lisbon on May 20, 2031. The talks were about trade.\n",
	"porto.txt":   "PORTO, May 25, 2031 - Portuguese Foreign Minister Rui Valadares met Ghanaian Foreign Minister Kwesi Adomako-Tetteh in Porto on May 25, 2031.\n",
}

// tell reads reports of telling into the record.
func tell(t *testing.T, path string, names ...string) {
	t.Helper()
	var files []string
	for _, name := range names {
		files = append(files, filepath.Join(t.TempDir(), name))
		if err := os.WriteFile(files[len(files)-1], []byte(telling[name]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read(t, path, 1, files...)
}

// fresh is what is new, in words: of each file the state and day of its events.
func fresh(t *testing.T, l *desk.Live, by string) (string, follow.Today) {
	t.Helper()
	now, err := l.Today(t.Context(), by, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range now.Files {
		line := string(f.Kind) + " " + f.A
		for _, n := range f.News {
			line += "; " + string(n.Event.Date) + " " + string(n.Event.Modality)
			if n.Known {
				line += " known"
			}
			for _, c := range n.Changes {
				line += " " + c.Field + ": " + c.Was + " > " + c.Now
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n"), now
}

func followNow(t *testing.T, l *desk.Live, by string, files ...follow.File) {
	t.Helper()
	for _, f := range files {
		if _, added, err := l.AddFile(t.Context(), by, f); err != nil || !added {
			t.Fatalf("%+v: %v, %v", f, added, err)
		}
	}
}

// TestToday goes through what somebody sees who follows five things: nothing, what
// has changed, what is told again, what is new; each until it is marked as seen.
func TestToday(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	tell(t, path, "planned.txt")
	l := live(t, path)
	if said, now := fresh(t, l, "mina"); said != "" || now.UpTo != 0 {
		t.Errorf("nothing is followed, and new is %q", said)
	}
	followNow(t, l, "mina", follow.File{Kind: follow.Actor, A: "NOR"}, follow.File{Kind: follow.Pair, A: "PRT", B: "NOR"},
		follow.File{Kind: follow.Office, A: "Minister of Foreign Affairs", B: "PRT"}, follow.File{Kind: follow.Topic, A: "trade"}, follow.File{Kind: follow.Place, A: "lisbon"})
	seen := func() {
		t.Helper()
		_, now := fresh(t, l, "mina")
		if err := l.MarkSeen(t.Context(), "mina", now.UpTo); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(step, actor, office, topic string) {
		t.Helper()
		want := "actor NOR" + actor + "\noffice Minister of Foreign Affairs" + office + "\npair NOR" + actor + "\nplace lisbon" + actor + "\ntopic trade" + topic
		if got, _ := fresh(t, l, "mina"); got != want {
			t.Errorf("%s: new is\n%s\nwant\n%s", step, got, want)
		}
	}
	expect("what was there counts as seen", "", "", "")

	tell(t, path, "met.txt")
	met := "; 2031-05-20 occurred known modality: planned > occurred"
	expect("a meeting that was planned took place", met, met, met)
	expect("looking marks nothing", met, met, met)
	seen()
	expect("it was marked", "", "", "")

	tell(t, path, "again.txt", "porto.txt")
	again, porto := "; 2031-05-20 occurred known", "; 2031-05-25 occurred"
	expect("told again, and another meeting", again, porto+again, again)

	// Somebody else looks for themselves.
	followNow(t, l, "otto", follow.File{Kind: follow.Actor, A: "GHA"})
	if got, _ := fresh(t, l, "otto"); got != "actor GHA" {
		t.Errorf("otto sees %s", got)
	}
	seen()
	expect("all is seen", "", "", "")
}

// TestTodayIsExact holds that a report which comes in between looking and marking is
// new afterwards, that a mark never goes back, and none lies ahead.
func TestTodayIsExact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	tell(t, path, "planned.txt")
	l := live(t, path)
	followNow(t, l, "mina", follow.File{Kind: follow.Actor, A: "PRT"})
	tell(t, path, "met.txt")
	_, looked := fresh(t, l, "mina")
	tell(t, path, "porto.txt")
	if err := l.MarkSeen(t.Context(), "mina", looked.UpTo); err != nil {
		t.Fatal(err)
	}
	if got, _ := fresh(t, l, "mina"); got != "actor PRT; 2031-05-25 occurred" {
		t.Errorf("new is %s", got)
	}
	_, now := fresh(t, l, "mina")
	if now.Seen != looked.UpTo || now.UpTo <= now.Seen {
		t.Errorf("seen up to %d of %d, marked %d", now.Seen, now.UpTo, looked.UpTo)
	}
	if err := l.MarkSeen(t.Context(), "mina", 0); err != nil {
		t.Fatal(err)
	}
	if _, after := fresh(t, l, "mina"); after.Seen != now.Seen {
		t.Errorf("the mark went from %d to %d", now.Seen, after.Seen)
	}
	for _, ahead := range []int64{now.UpTo + 1, -1} {
		if err := l.MarkSeen(t.Context(), "mina", ahead); err == nil {
			t.Errorf("%d is marked as seen", ahead)
		}
	}
}

// TestFilesLeaveTheRecordAlone holds that following and marking fold nothing anew,
// while a report does, and that what was known is worked out once.
func TestFilesLeaveTheRecordAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	tell(t, path, "planned.txt")
	l := live(t, path)
	before := folded(t, l)
	followNow(t, l, "mina", follow.File{Kind: follow.Actor, A: "NOR"})
	if err := l.MarkSeen(t.Context(), "mina", 1); err != nil {
		t.Fatal(err)
	}
	if folded(t, l) != before {
		t.Error("following has folded the record anew")
	}
	tell(t, path, "met.txt")
	if folded(t, l) == before {
		t.Error("a report has not")
	}
	if got, _ := fresh(t, l, "mina"); !strings.Contains(got, "planned > occurred") {
		t.Fatal(got)
	}
	// What is worked out is there at once, also for newer reports: nothing is waited
	// for.
	tell(t, path, "porto.txt")
	folded(t, l)
	now, err := l.Today(t.Context(), "mina", 0)
	if err != nil || now.Waiting || len(now.Files[0].News) != 1 {
		t.Errorf("%+v, %v", now, err)
	}
}

// TestForgetTakesFiles holds that nobody follows a person who is forgotten.
func TestForgetTakesFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	tell(t, path, "met.txt", "porto.txt")
	l := live(t, path)
	people := map[string]string{}
	for _, a := range folded(t, l).Actors {
		people[a.Name] = a.ID
	}
	valadares, dahl := people["Rui Valadares"], people["Ingrid Solberg-Dahl"]
	followNow(t, l, "mina", follow.File{Kind: follow.Actor, A: valadares}, follow.File{Kind: follow.Pair, A: dahl, B: valadares}, follow.File{Kind: follow.Actor, A: dahl})
	d, err := desk.Open(t.Context(), path, desk.ToCorrect)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Forget(context.Background(), valadares, true); err != nil && !strings.Contains(err.Error(), "being read by another program") {
		t.Fatal(err)
	}
	files, err := d.Files(t.Context(), "mina")
	if err != nil || len(files) != 1 || files[0].A != dahl {
		t.Errorf("%+v, %v", files, err)
	}
	var known *chancery.Error
	if err := d.RemoveFile(t.Context(), "mina", "f0"); !errors.As(err, &known) || known.Code != chancery.NotFound {
		t.Errorf("a file that there is not: %v", err)
	}
}
