package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/fetch"
	"chancery/internal/intake"
	"chancery/internal/intake/feed"
	"chancery/internal/intake/webpage"
	"chancery/internal/store"
)

// Feed is a feed that is followed, and how it fared.
type Feed = store.Feed

// Feeds are the feeds that are followed, by address.
func (d *Desk) Feeds(ctx context.Context) ([]Feed, error) { return d.store.Feeds(ctx) }

// Waiting counts the pages to which feeds have led and that are still to be
// fetched.
func (d *Desk) Waiting(ctx context.Context) (int, error) { return d.store.Waiting(ctx) }

// Unfollow follows a feed no more. What was read through it stays. The address
// may be that of Feeds, or as it is shown, without name and password. One that is
// not followed is an Error NotFound; where the address shown is that of several,
// the one with the password has to be named.
func (d *Desk) Unfollow(ctx context.Context, address string) error {
	feeds, err := d.store.Feeds(ctx)
	if err != nil {
		return err
	}
	var meant []string
	for _, f := range feeds {
		if f.Address == address {
			meant = []string{address}
			break
		}
		if fetch.Shown(f.Address) == address {
			meant = append(meant, f.Address)
		}
	}
	switch len(meant) {
	case 0:
		return chancery.Errorf(chancery.NotFound, "%s is not followed; chancery feeds list shows those that are", fetch.Shown(address))
	case 1:
		_, err = d.store.DropFeed(ctx, meant[0])
		return err
	}
	return chancery.Errorf(chancery.Invalid, "%s is followed with several names and passwords; name the address with those that are meant", address)
}

// Follow follows the feed or news sitemap at an address, or the one feed that
// the page there names as its own, and returns it; false when it was followed
// already. It is fetched once, to see that it is one.
func (d *Desk) Follow(ctx context.Context, web *fetch.Client, address string, now time.Time) (Feed, bool, error) {
	resp, found, err := getFeed(ctx, web, address)
	if none := new(chancery.Skip); errors.As(err, &none) && none.Reason == feed.ReasonNoFeed {
		switch named := webpage.Feeds(resp.Body, resp.ContentType, resp.URL, webpage.DefaultLimits()); {
		case len(named) > 1:
			return Feed{}, false, chancery.Errorf(chancery.Invalid, "%s is a page with several feeds; name one of them:\n  %s", fetch.Shown(address), strings.Join(named, "\n  "))
		case len(named) == 1:
			address = named[0]
			resp, found, err = getFeed(ctx, web, address)
		}
	}
	if err != nil {
		return Feed{}, false, err
	}
	f := Feed{Address: address, Title: found.Title, Added: now, Due: now}
	if resp.Moved != "" && address == fetch.Shown(address) {
		f.Address = resp.Moved
	}
	added, err := d.store.AddFeed(ctx, f)
	return f, added, err
}

// getFeed fetches and parses a feed. The answer is returned also when it is
// none.
func getFeed(ctx context.Context, web *fetch.Client, address string) (fetch.Response, feed.Feed, error) {
	resp, err := web.Get(ctx, fetch.Request{URL: address})
	if err == nil && !resp.OK() {
		err = resp.Skip(fetch.Shown(address))
	}
	if err != nil {
		return resp, feed.Feed{}, err
	}
	found, err := feed.Parse(resp.Body, resp.ContentType, resp.URL, feed.DefaultLimits())
	return resp, found, named(err, fetch.Shown(address))
}

// named gives a skip its name.
func named(err error, name string) error {
	var skip *chancery.Skip
	if errors.As(err, &skip) {
		skip.Name = name
	}
	return err
}

// FollowList follows the feeds of a list in OPML, and returns how many are new.
// They are not fetched yet.
func (d *Desk) FollowList(ctx context.Context, name string, list []byte, now time.Time) (added int, err error) {
	feeds, err := feed.ReadList(list, feed.DefaultLimits())
	if err != nil {
		return 0, named(err, name)
	}
	for _, f := range feeds {
		is, err := d.store.AddFeed(ctx, Feed{Address: f.Address, Title: shownTitle(f.Title), Added: now, Due: now})
		if err != nil {
			return added, err
		}
		if is {
			added++
		}
	}
	return added, nil
}

// shownTitle is a title as it may be shown: some lists have the address there.
func shownTitle(title string) string {
	if intake.IsAddress(title) {
		return fetch.Shown(title)
	}
	return title
}

// WriteFeeds writes the feeds that are followed as a list in OPML, without the
// names and passwords in their addresses.
func (d *Desk) WriteFeeds(ctx context.Context, w io.Writer) error {
	all, err := d.store.Feeds(ctx)
	if err != nil {
		return err
	}
	list := make([]feed.Subscription, len(all))
	for i, f := range all {
		list[i] = feed.Subscription{Title: f.Title, Address: fetch.Shown(f.Address)}
	}
	return feed.WriteList(w, list)
}

// The pace at which what fails is tried again: longer each time, up to a day. A
// page is given up after mostFetches; a feed never is.
const (
	longestPause = 24 * time.Hour
	mostFetches  = 5
)

// pause is how long what has failed so often is left alone, at least as long as
// its server asks.
func pause(first time.Duration, failures int, asked time.Duration) time.Duration {
	p := first
	for range min(failures, 20) {
		p = min(2*p, longestPause)
	}
	return max(p, asked)
}

// ask asks a feed for what is new, and keeps what comes of it. The error is a
// *fetch.Later, or means that going on is pointless.
func (d *Desk) ask(ctx context.Context, web *fetch.Client, f Feed, every time.Duration, now time.Time) (due int, failed bool, err error) {
	resp, found, err := d.hear(ctx, web, f)
	var skip *chancery.Skip
	switch {
	case errors.As(err, &skip):
		f.Failures++
		f.Reason = (&chancery.Skip{Name: fetch.Shown(f.Address), Reason: skip.Reason, Limit: skip.Limit, Seen: skip.Seen}).Error()
		f.Due = now.Add(pause(every, f.Failures, resp.RetryAfter))
		_, err := d.store.PutPoll(ctx, f, nil, now)
		return 0, true, err
	case err != nil:
		return 0, false, err
	}
	f.Failures, f.Reason, f.Polled, f.Due = 0, "", now, now.Add(max(every, resp.RetryAfter))
	if resp.Moved != "" && resp.Moved != f.Address && f.Address == fetch.Shown(f.Address) { // a password stays where it was given
		if err := d.store.MoveFeed(ctx, f.Address, resp.Moved); err != nil {
			return 0, false, err
		}
		f.Address = resp.Moved
	}
	var entries []store.Entry
	if resp.OK() {
		f.ETag, f.Modified, f.Items = resp.ETag, resp.LastModified, len(found.Items)
		if found.Title != "" {
			f.Title = found.Title
		}
		entries = entriesOf(found.Items)
	}
	due, err = d.store.PutPoll(ctx, f, entries, now)
	if err != nil {
		return 0, false, fmt.Errorf("asking %s: %w", fetch.Shown(f.Address), err)
	}
	return due, false, nil
}

// hear fetches what a feed has, or the sitemaps of an index have, if it has
// changed.
func (d *Desk) hear(ctx context.Context, web *fetch.Client, f Feed) (fetch.Response, feed.Feed, error) {
	resp, err := web.Get(ctx, fetch.Request{URL: f.Address, ETag: f.ETag, LastModified: f.Modified, Patience: patience})
	switch {
	case err != nil || resp.NotModified():
		return resp, feed.Feed{}, err
	case !resp.OK():
		return resp, feed.Feed{}, resp.Skip(f.Address)
	}
	found, err := feed.Parse(resp.Body, resp.ContentType, resp.URL, feed.DefaultLimits())
	if err != nil || len(found.Maps) == 0 {
		return resp, found, err
	}
	before, err := d.skipped(ctx)
	if err != nil {
		return resp, found, err
	}
	got, err := gather(ctx, web, resp.URL, found.Maps, f.Polled, before)
	if err != nil {
		return resp, found, err
	}
	found.Items, found.Title = got.items, got.title
	if slices.ContainsFunc(found.Maps, func(m feed.Map) bool { return m.Modified == "" }) || len(got.left) > 0 {
		resp.ETag, resp.LastModified = "", "" // an index that stays the same need not mean that its sitemaps do
	}
	return resp, found, d.noted(ctx, got, before)
}

// entriesOf are a feed's items for the store; never nil.
func entriesOf(items []feed.Item) []store.Entry {
	out := make([]store.Entry, 0, len(items))
	for _, it := range items {
		e := store.Entry{Item: digest(it.ID), Address: it.Address, Stamp: digest(it.Address, it.Title, string(it.Published), string(it.Updated), it.Markup), Updated: it.Updated.Sortable()}
		if it.Markup != "" {
			e.Content = string(it.Page())
		}
		out = append(out, e)
	}
	return out
}
