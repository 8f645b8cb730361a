package index_test

import (
	"testing"

	"chancery"
	"chancery/internal/index"
)

func TestPlaceName(t *testing.T) {
	for _, test := range []struct {
		place    chancery.Place
		language string
		want     string
	}{
		{chancery.Place{Name: "Accra", Country: "GHA"}, "tr", "Akra"},
		{chancery.Place{Name: "Lisbon", Country: "PRT"}, "fr", "Lisbonne"},
		{chancery.Place{Name: "Lisboa", Country: "PRT", GeoNames: 2267057}, "tr", "Lizbon"},
		{chancery.Place{Name: "Nowhere", Country: "PRT"}, "tr", ""},
		{chancery.Place{Country: "PRT"}, "tr", ""},
		{chancery.Place{Name: "Lisbon", Country: "PRT"}, "xx", ""},
	} {
		if got := index.PlaceName(&test.place, test.language); got != test.want {
			t.Errorf("%v in %s is %q, want %q", test.place, test.language, got, test.want)
		}
	}
}

func TestFramework(t *testing.T) {
	for named, want := range map[string]string{
		"pfp": "PfP", "Partnership for Peace": "PfP", "barış için ortaklık": "PfP", "Партнёрство ради мира": "PfP", "no such thing": "", "": "", "id": "", "type": "",
	} {
		if got := index.Framework(named); got != want {
			t.Errorf("%q is %q, want %q", named, got, want)
		}
	}
}
