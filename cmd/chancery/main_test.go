package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chancery": main})
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
