package desk

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/internal/fetch"
	"chancery/internal/intake/feed"
	"chancery/internal/intake/webpage"
)

// mapsHold is how long before the last answer a sitemap must have changed to be
// passed over: an index may give no more than the day, of some zone.
const mapsHold = 48 * time.Hour

// gathering is what the sitemaps of an index came to.
type gathering struct {
	items []feed.Item
	title string
	left  []chancery.Skip // what was left out, by address
	well  []string        // addresses of which all was taken
}

// gather fetches the sitemaps of an index and those of the indexes in it, the
// newest first, and only of its own site. Passed over are those that have not
// changed since the index answered last, unless they were left out then; before
// are the names of what was. What cannot be had or goes beyond a ceiling is left
// out, and the others are read all the same. Where none can be had the error is
// the first Skip.
func gather(ctx context.Context, web *fetch.Client, index string, maps []feed.Map, since time.Time, before map[string]bool) (gathering, error) {
	limits := feed.DefaultLimits()
	var got gathering
	level := map[string]int64{} // of the maps that are listed somewhere
	var queue []feed.Map
	list := func(more []feed.Map, at int64) {
		for _, m := range more {
			changed := m.Modified.Sortable()
			old := !since.IsZero() && changed != "" && changed < since.Add(-mapsHold).UTC().Format(time.RFC3339)
			if level[m.Address] == 0 && (!old || before[m.Address]) {
				level[m.Address] = at
				queue = append(queue, m)
			}
		}
		slices.SortStableFunc(queue, func(a, b feed.Map) int { return cmp.Compare(b.Modified.Sortable(), a.Modified.Sortable()) })
	}
	list(maps, 1)
	fetched := int64(0)
	for ; len(queue) > 0 && fetched < limits.Maps; fetched++ {
		address := queue[0].Address
		queue = queue[1:]
		found, err := getMap(ctx, web, address, index)
		if err == nil && len(found.Maps) > 0 && level[address] >= limits.Levels {
			err = &chancery.Skip{Name: address, Reason: feed.ReasonLevels, Limit: limits.Levels, Seen: level[address] + 1}
		}
		var skip *chancery.Skip
		switch {
		case errors.As(err, &skip):
			got.left = append(got.left, *skip)
			continue
		case err != nil:
			return got, err
		}
		got.items, got.title = append(got.items, found.Items...), cmp.Or(got.title, found.Title)
		got.well = append(got.well, address)
		list(found.Maps, level[address]+1)
	}
	if len(got.well) == 0 && len(got.left) > 0 {
		return got, &got.left[0]
	}
	whole := chancery.Skip{Name: index}
	if seen := fetched + int64(len(queue)); len(queue) > 0 {
		whole = chancery.Skip{Name: index, Reason: feed.ReasonMaps, Limit: limits.Maps, Seen: seen}
	}
	if seen := int64(len(got.items)); seen > limits.Items {
		whole = chancery.Skip{Name: index, Reason: feed.ReasonListed, Limit: limits.Items, Seen: seen}
		slices.SortStableFunc(got.items, func(a, b feed.Item) int { return strings.Compare(listedAt(b), listedAt(a)) })
		got.items = got.items[:limits.Items]
	}
	if whole.Reason != "" {
		got.left = append(got.left, whole)
	} else {
		got.well = append(got.well, index)
	}
	return got, nil
}

// listedAt is when an item is from, as its feed says.
func listedAt(it feed.Item) string { return cmp.Or(it.Updated, it.Published).Sortable() }

// getMap fetches a sitemap, which must come from the site of its index.
func getMap(ctx context.Context, web *fetch.Client, address, index string) (feed.Feed, error) {
	resp, found, err := getFeed(ctx, web, address)
	if err != nil {
		return found, err
	}
	at, there := url.Parse(resp.URL)
	home, here := url.Parse(index)
	if there != nil || here != nil || !webpage.SameSite(at.Hostname(), home.Hostname()) {
		return found, &chancery.Skip{Name: address, Reason: feed.ReasonAway}
	}
	return found, nil
}

// noted keeps what was left out of an index, and drops what was left out before
// and is not any more.
func (d *Desk) noted(ctx context.Context, got gathering, before map[string]bool) error {
	for _, address := range got.well {
		if before[address] {
			if err := d.store.DropSkip(ctx, address); err != nil {
				return err
			}
		}
	}
	for _, skip := range got.left {
		if err := d.store.PutSkip(ctx, skip); err != nil {
			return err
		}
	}
	return nil
}
