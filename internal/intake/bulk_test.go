package intake_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/internal/intake"
	"chancery/internal/intake/archive"
)

// crawl is an endless WARC file of n records, made while it is read.
type crawl struct {
	n, made int
	rest    []byte
}

func (c *crawl) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		if c.made == c.n {
			return 0, io.EOF
		}
		c.rest = []byte(c.record(c.made))
		c.made++
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// ReadAt is not needed for WARC.
func (c *crawl) ReadAt([]byte, int64) (int, error) { return 0, errors.ErrUnsupported }

func (c *crawl) record(i int) string {
	page := fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Quarry %[1]d reopens | Gazette %[2]d</title><meta property="article:published_time" content="2031-03-%02[3]dT10:00:00Z"></head><body><nav><a href="/">Home</a></nav><h1>Quarry %[1]d reopens</h1>%[4]s</body></html>`,
		i, i%50, 1+i%28, strings.Repeat(fmt.Sprintf("<p>The quarry of Tarn reopened on a rainy afternoon, and resident %d said that the bridge should have been next.</p>", i), 6))
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette%d.example/n/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i%50, i, len(block), block)
}

// TestManyRecords makes reports of a crawl on all cores; memory must not grow
// with it.
func TestManyRecords(t *testing.T) {
	reader := newReader(t, "en")
	queue := make(chan intake.Item)
	var working sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]bool{}
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			for item := range queue {
				r, err := reader.Read(item)
				if err != nil || !strings.HasPrefix(r.Title, "Quarry ") || r.Published == "" {
					t.Errorf("%s: %v, %q", item.Name, err, r.Title)
				}
				mu.Lock()
				seen[r.ID] = true
				mu.Unlock()
			}
		})
	}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	begun, first, most, n := time.Now(), uint64(0), uint64(0), 0
	in := &crawl{n: records}
	for e, err := range archive.Entries("x.warc", in, 0, archive.DefaultLimits()) {
		var skip *chancery.Skip
		if err != nil {
			t.Fatalf("%v, %v", err, errors.As(err, &skip))
		}
		queue <- intake.Item{Name: e.Name, URL: e.Address, Type: e.Type, Data: e.Data}
		if n++; n%(records/10) == 0 {
			now := heap()
			if first == 0 {
				first = now
			}
			most = max(most, now)
		}
	}
	close(queue)
	working.Wait()
	// What the test itself remembers is 100 bytes a report.
	if len(seen) != records || most > first+16<<20+100*records {
		t.Errorf("%d reports; %d MB in use after a tenth, %d MB at most", len(seen), first>>20, most>>20)
	}
	t.Logf("%d records in %s; %d MB in use after a tenth, %d MB at most", n, time.Since(begun).Round(time.Second), first>>20, most>>20)
}
