package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestServe holds that the program serves the record until it is stopped, and
// that this is no failure.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "one.txt")
	if err := os.WriteFile(report, []byte("OSLO, May 4, 2031 (Fjord Wire) - Prime Minister Sigrid Haugen-Lie met President Bambang Wiratmoko in Oslo on May 4, 2031.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	record := filepath.Join(dir, "record.db")
	var stdout, stderr bytes.Buffer
	if code := Run(t.Context(), []string{"read", report, "--record", record}, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatalf("code %d: %s", code, stderr.String())
	}
	stderr.Reset() // of how the reading went
	address, stop := served(t, record, &stderr)
	resp, err := http.Get(address + "timeline")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), "Haugen-Lie") {
		t.Errorf("status %d, %v", resp.StatusCode, err)
	}
	if code := stop(); code != exitOK || stderr.Len() > 0 {
		t.Errorf("code %d: %s", code, stderr.String())
	}
}

// served starts the server, and gives its address and what ends it with its code.
func served(t *testing.T, record string, stderr io.Writer, more ...string) (address string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		code := Run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--record", record}, more...), strings.NewReader(""), in, stderr)
		in.CloseWithError(io.EOF)
		ended <- code
	}()
	said, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	return regexp.MustCompile(`https?://127\.0\.0\.1:\d+/`).FindString(said), func() int {
		cancel()
		return <-ended
	}
}

// certificate makes one for 127.0.0.1, and returns its files and who trusts it.
func certificate(t *testing.T) (cert, key string, trusted *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	made, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	whole := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	for name, data := range map[string][]byte{cert: whole, key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trusted = x509.NewCertPool()
	trusted.AppendCertsFromPEM(whole)
	return cert, key, trusted
}

// TestServePublic serves a record by TLS to somebody with an account, who is shut out
// as soon as the account is removed, by another run of the program.
func TestServePublic(t *testing.T) {
	dir := t.TempDir()
	report, record := filepath.Join(dir, "one.txt"), filepath.Join(dir, "record.db")
	if err := os.WriteFile(report, []byte("OSLO, May 4, 2031 (Fjord Wire) - Prime Minister Sigrid Haugen-Lie met President Bambang Wiratmoko in Oslo on May 4, 2031.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(stdin string, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := Run(t.Context(), append(args, "--record", record), strings.NewReader(stdin), &stdout, &stderr); code != exitOK {
			t.Fatalf("%v: code %d: %s", args, code, stderr.String())
		}
	}
	run("", "read", report)
	run("four words stand here\n", "account", "add", "ada", "--role", "admin")
	run("other words stand here\r\n", "account", "add", "rita")
	cert, key, trusted := certificate(t)
	address, stop := served(t, record, io.Discard, "--public", "--tls-cert", cert, "--tls-key", key)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	ask := func(do func() (*http.Response, error)) (string, string) {
		t.Helper()
		resp, err := do()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatal(err)
		}
		return resp.Request.URL.Path, string(body)
	}
	timeline := func() (*http.Response, error) { return client.Get(address + "timeline") }
	if at, body := ask(timeline); at != "/login" || strings.Contains(body, "Haugen-Lie") {
		t.Errorf("nobody is led to %s", at)
	}
	at, body := ask(func() (*http.Response, error) {
		return client.PostForm(address+"login", url.Values{"name": {"rita"}, "password": {"other words stand here"}, "to": {"/timeline"}})
	})
	if at != "/timeline" || !strings.Contains(body, "Haugen-Lie") || !strings.Contains(body, "Logged in as rita") {
		t.Errorf("log-in leads to %s", at)
	}
	run("", "account", "remove", "rita")
	if at, _ := ask(timeline); at != "/login" {
		t.Errorf("after her account is gone she is led to %s", at)
	}
	if code := stop(); code != exitOK {
		t.Errorf("code %d", code)
	}
}
