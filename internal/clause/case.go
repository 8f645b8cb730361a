package clause

import (
	"slices"
	"strings"

	"chancery/internal/entity"
	"chancery/internal/nlp"
)

// caseVerb analyses a verb in a language that puts it last and marks the
// relations by case and postposition.
func (s *Sentence) caseVerb(first, last int, act bool) Predicate {
	p := Predicate{First: first, Last: last, Verb: last - 1}
	v := last - 1
	p.Passive = s.voice(v) == "Pass"
	s.caseArgs(&p, first, s.voice(v))
	if act {
		s.nearest(&p, first)
	}
	for k := last; k < last+3; k++ { // "ağırladığı isimler:"
		if s.word(k) == ":" {
			s.listed(&p, k+1)
			break
		}
		if s.upos(k) != "NOUN" {
			break
		}
	}
	if s.toCome(v) { // "Oslo'ya gidecek X"
		s.comer(&p, v)
	}
	switch form := s.Items[v].Feats.Get("VerbForm"); form {
	case "Part":
		s.nominalised(&p, first, act)
		s.participleHead(&p, v)
	case "Conv", "Vnoun":
		if form == "Vnoun" {
			s.nominalised(&p, first, act)
		} else {
			s.converbSubject(&p, first, act)
		}
		if s.missing(&p, Subject) { // shares the subject of the verb that follows
			if w := s.nextFinite(v); w >= 0 && s.voice(w) != "Pass" {
				p.add(Subject, s.nominative(s.start(first), len(s.Items)))
			}
		}
	}
	if s.missing(&p, Subject) && s.voice(v) != "Pass" && s.finite(v) && s.shared(first) < 0 {
		p.add(Subject, s.bare(first))
	}
	if s.missing(&p, Subject) && s.voice(v) != "Pass" && s.finite(v) && !s.thing(first) { // "X gitti ve Y ile görüştü"
		p.add(Subject, s.shared(first))
	}
	if s.missing(&p, Subject) && s.Items[v].Feats.Get("Person") == "1" { // "X'ten yapılan açıklamada: kınıyoruz"
		for i, a := range p.Args {
			if a.Rel == Speaker {
				p.Args[i].Rel = Subject
			}
		}
	}
	if s.missing(&p, Subject) && s.Items[v].Feats.Get("Person") == "1" && s.quoted(v) {
		p.add(Subject, s.statementOf(v))
	}
	if p.Passive && s.finite(v) && !s.missing(&p, Subject) && s.missing(&p, Object) && s.start(first) > 0 { // "X geldi, Y tarafından kabul edildi"
		p.add(Object, s.shared(first))
	}
	s.caseMood(&p, v, act)
	if goal := s.headGoal(p); goal >= 0 && p.Mood == Coming && s.reached(goal) { // "bulunacağı Oslo'ya geldi": the journey is told by itself
		p.Mood = Supposed
	}
	if p.Mood == Told && s.headGoal(p) >= 0 && s.Items[v].Feats.Get("Tense") == "Past" { // "geldiği Oslo'da ...": told of somebody who is there
		p.Mood = Ongoing
	}
	if s.Items[v].Feats.Get("VerbForm") == "Conv" {
		s.governedMood(&p, v)
	}
	return p
}

// statementOf is the group whose statement is quoted at item v, and begins before
// the quotation: "X'ten yapılan açıklamada, “... kınıyoruz” denildi"; -1 for none.
func (s *Sentence) statementOf(v int) int {
	for i := v - 1; i >= 0; i-- {
		if g := s.groupAt(i); g >= 0 && !s.quoted(i) && s.relation(s.Groups[g], v) == Speaker {
			return g
		}
	}
	return -1
}

// listed adds the actors that stand behind a colon: they are the partners.
func (s *Sentence) listed(p *Predicate, from int) {
	named := false
	for i := from; i < len(s.Items); i++ {
		if g := s.groupAt(i); g >= 0 && s.actor(i) {
			if !named { // "with four ministers: X, Y": those listed are meant
				named = true
				p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool {
					return a.Rel == "with" && s.doc.Mentions[s.Groups[a.Group].Members[0]].Label != entity.Person
				})
			}
			p.add("list", g)
			i = s.Groups[g].Last - 1
		}
	}
}

// nominalised makes the genitive before a nominalised verb its subject: "X'in
// Y'yi aradığını". Of an act, one whose own thing is dealt with is no subject:
// "X, Y'nin kararından memnuniyet duyduğunu söyledi".
func (s *Sentence) nominalised(p *Predicate, pred int, act bool) {
	for i := pred - 1; i >= s.start(pred); i-- {
		if act && s.Items[p.Last-1].Feats.Get("Person[psor]") != "" && s.unnamed(i, pred) { // "26 ülkenin ... taahhüdünde bulunduğunu"
			s.speaker(p, pred, -1)
			return
		}
		if g := s.groupAt(i); g >= 0 && s.genitive(s.Groups[g]) && s.actor(i) && !s.relates(g, pred, act) && !(act && !s.missing(p, Subject) && s.Items[p.Last-1].Feats.Get("VerbForm") != "Vnoun" && s.owns(g, pred)) {
			s.speaker(p, pred, g)
			rel := Subject
			if s.voice(pred) == "Pass" || s.Items[p.Last-1].Feats.Get("Voice") == "Pass" {
				rel = Object
			}
			p.Args = append(p.Args, Arg{rel, g})
			return
		}
	}
	if act && (s.voice(pred) == "Pass" || s.voice(p.Last-1) == "Pass") { // "X, yardım gönderildiğini duyurdu"
		s.speaker(p, pred, -1)
	}
}

// unnamed reports whether the common noun at item i is, in the genitive, the subject
// of the nominalised verb at item pred, and nothing before the verb is its own.
func (s *Sentence) unnamed(i, pred int) bool {
	f := s.Items[i].Feats
	if s.Items[i].Mention >= 0 || s.upos(i) != "NOUN" || f.Get("Case") != "Gen" || s.upos(i+1) == "ADP" || s.at("afterwards", i+1) > 0 {
		return false
	}
	for k := i + 1; k < pred; k++ {
		if g := s.groupAt(k); g >= 0 {
			return !s.genitive(s.Groups[g])
		}
		if s.upos(k) == "VERB" || s.Items[k].Mention < 0 && s.Items[k].Feats.Get("Person[psor]") != "" && s.at("occasions", k) == 0 {
			return false
		}
	}
	return true
}

// relates reports whether a group in the genitive is the subject of a relative
// participle before item pred, and another group in the genitive stands before it:
// "Peru'nun Kenya'nın sunduğu teklifi reddettiği"; of an act, a group without case
// does, too: "X, Kenya'nın gösterdiği dirence hayran olduğunu söyledi".
func (s *Sentence) relates(g, pred int, act bool) bool {
	taken := false
	for i := s.Groups[g].Last; i < pred && !taken; i++ {
		f := s.Items[i].Feats
		if k := s.groupAt(i); k >= 0 && s.genitive(s.Groups[k]) { // whose the participle is
			return false
		}
		taken = s.upos(i) == "VERB" && f.Get("VerbForm") == "Part" && f.Get("Person[psor]") != "" && (f.Get("Case") == "" || f.Get("Case") == "Nom") && s.upos(i+1) != "ADP"
	}
	for i := s.Groups[g].First - 1; taken && i >= s.start(pred); i-- {
		if k := s.groupAt(i); k >= 0 {
			return s.genitive(s.Groups[k]) || act && s.relation(s.Groups[k], pred) == ""
		}
	}
	return false
}

// owns reports whether a possessed noun in an oblique case or the accusative
// stands behind a group in the genitive.
func (s *Sentence) owns(g, pred int) bool {
	for i := s.Groups[g].Last; i < pred && (s.Items[i].Mention < 0 || s.locality(i)); i++ {
		if s.Attributive(s.Items[i].Form) && s.Items[i].Mention < 0 && s.Items[i].Feats.Get("Person[psor]") != "" { // "Norveç'in Oslo kentindeki"
			return true
		}
		if f := s.Items[i].Feats; s.upos(i) == "NOUN" {
			switch c := f.Get("Case"); {
			case s.Attributive(s.Items[i].Form) || c == "Ins" && f.Get("Person[psor]") == "": // "bölgedeki barış çabalarına", "kuraklıkla mücadelesini"
			case c == "Acc" || c == "Dat" || c == "Abl" || c == "Ins" || c == "Loc":
				return f.Get("Person[psor]") != ""
			}
		}
		if s.upos(i) == "VERB" {
			return false
		}
	}
	return false
}

func (s *Sentence) genitive(g Group) bool {
	return s.doc.Mentions[g.Members[len(g.Members)-1]].Case == "Gen" && s.relation(g, len(s.Items)) == Owner
}

// speaker takes out of a nominalised clause what stands in the nominative: it
// belongs to the verb above. The first of it is who says or wants what the
// clause tells.
func (s *Sentence) speaker(p *Predicate, pred, subject int) {
	above := -1
	p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool {
		if a.Group == subject {
			return true
		}
		if a.Rel == "with" || a.Rel == "list" || s.relation(s.Groups[a.Group], pred) != "" {
			return false
		}
		if above < 0 {
			above = a.Group
		}
		return true
	})
	if above < 0 {
		above = s.shared(pred)
	}
	if above >= 0 && above != subject {
		p.add(Speaker, above)
	}
}

// nearest leaves of each relation of a verb the groups with the fewest other
// verb forms between: in "X, Oslo'ya saldıran Y'ye teşekkür etti" only Y is
// thanked.
func (s *Sentence) nearest(p *Predicate, pred int) {
	between := func(a Arg) int {
		g := s.Groups[a.Group]
		if s.relation(g, pred) == "" || a.Rel == Owner {
			return 0
		}
		n := 0
		for i := g.Last; i < pred; i++ {
			if s.upos(i) == "VERB" && !s.finite(i) {
				n++
			}
		}
		return n
	}
	least := map[string]int{}
	for _, a := range p.Args {
		if n, ok := least[a.Rel]; !ok || between(a) < n {
			least[a.Rel] = between(a)
		}
	}
	p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return between(a) > least[a.Rel] })
}

// Around reports whether one of the phrases stands in the clause of a predicate,
// in a language that puts the verb last: behind the finite verb or relative
// participle before it, up to the verb that carries it and one word more.
func (s *Sentence) Around(p Predicate, phrases [][]string) bool {
	from := p.First
	for from > 0 && !s.finite(from-1) && s.Items[from-1].Feats.Get("VerbForm") != "Part" && !s.boundary(from-1) {
		from--
	}
	for i := from; i < len(s.Items) && i <= max(p.Last, p.Verb+1); i++ {
		if slices.ContainsFunc(phrases, func(ws []string) bool { return s.wordsAt(i, ws) || len(ws) == 1 && s.endsIn(i, ws[0]) }) {
			return true
		}
	}
	return false
}

// endsIn reports whether the mention of a body or gathering at item i ends in a word:
// "Maliye Bakanları Konseyi'ne".
func (s *Sentence) endsIn(i int, w string) bool {
	m := s.Items[i].Mention
	return m >= 0 && s.doc.Mentions[m].Label == entity.Org && s.doc.Text.Tokens[s.doc.Mentions[m].Last-1].Lower == w
}

func (s *Sentence) voice(v int) string { return s.Items[v].Feats.Get("Voice") }

func (s *Sentence) missing(p *Predicate, rel string) bool {
	return !slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == rel })
}

// start is the first item of the clause that ends at item i.
func (s *Sentence) start(i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.boundary(k) || s.finite(k) {
			return k + 1
		}
	}
	return 0
}

// caseArgs gives each group before the predicate its relation.
func (s *Sentence) caseArgs(p *Predicate, pred int, voice string) {
	nominative := []int{}
	for i := s.start(pred); i < pred; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		gr := s.Groups[g]
		i = gr.Last - 1
		if s.himself(gr) {
			continue
		}
		rel := s.relation(gr, pred)
		if rel != "" && (s.taken(gr.Last, pred) || s.apart(gr, rel, pred)) {
			continue
		}
		switch rel {
		case "":
			if voice == "Pass" && s.listOwner(gr) {
				continue
			}
			nominative = append(nominative, g)
		case Owner:
			if gr.Last == pred || s.genitive(gr) && s.attributes(gr.Last, pred) {
				p.add(Owner, g)
			}
		case "by":
			p.add(Subject, g)
		default:
			p.add(rel, g)
		}
	}
	rel := Subject
	if voice == "Pass" {
		rel = Object
	}
	for i, g := range nominative {
		if i+1 < len(nominative) && s.meanwhile(s.Groups[g].Last, s.Groups[nominative[i+1]].First) {
			continue
		}
		p.add(rel, g)
		rel = Object
	}
}

// apart reports whether what a group's relation says belongs to something else in
// the clause before item pred: to strife between two, to a clause that only says
// when, or, of an object, to a relative clause.
func (s *Sentence) apart(g Group, rel string, pred int) bool {
	switch rel {
	case "with":
		if next := s.groupAt(g.Last + 1); next >= 0 && s.relation(s.Groups[next], pred) == "between" && s.strife(s.Groups[next].Last, pred) {
			return true
		}
		if s.at("joint", g.Last+1) > 0 { // "Örgüt ile Mücadele Koalisyonu"
			return true
		}
		for i := g.Last + 1; i+1 < pred && i < g.Last+5 && s.Items[i].Mention < 0; i++ { // "Norveç ile iş birliğinin sürdürülmesi konusunda"
			if f := s.Items[i].Feats; s.upos(i) == "NOUN" && f.Get("Case") == "Gen" && f.Get("Person[psor]") != "" {
				return s.upos(i+1) == "VERB" && s.Items[i+1].Feats.Get("VerbForm") == "Vnoun"
			}
		}
	case "between":
		if s.strife(g.Last, pred) {
			return true
		}
	case "by": // "X tarafından açıklanan planla ilgili"
		for i := g.Last + 1; i < pred; i++ {
			if s.upos(i) == "VERB" && s.voice(i) == "Pass" { // "X tarafından kabul edilmesi, Oslo'ya geçmesi"
				return true
			}
		}
		return false
	case Owner:
		return false
	}
	for i := g.Last; i < pred; i++ {
		f := s.Items[i].Feats
		if s.upos(i) != "VERB" {
			continue
		}
		if form := f.Get("VerbForm"); rel != "" && (form == "Vnoun" || form == "Part") && f.Get("Person[psor]") != "" && (s.at("afterwards", i+1) > 0 || s.word(i+1) == ",") { // "Y ile görüşeceği, Z'yi kabul edeceği"
			return true
		}
		if rel == Object && f.Get("VerbForm") == "Vnoun" && s.at("towards", i+1) > 0 {
			return true
		}
		if rel == Object && s.ofDoer(f) && f.Get("Voice") != "Pass" && f.Get("Case") == "" {
			return true
		}
	}
	return false
}

// listOwner reports whether a group without case opens a list whose last members
// stand in the genitive: "Norveç, Peru ve Kenya'nın açıklamasında kınandı".
func (s *Sentence) listOwner(g Group) bool {
	if s.word(g.Last) != "," {
		return false
	}
	next := s.groupAt(g.Last + 1)
	return next >= 0 && len(s.Groups[next].Members) > 1 && s.genitive(s.Groups[next])
}

// strife reports whether a noun for what is between two, and is nothing that they
// do together, stands among the five items from item i on: "arasında süren savaş".
func (s *Sentence) strife(i, pred int) bool {
	for k := i + 1; k < min(i+6, pred) && s.Items[k].Mention < 0; k++ {
		if s.at("strife", k) > 0 {
			return true
		}
	}
	return false
}

// Coordinate is the relation of the argument right behind one that "ile" joins to it,
// where a language marks case: in "Norveç ile Peru, Kenya'yı kınadı" both condemn.
func (s *Sentence) Coordinate(p Predicate, a Arg) string {
	if s.g.marking != "case" {
		return ""
	}
	for _, b := range p.Args {
		if s.Groups[b.Group].First == s.Groups[a.Group].Last+1 && (b.Rel == Subject || b.Rel == Object || b.Rel == "to") {
			return b.Rel
		}
	}
	return ""
}

// taken reports whether a relative participle among the items [first, last) takes
// what stands before it: "Y ile görüşen X, ...". One that only carries the noun
// behind it does not: "Y ile yapılan görüşme".
func (s *Sentence) taken(first, last int) bool {
	for i := first; i < last; i++ {
		f := s.Items[i].Feats
		if s.ofDoer(f) && s.groupAt(i+1) >= 0 &&
			s.at("light", i) == 0 && s.at("coming", i) == 0 && s.at("planned", i) == 0 {
			return true
		}
	}
	return false
}

// ofDoer reports whether a verb has the form of a participle that describes the noun
// behind it as who does what it tells: "gelen heyet", and "gəlmiş heyət" where the
// language says so too.
func (s *Sentence) ofDoer(f nlp.Feats) bool {
	if f.Get("VerbForm") != "Part" || f.Get("Person[psor]") != "" {
		return false
	}
	return f.Get("Tense") == "Pres" || s.g.resultative && f.Get("Tense") == "Past" && f.Get("Aspect") == "Perf"
}

// Crowded reports whether a common noun in the plural that is nobody the text
// names opens the sentence as its subject: "Oyuncular X ile buluştu".
func (s *Sentence) Crowded() bool {
	if len(s.Items) == 0 || s.Items[0].Mention >= 0 || s.upos(0) != "NOUN" {
		return false
	}
	f := s.Items[0].Feats
	return f.Get("Case") == "Nom" && f.Get("Number") == "Plur"
}

// bare is the group without case that opens the clause of a predicate and was
// taken for the first noun of a compound, though nothing else is the subject:
// "Bakanlık haberi doğruladı". It gives -1 where there is none.
func (s *Sentence) bare(pred int) int {
	for i := s.start(pred); i < pred; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		gr := s.Groups[g]
		if s.doc.Mentions[gr.Members[len(gr.Members)-1]].Case == "" && s.relation(gr, pred) == Owner && s.Items[gr.Last].Form == s.Items[gr.Last].Lower {
			return g
		}
		return -1
	}
	return -1
}

// Attributive reports whether a word in the locative only describes the noun
// behind it, as with the Turkish -ki.
func (s *Sentence) Attributive(form string) bool {
	return slices.ContainsFunc(s.g.attributive, func(end string) bool { return strings.HasSuffix(form, end) })
}

// Describes reports whether the place at item i describes a noun that is not
// where the predicate happens: "Gazze'deki ateşkesi görüştü", but not
// "Oslo'daki sarayda görüştü" or "Oslo'daki görüşme".
func (s *Sentence) Describes(i int, p Predicate) bool {
	it := s.Items[i]
	if it.Feats.Get("Case") == "Dat" || s.doc.Mentions[it.Mention].Case == "Dat" {
		return s.futureGoal(i)
	}
	if it.Feats.Get("Case") != "Loc" || !s.Attributive(it.Form) {
		return false
	}
	for k := i + 1; k < len(s.Items) && k < i+5; k++ {
		if k >= p.First && k < p.Last {
			return false
		}
		if s.Items[k].Mention >= 0 { // "Peru'daki durumu ve Kenya'daki gelişmeleri"
			return s.upos(k-1) == "CCONJ" && s.Describes(k, p)
		}
		if rel := s.g.adpositions[s.word(k)]; rel == "for" || rel == "about" {
			return true
		}
		switch s.Items[k].Feats.Get("Case") {
		case "Loc", "Dat":
			return false
		case "Acc", "Gen", "Abl", "Ins":
			return true
		}
		if s.upos(k) == "VERB" {
			return false
		}
	}
	return false
}

// futureGoal reports whether the place at item i is where something is yet to be
// brought or built: "Oslo'ya kurulacak hastaneyi görüştü".
func (s *Sentence) futureGoal(i int) bool {
	for k := i + 1; k < len(s.Items) && k < i+4 && s.Items[k].Mention < 0; k++ {
		if f := s.Items[k].Feats; s.upos(k) == "VERB" {
			return f.Get("Tense") == "Fut" && f.Get("Person[psor]") == "" && !s.finite(k) && s.groupAt(k+1) < 0
		}
	}
	return false
}

// Within reports whether the city at item i forms a compound with a noun that
// says where: "Semerkant kentinde".
func (s *Sentence) Within(i int) bool {
	if s.g.marking != "case" || s.doc.Mentions[s.Items[i].Mention].Case != "" || i+1 >= len(s.Items) {
		return false
	}
	f := s.Items[i+1].Feats
	return s.upos(i+1) == "NOUN" && f.Get("Case") == "Loc" && f.Get("Person[psor]") != ""
}

// relation is what the case of a group's last member, or the postposition
// behind it, says; empty for the nominative.
func (s *Sentence) relation(g Group, pred int) string {
	if rel, ok := s.g.adpositions[s.word(g.Last)]; ok && !(rel == "chair" && s.heads(g)) && s.fits(g) {
		return rel
	}
	if s.upos(g.Last) == "ADJ" && s.g.adpositions[s.word(g.Last+1)] == Inviter { // "X'in resmi davetlisi"
		return Inviter
	}
	m := s.doc.Mentions[g.Members[len(g.Members)-1]]
	if rel := s.andOthers(g); m.Case == "" && rel != "" {
		return rel
	}
	switch m.Case {
	case "Acc":
		return Object
	case "Dat":
		return "to"
	case "Ins":
		return "with"
	case "Loc":
		return "in"
	case "Abl":
		if s.at("statements", g.Last) > 0 {
			return Speaker
		}
		return "from"
	case "Gen":
		return Owner
	case "Equ":
		return "by"
	}
	after := g.Last
	if s.word(after) == "(" && s.word(after+2) == ")" || s.word(after) == "(" && after+2 < len(s.Items) && s.Items[after+1].Mention >= 0 && s.word(after+2) == ")" { // "Örgüt (ABC) toplantısı"
		after += 3
	}
	if (m.Label == entity.State || m.Label == entity.Org) && g.Last < pred && (s.compound(after, pred) || s.beforeName(after)) {
		return Owner
	}
	if m.Label == entity.Group && g.Last < pred && s.upos(g.Last) == "NOUN" { // "bakanlar kararnamesiyle"
		if f := s.Items[g.Last].Feats; f.Get("Person[psor]") != "" && f.Get("Case") != "Acc" && f.Get("Case") != "Nom" {
			return Owner
		}
	}
	return ""
}

// fits reports whether a group stands in the case that the postposition behind it
// takes: "Y'den önce", but not the adverb of "X önce Oslo'ya gitti".
func (s *Sentence) fits(g Group) bool {
	want := s.g.cases[s.word(g.Last)]
	return want == "" || want == s.doc.Mentions[g.Members[len(g.Members)-1]].Case
}

// andOthers is what a postposition says of a group behind which others without names
// are joined to it: "X ve diğer yetkililer tarafından"; empty where there is none.
func (s *Sentence) andOthers(g Group) string {
	i := g.Last + s.at("coordinate", g.Last)
	if i == g.Last {
		return ""
	}
	for k := i; k < min(i+6, len(s.Items)) && s.Items[k].Mention < 0; k++ {
		if rel := s.g.adpositions[s.word(k)]; k > i && (rel == "by" || rel == "with") && s.Items[k-1].Feats.Get("Number") == "Plur" {
			return rel
		}
		if u := s.upos(k); u != "ADJ" && u != "DET" && u != "NOUN" {
			break
		}
	}
	return ""
}

// heads reports whether a group leads a delegation, which stands in it or right
// behind: "heyet, X başkanlığında", "X başkanlığında bir heyet".
func (s *Sentence) heads(g Group) bool {
	team := func(m int) bool { return m >= 0 && s.doc.Mentions[m].Label == entity.Delegation }
	return slices.ContainsFunc(g.Members, team) || slices.ContainsFunc(s.Items[g.Last:min(g.Last+4, len(s.Items))], func(it Item) bool { return team(it.Mention) })
}

// compound reports whether the nouns from item i on end a compound whose first
// noun stands before them, or a name: "Peru hükümetini", "Peru Air", but not
// "Peru saldırıyı kınadı".
func (s *Sentence) compound(i, pred int) bool {
	named := false // what follows an ordinal is a name
	first := i
	for ; i < pred && s.Items[i].Mention < 0 && (s.upos(i) == "NOUN" || s.ordinal(i) || named && s.upos(i) == "ADJ") && s.at("times", i) == 0; i++ {
		f := s.Items[i].Feats
		if s.ordinal(i) { // "NATO 12. Zirvesi"
			named = true
			continue
		}
		if named && s.Items[i].Form != s.Items[i].Lower {
			return true
		}
		if c := f.Get("Case"); i > first && (c == "Loc" || c == "Abl") { // "Peru ateşkes konusunda"
			return false
		}
		if f.Get("Person[psor]") != "" || s.Items[i].Form != s.Items[i].Lower {
			return true
		}
		if f.Get("Case") != "Nom" {
			return false
		}
	}
	return named && i < pred && s.Items[i].Mention >= 0
}

// ordinal reports whether a numbered name such as that of a summit goes on at item i.
func (s *Sentence) ordinal(i int) bool {
	return s.Items[i].Feats.Get("NumType") == "Ord" && i+1 < len(s.Items) && (s.Items[i+1].Mention >= 0 || s.Items[i+1].Form != s.Items[i+1].Lower)
}

// beforeName reports whether a mention without case stands at item i, so that
// what is named right before it belongs to it: "TBMM Türkiye-Peru Dostluk Grubu". Where
// groups follow each other with nothing between, a place or one with a postposition is
// of the verb: "Norveç Keniya ilə görüşüb".
func (s *Sentence) beforeName(i int) bool {
	if i >= len(s.Items) || s.Items[i].Mention < 0 {
		return false
	}
	m := s.doc.Mentions[s.Items[i].Mention]
	if s.g.sideBySide && (m.Label == entity.Place || s.g.adpositions[s.word(i+1)] != "") {
		return false
	}
	return m.Case == ""
}

// participleHead gives the group behind a relative participle its relation: it
// is the subject of "Oslo'yu ziyaret eden X", and the object of "Y'nin aradığı
// X", where the subject stands in the genitive.
func (s *Sentence) participleHead(p *Predicate, v int) {
	f := s.Items[v].Feats
	if f.Get("VerbForm") != "Part" {
		return
	}
	k := v + 1
	for s.upos(k) == "NUM" || s.upos(k) == "ADJ" || s.upos(k) == "DET" {
		k++
	}
	g := s.groupAt(k)
	if f.Get("Person[psor]") != "" {
		if owned := slices.ContainsFunc(p.Args, func(a Arg) bool { return a.Rel == Subject && s.relation(s.Groups[a.Group], v) == Owner }); owned && g >= 0 && s.missing(p, Object) && s.people(k) {
			p.add(Object, g)
		}
		return
	}
	if !s.ofDoer(f) && (f.Get("Tense") == "Past" || f.Get("Tense") == "Fut") {
		return
	}
	if f.Get("Voice") == "Pass" { // "Y tarafından karşılanan X": what stands without case is of another verb
		p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return a.Rel == Object && s.relation(s.Groups[a.Group], v) == "" })
		if g >= 0 {
			p.add(Object, g)
		}
		return
	}
	p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return a.Rel == Subject && (g >= 0 || s.relation(s.Groups[a.Group], v) == "") })
	if g >= 0 {
		p.add(Subject, g)
	}
}

// shared is the subject of the nearest clause before that of a predicate which
// has one; -1 where there is none.
func (s *Sentence) shared(pred int) int {
	for end := s.start(pred); end > 0; {
		from := s.start(end - 1)
		if g := s.nominative(from, end); g >= 0 {
			return g
		}
		end = from
	}
	return -1
}

// nominative is the first group without case in items [i, end).
func (s *Sentence) nominative(i, end int) int {
	for ; i < end; i++ {
		if g := s.groupAt(i); g >= 0 {
			if s.relation(s.Groups[g], len(s.Items)) == "" && !s.himself(s.Groups[g]) {
				return g
			}
			i = s.Groups[g].Last - 1
		}
	}
	return -1
}

func (s *Sentence) nextFinite(v int) int {
	for i := v + 1; i < len(s.Items); i++ {
		if s.finite(i) {
			return i
		}
	}
	return -1
}

// caseNoun analyses a noun: its owner in the genitive, the groups before it by
// case, and the verb that carries it.
func (s *Sentence) caseNoun(first, last int) Predicate {
	p := Predicate{First: first, Last: last, Noun: true, Verb: -1}
	if s.at("purpose", last) > 0 { // "görüşme için": what for, told by the verb
		p.Mood = Supposed
		return p
	}
	v := s.nextVerb(last)
	relative := false
	if k := first - 1; k >= 0 && s.Items[k].Feats.Get("VerbForm") == "Part" && s.Items[k].Feats.Get("Person[psor]") != "" && s.at("light", k) > 0 {
		v, relative = k, true // "yapacağı görüşmede": whatever comes of it
	} else if v >= last && s.setting(last, v) {
		v = -1
	}
	if v >= last && s.upos(v) != "VERB" && s.upos(v+1) == "VERB" { // "başkanlık edecek"
		v++
	}
	if v >= 0 && (s.at("light", v) > 0 || s.at("light", v-1) > 1 || s.at("cancel", v) > 0 || s.toBeTold(v) || s.at("deny", v) > 0) {
		p.Verb = v
	}
	for i := s.start(first); i < first; i++ {
		g := s.groupAt(i)
		if g < 0 {
			continue
		}
		gr := s.Groups[g]
		i = gr.Last - 1
		if gr.Last == first && s.locality(gr.Last-1) && s.doc.Mentions[s.Items[gr.Last-1].Mention].Case == "" { // "Kenya ziyareti": where to, not whose
			continue
		}
		if m := s.doc.Mentions[gr.Members[len(gr.Members)-1]]; gr.Last == first && m.Label == entity.Person && m.Case == "" && s.Items[last-1].Feats.Get("Person[psor]") != "" { // "Kartal tatbikatı": a name
			continue
		}
		switch rel := s.relation(gr, first); {
		case rel != "" && (s.taken(gr.Last, first) || s.apart(gr, rel, first)):
		case rel == Owner && gr.Last != first && !s.genitive(gr): // of another noun between
		case rel == Owner && !s.people(gr.First) && !s.attributes(gr.Last, first): // "Norveç'in başkenti Oslo'da görüşme"
		case rel == Owner:
			p.add(Owner, g)
		case rel != "":
			p.add(rel, g)
		case p.Verb >= 0 && s.voice(p.Verb) != "Pass" && !s.toldBy(last-1, p.Verb):
			p.add(Subject, g)
		}
	}
	if relative && !s.missing(&p, Owner) { // "X'in yaptığı görüşmede Y": X held them
		p.Args = slices.DeleteFunc(p.Args, func(a Arg) bool { return a.Rel == Subject })
	}
	if p.Verb < 0 && s.missing(&p, Owner) && s.missing(&p, Subject) && s.Items[last-1].Feats.Get("Person[psor]") == "3" && s.locality(first-1) { // "X, Oslo ziyaretinin ilk gününde"
		p.add(Owner, s.nominative(s.start(first), first-1))
	}
	for i := last; i < v; i++ {
		if g := s.groupAt(i); g >= 0 {
			rel := s.relation(s.Groups[g], v)
			if rel == "" {
				rel = Subject
			}
			if (p.Verb >= 0 || rel == "with") && rel != Owner && !s.apart(s.Groups[g], rel, v) { // an owner there is of another noun
				p.add(rel, g)
			}
		}
	}
	if p.Verb >= 0 {
		s.participleHead(&p, p.Verb)
		s.caseMood(&p, p.Verb, false)
	}
	planned := false
	for i := first - 1; i >= 0 && i > first-5 && s.Items[i].Mention < 0; i-- {
		planned = planned || s.at("planned", i) > 0 || s.upos(i) == "VERB" && s.Items[i].Feats.Get("Tense") == "Fut" // "yapılacak görüşme"
	}
	switch {
	case planned && (p.Mood == Told || p.Verb >= 0 && s.at("invite", p.Verb+1) > 0): // "yapılacak foruma katılma daveti"
		p.Mood = Coming
	case !planned && s.at("unreal", last) > 0: // "görüşme teklifi", "ziyareti mümkün değil", but not "yapılacak zirveye çağırdı"
		p.Mood = Supposed
	}
	if s.endsOff(last) {
		p.Mood = Called
	}
	return p
}

// toldBy reports whether a noun in the genitive is itself the subject of the nominalised
// verb that carries it: what stands without case tells of it, as in "X, toplantının süreceğini
// açıkladı".
func (s *Sentence) toldBy(noun, v int) bool {
	f := s.Items[v].Feats
	form := f.Get("VerbForm")
	return s.Items[noun].Feats.Get("Case") == "Gen" && (form == "Part" || form == "Vnoun") && f.Get("Person[psor]") != ""
}

// Earlier reports whether the verb of a predicate says by its ending that it was done
// before what else is told: "görüşmüştü".
func (s *Sentence) Earlier(p Predicate) bool {
	v := p.Verb
	if v >= 0 && s.Items[v].Feats.Get("VerbForm") == "Conv" { // "gidip görüşmüştü"
		v = s.nextFinite(v)
	}
	return v >= 0 && slices.ContainsFunc(s.g.pluperfect, func(end string) bool { return strings.HasSuffix(s.Items[v].Lower, end) })
}

// Ahead reports whether the next finite verb behind item i is in the future tense, in
// a language that puts the verb last.
func (s *Sentence) Ahead(i int) bool {
	w := -1
	if s.g.marking == "case" {
		w = s.nextFinite(i)
	}
	return w >= 0 && s.Items[w].Feats.Get("Tense") == "Fut"
}

// Finite reports whether any verb of the sentence can head a clause.
func (s *Sentence) Finite() bool {
	for i := range s.Items {
		if s.finite(i) {
			return true
		}
	}
	return false
}

// setting reports whether a noun that ends before item last only says where or
// when something else is done: "görüşmede ... dedi", "görüşmenin ardından",
// "temasları kapsamında".
func (s *Sentence) setting(last, v int) bool {
	if s.g.adpositions[s.word(last)] == "during" { // "görüş zamanı"
		return true
	}
	switch s.Items[last-1].Feats.Get("Case") {
	case "Loc":
		for s.upos(last) == "CCONJ" { // "görüşmelerde de bulundu"
			last++
		}
		return v > last
	case "Gen", "Nom":
		for last+1 < len(s.Items) && (s.upos(last) == "ADJ" || s.upos(last) == "NUM") { // "ziyaretinin ilk gününde"
			last++
		}
		c := s.Items[last].Feats.Get("Case")
		return s.upos(last) == "NOUN" && s.Items[last].Feats.Get("Person[psor]") == "3" && (c == "Loc" || c == "Abl")
	}
	return false
}

// attributes reports whether nothing but attributes of a noun stands among the
// items [first, last).
func (s *Sentence) attributes(first, last int) bool {
	for i := first; i < last; i++ {
		switch s.upos(i) {
		case "ADJ", "NUM", "DET", "ADV", "CCONJ":
		default:
			if m := s.Items[i].Mention; m < 0 && s.Attributive(s.Items[i].Form) || m >= 0 && s.doc.Mentions[m].Case == "Dat" { // "başkentteki kabulünde", "Peru'ya önerisi"
				continue
			}
			return s.Items[i].Feats.Get("Case") == "Nom" && s.Items[i].Feats.Get("Person[psor]") == "" && s.Items[i].Mention < 0 && s.attributes(i+1, last)
		}
	}
	return true
}

// endsOff reports whether the clause of a noun that ends before item last, its
// subject or object, ends in a verb of calling off: "görüşme, ... nedeniyle iptal
// edildi".
func (s *Sentence) endsOff(last int) bool {
	switch s.Items[last-1].Feats.Get("Case") {
	case "Nom", "Acc":
	default:
		return false
	}
	for i := last; i < len(s.Items) && !s.boundary(i); i++ {
		if n := s.at("cancel", i); n > 0 {
			return s.finite(i + n - 1)
		}
		if s.finite(i) {
			break
		}
	}
	return false
}

// nextVerb is the next verb of any form behind item i.
func (s *Sentence) nextVerb(i int) int {
	for ; i < len(s.Items); i++ {
		if f := s.Items[i].Feats; f.Get("VerbForm") == "Part" && f.Get("Case") == "Abl" && f.Get("Person[psor]") == "" { // "beklenenden uzun sürdü"
			continue
		}
		if s.upos(i) == "VERB" || s.at("light", i) > 0 || s.at("cancel", i) > 0 {
			return i
		}
		if s.boundary(i) {
			return -1
		}
	}
	return -1
}

// headGoal is the city or state behind a relative participle that has a subject
// of its own: "geldiği Oslo'da", "geldiği Norveç'in başkenti Oslo'da"; -1 for
// none.
func (s *Sentence) headGoal(p Predicate) int {
	if p.Noun || s.Items[p.Verb].Feats.Get("VerbForm") != "Part" || s.Items[p.Verb].Feats.Get("Person[psor]") == "" {
		return -1
	}
	goal := -1
	for i := p.Last; i < len(s.Items) && i < p.Last+4; i++ {
		if s.locality(i) {
			goal = i
		}
		if goal >= 0 && s.doc.Mentions[s.Items[goal].Mention].Case != "Gen" || s.Items[i].Mention < 0 && s.upos(i) != "NOUN" {
			break
		}
	}
	return goal
}

// reached reports whether the place at item i, or the one that it opens the name of,
// stands in the dative.
func (s *Sentence) reached(i int) bool {
	for ; i < len(s.Items); i++ {
		c := s.Items[i].Feats.Get("Case")
		if m := s.Items[i].Mention; m >= 0 {
			c = s.doc.Mentions[m].Case
		} else if s.upos(i) != "NOUN" && s.upos(i) != "PROPN" {
			return false
		}
		if c != "" && c != "Nom" && c != "Gen" {
			return c == "Dat"
		}
	}
	return false
}

// caseGoal is the nearest city or state before the predicate in the accusative
// or dative, or right before a noun that it forms a compound with.
func (s *Sentence) caseGoal(p Predicate) int {
	if i := s.headGoal(p); i >= 0 {
		return i
	}
	for i := p.Last; p.Noun && i < p.Verb; i++ { // "ziyaretini Oslo'ya yaptı"
		if s.locality(i) && s.doc.Mentions[s.Items[i].Mention].Case == "Dat" {
			return i
		}
	}
	away := -1
	for i := p.First - 1; i >= s.start(p.First); i-- {
		if !s.locality(i) {
			continue
		}
		switch c := s.doc.Mentions[s.Items[i].Mention].Case; {
		case c == "Dat" || c == "Acc":
			return i
		case c == "" && !p.Noun && s.upos(i+1) == "NOUN" && s.Items[i+1].Feats.Get("Case") == "Dat" && s.Items[i+1].Feats.Get("Person[psor]") != "": // "Oslo şehrine"
			return i
		case c == "" && p.Noun && i >= p.First-2:
			return i
		case c == "Loc" && p.Noun && !s.Describes(i, p):
			away = i
		case c == "Gen" && s.word(i+1) != "":
			continue
		}
	}
	return away
}
