package clause

import (
	"slices"
	"strings"
)

// caseMood reads tense, negation and mood from the verb's features and the
// words around it.
func (s *Sentence) caseMood(p *Predicate, v int, act bool) {
	if s.Items[v].Feats.Get("VerbForm") == "Conv" && s.at("able", v+1) > 0 && s.upos(v+1) == "VERB" { // "görüşə bilməyib"
		v++
	}
	f := s.Items[v].Feats
	p.Past = f.Get("Tense") == "Past"
	p.Present = f.Get("Tense") == "Pres" && f.Get("Aspect") == "Prog" && s.finite(v)
	p.Mood = s.tense(v, act)
	if s.unclaimed(p, v, act) {
		p.Mood = Supposed
		return
	}
	if f.Get("Polarity") == "Neg" {
		switch {
		case act || p.Past && p.Mood != Coming, s.at("coming", v) > 0: // what is not expected is not called off
			p.Mood = Supposed
		default:
			p.Mood = Called
		}
	}
	if form := f.Get("VerbForm"); p.Mood != Supposed && (form == "Vnoun" || form == "Part") {
		s.underVerb(p, v, act)
		if f.Get("Tense") == "Fut" && p.Mood == Told {
			p.Mood = Coming
		}
	}
	if p.Mood == Coming && s.putOff(v) {
		p.Mood = Called
	}
}

// tense is the mood of a verb by its own form and meaning.
func (s *Sentence) tense(v int, act bool) Mood {
	f := s.Items[v].Feats
	switch {
	case !act && s.at("cancel", v) > 0:
		return Called
	case !act && s.at("deny", v) > 0:
		return Denied
	case s.at("ongoing", v) > 0 && f.Get("Tense") == "Pres" && (!act || f.Get("VerbForm") == "Fin"): // "açıklamada bulunan X"
		return Ongoing
	case f.Get("Tense") == "Fut" && f.Get("VerbForm") != "Part":
		return Coming
	case f.Get("VerbForm") == "Conv" && s.nextFinite(v) >= 0 && s.Items[s.nextFinite(v)].Feats.Get("Tense") == "Fut": // "gelip görüşecek"
		return Coming
	case slices.ContainsFunc(s.g.prospective, func(end string) bool { return strings.HasSuffix(s.Items[v].Lower, end) }):
		return Coming
	case !act && s.toBeTold(v):
		return Coming
	case !act && s.at("departures", v) > 0 && f.Get("Tense") == "Pres" && f.Get("Aspect") == "Prog" && s.finite(v): // "Oslo'ya gidiyor"
		return Coming
	}
	return Told
}

// toBeTold reports whether a verb that puts what it tells of into the future stands at
// item v, or ends there: "nəzərdə tutulub".
func (s *Sentence) toBeTold(v int) bool {
	return s.at("coming", v) > 0 || s.at("coming", v-1) > 1
}

// unclaimed reports whether a verb tells of nothing that has happened or is
// planned: it stands in a mood of wish, need or condition, in the aorist of
// habits and rules, in a question, or under words that leave it open.
func (s *Sentence) unclaimed(p *Predicate, v int, act bool) bool {
	f := s.Items[v].Feats
	switch f.Get("Mood") {
	case "", "Ind", "Gen":
	default:
		return true
	}
	if s.general(v) {
		return true
	}
	if s.at("purpose", v+1) > 0 && f.Get("VerbForm") != "Fin" { // "görüşmek üzere"
		return true
	}
	relative := f.Get("VerbForm") == "Part" && f.Get("Tense") == "Fut"                           // "yapacağı görüşmede anlaşabilir"
	if w := s.nextFinite(v); f.Get("VerbForm") != "Fin" && !relative && w >= 0 && s.general(w) { // "X geldiğinde Y karşılar"
		return true
	}
	if s.conditional(v+1) || s.at("negation", v+1) > 0 || s.asked(v) { // "gelecek olsa", "gelmiş değil"
		return true
	}
	if p.Mood == Coming && slices.ContainsFunc(s.Items[:v], func(it Item) bool { return it.Feats.Get("Mood") == "Cnd" }) { // "X gelseydi, görüşecekti"
		return true
	}
	for i := s.start(p.First); i < len(s.Items) && i < v+3; i++ {
		if s.at("supposed", i) > 0 && !(act && i >= p.First && i <= v) {
			return true
		}
		if i > v && s.finite(i) {
			break
		}
	}
	return false
}

// general reports whether a verb stands in the aorist of habits and rules or in
// the imperative.
func (s *Sentence) general(v int) bool {
	f := s.Items[v].Feats
	return f.Get("VerbForm") == "Fin" && (f.Get("Aspect") == "Hab" || f.Get("Mood") == "Imp")
}

// putOff reports whether what was planned is put off in the next clause,
// which names nobody else: "gelecekti ancak ziyaret ertelendi".
func (s *Sentence) putOff(v int) bool {
	for i := v + 1; i < len(s.Items) && s.Items[i].Mention < 0; i++ {
		if s.at("cancel", i) > 0 {
			return true
		}
	}
	return false
}

func (s *Sentence) negative(i int) bool { return s.Items[i].Feats.Get("Polarity") == "Neg" }

func (s *Sentence) conditional(i int) bool {
	return i < len(s.Items) && s.upos(i) != "" && s.Items[i].Feats.Get("Mood") == "Cnd"
}

// asked reports whether a verb is asked about, directly or in a clause: "geldi
// mi", "gelip gelmediği".
func (s *Sentence) asked(v int) bool {
	if s.word(len(s.Items)-1) == "?" || v+1 < len(s.Items) && s.Items[v+1].Feats.Get("PronType") == "Int" && s.upos(v+1) == "AUX" {
		return true
	}
	if s.Items[v].Feats.Get("VerbForm") == "Part" && s.Items[v].Feats.Get("Person[psor]") != "" { // "nasıl destekleneceği"
		for i := v - 1; i >= 0 && i > v-6 && s.upos(i) != "VERB" && s.upos(i) != "PUNCT"; i-- {
			if s.at("asking", i) > 0 {
				return true
			}
		}
	}
	twice := func(a, b int) bool {
		return a >= 0 && b < len(s.Items) && s.Items[a].Mention < 0 && s.Items[a].Lemma == s.Items[b].Lemma &&
			s.Items[a].Feats.Get("VerbForm") == "Conv" && s.Items[b].Feats.Get("Polarity") == "Neg"
	}
	return twice(v, v+1) || twice(v-1, v)
}

// underVerb puts a verbal noun or participle as the verb or noun that governs it
// says: what somebody wants, proposes or fears has not happened, and what is
// only rumoured is not told. An act that an official alleges is.
func (s *Sentence) underVerb(p *Predicate, v int, act bool) {
	f := s.Items[v].Feats
	complement := false // of what follows, rather than an attribute or a noun in its own right
	switch f.Get("Case") {
	case "Acc":
		complement = true
	case "", "Nom", "Dat", "Gen", "Ins":
		complement = f.Get("VerbForm") == "Vnoun"
	}
	if f.Get("VerbForm") == "Part" && f.Get("Person[psor]") != "" && !complement && s.groupAt(v+1) >= 0 { // "X'in aradığı Y": what follows is of another clause
		return
	}
	if w := s.nextVerb(v + 1); f.Get("VerbForm") == "Vnoun" && f.Get("Case") == "Abl" && w >= 0 && s.Items[w].Feats.Get("Tense") == "Fut" { // "ağırlamaktan mutluluk duyacağını"
		p.Mood = Supposed
		return
	}
	if s.settled(v) {
		p.Mood = Coming
		return
	}
	if act && f.Get("Case") == "Ins" { // "saldırmakla suçladı"
		p.Mood = Supposed
		return
	}
	if f.Get("VerbForm") == "Vnoun" && s.upos(v+1) == "NOUN" && s.at("invite", v+1) > 0 { // "X'in Oslo'yu ziyaret etme daveti": X invites
		p.Mood = Supposed
		return
	}
	attributive := f.Get("VerbForm") == "Part" && f.Get("Tense") == "Past" && f.Get("Person[psor]") != "" && !complement && s.nominal(v+1) // "imzaladığı anlaşma ... öngörüyor"
	open := true                                                                                                                           // no other verb has taken it
	for i := v + 1; i < len(s.Items) && i < v+9; i++ {
		if i == v+1 && f.Get("Case") == "Acc" && f.Get("VerbForm") == "Part" && s.upos(i) == "CCONJ" { // "görüştüğünü ve endişesini dile getirdiğini": what comes next is of the other verb
			for i < len(s.Items) && s.upos(i) != "VERB" {
				i++
			}
			continue
		}
		switch {
		case open && (complement && s.at("unreal", i) > 0 || s.at("rumours", i) > 0 && (!act || s.missing(p, Speaker))):
			p.Mood = Supposed
			if s.denied(v) { // "geleceği yönündeki haberler yalanlandı"
				p.Mood = Denied
			}
			return
		case (s.at("coming", i) > 0 || s.at("happen", i) > 0) && s.negative(i): // "gelmesi beklenmiyor"
			p.Mood = Supposed
			return
		case s.at("cancel", i) > 0:
			p.Mood = Called
		case s.at("deny", i) > 0:
			p.Mood = Denied
		case s.at("coming", i) > 0 && p.Mood == Told && !attributive:
			p.Mood = Coming
		}
		if s.finite(i) {
			return
		}
		open = open && s.upos(i) != "VERB" && (s.Items[i].Mention < 0 || f.Get("Case") == "Acc")
	}
}

// settled reports whether a verbal noun is what people agree to do: "görüşmekte
// anlaştı", "bir araya gelme konusunda mutabık kaldı".
func (s *Sentence) settled(v int) bool {
	f := s.Items[v].Feats
	if f.Get("VerbForm") != "Vnoun" || v+1 >= len(s.Items) {
		return false
	}
	next := v + 1
	if f.Get("Case") != "Loc" {
		n := s.at("onto", next)
		if n == 0 {
			return false
		}
		next += n
	}
	return next < len(s.Items) && s.at("agreeing", next) > 0
}

// denied reports whether the clause of a verb form ends in a verb of denial.
func (s *Sentence) denied(v int) bool {
	for i := v + 1; i < len(s.Items); i++ {
		if s.at("deny", i) > 0 {
			return true
		}
		if s.finite(i) {
			break
		}
	}
	return false
}
