package clause

// freeMood reads how a verb is put: from its tense, the verb that an infinitive hangs
// on, the small words beside it, and what it means.
func (s *Sentence) freeMood(p *Predicate, v int, act bool) {
	f := s.Items[v].Feats
	x := s.stretches()[s.stretchOf(v)]
	tense := f.Get("Tense")
	p.Past, p.Present = tense == "Past", tense == "Pres"
	switch f.Get("VerbForm") {
	case "Inf":
		s.infinitiveMood(p, v, x, act)
	case "Conv":
		for _, k := range []int{s.stretchOf(v) + 1, s.stretchOf(v) - 1} {
			if all := s.stretches(); k >= 0 && k < len(all) && all[k].verb >= 0 && all[k].verb != v {
				var q Predicate
				s.freeMood(&q, all[k].verb, true)
				p.Mood, p.Past, p.Present = q.Mood, q.Past, q.Present
				break
			}
		}
	case "Part":
		if s.full(v) && tense == "Pres" && p.Mood == Told {
			p.Mood = Ongoing
		}
		if !s.full(v) {
			p.Past = true
			if w := s.auxiliary(v, x); w >= 0 && s.Items[w].Feats.Get("Tense") == "Fut" {
				p.Mood, p.Past = Coming, false
			}
		}
	default:
		if tense == "Fut" || tense != "Past" && s.at("perfective", v) > 0 && f.Get("VerbForm") == "Fin" {
			p.Mood, p.Present = Coming, false
		}
	}
	if !act {
		switch {
		case s.at("deny", v) > 0:
			p.Mood = Denied
		case s.at("cancel", v) > 0:
			p.Mood = Called
		case s.at("wishes", v) > 0:
			p.Mood = Supposed
		case s.at("coming", v) > 0 && p.Mood == Told:
			p.Mood = Coming
		}
	}
	if s.negatedAt(v, x) {
		switch {
		case p.Mood == Coming || s.at("happen", v) > 0:
			p.Mood = Called
		case p.Mood == Called:
			p.Mood = Coming
		default:
			p.Mood = Supposed
		}
	}
	for _, y := range s.clauseFrom(v) {
		for i := y.first; i < y.last; i++ {
			if s.Items[i].Mention < 0 && (s.at("conditions", i) > 0 || s.at("supposed", i) > 0 && !(act && i > v && s.upos(i) != "PART")) {
				p.Mood = Supposed
				return
			}
		}
	}
	s.reportedMood(p, v)
}

// reportedMood reads what stands above a clause that "that" opens: what is expected is
// still to come, what is hoped for is only supposed, what somebody denies did not happen.
func (s *Sentence) reportedMood(p *Predicate, v int) {
	all := s.stretches()
	n := s.stretchOf(v)
	for n > 0 && all[n].opener != subordinate && !all[n].hard {
		n--
	}
	if n == 0 || all[n].opener != subordinate {
		return
	}
	for i := all[n].first - 2; i >= all[n-1].first; i-- {
		switch {
		case s.at("deny", i) > 0 || s.at("refuted", i) > 0:
			p.Mood = Denied
		case s.at("supposed", i) > 0 || s.at("commands", i) > 0 && s.at("indicative", all[n].first) == 0:
			p.Mood = Supposed
		case s.at("coming", i) > 0 && p.Mood == Told:
			p.Mood = Coming
		}
	}
}

// auxiliary is the form of "be" in the stretch of a short participle; -1 for none.
func (s *Sentence) auxiliary(v int, x stretch) int {
	for i := x.first; i < x.last; i++ {
		if s.upos(i) == "AUX" {
			return i
		}
	}
	return -1
}

// infinitiveMood reads the verb or predicate that an infinitive hangs on: "планирует
// посетить", "будет участвовать", "готов принять".
func (s *Sentence) infinitiveMood(p *Predicate, v int, x stretch, act bool) {
	for i := v - 1; i >= x.first && i > v-14; i-- {
		if s.Items[i].Mention >= 0 {
			continue
		}
		switch {
		case s.upos(i) == "AUX" && s.Items[i].Feats.Get("Tense") == "Fut":
			p.Mood = Coming
			return
		case s.at("supposed", i) > 0 || s.at("wishes", i) > 0 || s.at("commands", i) > 0:
			p.Mood = Supposed
			return
		case s.at("intents", i) > 0 || s.at("coming", i) > 0:
			p.Mood = Coming
			if s.negatedAt(i, x) {
				p.Mood = Called
			}
			return
		case s.at("cancel", i) > 0:
			p.Mood = Called
			return
		case s.at("begins", i) > 0:
			p.Past = s.Items[i].Feats.Get("Tense") == "Past"
			if s.Items[i].Feats.Get("Tense") == "Fut" {
				p.Mood = Coming
			}
			return
		case s.finite(i):
			p.Mood = Supposed
			return
		}
	}
	p.Mood = Supposed
}

// negatedAt reports whether a negation stands before the verb at item v, at once or
// before an auxiliary.
func (s *Sentence) negatedAt(v int, x stretch) bool {
	for i := v - 1; i >= x.first && i > v-3; i-- {
		if s.at("negation", i) > 0 {
			return true
		}
		if s.upos(i) != "AUX" && s.upos(i) != "ADV" {
			return false
		}
	}
	return false
}
