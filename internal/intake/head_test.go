package intake_test

import (
	"testing"

	"chancery/internal/intake"
)

func TestTownAboveTheNarrative(t *testing.T) {
	reader := newReader(t, "en")
	const story = "Foreign Minister Anna Berg of Norway met President Samuel Otieno of Kenya on Wednesday.\n"
	for _, c := range []struct{ head, want string }{
		{"Norpress | Suva | 12 May 2025\n\n", "Suva"},
		{"By Lara Demirel | Nairobi | May 12, 2025 – 16:31\n\n", "Nairobi"},
		{"By Lara Demirel in Nairobi\n\n", "Nairobi"},
		{"Press Briefing – March 4, 2025\n\nAnna Berg, Spokesperson\nWashington, D.C.\n\n", "Washington"},
		{"MEDIA RELEASE – STATE HOUSE, NAIROBI\n12/05/2025\n\n", "NAIROBI"},
		{"NAIROBI [Kenya], May 12 (NPA): ", "NAIROBI"},
		{"Nairobi, Suva: two ferries, one owner\n12 May 2025\n\n", ""},                // a headline
		{"World | Nairobi | Suva | Oslo | Lima | Cairo | Paris\n12 May 2025\n\n", ""}, // a menu
		{"Suva | Nairobi\n12 May 2025\n\n", ""},
		{"Talks in Nairobi end late\n12 May 2025\n\n", ""},
		{"Friends of Nairobi Society\n\n", ""},
	} {
		report, err := reader.Read(intake.Item{Name: "x.txt", Data: []byte(c.head + story)})
		if err != nil {
			t.Fatal(err)
		}
		if report.Dateline != c.want {
			t.Errorf("%q: dateline %q, want %q", c.head, report.Dateline, c.want)
		}
	}
}
