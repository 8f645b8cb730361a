package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/prose"
	"chancery/internal/view"
)

// The exit codes; the long help of the program tells them to its users.
const (
	exitOK       = 0
	exitFailure  = 1
	exitUsage    = 2
	exitNotFound = 3
)

const longHelp = `Chancery reads news reports about diplomacy and keeps the record that they
describe: who met, visited or called whom, who conferred or signed with whom,
when, where and in what office. Every entry shows the words it rests on.

The record is one file. It is named with --record, or else by the environment
variable CHANCERY_RECORD, or else lies in your data folder:
  %s

Exit codes: 0 all went well, 1 failure, 2 command not understood, 3 not found.
Files that read skips are named, and are no failure.

States go by their ISO 3166-1 alpha-3 codes, such as GEO, or by name. ~ stands
before what no report states: it is the day of the report, or inferred. The
variable COLUMNS sets the width of what is shown, NO_COLOR turns colours off.`

const welcome = `Chancery keeps a record of diplomacy out of the news reports that you give it.

Start with a folder of reports, as plain text or saved web pages, or with the
address of one:

  chancery read FOLDER       read the reports in it
  chancery timeline          what happened, in order, with an id for each event
  chancery show ID           all that is known of it, with the words it rests on
  chancery brief GEO PRT     what you need before a meeting of the two
  chancery serve             all of it in your browser

The project's folder examples/reports has reports to try it with; the examples
of the commands' --help work on these. chancery --help lists all commands.
`

// program is one run: what it was given from outside, and its common flags.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	record         string // flag: path of the record, empty for the default
	started        bool   // the command line was understood

	own func(netip.AddrPort) bool // servers that are reached though they are not public; tests have some
}

// Run runs the program with these arguments, the program's name not among
// them, and returns its exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	return p.execute(ctx, args)
}

func (p *program) execute(ctx context.Context, args []string) int {
	stderr := p.stderr
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitOK
	case !p.started:
		fmt.Fprintf(stderr, "chancery: %v; see %s --help\n", err, command.CommandPath())
		return exitUsage
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "chancery: stopped; what was finished until then is kept")
		return exitFailure
	}
	fmt.Fprintf(stderr, "chancery: %s\n", prose.Clean(err.Error()))
	var known *chancery.Error
	if errors.As(err, &known) && known.Code == chancery.NotFound {
		return exitNotFound
	}
	return exitFailure
}

func (p *program) rootCommand() *cobra.Command {
	where, err := defaultRecord()
	if err != nil {
		where = err.Error()
	}
	root := &cobra.Command{
		Use:     "chancery",
		Short:   "Keep a record of diplomacy out of news reports",
		Long:    fmt.Sprintf(longHelp, where),
		Example: "  chancery read examples/reports\n  chancery timeline\n  chancery brief GEO PRT",
		Version: version(),
		Args:    knownCommand,
		RunE: p.run(func(*cobra.Command, []string) error {
			_, err := io.WriteString(p.stdout, welcome)
			return err
		}),
		SilenceErrors:              true, // Run prints them, in one line
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.PersistentFlags().StringVar(&p.record, "record", "", "file of the record")
	root.AddCommand(
		p.readCommand(),
		p.feedsCommand(),
		p.watchCommand(),
		p.timelineCommand(),
		p.showCommand(),
		p.explainCommand(),
		p.askCommand(),
		p.searchCommand(),
		p.followCommand(),
		p.todayCommand(),
		p.serveCommand(),
		p.mcpCommand(),
		p.accountCommand(),
		p.briefCommand(),
		p.exportCommand(),
		p.judgeCommand(),
		p.rereadCommand(),
		p.diffCommand(),
		p.backupCommand(),
		p.restoreCommand(),
		p.doctorCommand(),
		p.forgetCommand(),
		p.evalCommand(),
		p.parseCommand(),
		p.codebookCommand(),
	)
	return root
}

// knownCommand refuses a command that there is not, and names those like it.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := fmt.Sprintf("there is no command %q", args[0])
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		message += "; perhaps " + strings.Join(near, " or ")
	}
	return errors.New(message)
}

// names is the check of arguments that are from least to most names of actors
// or of things, such as "an actor".
func names(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("name %s", what)
		case len(args) > most:
			return fmt.Errorf("%d names are too many; put a name of several words in quotation marks", len(args))
		}
		return nil
	}
}

// run marks that the command line was understood: whatever fails after that
// is no mistake in it.
func (p *program) run(f func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		p.started = true
		return f(cmd, args)
	}
}

// version is that of the module, with the state of the source it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && !strings.Contains(v, s.Value[:min(12, len(s.Value))]) {
			v += " " + s.Value[:min(12, len(s.Value))]
		}
	}
	return v
}

// recordFile is the path of the record that the flags name. The folder of the
// default place is made when something is to be written there.
func (p *program) recordFile(mode desk.Mode) (string, error) {
	if p.record != "" {
		return p.record, nil
	}
	path, err := defaultRecord()
	if err == nil && mode == desk.ToWrite {
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			err = fmt.Errorf("making the folder of the record: %w", err)
		}
	}
	return path, err
}

// openRecord opens the record that the flags name.
func (p *program) openRecord(ctx context.Context, mode desk.Mode) (*desk.Desk, error) {
	path, err := p.recordFile(mode)
	if err != nil {
		return nil, err
	}
	return desk.Open(ctx, path, mode)
}

// withRecord opens the record that the flags name, works on it and closes it
// again.
func (p *program) withRecord(ctx context.Context, mode desk.Mode, work func(*desk.Desk) error) (err error) {
	d, err := p.openRecord(ctx, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return work(d)
}

// withLive keeps the record folded as open does, works on that, and ends it.
func withLive(ctx context.Context, open func(context.Context) (*desk.Live, error), work func(*desk.Live, *desk.Fold) error) (err error) {
	live, err := open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, live.Close()) }()
	fold, err := live.Fold(ctx)
	if err != nil {
		return err
	}
	return work(live, fold)
}

// fold folds the record that the flags name.
func (p *program) fold(ctx context.Context) (rec *chancery.Record, err error) {
	err = p.withRecord(ctx, desk.ToRead, func(d *desk.Desk) error {
		rec, err = d.Record(ctx)
		return err
	})
	return rec, err
}

// web is what fetches from the web, politely: a second between two requests to
// one host.
func (p *program) web() (*fetch.Client, error) {
	return fetch.New(fetch.Options{Limits: fetch.DefaultLimits(), Agent: agent, Own: p.own, Pause: time.Second})
}

// agent is how the program names itself to servers.
const agent = "chancery/1.0 (reads news for one person)"

// print writes a result to standard output through a buffer. What was written
// before an error is shown.
func (p *program) print(write func(io.Writer) error) error {
	out := bufio.NewWriter(p.stdout)
	err := write(out)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	return err
}

// style is what standard output can show. Colours are for terminals, and for
// nobody who has set NO_COLOR (https://no-color.org). Lines are as long as the
// variable COLUMNS says, or else of the usual length.
func (p *program) style() view.Style {
	width, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || width < 0 {
		width = 0
	}
	return view.Style{Width: width, Color: isTerminal(p.stdout) && os.Getenv("NO_COLOR") == ""}
}

func jsonFlag(cmd *cobra.Command, target *bool) {
	cmd.Flags().BoolVar(target, "json", false, "as JSON, for other programs")
}
