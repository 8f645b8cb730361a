package event

import (
	"slices"
	"strings"

	"chancery"
	"chancery/internal/clause"
	"chancery/internal/entity"
	"chancery/internal/ontology"
	"chancery/internal/rule"
)

// code is the narrower PLOVER type that the draft itself or its rule says, if
// any.
func (d *draft) code() ontology.Code {
	switch {
	case d.own.Event != "":
		return d.own
	case d.rule == nil || d.kind != d.rule.Yields:
		return ontology.Code{}
	}
	return ontology.Code{Event: d.rule.Plover, Mode: d.rule.Mode}
}

// verbal reports whether an act of the kind is done in words.
func verbal(k chancery.Kind) bool {
	switch k {
	case chancery.KindPraise, chancery.KindCriticism, chancery.KindRequest, chancery.KindOffer, chancery.KindPledge:
		return true
	}
	return false
}

// official is PLOVER's sector of those who act for a government.
const official = "GOV"

// themeless reports whether only whom the object speaks of could be the other
// side of a draft, and it is nobody, or who acts.
func (s *session) themeless(d draft) bool {
	f := d.rule.Frame
	return f.Theme != "" && f.Party == "" && !hasRole(d, f.Theme) && slices.ContainsFunc(f.Need, func(need []string) bool {
		return slices.Contains(need, "theme") && !slices.ContainsFunc(need, func(rel string) bool {
			role := f.Args[strings.TrimRight(rel, "!+")]
			return role != "" && hasRole(d, role)
		})
	})
}

// dropped is the subject of an act that its clause leaves out: whom the
// sentences before speak of.
func (s *session) dropped(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, n int) []slot {
	role := ru.Frame.Args[clause.Subject]
	if role == "" || ru.Yields.Engagement() && sent.Positional() && !sent.Loose() {
		return nil
	}
	if sent.Unvoiced(p) {
		return s.voice(n, role)
	}
	if object := ru.Frame.Args[clause.Object]; object != "" && sent.Received(p) { // "Burada X tarafından kabul edildi"
		if x, ok := s.topic(n); ok {
			x.role = object
			return []slot{x}
		}
	}
	if !sent.Dropped(p) || s.capitalOpens(sent) {
		return nil
	}
	x, ok := s.spokenOf(n)
	if !ok {
		return nil
	}
	x.role = role
	return []slot{x}
}

// capitalOpens reports whether a sentence opens with a capital in no case, which may
// stand for its government: then nobody's subject is left out.
func (s *session) capitalOpens(sent *clause.Sentence) bool {
	if len(sent.Items) == 0 || sent.Items[0].Mention < 0 {
		return false
	}
	m := s.doc.Mentions[sent.Items[0].Mention]
	return m.Label == entity.Place && m.Entry.Government != "" && m.Case == ""
}

// spokenFor puts who says it in the place of the state that does it, where he
// is of that state: in "Berg, Norveç'in Peru'yu kınadığını söyledi" Berg condemns. Who tells of an act in the
// passive, with nobody named as acting, did it: "Norveç, elçinin çağrıldığını duyurdu".
func (s *session) spokenFor(sent *clause.Sentence, ru *rule.Rule, args []clause.Arg, passive bool) []clause.Arg {
	of := func(rel string) (int, string) {
		n := slices.IndexFunc(args, func(a clause.Arg) bool { return a.Rel == rel })
		if n < 0 {
			return n, ""
		}
		m := s.doc.Mentions[sent.Groups[args[n].Group].Members[0]]
		if m.Actor < 0 || rel == clause.Subject && m.Label != entity.State {
			return -1, ""
		}
		return n, s.doc.Actors[m.Actor].Of
	}
	by, his := of(clause.Speaker)
	doer, whose := of(clause.Subject)
	if sent.Positional() && (passive || !verbal(ru.Yields)) { // what was done was done by whom the clause says
		return args
	}
	if by >= 0 && passive && ru.Plover != "ASSAULT" && !ru.Yields.Engagement() && ru.Frame.Args[clause.Speaker] == "" && !slices.ContainsFunc(args, func(a clause.Arg) bool { return a.Rel == clause.Subject }) {
		out := slices.Clone(args)
		out[by].Rel = clause.Subject
		return out
	}
	if ru.Yields.Engagement() || ru.Frame.Args[clause.Speaker] != "" && ru.Frame.Args[clause.Speaker] != ru.Frame.Args[clause.Subject] || by < 0 || doer < 0 || whose == "" || his != whose && (his != "" || whose != s.doc.Home) {
		return args
	}
	out := slices.Clone(args)
	out[doer].Group = args[by].Group
	return slices.Delete(out, by, by+1)
}

// retype gives an act of the kind other the type that its mood makes of it: one
// that is still to come is the promise or threat of it, one that will not come
// the refusal. It is false for what is no event then: harm that will not be
// done.
func (s *session) retype(d *draft) bool {
	switch {
	case d.kind == chancery.KindOther && d.mood == clause.Coming:
		d.own = s.r.onto.Announced(d.code())
		d.mood = clause.Told // it is the announcement that was made
	case d.kind == chancery.KindOther && d.mood == clause.Called && d.code().Event != "REJECT":
		own, ok := s.r.onto.Refused(d.code())
		if !ok {
			return false
		}
		d.own, d.mood = own, clause.Told
	}
	return true
}

// unaddressed reports whether a rule that takes whomever it finds as the other
// side has found nobody: a demand of nobody in particular.
func (s *session) unaddressed(d draft) bool {
	k, ok := s.r.onto.Kind(d.kind)
	return ok && k.Between && d.rule != nil && d.rule.Frame != nil && d.rule.Frame.Beyond != "" && !hasRole(d, d.rule.Frame.Beyond) && !s.mutual(d)
}

// athome makes an act that those of one state do to each other one of the kind
// other, which keeps its type. It is false where nobody is known to act for a
// party: then it is no event.
func (s *session) athome(d *draft) bool {
	known := slices.ContainsFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Of != "" })
	d.own = s.r.onto.Type(d.kind, d.code())
	d.kind = chancery.KindOther
	return known && d.own.Event != "" && !s.nobodys(*d)
}

// beyond fills a role that nothing else has filled with the first party named
// behind the predicate, whatever stands between: in "threatened to close the
// border with Norway", Norway. Where only parties of the same state are named it
// is the first of them; a city stands for its state where nobody is named.
// Who is said to have told of the act is none of them.
func (s *session) beyond(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role := d.rule.Frame.Beyond
	if role == "" || !s.wanting(*d, role) {
		return
	}
	if m := sent.Before(p); p.Passive && m >= 0 && s.ofMention(m) != "" { // "a camp for Latvian refugees was attacked"
		d.slots = append(d.slots, s.partySlots(m, role)...)
		return
	}
	end := s.told(sent, p)
	at := s.firstParty(*d, sent, p.Last, end)
	if at < 0 {
		return
	}
	members := []int{sent.Items[at].Mention}
	if g := sent.GroupOf(at); g >= 0 {
		members = sent.Groups[g].Members
	}
	for _, m := range members {
		for _, x := range s.partySlots(m, role) {
			if !slices.ContainsFunc(d.slots, func(y slot) bool { return y.mention == x.mention }) {
				d.slots = append(d.slots, x)
			}
		}
	}
}

// told is the item at which what a predicate belongs to ends and the clause that
// says who told of it begins; the number of items where there is none.
func (s *session) told(sent *clause.Sentence, p clause.Predicate) int {
	end := sent.Attribution(func(i int) bool { return s.tells(sent, i) })
	if end <= p.First {
		return len(sent.Items)
	}
	return end
}

// firstParty is the item of the party that an act is done to, of those named in
// items [from, end): the first that is another's than those who act, else a city
// abroad, else one of their own, else a city or adjective at home; -1 for none.
func (s *session) firstParty(d draft, sent *clause.Sentence, from, end int) int {
	found := [3]int{-1, -1, -1} // a city abroad, somebody of their own, something at home
	note := func(n, i int) {
		if found[n] < 0 {
			found[n] = i
		}
	}
	for i := from; i < end; i++ {
		m := sent.Items[i].Mention
		if m < 0 {
			if sent.Items[i].Lower == ";" {
				break
			}
			continue
		}
		if s.attributes(sent, i+1) {
			break
		}
		switch x := s.doc.Mentions[m]; {
		case x.Label == entity.Pronoun || x.Label == entity.Possessive || x.Label == entity.Pair:
		case x.Label == entity.Place && x.Entry.Country == "":
		case x.Label == entity.Place && s.actsFor(d, x.Entry.Country):
			note(2, i)
		case x.Label == entity.Place:
			note(0, i)
		case s.actsFor(d, s.ofMention(m)) && x.Label == entity.Adjective:
			note(2, i)
		case s.actsFor(d, s.ofMention(m)):
			note(1, i)
		case s.ofMention(m) != "":
			return i
		}
	}
	if d.rule.Frame.Party != "" { // else whom the contact before was with
		if s.partyless(d) {
			return -1
		}
		return found[0]
	}
	for _, i := range found {
		if i >= 0 {
			return i
		}
	}
	return -1
}

// partyless reports whether it is not known yet for whom those who act do.
func (s *session) partyless(d draft) bool {
	return !slices.ContainsFunc(d.slots, func(x slot) bool { return acts(x.role) && s.doc.Actors[x.actor].Of != "" })
}

// government fills the role of a subject that is a city with the state whose
// government it stands for: "Oslo rejected".
func (s *session) government(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role, ok := d.rule.Frame.Args[clause.Subject]
	m := sent.City(p)
	if !ok || d.kind.Engagement() || p.Passive || hasRole(*d, role) || s.cityState(m) == "" {
		return
	}
	d.slots = append(d.slots, s.partySlots(m, role)...)
}

// capitals fills the roles of those an act is between with the state of a
// capital in their case or behind their preposition, where nothing else fills them:
// "Berg, Lima'dan vetoyu kaldırmasını istedi", "demanded an apology from Lima".
func (s *session) capitals(d *draft, sent *clause.Sentence, p clause.Predicate) {
	for _, rel := range []string{clause.Owner, clause.Object, "from", "to", "on", "with", "against"} {
		role := d.rule.Frame.Args[rel]
		if m := s.addressed(sent, d.rule, p, rel); m >= 0 && !hasRole(*d, role) {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
	}
}

// addressed is the capital that stands in the relation to an act which is asked,
// told or promised, or is a sanction; -1 for none.
func (s *session) addressed(sent *clause.Sentence, ru *rule.Rule, p clause.Predicate, rel string) int {
	aid := ru.Yields == chancery.KindAid && rel == "to" && !sent.Positional() // what reaches a city reaches its state
	if !verbal(ru.Yields) && ru.Yields != chancery.KindSanction && !aid || ru.Frame.Args[rel] == "" {
		return -1
	}
	m := sent.CityIn(p, rel)
	if aid && m >= 0 && s.doc.Mentions[m].Entry.Country != "" {
		return m
	}
	if rel == clause.Owner {
		m = sent.OwnerCity(p)
	}
	if m >= 0 && s.doc.Mentions[m].Entry.Capital && s.cityState(m) != "" {
		return m
	}
	return -1
}

// cityState is the state whose government a city's name stands for; empty where
// there is none.
func (s *session) cityState(m int) string {
	if m < 0 {
		return ""
	}
	return s.doc.Mentions[m].Entry.Government
}

// ownState fills the role that nothing else has filled with the state of those
// who act.
func (s *session) ownState(d *draft) {
	role := d.rule.Frame.Own
	if role == "" {
		return
	}
	s.lendOnly(*d)
	if hasRole(*d, role) {
		return
	}
	for _, x := range d.slots {
		if of := s.doc.Actors[x.actor].Of; of != "" {
			if a := s.stateActor(of); a >= 0 {
				d.slots = append(d.slots, slot{x.mention, a, role})
			}
			return
		}
	}
}

// lendOnly lets an office holder whom no text gives a state act for the only one
// that the sentence names.
func (s *session) lendOnly(d draft) {
	only := ""
	sent := s.doc.Text.Sentences[d.sentence]
	for i, m := range s.doc.Within(sent.First, sent.Last) {
		of := s.ofMention(i)
		if m.Label == entity.Place {
			of = m.Entry.Country
		}
		if _, ok := s.r.gaz.State(of); !ok || of == only {
			continue
		}
		if only != "" {
			return
		}
		only = of
	}
	for _, x := range d.slots {
		a := &s.doc.Actors[x.actor]
		if only != "" && acts(x.role) && a.Type == chancery.Person && a.Of == "" && (a.Office != nil || s.doc.Mentions[x.mention].Sector != "") {
			a.Lend(only)
		}
	}
}

// attributes reports whether a verb of speech that carries what others told
// stands at item i, over adverbs and forms of have.
func (s *session) attributes(sent *clause.Sentence, i int) bool {
	for ; i < len(sent.Items) && (sent.Items[i].UPOS == "AUX" || sent.Items[i].UPOS == "ADV"); i++ {
	}
	return i < len(sent.Items) && s.tells(sent, i)
}

// tells reports whether a verb of speech that carries what others told stands at
// item i.
func (s *session) tells(sent *clause.Sentence, i int) bool {
	return sent.Items[i].UPOS == "VERB" && slices.Contains(s.r.words.Attributing, sent.Items[i].Lemma)
}

// ofMention is whom a mention acts for, or stands for.
func (s *session) ofMention(m int) string {
	if x := s.doc.Mentions[m]; x.Of != "" {
		return x.Of
	} else if x.Actor >= 0 {
		return s.doc.Actors[x.Actor].Of
	}
	return ""
}

// actsFor reports whether somebody in the draft acts for the party.
func (s *session) actsFor(d draft, party string) bool {
	return party != "" && slices.ContainsFunc(d.slots, func(x slot) bool { return s.doc.Actors[x.actor].Of == party })
}

// theme fills a role that no relation has filled with whom the object speaks
// of: in "praised Norway's efforts", Norway.
func (s *session) theme(d *draft, sent *clause.Sentence, p clause.Predicate) {
	if role := d.rule.Frame.Owner; role != "" && !hasRole(*d, role) {
		if m := sent.OwnerBehind(p); m >= 0 {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
	}
	role := d.rule.Frame.Theme
	if role == "" || !s.wanting(*d, role) {
		return
	}
	if m := s.remarker(sent, d.rule, p); m >= 0 && len(sent.Themes(p)) == 0 {
		s.steps[d.sentence] = m
		d.slots = append(d.slots, s.partySlots(m, role)...)
		return
	}
	end := s.told(sent, p)
	for _, m := range sent.Themes(p) {
		if d.rule.Frame.Party != "" && s.actsFor(*d, s.ofMention(m)) { // "cooperation in saving its own citizens"
			continue
		}
		if d.kind == chancery.KindCriticism && sent.Wronged(m) {
			continue
		}
		if s.unofficial(d.rule, m) || end < len(sent.Items) && s.doc.Mentions[m].First >= sent.Items[end].First {
			continue
		}
		for _, x := range s.partySlots(m, role) {
			if !slices.ContainsFunc(d.slots, func(y slot) bool { return y.actor == x.actor }) {
				d.slots = append(d.slots, x)
			}
		}
	}
}

// itself makes the state or body that was spoken of the subject of an act whose
// subject is "it": the first of the same sentence before the verb, else of the
// sentence before.
func (s *session) itself(d *draft, sent *clause.Sentence, p clause.Predicate) {
	role, ok := d.rule.Frame.Args[clause.Subject]
	if !ok || p.Noun || p.Passive || hasRole(*d, role) {
		return
	}
	if sent.Pronominal(p, s.r.words.They) {
		for _, m := range s.severalBefore(sent, d.sentence, p.First) {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
		return
	}
	if !sent.Pronominal(p, s.r.words.It) {
		return
	}
	for n := d.sentence; n >= 0 && n >= d.sentence-1; n-- {
		span := s.doc.Text.Sentences[n]
		for i, m := range s.doc.Within(span.First, span.Last) {
			if m.First >= d.pred[0] {
				continue
			}
			switch {
			case m.Label == entity.State || m.Label == entity.Org && m.Actor >= 0, m.Label == entity.Place && m.Entry.Capital && m.First == span.First:
				d.slots = append(d.slots, s.partySlots(i, role)...)
				return
			}
		}
	}
}

// severalBefore are the mentions of the first several that are no object, named together
// before item at of sentence n or, failing that, in the sentence before.
func (s *session) severalBefore(sent *clause.Sentence, n, at int) []int {
	for _, g := range sent.Groups {
		if g.First < at && sent.Several(g) && sent.Leading(g) {
			return g.Members
		}
	}
	if n == 0 || s.skipped(n-1) || s.doc.Text.Sentences[n-1].Paragraph != s.doc.Text.Sentences[n].Paragraph {
		return nil
	}
	before := s.r.grammar.Sentence(s.doc, n-1)
	for _, g := range before.Groups {
		if before.Several(g) && before.Leading(g) {
			return g.Members
		}
	}
	return nil
}

// notOneself takes out a pronoun in the place of the object that was taken for
// who acts: "X called Y and assured him". Whom it means, the contact before
// tells.
func (s *session) notOneself(d *draft) {
	for i, x := range d.slots {
		if s.doc.Mentions[x.mention].Label == entity.Pronoun && !acts(x.role) && d.verb < 0 {
			if a := s.otherNamed(*d, x); a >= 0 {
				d.slots[i].actor = a
			}
		}
	}
	d.slots = slices.DeleteFunc(d.slots, func(x slot) bool {
		return s.doc.Mentions[x.mention].Label == entity.Pronoun && !acts(x.role) &&
			slices.ContainsFunc(d.slots, func(y slot) bool { return acts(y.role) && y.actor == x.actor })
	})
	s.notTheirOwn(d)
}

// notTheirOwn takes those of the party that an act is done to out of several who
// do it under one word: of three who met and "thanked X", X's minister is none.
func (s *session) notTheirOwn(d *draft) {
	own := func(x slot) bool {
		of := s.doc.Actors[x.actor].Of
		return acts(x.role) && of != "" && s.doc.Mentions[x.mention].Head == "both" &&
			slices.ContainsFunc(d.slots, func(y slot) bool { return !acts(y.role) && s.doc.Actors[y.actor].Of == of })
	}
	if slices.ContainsFunc(d.slots, func(x slot) bool { return acts(x.role) && !own(x) }) {
		d.slots = slices.DeleteFunc(d.slots, own)
	}
}

// otherNamed is whom an object pronoun that was taken for who acts means: the
// person named last before it in its sentence who does not act, as in "X wrote to
// Y, asking him"; -1 where there is none.
func (s *session) otherNamed(d draft, x slot) int {
	oneself := func(a int) bool {
		return slices.ContainsFunc(d.slots, func(y slot) bool { return acts(y.role) && y.actor == a })
	}
	if !oneself(x.actor) {
		return -1
	}
	first := s.doc.Text.Sentences[d.sentence].First
	for i := x.mention - 1; i >= 0 && s.doc.Mentions[i].First >= first; i-- {
		if m := s.doc.Mentions[i]; m.Label == entity.Person && !oneself(m.Actor) {
			return m.Actor
		}
	}
	return -1
}

// wanting reports whether a role is still to be filled: nobody has it, or, of an
// act of the kind other, nobody who acts for a party.
func (s *session) wanting(d draft, role chancery.Role) bool {
	return !slices.ContainsFunc(d.slots, func(x slot) bool {
		return x.role == role && (d.rule.Yields != chancery.KindOther || s.doc.Actors[x.actor].Of != "")
	})
}

// modifier fills the role of who acts in the passive with the state of an adjective or
// capital behind it: "trained by Norwegian instructors", "welcomed in Oslo"; and the role of what stands right before a noun with the state of an
// adjective there: "a Norwegian offensive".
func (s *session) modifier(d *draft, sent *clause.Sentence, p clause.Predicate) {
	if role, ok := d.rule.Frame.Args[clause.Subject]; ok && p.Passive && !d.kind.Engagement() && !hasRole(*d, role) {
		m := sent.Agent(p)
		if m < 0 && (d.kind == chancery.KindPraise || d.kind == chancery.KindCriticism && d.rule.Mode == "") {
			m = sent.Where(p)
		}
		if m >= 0 {
			d.slots = append(d.slots, s.partySlots(m, role)...)
		}
	}
	role, ok := d.rule.Frame.Args["mod"]
	m := sent.Modifier(p)
	if !ok || m < 0 || hasRole(*d, role) {
		return
	}
	d.slots = append(d.slots, s.partySlots(m, role)...)
}

func hasRole(d draft, role chancery.Role) bool {
	return slices.ContainsFunc(d.slots, func(x slot) bool { return x.role == role })
}

// partySlots are the actors of a mention; of an adjective or a city, the state.
func (s *session) partySlots(mention int, role chancery.Role) []slot {
	m := s.doc.Mentions[mention]
	of := m.Of
	switch m.Label {
	case entity.Adjective:
	case entity.Place:
		of = m.Entry.Country
	default:
		return s.slots(mention, role)
	}
	n := s.stateActor(of)
	if n < 0 {
		return nil
	}
	return []slot{{mention, n, role}}
}

// stateActor is the actor of a state, made where the report has none yet; -1
// where the code is no state's.
func (s *session) stateActor(of string) int {
	e, ok := s.r.gaz.State(of)
	if !ok {
		return -1
	}
	key := "party:" + of
	n := slices.IndexFunc(s.doc.Actors, func(a entity.Actor) bool { return a.Key == key })
	if n < 0 {
		n = len(s.doc.Actors)
		s.doc.Actors = append(s.doc.Actors, entity.Actor{Type: chancery.State, Name: e.Name, Of: of, OfBasis: chancery.Stated, Key: key})
	}
	return n
}

// otherSide takes out of those an act is done to who act for the same party as
// all who do it, where others are left: "the OSCE's chair praised how Norway and
// the OSCE work" praises Norway.
func (s *session) otherSide(d *draft) {
	if d.kind == chancery.KindAppointment { // one's own is sent to another
		return
	}
	doers := map[string]bool{}
	for _, n := range s.side(*d, acts) {
		doers[s.doc.Actors[n].Of] = true
	}
	if len(doers) != 1 || doers[""] {
		return
	}
	own := func(x slot) bool { return !acts(x.role) && doers[s.doc.Actors[x.actor].Of] }
	if slices.ContainsFunc(d.slots, func(x slot) bool { return !acts(x.role) && !own(x) }) {
		d.slots = slices.DeleteFunc(d.slots, own)
	}
}

// domestic reports whether an act between parties names one state alone on
// both sides, or nobody who is known to act for any: what people of one state
// say to each other is no diplomacy.
func (s *session) domestic(d draft) bool {
	if k, ok := s.r.onto.Kind(d.kind); !ok || !k.Between {
		return false
	}
	var parties []string
	strangers := false
	for _, x := range d.slots {
		a := s.doc.Actors[x.actor]
		switch {
		case s.foreigners(a): // "ten ambassadors": of other states
			strangers = true
		case a.Of == "" && (a.Type == chancery.Person && a.Name == "" || a.Type == chancery.Delegation) && !acts(x.role): // "the envoys", of no other state
		case a.Of == "":
			strangers = true
		case !slices.Contains(parties, a.Of):
			parties = append(parties, a.Of)
		}
	}
	if s.nobodys(d) {
		return true
	}
	return len(parties) == 0 || len(d.slots) > 1 && len(parties) == 1 && !strangers
}

// nobodys reports whether all who act are bodies of nobody known: "the ministry".
func (s *session) nobodys(d draft) bool {
	doers := s.side(d, acts)
	return len(doers) > 0 && !slices.ContainsFunc(doers, func(n int) bool {
		a := s.doc.Actors[n]
		return a.Type != chancery.Body || a.Of != ""
	})
}

// donor makes of those who sign for a grant together giver and receiver: the envoy
// of one state gives to the other, in which he is posted.
func (s *session) donor(d *draft) {
	if d.kind != chancery.KindAid || len(s.side(*d, isActedOn)) > 0 || !s.mutual(*d) {
		return
	}
	giver := ""
	for _, x := range d.slots {
		if a := s.doc.Actors[x.actor]; s.r.envoy(a) || s.posting(a) != "" {
			if giver != "" && giver != a.Of {
				return
			}
			giver = a.Of
		}
	}
	if giver == "" {
		return
	}
	for i, x := range d.slots {
		if s.doc.Actors[x.actor].Of != giver {
			d.slots[i].role = chancery.Recipient
		}
	}
}

// envoy reports whether somebody is posted abroad.
func (r *Reader) envoy(a entity.Actor) bool {
	return slices.ContainsFunc(a.Heads, func(h string) bool { return slices.Contains(r.words.Envoys, h) })
}

// sameAct decides for two drafts of acts of one report: the same kind and
// type, done by the same to the same, as far as both say.
func (s *session) sameAct(a, b draft) bool {
	if a.kind != b.kind || a.code() != b.code() || off(a.mood) != off(b.mood) || (a.mood == clause.Denied) != (b.mood == clause.Denied) {
		return false
	}
	if a.date.date != "" && b.date.date != "" && !a.date.date.Overlaps(b.date.date, 0) {
		return false
	}
	if a.kind == chancery.KindRequest && s.otherThings(a, b) {
		return false
	}
	common := false
	for _, side := range []func(chancery.Role) bool{acts, isActedOn} {
		x, y := s.side(a, side), s.side(b, side)
		if len(x) == 0 || len(y) == 0 {
			continue
		}
		if !within(x, y) && !within(y, x) && !s.sameParties(x, y) {
			return false
		}
		common = true
	}
	return common
}

// otherThings reports whether two drafts, not of the same paragraph, say what they
// are about and name nothing in common.
func (s *session) otherThings(a, b draft) bool {
	t := s.doc.Text.Sentences
	if t[a.sentence].Paragraph == t[b.sentence].Paragraph {
		return false
	}
	x, y := s.things(a), s.things(b)
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(p thing) bool {
		return slices.ContainsFunc(y, func(q thing) bool { return p.word == q.word })
	})
}

// acts reports whether who has the role is PLOVER's actor.
func acts(r chancery.Role) bool { return r == chancery.Initiator || r == chancery.Visitor }

func isActedOn(r chancery.Role) bool { return !acts(r) }

// side are the actors of a draft on one side of an act.
func (s *session) side(d draft, of func(chancery.Role) bool) []int {
	var out []int
	for _, x := range d.slots {
		if of(x.role) {
			out = append(out, x.actor)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
