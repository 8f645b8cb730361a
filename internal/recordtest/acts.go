package recordtest

import (
	"testing"

	"chancery"
)

const (
	askedEN = "NAIROBI, April 3 - President Ruth Mbeki of Kenya asked Norway for two tugboats and for training in energy. " +
		"She thanked Foreign Minister Anna Berg for the wheat. Kenya offered Peru a port. Kenya was criticised for the price."
	answeredEN = "OSLO, May 3 - Norway handed Kenya two tugboats on May 2. Foreign Minister Anna Berg promised Kenya pilots by 1 July."
	refusedEN  = "LIMA, May 5 - Peru turned down Kenya's port on May 4. Kenya asked Peru for engineers."
)

// Ids of the events of Acts.
const (
	Asked     = "ca12000000000000" // Kenya asks Norway for tugboats: met
	Thanked   = "cb22000000000000" // Ruth Mbeki thanks Anna Berg
	Offered   = "cc32100000000000" // Kenya offers Peru a port: refused
	Handed    = "cd42000000000000" // Norway gives the tugboats
	Promised  = "ce52000000000000" // Anna Berg promises pilots by a day: open
	TurnedOff = "cf62000000000000" // Peru turns the port down
	Engineers = "ca72000000000000" // Kenya asks Peru for engineers: open
	Unnamed   = "cb82000000000000" // nobody is named as criticising
)

// Acts is a record of three invented reports in which things are asked, offered
// and promised, given and refused, and in which somebody is thanked and blamed.
func Acts(t testing.TB) *chancery.Record {
	t.Helper()
	b := New(t)
	for _, r := range []chancery.Report{
		{ID: "r1c0000000000001", Name: "asked.txt", Outlet: "Harbour Post", Chain: []string{"Harbour Post"}, Language: "en", Published: "2031-04-03", Text: askedEN},
		{ID: "r2c0000000000002", Name: "handed.txt", Outlet: "Fjord Daily", Chain: []string{"Fjord Daily"}, Language: "en", Published: "2031-05-03", Text: answeredEN},
		{ID: "r3c0000000000003", Name: "refused.txt", Outlet: "Lima Courier", Chain: []string{"Lima Courier"}, Language: "en", Published: "2031-05-05", Text: refusedEN},
	} {
		b.Report(r)
	}
	president := chancery.Office{Title: "President", Text: "President", Of: "KEN"}
	foreign := chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "NOR"}
	mbeki := func(r chancery.Role) chancery.Participant {
		return person("ruth-mbeki", "Ruth Mbeki", r, president)
	}
	berg := func(r chancery.Role) chancery.Participant {
		return person("anna-berg", "Anna Berg", r, foreign)
	}
	state := func(code string, r chancery.Role) chancery.Participant { return party(code, chancery.State, r) }
	act := func(id, report string, h chancery.Happening, rule, words string, more ...string) {
		if h.Modality == "" {
			h.Modality = chancery.Occurred
		}
		b.Claim(chancery.Claim{ID: id, Report: report, Event: &h}, append([]string{"event", rule, words}, more...)...)
	}
	event := func(id string, status chancery.Status, answers []chancery.Answer) {
		b.Event(chancery.Event{Happening: *b.claim(id).Event, Status: status, Answers: answers, Origins: []string{b.claim(id).Report}, Confidence: 0.6}, id)
	}
	by, to := chancery.Initiator, chancery.Recipient
	act(Asked, "r1c0000000000001", chancery.Happening{Kind: chancery.KindRequest, Plover: chancery.Plover{Event: "REQUEST"}, Topics: []string{"energy"}, Things: []string{"tugboat"},
		Participants: []chancery.Participant{mbeki(by), state("NOR", to)}}, "en.ask",
		"President Ruth Mbeki of Kenya asked Norway for two tugboats and for training in energy.", "things", "en.ask", "tugboats")
	act(Thanked, "r1c0000000000001", chancery.Happening{Kind: chancery.KindPraise, Plover: chancery.Plover{Event: "SUPPORT"}, Things: []string{"wheat"},
		Participants: []chancery.Participant{mbeki(by), berg(to)}}, "en.thank", "She thanked Foreign Minister Anna Berg for the wheat.")
	act(Offered, "r1c0000000000001", chancery.Happening{Kind: chancery.KindOffer, Plover: chancery.Plover{Event: "AGREE"}, Things: []string{"port"},
		Participants: []chancery.Participant{state("KEN", by), state("PER", to)}}, "en.offer", "Kenya offered Peru a port.")
	act(Unnamed, "r1c0000000000001", chancery.Happening{Kind: chancery.KindCriticism, Plover: chancery.Plover{Event: "ACCUSE", Mode: "disapprove"},
		Participants: []chancery.Participant{state("KEN", to)}}, "en.blame", "Kenya was criticised for the price.")
	act(Handed, "r2c0000000000002", chancery.Happening{Kind: chancery.KindAid, Plover: chancery.Plover{Event: "AID"}, Date: "2031-05-02", DateBasis: chancery.Stated, Things: []string{"tugboat"},
		Participants: []chancery.Participant{state("NOR", by), state("KEN", to)}}, "en.give", "Norway handed Kenya two tugboats on May 2.", "date", "en.day", "May 2")
	act(Promised, "r2c0000000000002", chancery.Happening{Kind: chancery.KindPledge, Plover: chancery.Plover{Event: "AGREE"}, Date: "2031-07-01", DateBasis: chancery.Stated, Things: []string{"pilot"},
		Participants: []chancery.Participant{berg(by), state("KEN", to)}}, "en.pledge", "Foreign Minister Anna Berg promised Kenya pilots by 1 July.", "date", "en.day", "1 July")
	act(TurnedOff, "r3c0000000000003", chancery.Happening{Kind: chancery.KindOther, Plover: chancery.Plover{Event: "REJECT"}, Date: "2031-05-04", DateBasis: chancery.Stated, Things: []string{"port"},
		Participants: []chancery.Participant{state("PER", by), state("KEN", to)}}, "en.reject", "Peru turned down Kenya's port on May 4.", "date", "en.day", "May 4")
	act(Engineers, "r3c0000000000003", chancery.Happening{Kind: chancery.KindRequest, Plover: chancery.Plover{Event: "REQUEST"}, Things: []string{"engineer"},
		Participants: []chancery.Participant{state("KEN", by), state("PER", to)}}, "en.ask", "Kenya asked Peru for engineers.")
	event(Asked, chancery.StatusMet, []chancery.Answer{{Event: Handed, How: chancery.Meets, About: []string{"tugboat"}}})
	event(Thanked, "", nil)
	event(Offered, chancery.StatusRefused, []chancery.Answer{{Event: TurnedOff, How: chancery.Refuses, About: []string{"port"}}})
	event(Unnamed, "", nil)
	event(Handed, "", nil)
	event(Promised, chancery.StatusOpen, nil)
	event(TurnedOff, "", nil)
	event(Engineers, chancery.StatusOpen, nil)
	named := func(id, name string, typ chancery.ActorType, of string) chancery.Actor {
		return chancery.Actor{ID: id, Type: typ, Name: name, Names: []chancery.NameForm{{Text: name, Language: "en", Count: 1}}, Of: of}
	}
	b.Actors(named("KEN", "Kenya", chancery.State, ""), named("NOR", "Norway", chancery.State, ""), named("PER", "Peru", chancery.State, ""),
		named("ruth-mbeki", "Ruth Mbeki", chancery.Person, "KEN"), named("anna-berg", "Anna Berg", chancery.Person, "NOR"))
	return b.Record()
}
