package web

import (
	"chancery"
	"chancery/internal/prose"
)

// startPage is what is new, and where to go from here.
type startPage struct {
	Today                           *todayPart
	Reports, Events, Actors, Doubts int
	Newest                          chancery.Date // of a report
	Told                            []item        // the news of the newest reports
	Ahead                           []item
	Latest                          []reportLine
	Open                            []item
	Parties                         []link // that are met most
}

const mostNew = 12

func (v *visit) start() (any, error) {
	p := startPage{Reports: len(v.Reports), Events: len(v.Events), Actors: len(v.Actors), Doubts: len(v.doubts)}
	var err error
	if p.Today, err = v.today(); err != nil {
		return nil, err
	}
	if len(v.reported) > 0 {
		p.Newest = v.reported[0].Published
	}
	p.Told = v.items(v.told[:min(len(v.told), mostNew)], v.tree, 1)
	p.Ahead = v.flat(v.ahead, mostNew)
	for _, r := range v.reported[:min(len(v.reported), mostNew)] {
		p.Latest = append(p.Latest, v.reportLine(r))
	}
	p.Open = v.flat(v.open, mostNew/2)
	for _, c := range v.parties[:min(len(v.parties), 2*mostNew)] {
		p.Parties = append(p.Parties, v.actorLink(c.Value))
	}
	return p, nil
}

// sourcesPage is where the record comes from.
type sourcesPage struct {
	Reports   int
	Outlets   []count
	Origins   []count
	Languages []count
	Skips     []skip
	AllSkips  int
	Newest    []reportLine
	Pages     pager
}

type skip struct {
	Name, Reason string
	Limit, Seen  int64
}

// reportsPerPage is how many reports a page of the list has.
const reportsPerPage = 100

func (v *visit) sources() (any, error) {
	q := v.URL.Query()
	p := sourcesPage{Reports: len(v.Reports), Outlets: cleanCounts(v.outlets), Origins: cleanCounts(v.origins), Languages: v.shelf.languages, AllSkips: len(v.Skips)}
	for _, s := range v.Skips[:min(len(v.Skips), reportsPerPage)] {
		p.Skips = append(p.Skips, skip{short(s.Name), prose.Clean(s.Reason), s.Limit, s.Seen})
	}
	reported, pages := paged(q, v.URL.Path, v.reported, reportsPerPage)
	p.Pages = pages
	for _, r := range reported {
		p.Newest = append(p.Newest, v.reportLine(r))
	}
	return p, nil
}

func cleanCounts(counts []count) []count {
	var out []count
	for _, c := range counts[:min(len(counts), reportsPerPage)] {
		out = append(out, count{short(c.Value), c.N})
	}
	return out
}
