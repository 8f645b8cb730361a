package feed_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"chancery"
	"chancery/internal/intake/feed"
	"chancery/internal/intake/webpage"
)

// long is the whole text of a report in a feed.
var long = "<p>" + strings.Repeat("The envoys of Fiji and Peru spoke about cod for two hours. ", 16) + "</p>"

func latin5(t testing.TB, s string) string {
	t.Helper()
	out, err := charmap.ISO8859_9.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func documents(t testing.TB) map[string]string {
	return map[string]string{
		"rss": `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour
			Courier</title><link>https://a.example/</link>
<item><title>Envoys &amp;amp; cod</title><link>https://a.example/n/1?utm_source=rss</link><guid isPermaLink="false">n1</guid><dc:creator>Mere Koroi</dc:creator><pubDate>Tue, 04 Mar 2031 18:30:00 +0300</pubDate><description>Cut…</description><content:encoded><![CDATA[` + long + `]]></content:encoded></item>
<item><title>No address</title></item>
<item><link>/n/2</link><content:encoded><![CDATA[` + long + ` [...]]]></content:encoded></item>
<item><guid>https://a.example/n/3</guid><link>javascript:alert(1)</link></item></channel></rss>`,
		"latin5":  latin5(t, `<?xml version="1.0" encoding="ISO-8859-9"?><rss version="2.0"><channel><title>Körfez Postası</title><item><title>Şuşa'da görüşme</title><link>https://b.example/1</link><pubDate>4 Mart 2031 Salı 18:42</pubDate></item></channel></rss>`),
		"rdf":     `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel><item><title>T</title><link>https://c.example/1</link><dc:date>2031-03-04T10:00:00+04:00</dc:date></item></rdf:RDF>`,
		"atom":    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>tag:d,1</id><title type="html">A &lt;b&gt;visit&lt;/b&gt;</title><link rel="alternate" href="https://d.example/1"/><published>2031-03-04T10:00:00Z</published><updated>2031-03-04T12:00:00Z</updated><author><name>L. D.</name></author></entry></feed>`,
		"json":    `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://e.example/1","title":"T","content_html":"<p>short</p>","date_published":"2031-03-04T10:00:00+01:00"}]}`,
		"sitemap": `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://f.example/1</loc><lastmod>2031-03-04T11:00:00Z</lastmod><news:news><news:publication><news:name>Faro</news:name><news:language>es</news:language></news:publication><news:publication_date>2031-03-04T10:00:00Z</news:publication_date><news:title>Visita</news:title></news:news></url><url><loc>ftp://f.example/2</loc></url></urlset>`,
	}
}

func TestParse(t *testing.T) {
	all := documents(t)
	for name, want := range map[string]feed.Feed{
		"rss": {Title: "Harbour Courier", Items: []feed.Item{
			{ID: "n1", Address: "https://a.example/n/1", Title: "Envoys & cod", Author: "Mere Koroi", Published: "2031-03-04T18:30:00+03:00", Markup: long},
			{ID: "https://a.example/n/2", Address: "https://a.example/n/2"},
		}},
		"latin5":  {Title: "Körfez Postası", Items: []feed.Item{{ID: "https://b.example/1", Address: "https://b.example/1", Title: "Şuşa'da görüşme"}}},
		"rdf":     {Title: "Old", Items: []feed.Item{{ID: "https://c.example/1", Address: "https://c.example/1", Title: "T", Published: "2031-03-04T10:00:00+04:00", Updated: "2031-03-04T10:00:00+04:00"}}},
		"atom":    {Title: "Wire", Items: []feed.Item{{ID: "tag:d,1", Address: "https://d.example/1", Title: "A <b>visit</b>", Author: "L. D.", Published: "2031-03-04T10:00:00Z", Updated: "2031-03-04T12:00:00Z"}}},
		"json":    {Title: "J", Items: []feed.Item{{ID: "1", Address: "https://e.example/1", Title: "T", Published: "2031-03-04T10:00:00+01:00"}}},
		"sitemap": {Title: "Faro", Items: []feed.Item{{ID: "https://f.example/1", Address: "https://f.example/1", Title: "Visita", Published: "2031-03-04T10:00:00Z", Updated: "2031-03-04T11:00:00Z"}}},
	} {
		got, err := feed.Parse([]byte(all[name]), "application/xml; charset=utf-8", "https://a.example/feed", feed.DefaultLimits())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", name, err, diff)
		}
	}
	for _, other := range []string{"", "plain text", "<html><body>page</body></html>", "{}", `{"version":"x"}`, "<opml version='2.0'><body/></opml>", "\x00\x01\x02", "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "<"} {
		_, err := feed.Parse([]byte(other), "", "", feed.DefaultLimits())
		var skip *chancery.Skip
		if !errors.As(err, &skip) || skip.Reason != feed.ReasonNoFeed {
			t.Errorf("%q: %v", other, err)
		}
	}
}

// index is an index of sitemaps: several of the site, one twice, and others that
// lead elsewhere.
const index = `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://www.f.example/none.xml</loc></sitemap>
<sitemap><loc>/old.xml</loc><lastmod>2031-01-31</lastmod></sitemap><sitemap><loc> https://f.example/new.xml?a=1 </loc><lastmod>2031-03-05T01:00:00+04:00</lastmod></sitemap>
<sitemap><loc>https://user:word@f.example/day.xml</loc><lastmod>2031-03-04</lastmod></sitemap><sitemap><loc>https://g.example/x.xml</loc></sitemap><sitemap><loc>ftp://f.example/x.xml</loc></sitemap><sitemap></sitemap></sitemapindex>`

func TestIndexesOfSitemaps(t *testing.T) {
	got, err := feed.Parse([]byte(index), "application/xml", "https://f.example/sitemap.xml", feed.DefaultLimits())
	want := feed.Feed{Maps: []feed.Map{{"https://f.example/new.xml?a=1", "2031-03-05T01:00:00+04:00"}, {"https://f.example/day.xml", "2031-03-04"},
		{"https://f.example/old.xml", "2031-01-31"}, {Address: "https://www.f.example/none.xml"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	var skip *chancery.Skip
	if _, err := feed.Parse([]byte(index), "", "https://h.example/", feed.DefaultLimits()); err != nil {
		t.Errorf("%v; a relative address is one of the site", err)
	}
	elsewhere := "<sitemapindex><sitemap><loc>https://g.example/x.xml</loc></sitemap></sitemapindex>"
	if _, err := feed.Parse([]byte(elsewhere), "", "https://f.example/", feed.DefaultLimits()); !errors.As(err, &skip) || skip.Reason != feed.ReasonAway {
		t.Errorf("an index of another site's: %v", err)
	}
}

// TestWholeItemsAreReadAsPages holds that a text in a feed gives what its page
// would give.
func TestWholeItemsAreReadAsPages(t *testing.T) {
	item := feed.Item{Address: "https://a.example/1", Title: `Envoys "speak" <now>`, Author: "Mere Koroi", Published: "2031-03-04T18:30:00+03:00",
		Markup: long + `</article></body><script>x</script>` + long}
	page, err := webpage.Read(item.Page(), "text/html", item.Address, webpage.DefaultLimits())
	if err != nil || page.Title != item.Title || page.Author != item.Author || page.Published != item.Published || page.Address != item.Address || len(page.Paragraphs) == 0 {
		t.Errorf("%v, %+v", err, page)
	}
}

func TestCeilings(t *testing.T) {
	small := feed.Limits{Bytes: 3000, Depth: 6, Items: 3, Maps: 1, Levels: 1}
	item := `<item><link>https://a.example/%d</link></item>`
	many := ""
	for i := range 4 {
		many += fmt.Sprintf(item, i)
	}
	for name, c := range map[string]struct {
		text string
		want chancery.Skip
	}{
		"bytes":      {"<rss><channel>" + strings.Repeat(" ", 3000), chancery.Skip{Reason: feed.ReasonTooLarge, Limit: 3000, Seen: 3014}},
		"depth":      {"<rss>" + strings.Repeat("<a>", 300), chancery.Skip{Reason: feed.ReasonDepth, Limit: 6, Seen: 7}},
		"items":      {"<rss><channel>" + many + "</channel></rss>", chancery.Skip{Reason: feed.ReasonItems, Limit: 3, Seen: 4}},
		"json items": {`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"}]}`, chancery.Skip{Reason: feed.ReasonItems, Limit: 3, Seen: 4}},
		"sitemap":    {"<urlset>" + strings.Repeat("<url/>", 4) + "</urlset>", chancery.Skip{Reason: feed.ReasonItems, Limit: 3, Seen: 4}},
		"index":      {"<sitemapindex>" + strings.Repeat("<sitemap/>", 4) + "</sitemapindex>", chancery.Skip{Reason: feed.ReasonItems, Limit: 3, Seen: 4}},
	} {
		_, err := feed.Parse([]byte(c.text), "", "https://a.example/", small)
		var skip *chancery.Skip
		if !errors.As(err, &skip) || *skip != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
}

func TestNoCeilingIsZero(t *testing.T) {
	limits := feed.Limits{Bytes: 1, Items: 1}
	_, parsed := feed.Parse([]byte("<rss/>"), "", "", limits)
	_, listed := feed.ReadList([]byte("<opml/>"), limits)
	for _, err := range []error{parsed, listed} {
		if err == nil || !strings.Contains(err.Error(), "limit Depth is 0") {
			t.Errorf("a ceiling of zero: %v", err)
		}
	}
}

// TestBombs: entities are not expanded, and nesting ends early.
func TestBombs(t *testing.T) {
	if underRace {
		t.Skip("too slow under the race detector")
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;&c;</title><link>https://a.example/1</link></item></channel></rss>`
	for name, text := range map[string]string{
		"entities": laughs, "deep": "<rss>" + strings.Repeat("<a>", 5_000_000), "deep json": strings.Repeat(`{"a":`, 2_000_000),
		"external": `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title><link>https://a.example/1</link></item></channel></rss>`,
	} {
		var f feed.Feed
		var err error
		took := time.Hour
		for range 3 { // other work on the machine does not count
			begun := time.Now()
			f, err = feed.Parse([]byte(text), "", "", feed.DefaultLimits())
			took = min(took, time.Since(begun))
		}
		if took > time.Second {
			t.Errorf("%s: took %s", name, took)
		}
		if len(f.Items) > 0 && (len(f.Items[0].Title) > 100 || strings.Contains(f.Items[0].Title, "root")) {
			t.Errorf("%s: %v, title %.100q", name, err, f.Items[0].Title)
		}
	}
}

func TestLists(t *testing.T) {
	want := []feed.Subscription{{"Harbour <Courier>", "https://a.example/feed?x=1&y=2"}, {"https://b.example/feed", "https://b.example/feed"}}
	var b bytes.Buffer
	if err := feed.WriteList(&b, []feed.Subscription{want[0], {"", want[1].Address}}); err != nil {
		t.Fatal(err)
	}
	got, err := feed.ReadList(b.Bytes(), feed.DefaultLimits())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s\n%s", err, diff, &b)
	}
	folders := `<?xml version="1.0" encoding="windows-1254"?><opml version="1.0"><head/><body><outline text="Asia"><outline text="Deep"><outline text="` + latin5(t, "Günlük") + `" xmlUrl=" https://c.example/rss "/></outline></outline></body></opml>`
	if got, err = feed.ReadList([]byte(folders), feed.DefaultLimits()); err != nil || len(got) != 1 || got[0] != (feed.Subscription{"Günlük", "https://c.example/rss"}) {
		t.Errorf("%v, %+v", err, got)
	}
	for _, other := range []string{"", "text", "<rss/>", "<html></html>"} {
		var skip *chancery.Skip
		if _, err := feed.ReadList([]byte(other), feed.DefaultLimits()); !errors.As(err, &skip) {
			t.Errorf("%q: %v", other, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range documents(f) {
		f.Add([]byte(text), "application/xml")
	}
	f.Add([]byte("<rss><channel><item><link>http://[::1</link>"), "text/xml; charset=gb18030")
	f.Add([]byte(index), "application/xml")
	f.Fuzz(func(t *testing.T, data []byte, mediaType string) {
		got, err := feed.Parse(data, mediaType, "https://a.example/feed", feed.DefaultLimits())
		var skip *chancery.Skip
		if err != nil && !errors.As(err, &skip) {
			t.Fatalf("error %v", err)
		}
		for _, it := range got.Items {
			if !strings.HasPrefix(it.Address, "http://") && !strings.HasPrefix(it.Address, "https://") || it.ID == "" {
				t.Fatalf("item %+v", it)
			}
		}
		for _, m := range got.Maps {
			if !strings.HasPrefix(m.Address, "http://") && !strings.HasPrefix(m.Address, "https://") {
				t.Fatalf("sitemap %+v", m)
			}
		}
		if _, err := feed.ReadList(data, feed.DefaultLimits()); err != nil && !errors.As(err, &skip) {
			t.Fatalf("error %v", err)
		}
	})
}
