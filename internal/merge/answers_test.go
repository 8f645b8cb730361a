package merge_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/internal/merge"
)

const (
	norBy = "; NOR; ; initiator"
	norTo = "; NOR; ; recipient"
	kenBy = "; KEN; ; initiator"
	kenTo = "; KEN; ; recipient"
	perBy = "; PER; ; initiator"
)

func TestAnswers(t *testing.T) {
	asked := func() claim { return event("a r1 request 2031-04-02", kenBy, norTo).things("tugboat") }
	offered := func() claim { return event("a r1 offer 2031-04-02", norBy, kenTo).things("tugboat") }
	promised := func() claim { return event("a r1 pledge 2031-04-02", norBy, kenTo).things("tugboat") }
	for _, c := range []struct {
		name   string
		ask    claim
		answer claim
		want   string // the status of a, and how b answers it
	}{
		{"aid meets a request", asked(), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"a pledge does, too", asked(), event("b r2 pledge 2031-05-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"and an agreement, whoever is named first", asked(), event("b r2 agreement 2031-05-02", kenBy, "; NOR").things("tugboat"), "met meets"},
		{"and a signing by ministers", asked(), event("b r2 signing 2031-05-02", "Anna Berg; NOR; Minister of Foreign Affairs", "Ruth Mbeki; KEN").things("tugboat"), "met meets"},
		{"and a release", asked(), event("b r2 other 2031-05-02", norBy, kenTo).plover("RETREAT").things("tugboat"), "met meets"},
		{"a refusal refuses it", asked(), event("b r2 other 2031-05-02", norBy, kenTo).plover("REJECT").things("tugboat"), "refused refuses"},
		{"a topic in common is enough", asked().about("energy"), event("b r2 aid 2031-05-02", norBy, kenTo).about("energy", "trade"), "met meets"},
		{"the pair alone is not", asked().about("energy"), event("b r2 aid 2031-05-02", norBy, kenTo).about("trade").things("wheat"), "open"},
		{"nothing said about what", event("a r1 request 2031-04-02", kenBy, norTo), event("b r2 aid 2031-05-02", norBy, kenTo), "open"},
		{"a word of another language", asked(), event("b r3 aid 2031-05-02", norBy, kenTo).things("tugboat"), "open"},
		{"another giver", asked(), event("b r2 aid 2031-05-02", perBy, kenTo).things("tugboat"), "open"},
		{"another direction", asked(), event("b r2 aid 2031-05-02", kenBy, norTo).things("tugboat"), "open"},
		{"before it was asked", asked(), event("b r2 aid 2031-03-02", norBy, kenTo).things("tugboat"), "open"},
		{"years later", asked(), event("b r2 aid 2033-05-02", norBy, kenTo).things("tugboat"), "open"},
		{"on the same day, in another report", asked(), event("b r2 aid 2031-04-02", norBy, kenTo).things("tugboat"), "open"},
		{"on the same day, further on in the report", asked(), event("b r1 pledge 2031-04-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"told before it in the report", asked(), event("b r0 pledge 2031-04-02", norBy, kenTo).things("tugboat"), "open"},
		{"no dates, told weeks apart", event("a r1 request -", kenBy, norTo).things("tugboat"), event("b r2 aid -", norBy, kenTo).things("tugboat"), "met meets"},
		{"aid that is only planned", asked(), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat").modality(chancery.Planned), "open"},
		{"aid that is denied", asked(), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat").modality(chancery.Denied), "open"},
		{"praise", asked(), event("b r2 praise 2031-05-02", norBy, kenTo).things("tugboat"), "open"},
		{"a meeting", asked(), event("b r2 meeting 2031-05-02", "; NOR; ; visitor", "; KEN; ; host").things("tugboat"), "open"},
		{"a call that was put off", asked(), event("b r2 call 2031-05-02", norBy, kenTo).plover("REJECT").things("tugboat").modality(chancery.Cancelled), "open"},
		{"another request", asked(), event("b r2 request 2031-05-02", norBy, kenTo).things("tugboat"), "open"},
		{"aid follows an offer", offered(), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"an offer is taken", offered(), event("b r2 agreement 2031-05-02", "; NOR", "; KEN").things("tugboat"), "met meets"},
		{"an offer is turned down", offered(), event("b r2 other 2031-05-02", kenBy, norTo).plover("REJECT").things("tugboat"), "refused refuses"},
		{"an offer and its opposite", offered(), event("b r2 aid 2031-05-02", kenBy, norTo).things("tugboat"), "open"},
		{"a pledge is kept", promised(), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"by a deed", promised(), event("b r2 other 2031-05-02", norBy, kenTo).plover("COOPERATE").things("tugboat"), "met meets"},
		{"a pledge is not kept by words", promised(), event("b r2 pledge 2031-05-02", norBy, kenTo).things("tugboat"), "open"},
		{"nor by an agreement", promised(), event("b r2 agreement 2031-05-02", "; NOR", "; KEN").things("tugboat"), "open"},
		{"a pledge that was due later", event("a r1 pledge 2031-08-01", norBy, kenTo).things("tugboat"), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat"), "met meets"},
		{"an asking that was only planned waits for nothing", asked().modality(chancery.Planned), event("b r2 aid 2031-05-02", norBy, kenTo).things("tugboat"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := claims(c.ask, c.answer)
			if c.answer.Report == "r0" { // the same report, the other way round
				in = claims(c.answer, c.ask)
				in[0].Report = "r1"
			}
			rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-05-03", "r3 tr 2031-05-03"), in)
			e := eventOf(t, rec, "a")
			got := string(e.Status)
			for _, a := range e.Answers {
				if a.Event != "b" {
					t.Errorf("answered by %s", a.Event)
				}
				got += " " + string(a.How)
				if len(a.About) == 0 {
					t.Error("the answer is about nothing in common")
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if b := eventOf(t, rec, "b"); (b.Status != "") != (b.Kind == chancery.KindPledge || b.Kind == chancery.KindRequest) {
				t.Errorf("the answer has the status %q", b.Status)
			}
		})
	}
}

// TestAnswersInOrder: answers stand by their days, and what was met stays met.
func TestAnswersInOrder(t *testing.T) {
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-07-03"), claims(
		event("a r1 request 2031-04-02", "Ruth Mbeki; KEN; President; initiator", norTo).about("energy"),
		event("d r2 aid 2031-05-02", norBy, kenTo).about("energy"),
		event("c r2 other 2031-04-20", norBy, kenTo).plover("REJECT").about("energy"),
		event("b r2 other 2031-06-20", norBy, kenTo).plover("REJECT").about("energy"),
	))
	e := eventOf(t, rec, "a")
	if got := fmt.Sprint(e.Status, e.Answers); got != "met[{c refuses [energy]} {d meets [energy]} {b refuses [energy]}]" {
		t.Error(got)
	}
}

// TestAnswersGrow: requests and aid of one pair over many years cost little
// more than their number.
func TestAnswersGrow(t *testing.T) {
	took := func(n int) time.Duration {
		var rs []chancery.Report
		var cs []chancery.Claim
		for i := range n {
			day := chancery.DayOf(1900, 1, 1+40*i).Date()
			id := fmt.Sprintf("r%06d", i)
			rs = append(rs, report(fmt.Sprintf("%s en %s", id, day)))
			a := event(fmt.Sprintf("a%06d %s request %s", i, id, day), kenBy, norTo).about("energy")
			b := event(fmt.Sprintf("b%06d %s aid %s", i, id, day), norBy, kenTo).about("energy")
			b.Order = 1
			cs = append(cs, a.Claim, b.Claim)
		}
		start := time.Now()
		rec, err := merge.Fold(rs, cs, nil)
		if err != nil {
			t.Fatal(err)
		}
		answers := 0
		for _, e := range rec.Events {
			answers += len(e.Answers)
		}
		if answers > 11*n || answers < n {
			t.Errorf("%d answers to %d requests", answers, n)
		}
		return time.Since(start)
	}
	small := took(200)
	if large := took(1600); large > 40*small+time.Second {
		t.Errorf("8 times as many took %v after %v", large, small)
	}
}

// TestAnswersOfMany: a declaration of many states answers nobody, and costs
// nothing.
func TestAnswersOfMany(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("; X%02d; ; initiator", i))
	}
	rec := fold(t, reports("r1 en 2031-04-03", "r2 en 2031-05-03"), claims(
		event("a r1 request 2031-04-02", kenBy, "; X03; ; recipient").about("energy"),
		event("b r2 aid 2031-05-02", append(many, kenTo, norTo)...).about("energy"),
	))
	if e := eventOf(t, rec, "a"); e.Status != chancery.StatusOpen {
		t.Errorf("%s %s", e.Status, strings.TrimSpace(fmt.Sprint(e.Answers)))
	}
}
