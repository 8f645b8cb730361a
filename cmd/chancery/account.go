package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"chancery"
	"chancery/internal/account"
	"chancery/internal/desk"
	"chancery/internal/prose"
)

const accountHelp = `Keep the accounts of those who may use the record that chancery serve --public
shows: readers see it, editors correct it in their own names, admins keep the
accounts in the browser, too. The accounts lie in a file of their own beside the
record, named like it with .accounts behind, so that a copy of the record holds no
passwords.

Passwords are asked for on the terminal, or read from standard input as one line.
They have at least 12 characters. Of a password only a hash is kept (Argon2id).`

func (p *program) accountCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "account",
		Short:   "Keep the accounts of those to whom the record is served",
		Long:    accountHelp,
		Example: "  chancery account --help",
		Args:    knownCommand,
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		}),
	}
	var role, purpose string
	var tokens bool
	add := p.accountAct("add NAME", "Make an account", "chancery account add mina --role admin", 1, func(ctx context.Context, b *account.Book, args []string) error {
		password, err := p.newPassword(ctx, args[0])
		if err != nil {
			return err
		}
		return p.told(b.Add(ctx, args[0], account.Role(role), password), "%s has an account as %s.\n", args[0], role)
	})
	add.Flags().StringVar(&role, "role", string(account.Reader), "reader, editor or admin")
	list := p.accountAct("list", "List the accounts", "chancery account list --tokens", 0, func(ctx context.Context, b *account.Book, _ []string) error {
		return p.listAccounts(ctx, b, tokens)
	})
	list.Flags().BoolVar(&tokens, "tokens", false, "with their tokens")
	token := p.accountAct("token NAME", "Make a token for a program, which is shown once", "chancery account token mina --for \"the weekly report\"", 1, func(ctx context.Context, b *account.Book, args []string) error {
		made, err := b.MakeToken(ctx, args[0], purpose)
		return p.told(err, "%s\n", made)
	})
	token.Flags().StringVar(&purpose, "for", "", "what the token is for")
	cmd.AddCommand(add, list, token,
		p.accountAct("remove NAME", "Remove an account; its sessions and tokens end", "chancery account remove mina", 1, func(ctx context.Context, b *account.Book, args []string) error {
			return p.told(b.Remove(ctx, args[0]), "%s has no account any more.\n", args[0])
		}),
		p.accountAct("role NAME ROLE", "Give an account another role: reader, editor or admin", "chancery account role mina editor", 2, func(ctx context.Context, b *account.Book, args []string) error {
			return p.told(b.SetRole(ctx, args[0], account.Role(args[1])), "%s is %s now.\n", args[0], args[1])
		}),
		p.accountAct("password NAME", "Set another password; the sessions of the account end", "chancery account password mina", 1, func(ctx context.Context, b *account.Book, args []string) error {
			password, err := p.newPassword(ctx, args[0])
			if err != nil {
				return err
			}
			return p.told(b.SetPassword(ctx, args[0], password, ""), "%s has another password.\n", args[0])
		}),
		p.accountAct("revoke NAME TOKEN", "End a token, by its id that list --tokens shows", "chancery account revoke mina 1f2e3d4c", 2, func(ctx context.Context, b *account.Book, args []string) error {
			return p.told(b.Revoke(ctx, args[0], args[1]), "The token %s opens nothing any more.\n", args[1])
		}))
	return cmd
}

// accountAct is one command on the accounts.
func (p *program) accountAct(use, short, example string, takes int, act func(context.Context, *account.Book, []string) error) *cobra.Command {
	needs := "an account"
	if takes == 2 {
		needs += " and its " + strings.ToLower(strings.Fields(use)[2])
	}
	return &cobra.Command{
		Use:     use,
		Short:   short,
		Long:    short + ".\n\n" + accountHelp,
		Example: "  " + example,
		Args:    names(takes, takes, needs),
		RunE: p.run(func(cmd *cobra.Command, args []string) error {
			return p.withAccounts(cmd.Context(), strings.HasPrefix(use, "add "), func(b *account.Book) error { return act(cmd.Context(), b, args) })
		}),
	}
}

// withAccounts opens the accounts of the record that the flags name, works on them
// and closes them again. Where create is set, their file is made, if there is a record.
func (p *program) withAccounts(ctx context.Context, create bool, work func(*account.Book) error) (err error) {
	path, err := p.recordFile(desk.ToRead)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); create && errors.Is(err, os.ErrNotExist) {
		return chancery.Errorf(chancery.NotFound, "no such record: %s; chancery read FILE makes one", path)
	}
	b, err := account.Open(ctx, path, create, account.UsualCost(), time.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return work(b)
}

// told says what was done, unless it failed.
func (p *program) told(err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	for i, a := range args {
		args[i] = prose.Clean(fmt.Sprint(a))
	}
	_, err = fmt.Fprintf(p.stdout, format, args...)
	return err
}

func (p *program) listAccounts(ctx context.Context, b *account.Book, tokens bool) error {
	all, err := b.All(ctx)
	if err != nil {
		return err
	}
	return p.print(func(w io.Writer) error {
		for _, one := range all {
			if _, err := fmt.Fprintf(w, "%s: %s, since %s\n", prose.Clean(one.Name), one.Role, one.Made.Format(time.DateOnly)); err != nil {
				return err
			}
			if !tokens {
				continue
			}
			list, err := b.Tokens(ctx, one.Name)
			if err != nil {
				return err
			}
			for _, t := range list {
				if _, err := fmt.Fprintf(w, "  token %s, %s to %s: %s\n", t.ID, t.Made.Format(time.DateOnly), t.Until.Format(time.DateOnly), prose.Clean(t.For)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// newPassword asks for a password twice on a terminal, without showing it; elsewhere
// it is the first line of standard input. It is never an argument, which other users
// of the machine could see.
func (p *program) newPassword(ctx context.Context, name string) (string, error) {
	in, ok := p.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(p.stdin, 4<<10)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var typed [2]string
	for i, prompt := range []string{"Password for " + prose.Clean(name) + ": ", "Once more: "} {
		if _, err := io.WriteString(p.stderr, prompt); err != nil {
			return "", err
		}
		var err error
		if typed[i], err = typedUnseen(ctx, int(in.Fd())); err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		if _, err := io.WriteString(p.stderr, "\n"); err != nil {
			return "", err
		}
	}
	if typed[0] != typed[1] {
		return "", chancery.Errorf(chancery.Invalid, "the two passwords differ; type the same one twice")
	}
	return typed[0], nil
}

// typedUnseen is a line that is typed on a terminal which does not show it. Who
// presses Ctrl-C instead finds the terminal as it was.
func typedUnseen(ctx context.Context, terminal int) (string, error) {
	before, err := term.GetState(terminal)
	if err != nil {
		return "", err
	}
	type result struct {
		line []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := term.ReadPassword(terminal)
		read <- result{line, err}
	}()
	select {
	case r := <-read:
		return string(r.line), r.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(terminal, before))
	}
}
