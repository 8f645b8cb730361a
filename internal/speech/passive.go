package speech

// passiveCue reads "it was noted that", "was described as".
func (s *session) passiveCue(u unit, c cue, j, copula int, before []cue) (cue, bool) {
	if e, _ := s.entry(c.first + 2); s.is(s.w.Heard, c.first) && s.is(s.w.To, c.first+1) && e.last > 0 { // "was heard to say"
		return cue{}, false
	}
	_, n := s.w.passive.at(s.t, c.first)
	told := false // speech only where the text says by whom
	if n == 0 {
		_, n = s.w.byWhom.at(s.t, c.first)
		told = n > 0
	}
	if _, h := s.w.hearsay.at(s.t, c.first); h > 0 && s.is(s.w.To, c.first+h) {
		n = h // "is said to want"
	} else if n == 0 || s.feat(copula, "Tense") == "Pres" && s.feat(copula, "VerbForm") == "Fin" && s.t[copula+1].UPOS != "AUX" && !s.inPaper(c.first+n) {
		return cue{}, false
	}
	if s.is(s.w.Clausal, c.first) {
		return s.toldThat(u, c)
	}
	c.last, c.end, c.passive, c.act, c.own = c.first+n, c.first+n, true, true, true
	c.subject = j
	for c.subject > u.first && !s.clauseMark(c.subject-1) {
		c.subject--
	}
	if len(before) > 0 && !s.parted(before[len(before)-1].last, c.subject) {
		return cue{}, false
	}
	c.who = speaker{actor: none, unknown: true}
	if s.inPaper(c.last) {
		k := s.skipWords(c.last + 1)
		c.who = s.paper(k, k+1)
		return c, true
	}
	const reach = 14
	for k := c.last; k < min(u.last, c.last+reach); k++ {
		if s.is(s.w.That, k) || s.form(k) == ";" {
			break
		}
		if !s.is(s.w.Doer, k) {
			continue
		}
		if who, end, ok := s.nounRight(u, k+1); ok {
			c.who, c.end = who, end
			break
		}
		if _, n := s.w.nobodies.at(s.t, s.skipWords(k+1)); n > 0 {
			return cue{}, false
		}
	}
	return c, !told || !c.who.unknown && c.who.name != ""
}

// inPaper reports whether the words from token i on name a document in which
// something stands: "in the message".
func (s *session) inPaper(i int) bool {
	if !s.is(s.w.ViewIn, i) {
		return false
	}
	_, n := s.w.documents.at(s.t, s.skipWords(i+1))
	return n > 0
}

// toldThat reads "was told that", "was told by X that".
func (s *session) toldThat(u unit, c cue) (cue, bool) {
	if s.is(s.w.Doer, c.last) {
		return s.toldBy(u, c)
	}
	if !s.is(s.w.That, c.last) {
		return cue{}, false
	}
	c.who, c.own, c.subject, c.last, c.end = speaker{actor: none, unknown: true}, true, c.first, c.last+1, c.last+1
	c.act, c.bare, c.passive, c.quoting = false, false, false, false
	return c, true
}

// toldBy reads "told by X that", a passive without an auxiliary of its own.
func (s *session) toldBy(u unit, c cue) (cue, bool) {
	if _, n := s.w.passive.at(s.t, c.first); n == 0 {
		return cue{}, false
	}
	who, end, ok := s.nounRight(u, c.last+1)
	if !ok {
		return cue{}, false
	}
	that := end
	if s.form(that) == "," {
		that++
	}
	if !s.is(s.w.That, that) {
		return cue{}, false
	}
	c.who, c.subject, c.own, c.last, c.end = who, c.first, true, that, that
	c.act, c.bare, c.passive, c.quoting = false, false, false, false
	return c, true
}

// suffered reports whether the clause before token i is in the passive, so that
// a participle behind it is, too: "was summoned and told".
func (s *session) suffered(u unit, i int) bool {
	for k := i; k > u.first && s.form(k) != ";"; k-- {
		if s.over[k] == none && s.t[k].UPOS == "VERB" && s.feat(k, "VerbForm") == "Part" {
			p := k - 1
			for p > u.first && s.t[p].UPOS == "ADV" {
				p--
			}
			return s.t[p].UPOS == "AUX" && s.is(s.w.Copulas, p)
		}
	}
	return false
}
