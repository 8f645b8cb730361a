package main

import (
	"bytes"
	"context"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chancery": main, "chancery-here": mainHere})
}

// mainHere is the program as main runs it, but that it may reach the servers of
// this machine. Nothing but a test can start it.
func mainHere() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, own: func(to netip.AddrPort) bool { return to.Addr().IsLoopback() }}
	os.Exit(p.execute(ctx, os.Args[1:]))
}

// The whole program, as its users meet it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("CHANCERY_RECORD", "")
			env.Setenv("XDG_DATA_HOME", "")
			return nil
		},
	})
}

func TestCancelledRunSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	code := Run(ctx, []string{"read", "--record", t.TempDir() + "/r.db", t.TempDir()}, strings.NewReader(""), &stdout, &stderr)
	if code != exitFailure || stderr.String() != "chancery: stopped; what was finished until then is kept\n" || stdout.Len() > 0 {
		t.Errorf("code %d, stdout %q, stderr %q", code, &stdout, &stderr)
	}
}

// A file's name may hold what a terminal would obey.
func TestNamesOfFilesAreSafeToPrint(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a\x1b[31m.txt"), []byte{0, 1, 2}, 0o600); err != nil {
		t.Skip("this system has no such names")
	}
	var stdout, stderr bytes.Buffer
	code := Run(t.Context(), []string{"read", "--record", t.TempDir() + "/r.db", folder}, strings.NewReader(""), &stdout, &stderr)
	if code != exitOK || !strings.Contains(stderr.String(), `a\u001b[31m.txt: not a text file`) || strings.Contains(stderr.String(), "\x1b") {
		t.Errorf("code %d, stderr %q", code, &stderr)
	}
}

// Every command tells how it is used, with an example.
func TestEveryCommandHasHelp(t *testing.T) {
	p := &program{}
	for _, cmd := range p.rootCommand().Commands() {
		if cmd.Name() == "help" {
			continue
		}
		if cmd.Short == "" || !strings.Contains(cmd.Example, "chancery "+cmd.Name()) {
			t.Errorf("%s: short %q, example %q; want both", cmd.Name(), cmd.Short, cmd.Example)
		}
	}
}

// Every example of the helps works on the project's own reports.
func TestExamplesWork(t *testing.T) {
	if underRace {
		t.Skip("takes ten times as long, and the scripts run the same commands")
	}
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("CHANCERY_RECORD", filepath.Join(dir, "record.db"))
	if err := os.CopyFS("examples", os.DirFS(examples)); err != nil {
		t.Fatal(err)
	}
	var lines []string
	root := (&program{}).rootCommand()
	for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
		lines = append(lines, strings.Split(cmd.Example, "\n")...)
	}
	// What reads comes first.
	slices.SortStableFunc(lines, func(a, b string) int { return strings.Index(b, " read ") - strings.Index(a, " read ") })
	words := regexp.MustCompile(`"[^"]*"|\S+`)
	for _, line := range lines {
		if strings.Contains(line, " watch ") || strings.Contains(line+" ", " serve ") || strings.Contains(line+" ", " mcp ") { // until somebody stops it, on the web, and for an assistant
			continue
		}
		command, _, shell := strings.Cut(line, " < ")
		command, _, _ = strings.Cut(command, " > ")
		args := words.FindAllString(command, -1)
		if len(args) == 0 {
			continue
		}
		for i := range args {
			args[i] = strings.Trim(args[i], `"`)
		}
		stdin := ""
		if shell {
			stdin = "OSLO, 4 March 2031 - The Foreign Minister of Ghana, Kwesi Adomako, arrived in Oslo on Tuesday."
		}
		var stdout, stderr bytes.Buffer
		if code := Run(t.Context(), args[1:], strings.NewReader(stdin), &stdout, &stderr); code != exitOK {
			t.Errorf("%s: code %d, %s", line, code, &stderr)
		}
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		sum  desk.Summary
		took time.Duration
		want string
	}{
		{desk.Summary{New: 3}, time.Second, "3 reports, 0 skipped"},
		{desk.Summary{New: 100, Known: 50, Skips: make([]chancery.Skip, 50)}, 10 * time.Second, "150 reports, 50 skipped; 20 a second"},
		{desk.Summary{New: 200, Share: 0.25}, 10 * time.Second, "200 reports, 0 skipped; 20 a second, 30s left"},
		{desk.Summary{New: 200, Share: 1}, 10 * time.Second, "200 reports, 0 skipped; 20 a second, 0s left"},
	} {
		if got := pace(c.sum, c.took); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestRecordPath(t *testing.T) {
	for _, c := range []struct {
		name, system, home string
		env                map[string]string
		want               string // slashes; empty for an error
	}{
		{"variable", "linux", "/home/mina", map[string]string{"CHANCERY_RECORD": "visits.db"}, "visits.db"},
		{"XDG", "linux", "/home/mina", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/chancery/record.db"},
		{"XDG not absolute", "linux", "/home/mina", map[string]string{"XDG_DATA_HOME": "data"}, "/home/mina/.local/share/chancery/record.db"},
		{"Unix", "freebsd", "/home/mina", nil, "/home/mina/.local/share/chancery/record.db"},
		{"macOS", "darwin", "/Users/mina", nil, "/Users/mina/Library/Application Support/chancery/record.db"},
		{"Windows", "windows", "/Users/mina", map[string]string{"LocalAppData": "/Users/mina/AppData/Local"}, "/Users/mina/AppData/Local/chancery/record.db"},
		{"nothing known", "linux", "", nil, ""},
		{"nothing known on Windows", "windows", "/Users/mina", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := recordPath(c.system, func(name string) string { return c.env[name] }, c.home)
			if got != c.want || (err == nil) != (c.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}
