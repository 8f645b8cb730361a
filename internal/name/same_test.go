package name_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"chancery/internal/name"
)

func TestSame(t *testing.T) {
	raw, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		got := name.Same(f[0], f[1])
		ok := map[string]bool{"sure": got >= name.Sure, "likely": got >= name.Likely, "slip": got >= name.Likely && got < 0.85,
			"surname": got > 0.5 && got <= name.Surname, "no": got < name.Surname}
		if right, known := ok[f[2]]; !right || !known {
			t.Errorf("%s: Same(%q, %q) = %.2f, want %s", f[3], f[0], f[1], got, f[2])
		}
		if back := name.Same(f[1], f[0]); back != got {
			t.Errorf("Same(%q, %q) is %v one way and %v the other", f[0], f[1], got, back)
		}
		found := 0.0
		name.Alike([]*name.Name{name.Parse(f[0]), name.Parse(f[1])}, func(int, int) bool { return true }, func(_, _ int, s float64) { found = s })
		if got >= name.Likely && found != got {
			t.Errorf("Alike does not find %q and %q", f[0], f[1])
		}
	}
}

// 826 public pairs of names (nomenklatura's name_bench, MIT). Some labels are
// those of another program, and call names one that are two by what they say
// themselves: other numbers of funds, other given names.
func TestPublicPairs(t *testing.T) {
	f, err := os.Open("../../../shared/data/names/cases.csv")
	if err != nil {
		t.Skip("the public pairs are not here")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of             string
		person, others bool
		floor          float64
	}{{"persons", true, false, 0.90}, {"the rest", false, true, 0.89}, {"all", true, true, 0.90}} {
		var tp, fp, fn float64
		for _, r := range rows[1:] {
			if person := r[1] == "Person"; person && !c.person || !person && !c.others {
				continue
			}
			switch got, want := name.Same(r[2], r[3]) >= name.Likely, r[4] == "true"; {
			case got && want:
				tp++
			case got:
				fp++
			case want:
				fn++
			}
		}
		f1 := 2 * tp / (2*tp + fp + fn)
		t.Logf("%s: precision %.3f recall %.3f F1 %.3f", c.of, tp/(tp+fp), tp/(tp+fn), f1)
		if f1 < c.floor {
			t.Errorf("F1 of %s fell to %.3f", c.of, f1)
		}
	}
}

func FuzzSame(f *testing.F) {
	for _, s := range [][2]string{{"Dušana Šarkić", "Душана Шаркич"}, {"", "x"}, {"İ", "\xff"}, {"al", "bin al"}, {"نبيل كرم", "N. K."}, {"木村", "木"},
		{"Аnna Berg", "Anna Berg"}, {"bin bin", "oğlu oğlu"}, {"박민준", "Park"}, {"Li Li Li Li Li", "李李李李"}, {"Hsü Chin-lin", "Сюй Цзиньлинь"},
		{"G00d 1st II IV", "Co Ltd Inc"}, {"J.P.", "JP"}, {"s's", "'s"}, {"नरेन् मो", "Naren Mo"}, {"e\u0301\u0301", "é"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 500 {
			return // no name; the comparison is quadratic
		}
		x, y := name.Same(a, b), name.Same(b, a)
		if x != y || x < 0 || x > 1 {
			t.Fatalf("Same(%q, %q) is %v one way and %v the other", a, b, x, y)
		}
		if s := name.Same(a, a); name.Fold(a) != "" && s != 1 {
			t.Fatalf("Same(%q, itself) is %v", a, s)
		}
		if l := name.Latin(a); name.Fold(l) != l {
			t.Fatalf("Latin(%q) is %q, which is not folded", a, l)
		}
		if name.Mixed(a) != "" && name.Fold(a) != name.Fold(b) && x > name.Surname {
			t.Fatalf("Same(%q, %q) is %v in spite of letters of two scripts", a, b, x)
		}
		p := name.Parse(a) // used twice: comparing must not change it
		for range 2 {
			if again := p.Same(name.Parse(b)); again != x {
				t.Fatalf("Same(%q, %q) is %v, and then %v", a, b, x, again)
			}
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Šárka O'Neil-Łęcka": "sarka o neil lecka", "IĞDIR": "igdir", "  ": "", "\xffa": "a", "ΝΙΚΟΣ": "νικοσ"} {
		if got := name.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"Щукин": "shchukin", "Dušan": "dusan", "ნინო": "nino", "木村": "木村"} {
		if got := name.Latin(in); got != want {
			t.Errorf("Latin(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGathering(t *testing.T) {
	for in, want := range map[string]string{"Lisbon Summit": "lisbon", "Lizbon Zirvesi": "lizbon", "the annual Forum": "", "Lissabonner Gipfeltreffen": "lissabonner"} {
		if got := name.Gathering(in); got != want {
			t.Errorf("Gathering(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitles(t *testing.T) {
	cases := []struct {
		a, b                     [2]string // English, as written
		equal, compatible, fills bool
	}{
		{[2]string{"Minister of Foreign Affairs"}, [2]string{"Foreign Minister"}, true, true, true},
		{[2]string{"Minister"}, [2]string{"Minister of Trade"}, false, true, true},
		{[2]string{"Minister of Trade"}, [2]string{"Minister of Defence"}, false, false, false},
		{[2]string{"Chairman of the Committee"}, [2]string{"Committee Chairwoman"}, true, true, true},
		{[2]string{"Deputy Minister"}, [2]string{"Minister"}, false, false, false},
		{[2]string{"Deputy Secretary General"}, [2]string{"Assistant Secretary General"}, false, false, false},
		{[2]string{"Deputy Secretary General", "Genel Sekreter Yardımcısı"}, [2]string{"Assistant Secretary General"}, false, true, true},
		{[2]string{"Deputy Secretary General", "Genel Sekreter Yardımcısı"}, [2]string{"Secretary General"}, false, false, false},
		{[2]string{"Head of the Legal Department"}, [2]string{"Department Heads"}, false, true, false},
		{[2]string{"former President"}, [2]string{"President"}, false, true, true},
		{[2]string{""}, [2]string{"President"}, false, false, false},
		{[2]string{"", "vize başkan"}, [2]string{"", "başkan"}, false, false, false},
	}
	for _, c := range cases {
		a, b := name.ParseTitle(c.a[0], c.a[1]), name.ParseTitle(c.b[0], c.b[1])
		if a.Equal(b) != c.equal || a.Compatible(b) != c.compatible || b.Compatible(a) != c.compatible || a.Fills(b) != c.fills {
			t.Errorf("%q and %q: equal %v, compatible %v, fills %v", c.a, c.b, a.Equal(b), a.Compatible(b), a.Fills(b))
		}
		if (a.Key() == b.Key()) != c.equal {
			t.Errorf("%q and %q have keys %q and %q", c.a, c.b, a.Key(), b.Key())
		}
	}
	if !name.ParseTitle("Prime Minister", "").Single() || name.ParseTitle("Ambassador", "").Single() || name.ParseTitle("Deputy Prime Minister", "").Single() {
		t.Error("a prime minister is one, an ambassador or a deputy is not")
	}
	if !name.ParseTitle("ex-President", "").Former() || name.ParseTitle("President", "").Former() {
		t.Error("an ex-president is a former one")
	}
}

func TestTitleExcludes(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Minister of Trade", "Ambassador to Peru", true},
		{"Judge", "Member of Parliament", true},
		{"Deputy Minister of Trade", "Consul General", true},
		{"Minister of Trade", "Member of Parliament", false},
		{"Minister of Defence", "General", false},
		{"Minister of Trade", "Prime Minister", false},
		{"Ambassador", "Permanent Representative", false},
		{"Ambassador", "Minister Counsellor", false},
		{"Former Ambassador", "Minister of Trade", false},
		{"Ambassador at Large", "Minister of Trade", false},
		{"Secretary General", "Minister of Trade", false},
		{"Head of the Delegation", "Ambassador", false},
		{"", "Ambassador", false},
	} {
		a, b := name.ParseTitle(c.a, ""), name.ParseTitle(c.b, "")
		if a.Excludes(b) != c.want || b.Excludes(a) != c.want {
			t.Errorf("%q (%s) excludes %q (%s): %v, and back %v, want %v", c.a, a.Post(), c.b, b.Post(), a.Excludes(b), b.Excludes(a), c.want)
		}
	}
}

func TestTitleIncludes(t *testing.T) {
	cases := []struct {
		group, member string
		want          bool
	}{
		{"Committee Heads", "Chair of the Trade and Finance Committee", true},
		{"Chairs of Committees", "Director of the Legal Committee", true},
		{"Minister", "Minister of Trade", true},
		{"Committee Heads", "Head of the Legal Department", false},
		{"Committee Heads", "Secretary of the Legal Committee", false},
		{"Deputy Committee Heads", "Chair of the Trade Committee", false},
		{"Deputy Committee Heads", "Deputy Chair of the Trade Committee", true},
		{"Heads", "Chair of the Trade Committee", false},
		{"Minister of Trade", "Minister", false},
		{"", "Minister", false},
	}
	for _, c := range cases {
		if got := name.ParseTitle(c.group, "").Includes(name.ParseTitle(c.member, "")); got != c.want {
			t.Errorf("%q includes %q: %v", c.group, c.member, got)
		}
	}
}

func BenchmarkSame(b *testing.B) {
	for b.Loop() {
		name.Same("Мехмет Джавид Сафаров", "Cavid Mehmet Səfərov")
	}
}
