package merge_test

import (
	"slices"
	"testing"

	"chancery"
)

func TestPersons(t *testing.T) {
	cases := []struct {
		name    string
		reports []string
		claims  []claim
		want    string
	}{
		{"one person in three spellings", []string{"r1 en 2031-01-01", "r2 tr 2032-01-01", "r3 ru 2033-01-01"}, []claim{
			event("a r1 visit -", "Dušana Šarkić; SRB; Minister; visitor"),
			event("b r2 visit -", "Dusana Sharkich; SRB; Minister; visitor"),
			event("c r3 visit -", "Душана Шаркич; SRB; Minister; visitor"),
		}, "dusana-sarkic"},
		{"two states, two persons", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; NOR; Minister; visitor"),
		}, "anna-berg-nor anna-berg-swe"},
		{"no state told, one person known", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; ; ; visitor"),
		}, "anna-berg"},
		{"no state told, two persons known", []string{"r1 en 2031-01-01", "r2 en 2031-01-01", "r3 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; ; ; visitor"),
			event("c r3 visit -", "Anna Berg; NOR; Minister; visitor"),
		}, "anna-berg anna-berg-nor anna-berg-swe"},
		{"a state that is only inferred gives way to one that is stated", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE?; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; NOR; Minister; visitor"),
		}, "anna-berg"},
		{"not when they hold different offices", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE?; Judge; visitor"),
			event("b r2 visit -", "Anna Berg; NOR; Minister; visitor"),
		}, "anna-berg-nor anna-berg-swe"},
		{"nor when two states are inferred", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; SWE?; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; NOR?; Minister; visitor"),
		}, "anna-berg-nor anna-berg-swe"},
		{"nor when two states are stated elsewhere", []string{"r1 en 2031-01-01", "r2 en 2031-01-01", "r3 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Anna Berg; FIN?; Minister; visitor"),
			event("b r2 visit -", "Anna Berg; NOR; Minister; visitor"),
			event("c r3 visit -", "Anna Berg; SWE; Minister; visitor"),
		}, "anna-berg-fin anna-berg-nor anna-berg-swe"},
		{"father and daughter", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 visit -", "Henrik Aalto; FIN; President; visitor"),
			event("b r2 visit -", "Maria Aalto; FIN; President; visitor"),
		}, "henrik-aalto maria-aalto"},
		{"a bare surname with the same office in the same year", []string{"r1 en 2031-01-01", "r2 en 2031-06-01"}, []claim{
			event("a r1 visit -", "Henrik Aalto; FIN; President; visitor"),
			event("b r2 statement -", "Aalto; FIN; President; initiator"),
		}, "henrik-aalto"},
		{"a bare surname with the same office twenty years later", []string{"r1 en 2011-01-01", "r2 en 2031-06-01"}, []claim{
			event("a r1 visit -", "Henrik Aalto; FIN; President; visitor"),
			event("b r2 statement -", "Aalto; FIN; President; initiator"),
		}, "aalto henrik-aalto"},
		{"a bare surname in an event of the same days and parties", []string{"r1 en 2031-01-01", "r2 en 2031-01-02"}, []claim{
			event("a r1 meeting -", "Henrik Aalto; FIN", "; EST"),
			event("b r2 meeting -", "Aalto; FIN", "; EST"),
		}, "henrik-aalto"},
		{"a bare surname in another context", []string{"r1 en 2031-01-01", "r2 en 2031-01-02"}, []claim{
			event("a r1 meeting -", "Henrik Aalto; FIN", "; EST"),
			event("b r2 meeting -", "Aalto; FIN", "; LVA"),
		}, "aalto henrik-aalto"},
		{"a bare surname that two persons have", []string{"r1 en 2031-01-01", "r2 en 2031-01-02"}, []claim{
			event("a r1 meeting -", "Henrik Aalto; FIN", "Maria Aalto; FIN", "; EST"),
			event("b r2 meeting -", "Aalto; FIN", "; EST"),
		}, "aalto henrik-aalto maria-aalto"},
		{"full name and surname in one report", []string{"r1 en 2031-01-01"}, []claim{
			event("a r1 meeting -", "Henrik Aalto; FIN", "; EST"),
			event("b r1 praise -", "Aalto; FIN; ; initiator", "; EST; ; recipient"),
		}, "henrik-aalto"},
		{"deputy and assistant are one word in Turkish", []string{"r1 en 2031-01-01", "r2 tr 2031-01-01"}, []claim{
			event("a r1 meeting 2031-01-01", "Ilse Maric; NATO; Assistant Secretary General", "; EST"),
			event("b r2 meeting 2031-01-01", "; NATO; Deputy Secretary General = Genel Sekreter Yardımcısı", "; EST"),
		}, "ilse-maric"},
		{"and two in English", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 meeting 2031-01-01", "Ilse Maric; NATO; Assistant Secretary General", "; EST"),
			event("b r2 meeting 2031-01-01", "; NATO; Deputy Secretary General", "; EST"),
		}, "ilse-maric office:NATO:deputy-secretary-general"},
		{"an office of nobody knows whom is one of its report", []string{"r1 en 2031-01-01", "r2 en 2031-01-01"}, []claim{
			event("a r1 meeting 2031-01-01", "; ; Director", "; EST"),
			event("b r2 meeting 2031-01-01", "; ; Director", "; EST"),
		}, "office:r1:director office:r2:director"},
		{"one title of two houses", []string{"r1 en 2031-01-01"}, []claim{
			event("a r1 meeting 2031-01-01", "; NATO; Secretary General", "; NATO PA; Secretary General"),
		}, "office:NATO PA:secretary-general office:NATO:secretary-general"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := actorIDs(fold(t, reports(c.reports...), claims(c.claims...)), chancery.Person); got != c.want {
				t.Errorf("the persons are %s, want %s", got, c.want)
			}
		})
	}
}

// Where a delegation goes to is one organisation, however it is called.
func TestDelegationsByTarget(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-01-01", "r2 en 2031-06-01", "r3 en 2031-06-01"), claims(
		event("a r1 visit 2031-01-01 Vienna/AUT", "the Norwegian delegation to the OSCE Parliamentary Assembly; NOR; ; visitor"),
		event("b r2 visit 2031-06-01 Vienna/AUT", "the Norwegian delegation to the Parliamentary Assembly of the OSCE; NOR; ; visitor"),
		event("c r3 visit 2031-06-01 Vienna/AUT", "the Norwegian delegation to the Vienna Wine Board; NOR; ; visitor")))
	if got := actorIDs(rec, chancery.Delegation); got != "delegation:NOR:osce-pa delegation:NOR:vienna-wine-board" {
		t.Errorf("the delegations are %s", got)
	}
}

// Unnamed people who hold offices of one kind are an actor of their own: not
// their state's delegation, nor one holder of such an office.
func TestGroups(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-01-01"), claims(
		event("a r1 meeting 2031-01-01 Vienna/AUT", "several; NOR; Committee Head", "the Norwegian delegation; NOR", "; NOR; Committee Head"),
		event("b r1 meeting 2031-02-01 Vienna/AUT", "several; ; Committee Head = some heads of committees")))
	if got := actorIDs(rec, chancery.Delegation); got != "delegation:NOR group:NOR:committee-head group:r1:committee-head" {
		t.Errorf("the delegations are %s", got)
	}
	if got := seated(eventOf(t, rec, "a")); got != "delegation:NOR group:NOR:committee-head office:NOR:committee-head" {
		t.Errorf("at the meeting were %s", got)
	}
}

// A ministry is one however its language calls it; another ministry, and that of
// another state, are not.
func TestBodiesAcrossLanguages(t *testing.T) {
	body := func(id, report, name, of string) claim {
		c := event(id + " " + report + " statement 2031-01-01")
		c.Event.Participants = []chancery.Participant{{Name: name, Of: of, Type: chancery.Body, Role: chancery.Initiator}}
		return c
	}
	rec := fold(t, reports("r1 en 2031-01-01", "r2 tr 2031-01-01", "r3 az 2031-01-01"), claims(
		body("a", "r1", "Foreign Ministry", "FIN"), body("b", "r2", "Dışişleri Bakanlığı", "FIN"), body("c", "r3", "Xarici İşlər Nazirliyi", "FIN"),
		body("d", "r1", "Ministry of Foreign Affairs", "FIN"), body("e", "r2", "Savunma Bakanlığı", "FIN"), body("f", "r2", "Dışişleri Bakanlığı", "EST")))
	if got := actorIDs(rec, chancery.Body); got != "EST:disisleri-bakanligi FIN:disisleri-bakanligi FIN:savunma-bakanligi" {
		t.Errorf("the bodies are %s", got)
	}
}

func TestActorRows(t *testing.T) {
	ministry := func(name, aka, of string) chancery.Participant {
		return chancery.Participant{Name: name, Aka: []string{aka}, Of: of, Type: chancery.Organisation, Role: chancery.Initiator}
	}
	a := event("a r1 statement 2031-01-01")
	a.Event.Participants = []chancery.Participant{ministry("Ministry of Trade", "MoT", "FIN"), {Name: "Baltic Forum", Of: "BF", Type: chancery.Organisation}}
	b := event("b r2 statement 2031-02-01", "Henrik Aalto; FIN; President; initiator")
	b.Event.Participants = append(b.Event.Participants, ministry("Ministerium för handel", "MoT", "FIN"), ministry("Ministry of Trade", "MoT", "EST"))
	rec := fold(t, reports("r2 sv 2031-02-01", "r1 en 2031-01-01"), claims(b, a))
	byID := map[string]chancery.Actor{}
	for _, x := range rec.Actors {
		byID[x.ID] = x
	}
	if len(byID) != len(rec.Actors) || len(byID) != 6 {
		t.Fatalf("actors are %+v", rec.Actors)
	}
	m := byID["FIN:ministerium-for-handel"]
	if len(m.Reports) != 2 || m.Of != "FIN" || m.Names[2] != (chancery.NameForm{Text: "MoT", Language: "en", Count: 1}) || len(m.Names) != 4 {
		t.Errorf("the ministry is %+v", m)
	}
	if byID["BF"].Type != chancery.Organisation || byID["BF"].Name != "Baltic Forum" || byID["FIN"].Type != chancery.State {
		t.Errorf("the parties are %+v and %+v", byID["BF"], byID["FIN"])
	}
	if p := byID["henrik-aalto"]; p.Of != "FIN" || p.Reports[0] != "r2" {
		t.Errorf("the person is %+v", p)
	}
}

// An actor goes by a name that some claim gives it, in Latin letters where one does;
// what else it is called may be inflected, and stays a spelling.
func TestShownNames(t *testing.T) {
	named := func(spec, name string, aka ...string) claim {
		c := event(spec, ingrid)
		c.Event.Participants = append(c.Event.Participants, chancery.Participant{Name: name, Aka: aka, Of: "BF", Type: chancery.Organisation, Role: chancery.Attendee})
		return c
	}
	person := func(spec, name string, aka ...string) claim {
		c := event(spec, ingrid, name+"; KAZ; President")
		c.Event.Participants[1].Aka = aka
		return c
	}
	rec := fold(t, reports("r1 tr 2031-01-01", "r2 ru 2031-01-01", "r3 ru 2031-01-01", "r4 en 2031-01-01"), claims(
		named("a r1 meeting 2031-01-01", "Baltic Forum", "Baltık Deniz Forumu'ndan"),
		person("b r2 meeting 2031-01-01", "Данияр Жумабаев", "Данияром Жумабаевым"), person("c r3 meeting 2031-01-01", "Данияр Жумабаев"),
		person("d r4 meeting 2031-01-01", "Daniyar Zhumabayev")))
	var shown []string
	for _, a := range rec.Actors {
		shown = append(shown, a.Name)
	}
	for _, want := range []string{"Baltic Forum", "Daniyar Zhumabayev"} {
		if !slices.Contains(shown, want) {
			t.Errorf("the actors go by %q, want %s among them", shown, want)
		}
	}
	for _, a := range rec.Actors {
		if a.ID == "daniyar-zhumabayev" && len(a.Names) != 3 {
			t.Errorf("%s is spelt %+v, want three spellings", a.Name, a.Names)
		}
	}
}
