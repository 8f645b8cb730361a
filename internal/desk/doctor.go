package desk

import (
	"context"
	"fmt"
	"slices"

	"chancery"
	"chancery/data"
	"chancery/internal/merge"
	"chancery/internal/pipeline"
	"chancery/internal/store"
)

// Diagnosis is what a look through the record found.
type Diagnosis struct {
	Health   store.Health
	Rules    string // version of the present rules
	Older    int    // reports that other rules read last
	NoRules  map[string]int
	Skips    []chancery.Skip
	Failing  []Feed // feeds that did not answer well when they were asked last
	Attempts []store.Attempt
	Loose    int // decisions whose claims are not there
}

// Sound reports whether the file has no fault. Skips are none.
func (d *Diagnosis) Sound() bool { return len(d.Health.Faults) == 0 }

// SetAside reports whether an attempt was the last.
func SetAside(a store.Attempt) bool { return a.Tries >= mostTries }

// Diagnose looks the whole record through, and changes nothing.
func (d *Desk) Diagnose(ctx context.Context) (Diagnosis, error) {
	var found Diagnosis
	p, err := pipeline.New(data.FS)
	if err != nil {
		return found, fmt.Errorf("loading the rules: %w", err)
	}
	if found.Health, err = d.store.Check(ctx); err != nil || !found.Sound() {
		return found, err // what is damaged is not read further
	}
	c, err := d.store.Load(ctx)
	if err != nil {
		return found, err
	}
	if found.Attempts, err = d.store.Attempts(ctx); err != nil {
		return found, err
	}
	feeds, err := d.store.Feeds(ctx)
	if err != nil {
		return found, err
	}
	found.Failing = slices.DeleteFunc(feeds, func(f Feed) bool { return f.Failures == 0 })
	found.Rules, found.Skips, found.NoRules = p.Version(), c.Skips, map[string]int{}
	for rules, n := range found.Health.Rules {
		if rules != found.Rules {
			found.Older += n
		}
	}
	known := map[string]bool{}
	for _, language := range p.Languages() {
		known[language] = true
	}
	for _, r := range c.Reports {
		if !known[r.Language] {
			found.NoRules[r.Language]++
		}
	}
	found.Loose = merge.Unfound(c.Decisions, c.Claims)
	return found, nil
}
