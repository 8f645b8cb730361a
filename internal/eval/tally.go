package eval

// share is how many of a number of cases were right.
type share struct{ right, of int }

func (s *share) tell(right bool) {
	s.right += one(right)
	s.of++
}

func (s *share) add(t share) {
	s.right += t.right
	s.of += t.of
}

// tally counts over reports. Gold events that are optional are counted only
// where the system has them.
type tally struct {
	documents, unread, repeated     int
	gold, hit                       int // gold events, and those found
	goldMain, hitMain               int // what the reports are about
	goldEngagements, hitEngagements int
	goldActs, hitActs, acts         int // acts of the system: without those that are optional
	engagements, rightEngagements   int // the system's
	news, rightNews                 int // the system's, of all kinds but statement and other
	negatives, cleanNegatives       int
	kind, modality, supported       int // of the gold events found
	plover, date, undated, place    share
	participant, rightParticipants  share // of the gold's, and of the system's
	office, represents, direction   share
}

func (t *tally) countGold(d *document) {
	for i := range d.Events {
		g := &d.Events[i]
		if g.Optional {
			continue
		}
		t.gold++
		t.goldMain += one(g.Main)
		t.goldEngagements += one(engagement(g.Kind))
		t.goldActs += one(act(g.Kind))
	}
}

func (t *tally) countSystem(d *document, mine []*claimRow, right map[int]bool) {
	clean := true
	for j, c := range mine {
		t.engagements += one(engagement(c.Kind))
		t.rightEngagements += one(right[j] && engagement(c.Kind))
		t.acts += one(act(c.Kind))
		t.news += one(news(c.Kind))
		t.rightNews += one(right[j] && news(c.Kind))
		clean = clean && !news(c.Kind)
	}
	t.negatives += one(d.Negative)
	t.cleanNegatives += one(d.Negative && clean)
}

func (t *tally) countHit(m mention) {
	if m.gold.Optional {
		t.acts -= one(act(m.system.Kind))
		return
	}
	t.hit++
	t.hitMain += one(m.gold.Main)
	t.hitEngagements += one(engagement(m.gold.Kind))
	t.hitActs += one(m.gold.Kind == m.system.Kind && act(m.gold.Kind))
}

func (t *tally) add(u *tally) {
	t.documents += u.documents
	t.unread += u.unread
	t.repeated += u.repeated
	t.gold += u.gold
	t.hit += u.hit
	t.goldMain += u.goldMain
	t.hitMain += u.hitMain
	t.goldEngagements += u.goldEngagements
	t.hitEngagements += u.hitEngagements
	t.goldActs += u.goldActs
	t.hitActs += u.hitActs
	t.acts += u.acts
	t.engagements += u.engagements
	t.rightEngagements += u.rightEngagements
	t.news += u.news
	t.rightNews += u.rightNews
	t.negatives += u.negatives
	t.cleanNegatives += u.cleanNegatives
	t.kind += u.kind
	t.modality += u.modality
	t.supported += u.supported
	t.plover.add(u.plover)
	t.date.add(u.date)
	t.undated.add(u.undated)
	t.place.add(u.place)
	t.participant.add(u.participant)
	t.rightParticipants.add(u.rightParticipants)
	t.office.add(u.office)
	t.represents.add(u.represents)
	t.direction.add(u.direction)
}

// figures are the tally's figures, in the order in which they are printed.
func (t *tally) figures() []Figure {
	precision, recall := ratio(t.rightEngagements, t.engagements), ratio(t.hitEngagements, t.goldEngagements)
	out := []Figure{
		{Name: "engagement_precision", Value: precision},
		{Name: "engagement_recall", Value: recall},
		{Name: "engagement_f1", Value: 2 * precision * recall / (precision + recall)},
		count("engagements_repeated", t.repeated),
		rate("event_precision", t.rightNews, t.news),
		rate("act_precision", t.hitActs, t.acts),
		rate("act_recall", t.hitActs, t.goldActs),
		rateOf("participant_precision", t.rightParticipants),
		rateOf("direction_accuracy", t.direction),
		rateOf("undated_left_open", t.undated),
		rate("evidence_supports", t.supported, t.hit),
		rate("main_event_recall", t.hitMain, t.goldMain),
		rate("event_recall", t.hit, t.gold),
		rate("kind_accuracy", t.kind, t.hit),
		rate("modality_accuracy", t.modality, t.hit),
		rateOf("plover_accuracy", t.plover),
		rateOf("date_accuracy", t.date),
		rateOf("place_accuracy", t.place),
		rateOf("participant_recall", t.participant),
		rateOf("office_accuracy", t.office),
		rateOf("represents_accuracy", t.represents),
	}
	if t.negatives > 0 {
		out = append(out, rate("negatives_left_clean", t.cleanNegatives, t.negatives))
	}
	return out
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
