package export

import (
	"chancery"
	"chancery/internal/index"
	"chancery/internal/name"
)

// Rows makes the contract's objects one by one, for who does not write whole
// collections. They are for JSON. It is for one goroutine.
type Rows struct{ rows }

// NewRows makes objects of a record's things.
func NewRows(x *index.Index) *Rows {
	return &Rows{rows{report: x.Report, claim: x.Claim, points: map[string]pointIndex{}, eventOf: func(claim string) string {
		if e := x.EventOf(claim); e != nil {
			return e.ID
		}
		return ""
	}}}
}

// Event is the object of an event.
func (r *Rows) Event(e *chancery.Event) any { return r.wireEvent(e) }

// Report is the object of a report, with its text where that is wanted.
func (r *Rows) Report(report *chancery.Report, text bool) any { return wireReport(report, text) }

// Actor is the object of an actor.
func (r *Rows) Actor(a *chancery.Actor) any { return wireActor(a) }

// Claim is the object of a claim. The error is that of Write.
func (r *Rows) Claim(c *chancery.Claim) (any, error) { return r.wireClaim(c) }

// Statement is the object of a statement. The error is that of Write.
func (r *Rows) Statement(s *chancery.Stored[chancery.Statement]) (any, error) {
	sources, err := r.sourcesOf(s.ID, s.Claims)
	return statementRow{s.ID, wireStatement(&s.Value), sources}, err
}

// rows holds the look-ups that objects need.
type rows struct {
	report  func(id string) *chancery.Report
	claim   func(id string) *chancery.Claim
	eventOf func(claim string) string // id; empty where the claim is of no event
	points  map[string]pointIndex     // by report, made when it is needed
}

func wireReport(r *chancery.Report, text bool) reportRow {
	row := reportRow{
		ID: r.ID, Name: orNull(r.Name), URL: orNull(r.URL), Outlet: orNull(r.Outlet), Chain: list(r.Chain),
		Author: orNull(r.Author), Title: orNull(r.Title), Language: language(r.Language),
		Published: orNull(r.Published), PublishedBasis: orNull(r.PublishedBasis),
		PublishedAt: r.PublishedAt, ModifiedAt: r.ModifiedAt, SHA256: orNull(r.SHA256),
		Private: r.Private,
	}
	if text {
		row.Text = &r.Text
	}
	return row
}

func (r *rows) wireClaim(c *chancery.Claim) (claimRow, error) {
	sources, err := r.sources(c)
	if err != nil {
		return claimRow{}, err
	}
	row := claimRow{
		ID: c.ID, Report: c.Report, Event: orNull(r.eventOf(c.ID)), Sort: c.Sort, Rules: orNull(c.Rules),
		PartOf: orNull(c.PartOf), Context: c.Context, Filled: []fillItem{}, Sources: sources,
	}
	for _, f := range c.Filled {
		row.Filled = append(row.Filled, fillItem{f.Field, orNull(f.Actor), f.From})
	}
	switch {
	case c.Event != nil:
		h := wireHappening(c.Event, inferred(c))
		row.happening = &h
	case c.Statement != nil:
		b := wireStatement(c.Statement)
		row.Statement = &b
	case c.Tenure != nil:
		b := wireTenure(c.Tenure)
		row.Tenure = &b
	case c.Membership != nil:
		b := wireMembership(c.Membership)
		row.Membership = &b
	case c.Figure != nil:
		b := wireFigure(c.Figure)
		row.Figure = &b
	}
	return row, nil
}

// inferred are the actors whose part in the claim's event its report does not
// state: those whom the record named or added, and states and organisations
// that the report's reading only infers.
func inferred(c *chancery.Claim) map[string]bool {
	out := map[string]bool{}
	for _, p := range c.Event.Participants {
		if (p.Type == chancery.State || p.Type == chancery.Organisation) && p.OfBase == chancery.Inferred {
			out[p.ID] = true
		}
	}
	for _, f := range c.Filled {
		if f.Actor != "" {
			out[f.Actor] = true
		}
	}
	return out
}

// inferredOf are the actors of an event whose part none of its claims states.
func (r *rows) inferredOf(ev *chancery.Event) map[string]bool {
	out, stated := map[string]bool{}, map[string]bool{}
	for _, id := range ev.Claims {
		c := r.claim(id)
		if c == nil || c.Event == nil {
			continue
		}
		guessed := inferred(c)
		for _, p := range c.Event.Participants {
			if guessed[p.ID] {
				out[p.ID] = true
			} else {
				stated[p.ID] = true
			}
		}
	}
	for id := range stated {
		delete(out, id)
	}
	return out
}

func (r *rows) wireEvent(ev *chancery.Event) eventRow {
	row := eventRow{
		ID: ev.ID, happening: wireHappening(&ev.Happening, r.inferredOf(ev)), History: []historyItem{}, PartOf: orNull(ev.PartOf),
		Claims: list(ev.Claims), ReportCount: len(ev.Reports), OriginCount: len(ev.Origins),
		Conflicts: []conflictItem{}, Settings: []settingItem{}, Status: orNull(ev.Status), Answers: []answerItem{}, Confidence: ev.Confidence,
	}
	for _, a := range ev.Answers {
		row.Answers = append(row.Answers, answerItem{a.Event, a.How, list(a.About)})
	}
	for _, m := range ev.ModalityHistory {
		row.History = append(row.History, historyItem{orNull(m.Modality), orNull(m.Date), orNull(m.Claim)})
	}
	for _, s := range ev.Settings {
		row.Settings = append(row.Settings, settingItem{s.Field, s.Value, orNull(s.Was), s.By, orNull(s.Why), s.Decision})
	}
	for _, c := range ev.Conflicts {
		item := conflictItem{Field: c.Field, Values: []conflictValue{}}
		for _, v := range c.Values {
			item.Values = append(item.Values, conflictValue{orNull(v.Value), list(v.Claims)})
		}
		row.Conflicts = append(row.Conflicts, item)
	}
	return row
}

func wireActor(a *chancery.Actor) actorRow {
	row := actorRow{ID: a.ID, Type: orNull(a.Type), Name: orNull(a.Name), Names: []nameItem{}, Of: orNull(a.Of), Reports: list(a.Reports), Rulings: []rulingItem{}}
	for _, n := range a.Names {
		row.Names = append(row.Names, nameItem{n.Text, language(n.Language), n.Count, looksLike(n.Text)})
	}
	for _, r := range a.Rulings {
		row.Rulings = append(row.Rulings, rulingItem{string(r.Verdict), r.Name, orNull(r.Actor), r.By, orNull(r.Why), r.Decision})
	}
	return row
}

// looksLike is the name that one with letters of two scripts in a word is taken
// for by its looks; null for any other.
func looksLike(s string) *string {
	if name.Mixed(s) == "" {
		return nil
	}
	return orNull(name.LooksLike(s))
}

// sourcesOf are the sources of a row that rests on several claims.
func (r *rows) sourcesOf(id string, claims []string) ([]reportedSource, error) {
	sources := []reportedSource{}
	for _, claim := range claims {
		c := r.claim(claim)
		if c == nil {
			return nil, chancery.Errorf(chancery.Invalid, "%s rests on claim %s, which the record lacks", id, claim)
		}
		found, err := r.sources(c)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			sources = append(sources, reportedSource{c.Report, s})
		}
	}
	return sources, nil
}

// sources gives the claim's evidence with its spans in code points.
func (r *rows) sources(c *chancery.Claim) ([]source, error) {
	out := []source{}
	if len(c.Sources) == 0 {
		return out, nil
	}
	points, ok := r.points[c.Report]
	if !ok {
		report := r.report(c.Report)
		if report == nil {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s rests on report %s, which the record lacks", c.ID, c.Report)
		}
		points = newPointIndex(report.Text)
		r.points[c.Report] = points
	}
	for _, s := range c.Sources {
		if s.Start < 0 || s.End < s.Start || s.End > len(points.text) {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s rests on bytes %d to %d of report %s, which has %d", c.ID, s.Start, s.End, c.Report, len(points.text))
		}
		out = append(out, source{orNull(s.Field), s.Quote, points.point(s.Start), points.point(s.End), orNull(s.Rule)})
	}
	return out, nil
}
