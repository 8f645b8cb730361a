package name_test

import (
	"testing"

	"chancery/internal/name"
)

func TestLevel(t *testing.T) {
	for title, want := range map[string]name.Level{
		"President":                                name.LevelHead,
		"Prime Minister":                           name.LevelHead,
		"Premier":                                  name.LevelHead,
		"Secretary General":                        name.LevelHead,
		"Minister of Foreign Affairs":              name.LevelMinister,
		"Secretary of State":                       name.LevelMinister,
		"Deputy Prime Minister":                    name.LevelDeputy,
		"Deputy Minister of Defence":               name.LevelDeputy,
		"Vice President":                           name.LevelDeputy,
		"Assistant Secretary General":              name.LevelDeputy,
		"Speaker of Parliament":                    name.LevelParliament,
		"Deputy Speaker of Parliament":             name.LevelParliament,
		"Chair of the Foreign Relations Committee": name.LevelParliament,
		"President of the National Assembly":       name.LevelParliament,
		"Ambassador":                               name.LevelOfficial,
		"Director of the Partnerships Section":     name.LevelOfficial,
		"Deputy Director":                          name.LevelOfficial,
		"President of the Supreme Court":           name.LevelOfficial,
		"":                                         name.LevelOfficial,
	} {
		if got := name.ParseTitle(title, title).Level(); got != want {
			t.Errorf("%q stands at level %s, want %s", title, got, want)
		}
	}
}
