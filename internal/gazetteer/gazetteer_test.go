package gazetteer_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chancery"
	"chancery/data"
	"chancery/internal/gazetteer"
	"chancery/internal/name"
)

var loaded = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Load(data.FS) })

func load(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLongest(t *testing.T) {
	g := load(t)
	cases, err := os.ReadFile("testdata/longest.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		t.Run(c[0]+" "+c[1], func(t *testing.T) {
			entries, n := g.Longest(c[0], strings.Fields(c[1]))
			best := "-"
			if len(entries) > 0 {
				best = fmt.Sprint(entries[0].Kind, " ", entries[0].ID)
			}
			if got, want := strconv.Itoa(n)+" "+best, c[2]+" "+c[3]; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestLongestGivesEveryReading(t *testing.T) {
	g := load(t)
	for words, want := range map[string][]string{
		"Georgia":    {"state GEO", "region Georgia"},
		"Congo":      {"state COD", "state COG"},
		"Luxembourg": {"state LUX", "adjective LUX", "city 2960316"},
		"London":     {"city 2643743", "city 6058560"},
	} {
		entries, _ := g.Longest("en", []string{words})
		var got []string
		for _, e := range entries {
			got = append(got, fmt.Sprint(e.Kind, " ", e.ID))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", words, diff)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		language, word string
		want           bool
	}{
		{"en", "Reading", true},
		{"en", "Most", true},
		{"en", "Nice", true},
		{"en", "Batman", true},
		{"tr", "Ordu", true},
		{"tr", "Mali", true},
		{"en", "Mali", false},
		{"en", "Nelson", true}, // a given name
		{"en", "US", false},
		{"en", "Paris", false},
		{"en", "Washington", false},
		{"en", "Kingston", false},
		{"tr", "Bakü", false},
		{"en", "Munich", false},
	} {
		entries, n := g.Longest(c.language, []string{c.word})
		if n == 0 {
			t.Errorf("%s %s: no name", c.language, c.word)
			continue
		}
		if entries[0].Ambiguous != c.want {
			t.Errorf("%s %s: ambiguous %v, want %v", c.language, c.word, entries[0].Ambiguous, c.want)
		}
	}
}

func TestGovernment(t *testing.T) {
	g := load(t)
	for city, want := range map[string]string{
		"Moscow": "RUS", "Ankara": "TUR", "Washington": "USA", "Astana": "KAZ",
		"Brussels": "", "The Hague": "NLD", "Geneva": "", "Istanbul": "", "Ramallah": "PSE",
	} {
		entries, n := g.Longest("en", strings.Fields(city))
		if n == 0 || entries[0].Kind != gazetteer.City {
			t.Errorf("%s is not read as a city", city)
			continue
		}
		if got := entries[0].Government; got != want {
			t.Errorf("%s stands for %q, want %q", city, got, want)
		}
	}
}

func TestStateAndCapital(t *testing.T) {
	g := load(t)
	for code, want := range map[string][2]string{
		"AZE": {"Azerbaijan", "Baku"},
		"USA": {"United States", "Washington"},
		"BIH": {"Bosnia and Herzegovina", "Sarajevo"},
		"XKX": {"Kosovo", "Pristina"},
		"UKR": {"Ukraine", "Kyiv"},
		"COD": {"Democratic Republic of the Congo", "Kinshasa"},
		"CHE": {"Switzerland", "Bern"},
		"LIE": {"Liechtenstein", "Vaduz"},
	} {
		state, ok := g.State(code)
		capital, ok2 := g.Capital(code)
		if got := [2]string{state.Name, capital.Name}; !ok || !ok2 || got != want {
			t.Errorf("%s: got %v, want %v", code, got, want)
		}
		if capital.Country != code || !capital.Capital || capital.GeoNames == 0 || capital.Lat == 0 {
			t.Errorf("%s: incomplete capital %+v", code, capital)
		}
	}
	for _, code := range []string{"", "ZZZ", "az", "NATO"} {
		if _, ok := g.State(code); ok {
			t.Errorf("%q is a state", code)
		}
		if _, ok := g.Capital(code); ok {
			t.Errorf("%q has a capital", code)
		}
	}
	if e, ok := g.State("KKTC"); !ok || e.Country != "KKTC" {
		t.Errorf("KKTC: %+v %v", e, ok)
	}
}

func TestOrganisation(t *testing.T) {
	g := load(t)
	for id, want := range map[string][2]string{ // parent, sector
		"NATO":                {"", "IGO"},
		"NATO PA":             {"NATO", "LEG"},
		"PACE":                {"CoE", "LEG"},
		"UN Security Council": {"UN", "IGO"},
		"European Commission": {"EU", "IGO"},
		"ARCS":                {"", "NGO"},
		"ICC":                 {"", "JUD"},
	} {
		e, ok := g.Organisation(id)
		if got := [2]string{e.Parent, e.Sector}; !ok || got != want {
			t.Errorf("%s: got %v, want %v", id, got, want)
		}
	}
	if e, ok := g.Organisation("Kremlin"); !ok || e.Country != "RUS" || e.Sector != "GOV" {
		t.Errorf("Kremlin: %+v", e)
	}
}

func names(leaders []gazetteer.Leader) []string {
	var names []string
	for _, l := range leaders {
		names = append(names, l.State+" "+l.Name+", "+l.Role)
	}
	return names
}

func TestLeaders(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		name string
		date chancery.Date
		want []string
	}{
		{"obama", "2016-05-01", []string{"USA Barack H. Obama, chief of state", "USA Barack H. Obama, head of government"}},
		{"barack obama", "2016", []string{"USA Barack H. Obama, chief of state", "USA Barack H. Obama, head of government"}},
		{"barack obama", "2019-05-01", nil},
		{"michelle obama", "2016-05-01", nil},
		{"kishida", "2022-03-03", []string{"JPN Fumio Kishida, head of government"}},
		{"kishida", "2025-03-03", nil},
		{"zelensky", "2024", []string{"UKR Volodymyr Zelenskyy, chief of state"}},
		{"zelenskyy", "2024", []string{"UKR Volodymyr Zelenskyy, chief of state"}},
		{"tokaev", "2024", []string{"KAZ Kasym-Zhomart Tokayev, chief of state"}},
		{"", "2024", nil},
		{"nobody at all", "", nil},
	} {
		if diff := cmp.Diff(c.want, names(g.Leaders(c.name, c.date))); diff != "" {
			t.Errorf("%s on %s: (-want +got)\n%s", c.name, c.date, diff)
		}
	}
}

func TestLeadersOf(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		state, role string
		date        chancery.Date
		want        []string
	}{
		{"JPN", gazetteer.HeadOfGovernment, "2023-06-01", []string{"JPN Fumio Kishida, head of government"}},
		{"JPN", gazetteer.ChiefOfState, "2023-06-01", []string{"JPN Naruhito, chief of state"}},
		{"USA", gazetteer.ChiefOfState, "2022", []string{"USA Joseph R. Biden Jr., chief of state"}},
		{"ZZZ", gazetteer.ChiefOfState, "2022", nil},
	} {
		if diff := cmp.Diff(c.want, names(g.LeadersOf(c.state, c.role, c.date))); diff != "" {
			t.Errorf("%s of %s on %s: (-want +got)\n%s", c.role, c.state, c.date, diff)
		}
	}
}

func TestHolding(t *testing.T) {
	l, err := gazetteer.LoadLeaders(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		title, state string
		date         chancery.Date
		want         []string
	}{
		{"President", "LVA", "2021-03-01", []string{"LVA Egils Levits, chief of state"}},
		{"President", "LVA", "2023", []string{"LVA Egils Levits, chief of state", "LVA Edgars Rinkevics, chief of state"}},
		{"President", "LVA", "2018-06-01", nil}, // the table saw nobody then
		{"Head of State", "JPN", "2023-06-01", []string{"JPN Naruhito, chief of state"}},
		{"Premier", "JPN", "2023-06-01", []string{"JPN Fumio Kishida, head of government"}},
		{"Prime Minister", "JPN", "", nil},
		{"Prime Minister", "JPN", "2099-06-01", nil}, // the table says nothing of it
		{"Former Prime Minister", "JPN", "2023-06-01", nil},
		{"Deputy Prime Minister", "JPN", "2023-06-01", nil},
		{"Minister of Trade", "JPN", "2023-06-01", nil},
		{"", "JPN", "2023-06-01", nil},
	} {
		if diff := cmp.Diff(c.want, names(l.Holding(name.ParseTitle(c.title, ""), c.state, c.date))); diff != "" {
			t.Errorf("%s of %s on %s: (-want +got)\n%s", c.title, c.state, c.date, diff)
		}
	}
	if got := l.Latest(name.ParseTitle("President", ""), "LVA"); len(got) != 1 || got[0].Until != "" {
		t.Errorf("the latest president of LVA is %v", got)
	}
}

func TestIsGivenName(t *testing.T) {
	g := load(t)
	for _, w := range []string{"Mehmet", "Ayşe", "AYSE", "Leyla", "Ceyhun", "Jeyhun", "Radmila", "Olena", "Giorgi", "Khalid", "Fatemeh", "Pierre", "Günther", "Rustam", "Fumio", "Ngozi"} {
		if !g.IsGivenName(w) {
			t.Errorf("%s is no given name", w)
		}
	}
	for _, w := range []string{"", "Minister", "NATO", "Türkiye", "the", "Moscow", "Delegation", "Devlet", "August", "…"} {
		if g.IsGivenName(w) {
			t.Errorf("%q is a given name", w)
		}
	}
}

func TestLoadNamesTheFaultyLine(t *testing.T) {
	_, err := gazetteer.Load(fstest.MapFS{
		"gazetteer/territories.tsv": {Data: []byte("# Source: none\ncode\tgeonames\ten\nAAA\tmany\tAtlantis\n")},
	})
	if err == nil || !strings.Contains(err.Error(), "gazetteer/territories.tsv:3") {
		t.Errorf("got %v, want an error with file and line", err)
	}
}

// TestParentsExist keeps organisations.tsv, bodies.tsv and groups.tsv honest: who belongs
// to whom must be known.
func TestParentsExist(t *testing.T) {
	g := load(t)
	for _, file := range []string{"organisations.tsv", "bodies.tsv", "groups.tsv"} {
		raw, err := data.FS.ReadFile("gazetteer/" + file)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for line := range strings.Lines(string(raw)) {
			c := strings.Split(line, "\t")
			if strings.HasPrefix(line, "#") || c[0] == "id" {
				continue
			}
			if seen[c[0]] {
				t.Errorf("%s: %s stands there twice", file, c[0])
			}
			seen[c[0]] = true
			if e, ok := g.Organisation(c[0]); !ok {
				t.Errorf("%s: %s is lost", file, c[0])
			} else if _, ok := g.Organisation(e.Parent); e.Parent != "" && !ok {
				t.Errorf("%s: %s has the unknown parent %s", file, c[0], e.Parent)
			} else if _, ok := g.State(e.Country); e.Country != "" && !ok {
				t.Errorf("%s: %s has the unknown state %s", file, c[0], e.Country)
			}
		}
	}
}

// TestHandWrittenNamesAreFound looks every name of names.tsv up in its language.
func TestHandWrittenNamesAreFound(t *testing.T) {
	g := load(t)
	raw, err := data.FS.ReadFile("gazetteer/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 4 || c[0] == "code" {
			continue
		}
		want := gazetteer.State
		if c[2] == "adjective" {
			want = gazetteer.Adjective
		}
		for spelling := range strings.SplitSeq(c[3], "|") {
			words := strings.Fields(spelling)
			entries, n := g.Longest(c[1], words)
			found := slices.ContainsFunc(entries, func(e gazetteer.Entry) bool { return e.Kind == want && e.ID == c[0] })
			if n != len(words) || !found {
				t.Errorf("%s %q: not found as %s of %s", c[1], spelling, want, c[0])
			}
		}
	}
}

func TestStatesHaveTurkishAdjectives(t *testing.T) {
	raw, err := data.FS.ReadFile("gazetteer/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	// Members of the United Nations, and three that news treats as states.
	members := strings.Fields(`AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA
		BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COD COG CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV
		GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR
		ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM
		MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA PRK MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT
		KOR ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR
		TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VAT VEN VNM YEM ZMB ZWE PSE XKX TWN KKTC`)
	for _, code := range members {
		if !strings.Contains(string(raw), "\n"+code+"\ttr\tadjective\t") {
			t.Errorf("%s has no Turkish adjective", code)
		}
	}
}

func TestLongestDoesNotAllocateInVain(t *testing.T) {
	g := load(t)
	for _, words := range [][]string{{"yesterday", "evening"}, {"görüşmede", "ele"}, {"South", "of"}} {
		if n := testing.AllocsPerRun(100, func() { g.Longest("tr", words) }); n != 0 {
			t.Errorf("%v: %v allocations", words, n)
		}
	}
}

func TestManyGoroutines(t *testing.T) {
	g := load(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 100 {
				if _, n := g.Longest("en", []string{"United", "Kingdom"}); n != 2 {
					t.Error("lost the United Kingdom")
				}
			}
		})
	}
	wg.Wait()
}

func FuzzLongest(f *testing.F) {
	f.Add("en", "United States")
	f.Add("tr", "İstanbul’da")
	f.Add("", "\xff\xfe New York")
	f.Add("ar", "الولايات المتحدة")
	f.Add("en", strings.Repeat("Saint ", 80))
	g := load(f)
	f.Fuzz(func(t *testing.T, language, text string) {
		words := strings.Split(text, " ")
		entries, n := g.Longest(language, words)
		if n < 0 || n > len(words) || (n == 0) != (len(entries) == 0) {
			t.Errorf("%d words and %d entries of %d words", n, len(entries), len(words))
		}
		g.IsGivenName(text)
		g.Leaders(text, "")
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gazetteer.Load(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLongest(b *testing.B) {
	g := load(b)
	words := strings.Fields("the foreign minister of the United Arab Emirates arrived in New York to meet the Secretary General of the North Atlantic Treaty Organization")
	b.ReportAllocs()
	for b.Loop() {
		for i := range words {
			g.Longest("en", words[i:])
		}
	}
}

func TestVenue(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		language, words, city string
		n                     int
	}{
		{"en", "Kremlin on Monday", "Moscow", 1},
		{"en", "NATO Headquarters", "Brussels", 2},
		{"tr", "Dolmabahçe Çalışma Ofisi", "Istanbul", 3},
		{"tr", "Beyaz Saray", "Washington", 2},
		{"en", "kremlin", "", 0}, // a name has its capitals
		{"en", "Harbour House", "", 0},
	} {
		e, n := g.Venue(c.language, strings.Fields(c.words))
		if e.Name != c.city || n != c.n {
			t.Errorf("%s %q: %q in %d words, want %q in %d", c.language, c.words, e.Name, n, c.city, c.n)
		}
	}
}

func TestSeat(t *testing.T) {
	g := load(t)
	for code, want := range map[string]string{"NOR": "Oslo", "NLD": "The Hague", "BOL": "La Paz", "TZA": "", "XXX": ""} {
		if e, _ := g.Seat(code); e.Name != want {
			t.Errorf("the government of %s is in %q, want %q", code, e.Name, want)
		}
	}
}
