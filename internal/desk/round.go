package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"time"

	"chancery"
	"chancery/data"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/pipeline"
	"chancery/internal/store"
)

// How many feeds are asked, and pages fetched, at the same time, and how many
// pages are taken from the store at once.
const (
	askers   = 16
	fetchers = 8
	batch    = 512
)

// Round is what one look at everything that is followed came to.
type Round struct {
	Asked  int // feeds
	Failed int // of these
	Due    int // pages to which they led
	Read   Summary
}

// Round asks the feeds that are due by now, and then fetches and reads the pages
// that are. A feed that answers is due again after every; what fails, later each
// time. What is due is kept in the record, so that a round that was ended at any
// moment is taken up by the next without loss or repetition.
//
// A page is fetched only where its site's robots.txt lets programs do so, with
// the pause of the client between two requests to one host. Progress is called
// from one goroutine.
func (d *Desk) Round(ctx context.Context, web *fetch.Client, every time.Duration, now time.Time, progress func(Round)) (Round, error) {
	var r Round
	if err := d.askAll(ctx, web, every, now, &r, progress); err != nil {
		return r, err
	}
	pages, err := d.store.DuePages(ctx, now, batch)
	if err != nil || len(pages) == 0 {
		return r, err // without loading anything
	}
	taker, err := newIntake(intake.DefaultLimits())
	if err != nil {
		return r, err
	}
	p, err := pipeline.New(data.FS)
	if err != nil {
		return r, fmt.Errorf("loading the rules: %w", err)
	}
	for len(pages) > 0 {
		sum, err := d.work(ctx, d.due(ctx, taker, web, pages, now), p, fetchers, func(s Summary) {
			shown := r
			shown.Read.add(s)
			progress(shown)
		})
		r.Read.add(sum)
		if err != nil {
			return r, err
		}
		if pages, err = d.store.DuePages(ctx, now, batch); err != nil {
			return r, err
		}
	}
	return r, nil
}

// askAll asks the feeds that are due.
func (d *Desk) askAll(ctx context.Context, web *fetch.Client, every time.Duration, now time.Time, r *Round, progress func(Round)) error {
	feeds, err := d.store.Feeds(ctx)
	if err != nil {
		return err
	}
	feeds = slices.DeleteFunc(feeds, func(f Feed) bool { return f.Due.After(now) })
	asking, stop := context.WithCancel(ctx)
	defer stop()
	type answer struct {
		due    int
		failed bool
		err    error
	}
	queue, answers := make(chan Feed), make(chan answer)
	go func() {
		defer close(queue)
		for _, f := range feeds {
			select {
			case queue <- f:
			case <-asking.Done():
				return
			}
		}
	}()
	var working sync.WaitGroup
	for range min(askers, len(feeds)) {
		working.Go(func() {
			for f := range queue {
				due, failed, err := d.ask(asking, web, f, every, now)
				if later := new(fetch.Later); errors.As(err, &later) {
					continue // it stays due
				}
				answers <- answer{due, failed, err}
			}
		})
	}
	go func() {
		working.Wait()
		close(answers)
	}()
	var failure error
	for a := range answers {
		switch {
		case failure != nil:
			continue
		case a.err != nil:
			failure = a.err
			stop()
			continue
		case a.failed:
			r.Failed++
		}
		r.Asked++
		r.Due += a.due
		progress(*r)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return failure
}

// due are pages as items to read, those of one host far from each other, so that
// nobody waits long for the turn of one host.
func (d *Desk) due(ctx context.Context, taker *intake.Reader, web *fetch.Client, pages []store.Page, now time.Time) func(yield func(item, error) bool) {
	return func(yield func(item, error) bool) {
		for _, p := range spread(pages) {
			if !yield(d.pageItem(ctx, taker, web, p, now), nil) {
				return
			}
		}
	}
}

// spread sorts pages by their place among those of the same host.
func spread(pages []store.Page) []store.Page {
	place, of := map[string]int{}, map[string]int{}
	for _, p := range pages {
		host := hostOf(p.Address)
		place[p.Address] = of[host]
		of[host]++
	}
	out := slices.Clone(pages)
	slices.SortStableFunc(out, func(a, b store.Page) int { return cmp.Compare(place[a.Address], place[b.Address]) })
	return out
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// firstPause is how long a page is left alone that could not be fetched.
const firstPause = 10 * time.Minute

// patience is how long the turn of a host is waited for. What would take longer
// is left to a later round, so that a site which asks for long pauses keeps
// nobody else waiting.
const patience = time.Minute

// pageItem is a page as an item to read. What comes of it is kept with the page.
func (d *Desk) pageItem(ctx context.Context, taker *intake.Reader, web *fetch.Client, p store.Page, now time.Time) item {
	var resp fetch.Response
	var wait time.Duration
	take := func() (report chancery.Report, err error) {
		if p.Whole {
			content, err := d.store.PageContent(ctx, p.Address)
			if err != nil {
				return chancery.Report{}, err
			}
			return taker.Read(intake.Item{Name: p.Address, URL: p.Address, Type: "text/html; charset=utf-8", Data: []byte(content)})
		}
		resp, err = getPage(ctx, web, p)
		if later := new(fetch.Later); errors.As(err, &later) {
			wait = later.Wait
		}
		if err != nil {
			return chancery.Report{}, err
		}
		return taker.Read(intake.Item{Name: p.Address, URL: resp.URL, Type: resp.ContentType, Data: resp.Body})
	}
	done := func(skip *chancery.Skip) error {
		if wait > 0 {
			later := p
			later.Due = now.Add(wait)
			return d.store.PutPage(ctx, later)
		}
		after := store.Page{Address: p.Address, ETag: p.ETag, Modified: p.Modified}
		if resp.OK() {
			after.ETag, after.Modified = resp.ETag, resp.LastModified
		}
		if skip != nil {
			after.Tries, after.Reason = p.Tries+1, skip.Reason
			if fetch.Passing(skip, resp) && after.Tries < mostFetches {
				after.Due = now.Add(pause(firstPause, p.Tries, resp.RetryAfter))
			}
		}
		return d.store.PutPage(ctx, after)
	}
	return item{name: p.Address, take: take, done: done}
}

// getPage fetches a page if its site lets programs do so. The error is
// errUnchanged when it is what it was.
func getPage(ctx context.Context, web *fetch.Client, p store.Page) (fetch.Response, error) {
	allowed, err := web.Allowed(ctx, p.Address)
	switch {
	case err != nil:
		return fetch.Response{}, named(err, p.Address)
	case !allowed:
		return fetch.Response{}, &chancery.Skip{Name: p.Address, Reason: fetch.ReasonRobots}
	}
	resp, err := web.Get(ctx, fetch.Request{URL: p.Address, ETag: p.ETag, LastModified: p.Modified, Patience: patience})
	switch {
	case err != nil:
		return resp, err
	case resp.NotModified():
		return resp, errUnchanged
	case !resp.OK():
		return resp, resp.Skip(p.Address)
	}
	return resp, nil
}

// digest tells texts apart.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
