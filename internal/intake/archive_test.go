package intake_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
	"chancery/internal/intake"
)

// TestArchivesInFolders reads documents out of archives, as items of their own.
func TestArchivesInFolders(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(dir, "a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for name, text := range map[string]string{"one.txt": "The envoy of Fiji spoke about cod in Suva on Tuesday.", "map.png": "x"} {
		in, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	put("b.eml", "From: Norpress <x@b.example>\nSubject: Talks in Suva\nDate: Tue, 04 Mar 2031 18:30:00 +1200\n\nThe envoy of Peru arrived in Suva on Tuesday and was received by the minister.\n")
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Cod in Suva</h1><p>The envoys of Fiji and Peru spoke about cod for two hours in the library of Suva.</p></body></html>"
	put("c.warc", fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://c.example/news/1\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer))
	put("d.zip", "no archive")
	reader := newReader(t, "en")
	var got []string
	for item, err := range intake.Items(t.Context(), []string{dir, filepath.Join(dir, "b.eml")}, nil, intake.DefaultLimits()) {
		var skip *chancery.Skip
		if errors.As(err, &skip) {
			got = append(got, filepath.Base(skip.Name)+": "+skip.Reason)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader.Read(item)
		if err != nil {
			t.Fatalf("%s: %v", item.Name, err)
		}
		checkReport(t, r)
		got = append(got, strings.Join([]string{r.Name, r.URL, r.Outlet, r.Title, string(r.Published)}, "|"))
	}
	want := []string{
		"a.zip!map.png: not a text file", "a.zip!one.txt||||", "b.eml||Norpress|Talks in Suva|2031-03-04", "1|https://c.example/news/1|c.example|Cod in Suva|",
		"d.zip: archive that is broken", "b.eml||Norpress|Talks in Suva|2031-03-04",
	}
	if len(got) > 1 && strings.HasPrefix(got[0], "a.zip!one") {
		got[0], got[1] = got[1], got[0] // a map has no order
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if _, ok := firstError(t, filepath.Join(dir, "none.zip")).(*chancery.Error); !ok {
		t.Error("an archive that is not there is no Error")
	}
}

func firstError(t *testing.T, path string) error {
	t.Helper()
	for _, err := range intake.Items(t.Context(), []string{path}, nil, intake.DefaultLimits()) {
		return err
	}
	return nil
}
