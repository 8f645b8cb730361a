// Package recordtest makes invented records for tests of whatever reads a
// record. Persons, offices held and events are made up.
package recordtest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chancery"
)

// Builder puts a record together. The zero Builder is not usable; call New.
type Builder struct {
	t   testing.TB
	rec chancery.Record
}

// New starts an empty record. Mistakes in building it end the test.
func New(t testing.TB) *Builder { return &Builder{t: t} }

// Report adds a report.
func (b *Builder) Report(r chancery.Report) {
	if r.PublishedBasis == "" && r.Published != "" {
		r.PublishedBasis = chancery.Stated
	}
	b.rec.Reports = append(b.rec.Reports, r)
}

// Claim adds a claim of a report that is there already. The sort is that of
// the body; sources are a field, a rule and the words, found in the report's
// text, one after the other.
func (b *Builder) Claim(c chancery.Claim, sources ...string) {
	b.t.Helper()
	if len(sources)%3 != 0 {
		b.t.Fatalf("claim %s: sources come in threes", c.ID)
	}
	text := ""
	for _, r := range b.rec.Reports {
		if r.ID == c.Report {
			text = r.Text
		}
	}
	for ; len(sources) > 0; sources = sources[3:] {
		at := strings.Index(text, sources[2])
		if at < 0 {
			b.t.Fatalf("claim %s: %q is not in the report", c.ID, sources[2])
		}
		span := chancery.Span{Start: at, End: at + len(sources[2])}
		c.Sources = append(c.Sources, chancery.Evidence{Field: sources[0], Span: span, Quote: sources[2], Rule: sources[1]})
	}
	switch {
	case c.Event != nil:
		c.Sort = chancery.SortEvent
	case c.Statement != nil:
		c.Sort = chancery.SortStatement
	case c.Tenure != nil:
		c.Sort = chancery.SortTenure
	case c.Membership != nil:
		c.Sort = chancery.SortMembership
	case c.Figure != nil:
		c.Sort = chancery.SortFigure
	}
	c.Rules, c.Order = "7", len(b.rec.Claims)
	b.rec.Claims = append(b.rec.Claims, c)
}

// Event adds an event that is folded from the claims; its id is the first.
func (b *Builder) Event(e chancery.Event, claims ...string) {
	b.t.Helper()
	e.ID, e.Claims = claims[0], claims
	for _, id := range claims {
		c := b.claim(id)
		e.Reports = append(e.Reports, c.Report)
		e.ModalityHistory = append(e.ModalityHistory, chancery.ModalityChange{Modality: c.Event.Modality, Date: b.published(c.Report), Claim: id})
	}
	slices.SortStableFunc(e.ModalityHistory, func(x, y chancery.ModalityChange) int { return strings.Compare(string(x.Date), string(y.Date)) })
	if e.Modality == "" {
		e.Modality = chancery.Occurred
	}
	b.rec.Events = append(b.rec.Events, e)
}

func (b *Builder) published(report string) chancery.Date {
	for _, r := range b.rec.Reports {
		if r.ID == report {
			return r.Published
		}
	}
	return ""
}

func (b *Builder) claim(id string) *chancery.Claim {
	b.t.Helper()
	for i := range b.rec.Claims {
		if b.rec.Claims[i].ID == id {
			return &b.rec.Claims[i]
		}
	}
	b.t.Fatalf("there is no claim %s", id)
	return nil
}

// Actors adds actors.
func (b *Builder) Actors(actors ...chancery.Actor) { b.rec.Actors = append(b.rec.Actors, actors...) }

// Record is what was built. It may be changed further.
func (b *Builder) Record() *chancery.Record { return &b.rec }

// Shuffled is a copy of the record whose lists are in another order.
func Shuffled(rec *chancery.Record, seed uint64) *chancery.Record {
	r := rand.New(rand.NewPCG(seed, seed))
	out := *rec
	out.Reports = shuffled(r, rec.Reports)
	out.Claims = shuffled(r, rec.Claims)
	out.Events = shuffled(r, rec.Events)
	out.Statements = shuffled(r, rec.Statements)
	out.Figures = shuffled(r, rec.Figures)
	out.Memberships = shuffled(r, rec.Memberships)
	out.Tenures = shuffled(r, rec.Tenures)
	out.Actors = shuffled(r, rec.Actors)
	out.Judgements = shuffled(r, rec.Judgements)
	return &out
}

func shuffled[T any](r *rand.Rand, items []T) []T {
	out := append([]T(nil), items...)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
