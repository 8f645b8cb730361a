package name_test

import (
	"encoding/csv"
	"os"
	"testing"

	"chancery/internal/name"
)

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
	for _, schema := range []string{"Person", ""} {
		var tp, fp, fn int
		for _, r := range rows[1:] {
			if schema != "" && r[1] != schema {
				continue
			}
			got, want := name.Same(r[2], r[3]) >= name.Likely, r[4] == "true"
			switch {
			case got && want:
				tp++
			case got:
				fp++
			case want:
				fn++
			}
			if got != want && schema != "" && testing.Verbose() {
				t.Logf("%.2f want %v: %s | %s", name.Same(r[2], r[3]), want, r[2], r[3])
			}
		}
		f1 := 2 * float64(tp) / float64(2*tp+fp+fn)
		t.Logf("%q: %d pairs right, %d wrongly joined, %d missed: F1 %.3f", schema, tp, fp, fn, f1)
		if schema == "Person" && f1 < 0.80 {
			t.Errorf("F1 of persons fell to %.3f", f1)
		}
	}
}
