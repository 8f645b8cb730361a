package recordtest

import (
	"testing"
	"time"

	"chancery"
)

const (
	acceptedEN = "ACCRA, March 5 (Volta News Agency) - Foreign Minister Kwabena Asiedu-Mensah received OSCE Deputy Secretary General " +
		"Žofia Blahová at the Foreign Ministry in Accra on March 4, 2031. They went through trade and border security. " +
		"\"Our door is open,\" Asiedu-Mensah said. Ghana asked the OSCE to train its border guards."
	acceptedTR = "AGİT Genel Sekreter Yardımcısı Zofia Blahova, resmî temaslar için Akra'ya geldi. Dışişleri Bakanı " +
		"Kwabena Asiedu-Mensah, konuğunu 5 Mart'ta kabul etti. Ticaret ele alındı. - AKRA"
	speakerEN = "Speaker of Parliament Efua Dankwa-Ofori sat down with a delegation headed by Blahová on Tuesday.\n\n" +
		"The part that the \"so-called observers\" play was welcomed. Last year's Vienna session was recalled."
	plannedEN = "OSCE Deputy Secretary General Žofia Blahová is to travel to Ghana early in March, her office announced."
	callEN    = "Iceland's Foreign Minister Sólrún Hrafnsdóttir rang her Ghanaian colleague Kwabena Asiedu-Mensah about fisheries. " +
		"A visit by Asiedu-Mensah to Reykjavik, set for May, has been put off."
	sessionEN = "VIENNA - A delegation of the Parliament of Ghana, led by Yaw Tetteh-Boadu, is in Vienna from 6 to 8 November. " +
		"The guests met the Secretary General of the OSCE Parliamentary Assembly. Ghana has been a partner since 2007. " +
		"The mission counts 41 observers as of October."
	namesEN = "Yaw Tetteh-Boadu met OSCE PA Secretary General Teodor Lindqvist in Vienna. \"We count on Accra,\" said Lindqvist. " +
		"The mission counted 38 observers in May."
	laterEN = "Ghana's Foreign Minister Kwabena Asiedu-Mensah is expected in Vienna in November for talks with the OSCE. " +
		"The Harbour Forum of 2024 had brought both to Lisbon."
)

// Ids of the sample's events, and of an actor id that was merged away.
const (
	Visit      = "ca11000000000000" // of Blahová to Ghana, planned and then held
	Received   = "cb21000000000000" // by the minister; two reports, two dates
	Speaker    = "cc32000000000000" // no date
	Request    = "cd41000000000000"
	Call       = "ce53000000000000" // on or before a day
	PutOff     = "cf63000000000000"
	Session    = "ca74000000000000" // a delegation in Vienna
	Assembly   = "cb84000000000000" // an office filled by another report
	Expected   = "cc95000000000000"
	Forum      = "cda5000000000000" // background
	AbsorbedID = "zofia-blahova"
)

// Sample is a record of eight invented reports: a visit planned and held, told
// in two languages with two dates; a meeting without a date; a call; a
// delegation of parliament; plans; statements with and without a speaker;
// figures of one series; a membership; offices and who held them.
func Sample(t testing.TB) *chancery.Record {
	t.Helper()
	b := New(t)
	b.reports()
	b.claims()
	b.events()
	b.rows()
	b.Actors(actors()...)
	b.rec.Judgements = judgements()
	b.rec.Absorbed = map[string]string{AbsorbedID: "zofia-blahova-1", "cb31000000000000": Received}
	return b.Record()
}

func (b *Builder) reports() {
	ministry := "Ministry of Foreign Affairs of Ghana"
	add := func(id, name, language string, published chancery.Date, text string, chain ...string) {
		b.Report(chancery.Report{ID: id, Name: name, Outlet: chain[0], Chain: chain, Language: language, Published: published, Text: text})
	}
	add("r100000000000001", "accra-talks.txt", "en", "2031-03-05", acceptedEN, "Gulf Courier", "Volta News Agency", ministry)
	add("r200000000000002", "akra-temaslari.txt", "tr", "2031-03-05", acceptedTR, "Körfez Haber", ministry)
	add("r300000000000003", "speaker.txt", "en", "2031-03-04", speakerEN, "Accra Daily")
	add("r400000000000004", "early-march.txt", "en", "2031-02-20", plannedEN, "Vienna Dispatch")
	add("r500000000000005", "fisheries-call.txt", "en", "2031-01-31", callEN, "North Atlantic Wire")
	add("r600000000000006", "vienna-session.txt", "en", "2030-11-07", sessionEN, "Vienna Dispatch")
	add("r700000000000007", "lindqvist.txt", "en", "", namesEN, "Accra Daily")
	add("r800000000000008", "november.txt", "en", "2031-06-01", laterEN, "Gulf Courier")
}

func (b *Builder) claims() {
	b.eventClaims()
	b.Claim(chancery.Claim{ID: "ca16000000000000", Report: "r100000000000001", Statement: &chancery.Statement{
		Name: "Kwabena Asiedu-Mensah", Form: chancery.Direct, Quote: "Our door is open,", Event: Received}},
		"quote", "en.said", "Our door is open,", "speaker", "en.said", "Asiedu-Mensah said")
	b.Claim(chancery.Claim{ID: "cb26000000000000", Report: "r300000000000003", Statement: &chancery.Statement{
		Form: chancery.Indirect, Quote: `The part that the "so-called observers" play was welcomed.`, About: []string{"regional security"}, Event: Speaker}},
		"quote", "en.passive", `The part that the "so-called observers" play was welcomed.`)
	b.Claim(chancery.Claim{ID: "cc36000000000000", Report: "r700000000000007", Statement: &chancery.Statement{
		Name: "Teodor Lindqvist", Form: chancery.Direct, Quote: "We count on Accra,", Event: Assembly}},
		"quote", "en.said", "We count on Accra,")
	b.Claim(chancery.Claim{ID: "ca17000000000000", Report: "r600000000000006", Membership: &chancery.Membership{
		Party: "GHA", Framework: "OSCE Partners for Co-operation", Since: "2007", Status: "member"}},
		"framework", "en.partner", "Ghana has been a partner since 2007")
	b.Claim(chancery.Claim{ID: "ca18000000000000", Report: "r600000000000006", Figure: &chancery.Figure{
		Value: 41, Unit: "observers", What: "observers", Scope: "mission", AsOf: "2030-10"}},
		"value", "en.count", "41 observers as of October")
	b.Claim(chancery.Claim{ID: "cb28000000000000", Report: "r700000000000007", Figure: &chancery.Figure{
		Value: 38, Unit: "observers", What: "observers", Scope: "mission", AsOf: "2030-05"}},
		"value", "en.count", "38 observers in May")
	b.Claim(chancery.Claim{ID: "ca19000000000000", Report: "r100000000000001", Tenure: &chancery.Tenure{
		Name: "Žofia Blahová", Office: deputy, Seen: "2031-03-05"}},
		"office", "en.office", "OSCE Deputy Secretary General")
	b.Claim(chancery.Claim{ID: "cb29000000000000", Report: "r700000000000007", Tenure: &chancery.Tenure{
		Name: "Teodor Lindqvist", Office: secretary}},
		"office", "en.office", "OSCE PA Secretary General")
}

var (
	minister  = chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "GHA"}
	deputy    = chancery.Office{Title: "Deputy Secretary General", Text: "Deputy Secretary General", Of: "OSCE"}
	speaker   = chancery.Office{Title: "Speaker of Parliament", Text: "Speaker of Parliament", Of: "GHA"}
	secretary = chancery.Office{Title: "Secretary General", Text: "Secretary General", Of: "OSCE PA"}
)

// person is a participant in an office.
func person(id, name string, role chancery.Role, office chancery.Office) chancery.Participant {
	p := chancery.Participant{ID: id, Name: name, Type: chancery.Person, Role: role, Of: office.Of, OfBase: chancery.Stated}
	if office.Title != "" {
		p.Office = &office
	}
	return p
}

func party(code string, typ chancery.ActorType, role chancery.Role) chancery.Participant {
	return chancery.Participant{ID: code, Type: typ, Role: role, Of: code, OfBase: chancery.Stated}
}

func place(name, country string, written ...string) *chancery.Place {
	return &chancery.Place{Name: name, Country: country, Aka: written, Basis: chancery.Stated}
}

func (b *Builder) eventClaims() {
	guest := person("zofia-blahova-1", "Žofia Blahová", chancery.Visitor, deputy)
	guestTR := person("zofia-blahova-1", "Zofia Blahova", chancery.Visitor, chancery.Office{Title: "Deputy Secretary General", Text: "Genel Sekreter Yardımcısı", Of: "OSCE"})
	host := person("kwabena-asiedu-mensah", "Kwabena Asiedu-Mensah", chancery.Host, minister)
	add := func(id, report string, h chancery.Happening, partOf string, sources ...string) {
		c := chancery.Claim{ID: id, Report: report, Event: &h, PartOf: partOf, Context: id == Forum}
		if id == Assembly {
			c.Filled = []chancery.Fill{{Field: "participants", Actor: "teodor-lindqvist", From: "cb94000000000000"}}
		}
		b.Claim(c, sources...)
	}
	add(Visit, "r200000000000002", chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Occurred,
		Place: place("Accra", "GHA", "Akra"), Participants: []chancery.Participant{guestTR}}, "",
		"event", "tr.come", "resmî temaslar için Akra'ya geldi", "place", "tr.to", "Akra'ya", "participants", "tr.come", "AGİT Genel Sekreter Yardımcısı Zofia Blahova")
	add("ca21000000000000", "r400000000000004", chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Planned, Date: "2031-03",
		Participants: []chancery.Participant{guest, party("GHA", chancery.State, chancery.Host)}}, "",
		"event", "en.travel", "is to travel to Ghana early in March", "date", "en.month", "early in March",
		"participants", "en.travel", "OSCE Deputy Secretary General Žofia Blahová", "modality", "en.is-to", "is to travel")
	add(Received, "r100000000000001", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred, Date: "2031-03-04", DateBasis: chancery.Stated,
		Place: place("Accra", "GHA", "Accra"), Participants: []chancery.Participant{host, guest}, Topics: []string{"border security", "trade"}}, "",
		"event", "en.receive", "received OSCE Deputy Secretary General Žofia Blahová at the Foreign Ministry in Accra on March 4, 2031",
		"date", "en.day", "March 4, 2031", "place", "en.in", "Accra", "participants", "en.receive", "Foreign Minister Kwabena Asiedu-Mensah",
		"participants", "en.receive", "OSCE Deputy Secretary General Žofia Blahová", "topics", "en.topic", "border security", "topics", "en.topic", "trade")
	add("cb41000000000000", "r200000000000002", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred, Date: "2031-03-05", DateBasis: chancery.Stated,
		Participants: []chancery.Participant{host, guestTR}, Topics: []string{"trade"}}, Visit,
		"event", "tr.accept", "konuğunu 5 Mart'ta kabul etti", "date", "tr.day", "5 Mart'ta", "participants", "tr.accept", "Kwabena Asiedu-Mensah", "topics", "tr.topic", "Ticaret")
	add(Speaker, "r300000000000003", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred,
		Participants: []chancery.Participant{person("efua-dankwa-ofori", "Efua Dankwa-Ofori", chancery.Host, speaker)}}, "",
		"event", "en.sit-down", "sat down with a delegation headed by Blahová", "participants", "en.sit-down", "Speaker of Parliament Efua Dankwa-Ofori",
		"participants", "en.sit-down", "delegation headed by Blahová")
	add(Request, "r100000000000001", chancery.Happening{Kind: chancery.KindRequest, Modality: chancery.Occurred,
		Participants: []chancery.Participant{party("GHA", chancery.State, chancery.Initiator), party("OSCE", chancery.Organisation, chancery.Recipient)}}, "",
		"event", "en.ask", "Ghana asked the OSCE to train its border guards")
	add(Call, "r500000000000005", chancery.Happening{Kind: chancery.KindCall, Modality: chancery.Occurred}, "",
		"event", "en.ring", "rang her Ghanaian colleague Kwabena Asiedu-Mensah about fisheries")
	add(PutOff, "r500000000000005", chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Cancelled, Date: "2031-05"}, "",
		"event", "en.put-off", "A visit by Asiedu-Mensah to Reykjavik, set for May, has been put off")
	add(Session, "r600000000000006", chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Ongoing, Date: "2030-11-06/2030-11-08"}, "",
		"event", "en.is-in", "is in Vienna from 6 to 8 November", "date", "en.from-to", "from 6 to 8 November", "place", "en.in", "Vienna")
	add(Assembly, "r600000000000006", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred,
		Participants: []chancery.Participant{{ID: "teodor-lindqvist", Name: "Teodor Lindqvist", Type: chancery.Person, Office: &secretary, Of: "OSCE PA"}}}, Session,
		"event", "en.meet", "The guests met the Secretary General of the OSCE Parliamentary Assembly",
		"office", "en.meet", "Secretary General of the OSCE Parliamentary Assembly")
	add("cb94000000000000", "r700000000000007", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Occurred,
		Participants: []chancery.Participant{person("teodor-lindqvist", "Teodor Lindqvist", chancery.Host, secretary)}}, "",
		"event", "en.meet", "met OSCE PA Secretary General Teodor Lindqvist in Vienna", "place", "en.in", "Vienna",
		"participants", "en.meet", "OSCE PA Secretary General Teodor Lindqvist")
	add(Expected, "r800000000000008", chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Planned, Date: "2031-11"}, "",
		"event", "en.expect", "is expected in Vienna in November for talks with the OSCE", "date", "en.month", "November")
	add(Forum, "r800000000000008", chancery.Happening{Kind: chancery.KindConference, Modality: chancery.Occurred, Date: "2024"}, "",
		"event", "en.bring", "The Harbour Forum of 2024 had brought both to Lisbon", "name", "en.bring", "Harbour Forum", "date", "en.year", "2024")
}

func (b *Builder) events() {
	blahova := person("zofia-blahova-1", "Žofia Blahová", chancery.Visitor, deputy)
	asiedu := person("kwabena-asiedu-mensah", "Kwabena Asiedu-Mensah", chancery.Host, minister)
	ghana, osce := party("GHA", chancery.State, chancery.Host), party("OSCE", chancery.Organisation, chancery.Recipient)
	accra, vienna := place("Accra", "GHA", "Accra", "Akra"), place("Vienna", "AUT", "Vienna")
	own := "Ministry of Foreign Affairs of Ghana"

	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindVisit, Date: "[2031-03-04..2031-03-05]", DateBasis: chancery.Published,
		Place: accra, Participants: []chancery.Participant{blahova, ghana}}, Origins: []string{own, "Vienna Dispatch"}, Confidence: 0.8},
		Visit, "ca21000000000000")
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindMeeting, Date: "2031-03-04", DateBasis: chancery.Stated, Place: accra,
		Participants: []chancery.Participant{asiedu, blahova}, Topics: []string{"border security", "trade"}}, PartOf: Visit, Origins: []string{own}, Confidence: 0.7,
		Conflicts: []chancery.Conflict{{Field: "date", Values: []chancery.ConflictValue{
			{Value: "2031-03-04", Claims: []string{Received}}, {Value: "2031-03-05", Claims: []string{"cb41000000000000"}}}}}},
		Received, "cb41000000000000")
	delegation := chancery.Participant{ID: "OSCE:delegation", Name: "delegation headed by Blahová", Type: chancery.Delegation, Role: chancery.Visitor, Of: "OSCE", OfBase: chancery.Inferred}
	leader := blahova
	leader.Leads = delegation.ID
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindMeeting, Participants: []chancery.Participant{
		person("efua-dankwa-ofori", "Efua Dankwa-Ofori", chancery.Host, speaker), leader, delegation}}, PartOf: Visit, Origins: []string{"Accra Daily"}, Confidence: 0.5},
		Speaker)
	asker := ghana
	asker.Role = chancery.Initiator
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindRequest, Date: "2031-03-05", DateBasis: chancery.Published,
		Participants: []chancery.Participant{asker, osce}, Topics: []string{"border security"}}, Status: chancery.StatusOpen, Origins: []string{own}}, Request)
	caller := person("solrun-hrafnsdottir", "Sólrún Hrafnsdóttir", chancery.Initiator, chancery.Office{Title: "Minister of Foreign Affairs", Text: "Foreign Minister", Of: "ISL"})
	called := asiedu
	called.Role = chancery.Recipient
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindCall, Date: "[..2031-01-31]", DateBasis: chancery.Published,
		Participants: []chancery.Participant{caller, called}, Topics: []string{"fisheries"}}, Origins: []string{"North Atlantic Wire"}}, Call)
	visitor := asiedu
	visitor.Role = chancery.Visitor
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Cancelled, Date: "2031-05", DateBasis: chancery.Stated,
		Place: place("Reykjavik", "ISL"), Participants: []chancery.Participant{visitor, party("ISL", chancery.State, chancery.Host)}}, Origins: []string{"North Atlantic Wire"}}, PutOff)
	mps := chancery.Participant{ID: "GHA:delegation", Name: "delegation of the Parliament of Ghana", Type: chancery.Delegation, Role: chancery.Visitor, Of: "GHA", OfBase: chancery.Stated}
	tetteh := chancery.Participant{ID: "yaw-tetteh-boadu", Name: "Yaw Tetteh-Boadu", Type: chancery.Person, Role: chancery.Visitor, Of: "GHA", OfBase: chancery.Inferred, Leads: mps.ID}
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindVisit, Modality: chancery.Ongoing, Date: "2030-11-06/2030-11-08", DateBasis: chancery.Stated,
		Place: vienna, Participants: []chancery.Participant{tetteh, mps, party("OSCE PA", chancery.Organisation, chancery.Host)}}, Origins: []string{"Vienna Dispatch"}}, Session)
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindMeeting, Date: "[2030-11-06..2030-11-08]", DateBasis: chancery.Inferred,
		Place: vienna, Participants: []chancery.Participant{tetteh, person("teodor-lindqvist", "Teodor Lindqvist", chancery.Host, secretary),
			{ID: "office:OSCE PA:director", Type: chancery.Person, Role: chancery.Host, Of: "OSCE PA", Office: &chancery.Office{Text: "head of the committee on \"free\" trade", Of: "OSCE PA"}}},
		Frameworks: []string{"OSCE Partners for Co-operation"}}, PartOf: Session, Origins: []string{"Accra Daily", "Vienna Dispatch"}}, Assembly, "cb94000000000000")
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindMeeting, Modality: chancery.Planned, Date: "2031-11", DateBasis: chancery.Stated,
		Place: vienna, Participants: []chancery.Participant{visitor, osce}}, Origins: []string{"Gulf Courier"}}, Expected)
	b.Event(chancery.Event{Happening: chancery.Happening{Kind: chancery.KindConference, Name: "Harbour Forum", Date: "2024", DateBasis: chancery.Stated,
		Place: place("Lisbon", "PRT"), Participants: []chancery.Participant{party("GHA", chancery.State, chancery.Attendee), party("OSCE", chancery.Organisation, chancery.Attendee)}},
		Origins: []string{"Gulf Courier"}}, Forum)
}

// rows are the claims of other sorts as they stand in the record: persons and
// events have ids.
func (b *Builder) rows() {
	holders := map[string]string{"Kwabena Asiedu-Mensah": "kwabena-asiedu-mensah", "Teodor Lindqvist": "teodor-lindqvist", "Žofia Blahová": "zofia-blahova-1"}
	r := &b.rec
	for _, c := range r.Claims {
		switch {
		case c.Statement != nil:
			s := *c.Statement
			s.Speaker = holders[s.Name]
			r.Statements = append(r.Statements, chancery.Stored[chancery.Statement]{ID: c.ID, Value: s, Claims: []string{c.ID}})
		case c.Membership != nil:
			r.Memberships = append(r.Memberships, chancery.Stored[chancery.Membership]{ID: c.ID, Value: *c.Membership, Claims: []string{c.ID}})
		case c.Figure != nil:
			r.Figures = append(r.Figures, chancery.Stored[chancery.Figure]{ID: c.ID, Value: *c.Figure, Claims: []string{c.ID}})
		case c.Tenure != nil:
			t := *c.Tenure
			t.Holder = holders[t.Name]
			r.Tenures = append(r.Tenures, chancery.Stored[chancery.Tenure]{ID: c.ID, Value: t, Claims: []string{c.ID}})
		}
	}
}

func actors() []chancery.Actor {
	named := func(id string, typ chancery.ActorType, of string, reports []string, forms ...chancery.NameForm) chancery.Actor {
		return chancery.Actor{ID: id, Type: typ, Name: forms[0].Text, Names: forms, Of: of, Reports: reports}
	}
	form := func(text, language string, count int) chancery.NameForm {
		return chancery.NameForm{Text: text, Language: language, Count: count}
	}
	return []chancery.Actor{
		named("GHA", chancery.State, "", []string{"r100000000000001", "r600000000000006"}, form("Ghana", "en", 5), form("Gana", "tr", 1)),
		named("ISL", chancery.State, "", []string{"r500000000000005"}, form("Iceland", "en", 1)),
		named("OSCE", chancery.Organisation, "", []string{"r100000000000001"}, form("OSCE", "en", 4), form("AGİT", "tr", 1)),
		named("OSCE PA", chancery.Organisation, "", []string{"r600000000000006"}, form("OSCE Parliamentary Assembly", "en", 1), form("OSCE PA", "en", 1)),
		named("zofia-blahova-1", chancery.Person, "OSCE", []string{"r100000000000001", "r200000000000002", "r300000000000003", "r400000000000004"},
			form("Žofia Blahová", "en", 2), form("Blahová", "en", 1), form("Zofia Blahova", "tr", 1)),
		named("kwabena-asiedu-mensah", chancery.Person, "GHA", []string{"r100000000000001", "r200000000000002", "r500000000000005", "r800000000000008"},
			form("Kwabena Asiedu-Mensah", "en", 4), form("Asiedu-Mensah", "en", 2)),
		named("efua-dankwa-ofori", chancery.Person, "GHA", []string{"r300000000000003"}, form("Efua Dankwa-Ofori", "en", 1)),
		named("solrun-hrafnsdottir", chancery.Person, "ISL", []string{"r500000000000005"}, form("Sólrún Hrafnsdóttir", "en", 1)),
		named("yaw-tetteh-boadu", chancery.Person, "GHA", []string{"r600000000000006", "r700000000000007"}, form("Yaw Tetteh-Boadu", "en", 2)),
		named("teodor-lindqvist", chancery.Person, "OSCE PA", []string{"r700000000000007"}, form("Teodor Lindqvist", "en", 1), form("Lindqvist", "en", 1)),
		named("GHA:delegation", chancery.Delegation, "GHA", []string{"r600000000000006"}, form("delegation of the Parliament of Ghana", "en", 1)),
		named("OSCE:delegation", chancery.Delegation, "OSCE", []string{"r300000000000003"}, form("delegation headed by Blahová", "en", 1)),
		named("office:OSCE PA:director", chancery.Person, "OSCE PA", []string{"r600000000000006"}, form("head of the committee on \"free\" trade", "en", 1)),
	}
}

func judgements() []chancery.Judgement {
	program := func(a, b string, v chancery.Verdict, score float64, why string) chancery.Judgement {
		return chancery.Judgement{A: a, B: b, Verdict: v, By: chancery.Program, Score: score, Why: why}
	}
	return []chancery.Judgement{
		program(Visit, "ca21000000000000", chancery.Same, 6.5, "same: Žofia Blahová (3); GHA (1); Accra (1.5); within a month (0.5)"),
		program(Received, "cb41000000000000", chancery.Same, 8.0, "same: Kwabena Asiedu-Mensah and Žofia Blahová (4.5); a day apart (0.25); different words"),
		program(Received, Speaker, chancery.Different, 2.0, "different: the same party is represented by other persons (-3)"),
		program(Received, Expected, chancery.Unsure, 3.6, "unsure: Kwabena Asiedu-Mensah (3); GHA and OSCE (0.5)"),
		{A: Assembly, B: "cb94000000000000", Verdict: chancery.Same, By: "mkaya", Why: "one meeting, see the delegation's programme",
			At: time.Date(2031, 7, 1, 9, 0, 0, 0, time.UTC)},
	}
}
