package generate_test

import (
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/eval/generate"
	"chancery/internal/intake/webpage"
)

func texts(seed uint64, n int) (out []string) {
	for r := range generate.Reports(seed, n) {
		out = append(out, r.Name+"\n"+r.Text)
	}
	return out
}

func TestSameSeedSameReports(t *testing.T) {
	many := texts(1, 300)
	if !slices.Equal(many, texts(1, 300)) {
		t.Error("the same seed gave other reports")
	}
	if !slices.Equal(many[:120], texts(1, 120)) {
		t.Error("few reports are not the first of many")
	}
	if slices.Equal(many, texts(2, 300)) {
		t.Error("another seed gave the same reports")
	}
	slices.Sort(many)
	if n := len(slices.Compact(many)); n != 300 {
		t.Errorf("%d of 300 reports are different", n)
	}
}

// TestReportsAreOfAllSorts: of every thing that makes merging hard there must be
// some.
func TestReportsAreOfAllSorts(t *testing.T) {
	const n = 1000
	kinds := map[chancery.Kind]int{}
	outlets := map[generate.Event]int{}
	turkish, credited, background, words := 0, 0, 0, 0
	for r := range generate.Reports(1, n) {
		if i := strings.IndexAny(r.Text, "{}"); i >= 0 {
			t.Fatalf("%s: a slot was left: %q", r.Name, r.Text)
		}
		count := len(strings.Fields(r.Text))
		if count < 60 || count > 340 {
			t.Errorf("%s has %d words", r.Name, count)
		}
		words += count
		turkish += one(strings.Contains(r.Text, "ı"))
		credited += one(strings.Contains(r.Text, "Source: ") || strings.Contains(r.Text, "Kaynak: "))
		for _, told := range r.Tells {
			kinds[told.Event.Kind]++
			outlets[told.Event]++
			background += one(told.Background)
		}
	}
	for _, k := range []chancery.Kind{chancery.KindMeeting, chancery.KindVisit, chancery.KindCall, chancery.KindSigning, chancery.KindCriticism, chancery.KindAid} {
		if kinds[k] < n/50 {
			t.Errorf("%d tell of a %s", kinds[k], k)
		}
	}
	several := 0
	for _, times := range outlets {
		several += one(times > 2)
	}
	if turkish < n/4 || turkish > n*3/4 || credited < n/20 || background < n/100 || several < n/20 || words/n < 120 || words/n > 220 {
		t.Errorf("of %d reports of %d words %d are in Turkish, %d are reprints, %d look back; %d events are told three times or more",
			n, words/n, turkish, credited, background, several)
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// TestPages: the page of a report has its words, and no others.
func TestPages(t *testing.T) {
	addresses := map[string]bool{}
	for r := range generate.Reports(1, 200) {
		address, markup := r.Page()
		page, err := webpage.Read([]byte(markup), "text/html", address, webpage.DefaultLimits())
		if err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		text := page.Title + " " + strings.Join(append(page.Head, page.Paragraphs...), " ")
		for p := range strings.SplitSeq(strings.TrimSpace(r.Text), "\n\n") {
			if strings.HasSuffix(p, ".") && !strings.Contains(text, strings.Join(strings.Fields(p), " ")) {
				t.Errorf("%s: %q is not in what is read of its page: %q", r.Name, p, text)
			}
		}
		if strings.Contains(text, "of number") || strings.Contains(text, "A reader has") {
			t.Errorf("%s: furniture is read: %q", r.Name, text)
		}
		if addresses[address] || page.Address != address {
			t.Errorf("%s: address %s, read as %s", r.Name, address, page.Address)
		}
		addresses[address] = true
	}
}
