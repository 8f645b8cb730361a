package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
)

const pageOfVisit = `<!doctype html><html lang="en"><head><title>Ghana's minister in Lisbon | Tagus Ledger</title>
<meta property="og:site_name" content="Tagus Ledger"><meta property="article:published_time" content="2031-03-04T19:10:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><div class="cookie-banner"><p>We use cookies.</p></div><h1>Ghana's minister in Lisbon</h1>
<p>LISBON, March 4 - The Foreign Minister of Ghana, Kwesi Adomako-Tetteh, met the Portuguese Prime Minister, Rui Valadares, in Lisbon on Tuesday.</p>
<p>They discussed trade and fisheries for two hours, and agreed that their experts will meet once more before the summer.</p></body></html>`

// onThisMachine says that the test's own server may be reached.
func onThisMachine(s *httptest.Server) func(netip.AddrPort) bool {
	at := netip.MustParseAddrPort(s.Listener.Addr().String())
	return func(to netip.AddrPort) bool { return to == at }
}

// execute runs the program as a user would, but for what it may reach.
func execute(t *testing.T, own func(netip.AddrPort) bool, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, own: own}
	code = p.execute(t.Context(), args)
	return code, out.String(), errs.String()
}

func TestReadAnAddress(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/visit":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(pageOfVisit))
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, rss("Ledger", "/visit"))
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
		case "/statement":
			w.Header().Set("Content-Type", "application/pdf")
			content := "BT /F 12 Tf 50 700 Td (NAIROBI, March 6, 2031 - The President of Kenya, Ruth Mbeki, received the Foreign Minister of Norway, Anna Berg.) Tj ET"
			fmt.Fprintf(w, "%%PDF-1.4\n1 0 obj << /Type /Catalog /Pages << /Kids [<< /Contents 2 0 R /Resources << /Font << /F << /Subtype /Type1 >> >> >> >>] >> >> endobj\n2 0 obj << /Length %d >> stream\n%s\nendstream endobj\n", len(content), content)
		case "/inside":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	record := filepath.Join(t.TempDir(), "r.db")
	own := onThisMachine(server)
	code, out, errs := execute(t, own, "read", "--record", record, "--timeline", server.URL+"/visit", server.URL+"/statement", server.URL+"/feed", server.URL+"/none", server.URL+"/picture", server.URL+"/inside")
	if code != exitOK || !strings.Contains(out, "4 Mar 2031 · meeting · Lisbon (PRT)") || !strings.Contains(out, "meeting · ~Nairobi (KEN)") {
		t.Errorf("code %d, timeline %s, %s", code, out, errs)
	}
	for _, want := range []string{
		"2 reports read: 2 new", "4 skipped:", "/feed: a feed, and no report; chancery feeds add follows it\n", "/none: the server answered 404 Not Found\n", "/picture: kind of file that is not read here; save it as plain text",
		"/inside: address does not lead to a public server; save the page",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not in %s", want, errs)
		}
	}
	_, out, _ = execute(t, own, "export", "reports", "--record", record)
	for _, want := range []string{`"outlet":"Tagus Ledger"`, `"published":"2031-03-04"`, `"published_at":"2031-03-04T19:10:00Z"`, `"url":"` + server.URL + `/visit"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in %s", want, out)
		}
	}
	// As users have it, the program does not reach this machine.
	code, _, errs = execute(t, nil, "read", "--record", record, server.URL+"/visit")
	if code != exitOK || !strings.Contains(errs, "0 reports read") || !strings.Contains(errs, "does not lead to a public server") {
		t.Errorf("code %d, %s", code, errs)
	}
}
