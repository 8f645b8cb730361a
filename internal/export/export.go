package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/internal/name"
)

// Options choose what is written beyond the contract's fixed fields.
type Options struct {
	WithText bool // the full text of every report
}

// collections are the names with their writers, in the order of Collections.
// It is a function so that nothing can change it.
func collections() []collection {
	return []collection{
		{"reports", (*encoder).reports},
		{"claims", (*encoder).claims},
		{"events", (*encoder).events},
		{"statements", (*encoder).statements},
		{"figures", (*encoder).figures},
		{"memberships", (*encoder).memberships},
		{"actors", (*encoder).actors},
		{"tenures", (*encoder).tenures},
	}
}

type collection struct {
	name  string
	write func(*encoder) error
}

// Collections lists the names that Write takes.
func Collections() []string {
	var names []string
	for _, c := range collections() {
		names = append(names, c.name)
	}
	return names
}

// Write writes one collection of the record as JSON Lines. The error is a
// *chancery.Error when there is no such collection, or when a claim of the
// record rests on a report that the record lacks or on words outside its text.
func Write(w io.Writer, name string, rec *chancery.Record, opts Options) error {
	for _, c := range collections() {
		if c.name != name {
			continue
		}
		if err := c.write(newEncoder(w, rec, opts)); err != nil {
			return fmt.Errorf("export: writing %s: %w", name, err)
		}
		return nil
	}
	return chancery.Errorf(chancery.Invalid, "there is no collection %q; write one of %s", name, strings.Join(Collections(), ", "))
}

// encoder holds what every collection needs: the way out and the look-ups.
type encoder struct {
	json    *json.Encoder
	rec     *chancery.Record
	opts    Options
	indexes map[string]pointIndex      // by report id
	byClaim map[string]*chancery.Claim // by claim id
	eventOf map[string]string          // claim id to event id
}

func newEncoder(w io.Writer, rec *chancery.Record, opts Options) *encoder {
	e := &encoder{
		json:    json.NewEncoder(w),
		rec:     rec,
		opts:    opts,
		indexes: make(map[string]pointIndex, len(rec.Reports)),
		byClaim: make(map[string]*chancery.Claim, len(rec.Claims)),
		eventOf: make(map[string]string, len(rec.Claims)),
	}
	e.json.SetEscapeHTML(false)
	for i := range rec.Reports {
		e.indexes[rec.Reports[i].ID] = newPointIndex(rec.Reports[i].Text)
	}
	for i := range rec.Claims {
		e.byClaim[rec.Claims[i].ID] = &rec.Claims[i]
	}
	for _, ev := range rec.Events {
		for _, c := range ev.Claims {
			e.eventOf[c] = ev.ID
		}
	}
	return e
}

func (e *encoder) reports() error {
	for _, r := range e.rec.Reports {
		row := reportRow{
			ID: r.ID, Name: orNull(r.Name), URL: orNull(r.URL), Outlet: orNull(r.Outlet), Chain: list(r.Chain),
			Author: orNull(r.Author), Title: orNull(r.Title), Language: language(r.Language),
			Published: orNull(r.Published), PublishedBasis: orNull(r.PublishedBasis),
			PublishedAt: r.PublishedAt, ModifiedAt: r.ModifiedAt, SHA256: orNull(r.SHA256),
			Private: r.Private,
		}
		if e.opts.WithText {
			row.Text = &r.Text
		}
		if err := e.json.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) claims() error {
	for i := range e.rec.Claims {
		c := &e.rec.Claims[i]
		sources, err := e.sources(c)
		if err != nil {
			return err
		}
		row := claimRow{
			ID: c.ID, Report: c.Report, Event: orNull(e.eventOf[c.ID]), Sort: c.Sort, Rules: orNull(c.Rules),
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
		if err := e.json.Encode(row); err != nil {
			return err
		}
	}
	return nil
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
func (e *encoder) inferredOf(ev *chancery.Event) map[string]bool {
	out, stated := map[string]bool{}, map[string]bool{}
	for _, id := range ev.Claims {
		c := e.byClaim[id]
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

func (e *encoder) events() error {
	for i := range e.rec.Events {
		ev := &e.rec.Events[i]
		row := eventRow{
			ID: ev.ID, happening: wireHappening(&ev.Happening, e.inferredOf(ev)), History: []historyItem{}, PartOf: orNull(ev.PartOf),
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
		if err := e.json.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) statements() error {
	return stored(e, e.rec.Statements, func(id string, v *chancery.Statement, s []reportedSource) any {
		return statementRow{id, wireStatement(v), s}
	})
}

func (e *encoder) figures() error {
	return stored(e, e.rec.Figures, func(id string, v *chancery.Figure, s []reportedSource) any {
		return figureRow{id, wireFigure(v), s}
	})
}

func (e *encoder) memberships() error {
	return stored(e, e.rec.Memberships, func(id string, v *chancery.Membership, s []reportedSource) any {
		return membershipRow{id, wireMembership(v), s}
	})
}

func (e *encoder) tenures() error {
	return stored(e, e.rec.Tenures, func(id string, v *chancery.Tenure, s []reportedSource) any {
		return tenureRow{id, wireTenure(v), s}
	})
}

// stored writes rows of the record that rest on several claims; row makes the
// object to write.
func stored[T any](e *encoder, rows []chancery.Stored[T], row func(string, *T, []reportedSource) any) error {
	for i := range rows {
		sources := []reportedSource{}
		for _, id := range rows[i].Claims {
			c, ok := e.byClaim[id]
			if !ok {
				return chancery.Errorf(chancery.Invalid, "%s rests on claim %s, which the record lacks", rows[i].ID, id)
			}
			found, err := e.sources(c)
			if err != nil {
				return err
			}
			for _, s := range found {
				sources = append(sources, reportedSource{c.Report, s})
			}
		}
		if err := e.json.Encode(row(rows[i].ID, &rows[i].Value, sources)); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) actors() error {
	for _, a := range e.rec.Actors {
		row := actorRow{ID: a.ID, Type: orNull(a.Type), Name: orNull(a.Name), Names: []nameItem{}, Of: orNull(a.Of), Reports: list(a.Reports), Rulings: []rulingItem{}}
		for _, n := range a.Names {
			row.Names = append(row.Names, nameItem{n.Text, language(n.Language), n.Count, looksLike(n.Text)})
		}
		for _, r := range a.Rulings {
			row.Rulings = append(row.Rulings, rulingItem{string(r.Verdict), r.Name, orNull(r.Actor), r.By, orNull(r.Why), r.Decision})
		}
		if err := e.json.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

// looksLike is the name that one with letters of two scripts in a word is taken
// for by its looks; null for any other.
func looksLike(s string) *string {
	if name.Mixed(s) == "" {
		return nil
	}
	return orNull(name.LooksLike(s))
}

// sources gives the claim's evidence with its spans in code points.
func (e *encoder) sources(c *chancery.Claim) ([]source, error) {
	out := []source{}
	index, ok := e.indexes[c.Report]
	if !ok && len(c.Sources) > 0 {
		return nil, chancery.Errorf(chancery.Invalid, "claim %s rests on report %s, which the record lacks", c.ID, c.Report)
	}
	for _, s := range c.Sources {
		if s.Start < 0 || s.End < s.Start || s.End > len(index.text) {
			return nil, chancery.Errorf(chancery.Invalid, "claim %s rests on bytes %d to %d of report %s, which has %d", c.ID, s.Start, s.End, c.Report, len(index.text))
		}
		out = append(out, source{orNull(s.Field), s.Quote, index.point(s.Start), index.point(s.End), orNull(s.Rule)})
	}
	return out, nil
}
