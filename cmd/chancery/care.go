package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery/internal/desk"
	"chancery/internal/fetch"
	"chancery/internal/prose"
)

func (p *program) doctorCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look the record through, and say what is wrong and what to do",
		Long: `Look the whole record through and change nothing: whether the file is sound, what
was skipped and why, which feeds fail, which reports could not be read and were set aside, which
were read with older rules, and which of your decisions have lost what they were
about. A damaged file ends with code 1.`,
		Example: "  chancery doctor\n  chancery doctor --json",
		Args:    names(0, 0, ""),
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			var found desk.Diagnosis
			if err := p.withRecord(cmd.Context(), desk.ToRead, func(d *desk.Desk) (err error) {
				found, err = d.Diagnose(cmd.Context())
				return err
			}); err != nil {
				return err
			}
			if err := p.print(func(w io.Writer) error {
				if asJSON {
					return writeDiagnosis(w, &found)
				}
				return tellDiagnosis(w, &found)
			}); err != nil {
				return err
			}
			if !found.Sound() {
				return errors.New("the record is damaged; keep the file as it is, and restore a backup")
			}
			return nil
		}),
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func tellDiagnosis(w io.Writer, d *desk.Diagnosis) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("The record has %s, %s and %s of people; the file has %d kB, form %d.", count(d.Health.Reports, "report"), count(d.Health.Claims, "claim"),
		count(d.Health.Decisions, "decision"), d.Health.Bytes/1000, d.Health.Form)
	if d.Sound() {
		line("The file is sound.")
	} else {
		line("The file is DAMAGED:")
		for _, f := range d.Health.Faults {
			line("  %s", prose.Clean(f))
		}
		_, err := io.WriteString(w, b.String())
		return err
	}
	if d.Older > 0 {
		line("%s read with older rules; chancery reread brings them up to date.", count(d.Older, "report"))
	}
	for _, language := range slices.Sorted(maps.Keys(d.NoRules)) {
		line("%s in %q, for which there are no rules yet.", count(d.NoRules[language], "report"), language)
	}
	if d.Loose > 0 {
		line("%s on what is no longer read; chancery judge log lists all.", count(d.Loose, "decision"))
	}
	for _, a := range d.Attempts {
		state := fmt.Sprintf("could not be read, tried %d times", a.Tries)
		if desk.SetAside(a) {
			state = fmt.Sprintf("is set aside until there are newer rules, tried %d times", a.Tries)
		}
		line("%s %s: %s", prose.Clean(a.Name), state, prose.Clean(a.Reason))
	}
	for _, f := range d.Failing {
		line("A feed failed %s in a row: %s", count(f.Failures, "time"), prose.Clean(f.Reason))
	}
	if len(d.Skips) > 0 {
		line("%d skipped:", len(d.Skips))
		for _, s := range d.Skips {
			line("  %s", prose.Clean(s.Error()))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDiagnosis(w io.Writer, d *desk.Diagnosis) error {
	type attempt struct {
		Name     string `json:"name"`
		Tries    int    `json:"tries"`
		Reason   string `json:"reason"`
		SetAside bool   `json:"set_aside"`
	}
	type failing struct {
		Address  string `json:"address"`
		Failures int    `json:"failures"`
		Reason   string `json:"reason"`
	}
	out := struct {
		Sound     bool           `json:"sound"`
		Faults    []string       `json:"faults"`
		Form      int            `json:"form"`
		Bytes     int64          `json:"bytes"`
		Reports   int            `json:"reports"`
		Claims    int            `json:"claims"`
		Decisions int            `json:"decisions"`
		Loose     int            `json:"decisions_on_nothing"`
		Older     int            `json:"read_with_older_rules"`
		NoRules   map[string]int `json:"no_rules"`
		Attempts  []attempt      `json:"not_read"`
		Failing   []failing      `json:"feeds_failing"`
		Skipped   []skipJSON     `json:"skipped"`
	}{d.Sound(), append([]string{}, d.Health.Faults...), d.Health.Form, d.Health.Bytes, d.Health.Reports, d.Health.Claims, d.Health.Decisions, d.Loose, d.Older,
		d.NoRules, []attempt{}, []failing{}, []skipJSON{}}
	for _, a := range d.Attempts {
		out.Attempts = append(out.Attempts, attempt{a.Name, a.Tries, a.Reason, desk.SetAside(a)})
	}
	for _, f := range d.Failing {
		out.Failing = append(out.Failing, failing{fetch.Shown(f.Address), f.Failures, f.Reason})
	}
	for _, s := range d.Skips {
		out.Skipped = append(out.Skipped, skipJSON(s))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (p *program) forgetCommand() *cobra.Command {
	var sure bool
	cmd := &cobra.Command{
		Use:   "forget REPORT|PERSON",
		Short: "Take a report or a person out of the record for good",
		Long: `Take a report or a person out of the record for good. A report goes with all that
was read in it. Of a person, the claims that say nothing without them go, and the
name is blackened in every text, in all the spellings that were met: full names
everywhere, single words in the reports that speak of the person, also where they
mean a namesake. Neither comes back when the same files are read again.

This cannot be undone, and backups and exports keep what they hold. Without --yes
it only says what would go.`,
		Example: "  chancery forget en-07-tbilisi-visit.txt\n  chancery forget Vasconcelos Teles",
		Args:    names(1, math.MaxInt, "a report or a person"),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withRecord(cmd.Context(), desk.ToCorrect, func(d *desk.Desk) error {
				gone, err := d.Forget(cmd.Context(), strings.Join(args, " "), sure)
				if err != nil {
					return err
				}
				return p.print(func(w io.Writer) error { return tellForgotten(w, &gone, sure) })
			})
		}),
	}
	cmd.Flags().BoolVar(&sure, "yes", false, "do it")
	return cmd
}

func tellForgotten(w io.Writer, f *desk.Forgotten, done bool) error {
	var b strings.Builder
	verb := "Would go"
	if done {
		verb = "Gone"
	}
	fmt.Fprintf(&b, "%s: %s, %s, %s of people.\n", verb, count(len(f.Removed), "report"), count(f.Claims, "claim"), count(f.Decisions, "decision"))
	for _, r := range f.Removed {
		fmt.Fprintf(&b, "  %s\n", prose.Clean(r))
	}
	if len(f.Names) > 0 {
		fmt.Fprintf(&b, "Blackened in %s: %s\n", count(len(f.Blackened), "report"), prose.Clean(strings.Join(f.Names, ", ")))
		for _, r := range f.Blackened {
			fmt.Fprintf(&b, "  %s\n", prose.Clean(r))
		}
	}
	if !done {
		b.WriteString("Nothing was changed; --yes does it, and it cannot be undone.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
