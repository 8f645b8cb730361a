package speech_test

import (
	"fmt"
	"os"
	"testing"

	"chancery"
	"chancery/internal/entity"
	"chancery/internal/readtest"
)

func TestZZ(t *testing.T) {
	raw, err := os.ReadFile(os.Getenv("ZZ"))
	if err != nil {
		t.Skip()
	}
	for _, l := range readtest.Languages(t, "event.yaml") {
		if l.Pack.Code != os.Getenv("ZL") {
			continue
		}
		d := l.Read(t, string(raw), entity.Context{})
		for _, tk := range d.Text.Tokens {
			fmt.Printf("%s/%s/%s/%s ", tk.Form, tk.Base, tk.UPOS, tk.Feats)
		}
		fmt.Println()
		for _, m := range d.Mentions {
			name := ""
			if m.Actor >= 0 {
				name = d.Actors[m.Actor].Name + "/" + d.Actors[m.Actor].Key
			}
			fmt.Printf("%q %s name=%q case=%s head=%s of=%s actor=%d %s members=%v bare=%v plural=%v\n", d.Text.Span(m.First, m.Last).In(string(raw)), m.Label, m.Name, m.Case, m.Head, m.Of, m.Actor, name, m.Members, m.Bare, m.Plural)
		}
		fmt.Println(len(d.Text.Sentences))
	}
	p := pipe(t)
	for _, c := range statements(t, p, chancery.Report{ID: "r", Name: "r.txt", Language: os.Getenv("ZL"), Text: string(raw), Published: "2025-05-15"}) {
		s := c.Statement
		fmt.Printf("* %s | %v | %s | %s | %v | %s | ev=%s d=%s %s\n", s.Name, s.Collective, s.Form, s.Stance, s.About, s.Quote, s.Event, s.Date, c.Sources[0].Rule)
	}
}
