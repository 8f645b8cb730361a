package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"chancery"
	"chancery/internal/account"
	"chancery/internal/api"
	"chancery/internal/desk"
	"chancery/internal/web"
)

// serving is how the pages are served.
type serving struct {
	address   string
	public    bool
	cert, key string
	proxy     bool
	hosts     []string
}

func (p *program) serveCommand() *cobra.Command {
	var s serving
	var j judging
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the record in a browser on this machine, or to others",
		Long: `Show the record as pages for a browser: the timeline with filters, events with
the words that each field rests on, dossiers, what is between two, reports,
sources. The pages are in English, Turkish and French, as the browser asks.

Without --public they are for this machine alone: the address must be one of its
own, such as 127.0.0.1, and whoever is at the machine may do all. What you decide
is kept in the name of --by, or of the variable CHANCERY_BY, or the one by which
the system knows you.

With --public others may come, too. They log in with accounts that chancery
account makes: readers see the record, editors correct it in their own names,
admins keep the accounts. What was read with read --private is not served then,
to nobody, nor is anything that rests on it alone. Passwords need TLS: give a
certificate, or say that a proxy before the program does TLS. Name with --host
what others call the server, unless that is the address of --listen.

When chancery read adds reports meanwhile, the pages show them.

Other programs find the same below /api/v1/ as JSON, read only; /api/v1/openapi.json
describes it (OpenAPI 3.1). With --public they send a token of an account.

It runs until you stop it, with Ctrl-C.`,
		Example: `  chancery serve
  chancery serve --listen 127.0.0.1:9000
  chancery serve --public --listen 0.0.0.0:8750 --host record.example --tls-cert cert.pem --tls-key key.pem
  chancery serve --public --behind-proxy --host record.example`,
		Args: names(0, 0, ""),
		PreRunE: func(*cobra.Command, []string) error {
			switch {
			case (s.cert == "") != (s.key == ""):
				return errors.New("--tls-cert and --tls-key belong together")
			case s.cert != "" && s.proxy:
				return errors.New("either a proxy does TLS (--behind-proxy), or the program itself (--tls-cert)")
			case !s.public && (s.cert != "" || s.proxy || len(s.hosts) > 0):
				return errors.New("--tls-cert, --behind-proxy and --host are for --public")
			case slices.ContainsFunc(s.hosts, func(h string) bool { return h == "" || strings.ContainsAny(h, "/ ") }):
				return errors.New("--host takes a name without scheme and path, such as record.example")
			}
			return nil
		},
		RunE: p.run(func(cmd *cobra.Command, _ []string) error {
			if s.public {
				return p.servePublic(cmd.Context(), s)
			}
			by, err := j.name()
			if err != nil {
				return err
			}
			return p.withRecord(cmd.Context(), desk.ToCorrect, func(d *desk.Desk) error {
				return p.serveHere(cmd.Context(), d, s.address, by)
			})
		}),
	}
	cmd.Flags().StringVar(&s.address, "listen", "127.0.0.1:8750", "address and port")
	cmd.Flags().StringVar(&j.by, "by", "", "who decides, without --public")
	cmd.Flags().BoolVar(&s.public, "public", false, "for others, too, who log in with accounts")
	cmd.Flags().StringVar(&s.cert, "tls-cert", "", "file of the certificate, with those of its issuers (PEM)")
	cmd.Flags().StringVar(&s.key, "tls-key", "", "file of its key (PEM)")
	cmd.Flags().BoolVar(&s.proxy, "behind-proxy", false, "a proxy does TLS, says in X-Forwarded-For who asks, and alone reaches the port")
	cmd.Flags().StringArrayVar(&s.hosts, "host", nil, "name by which others call the server; may be given several times")
	return cmd
}

// serveHere serves the record to whoever is at this machine.
func (p *program) serveHere(ctx context.Context, d *desk.Desk, address, by string) error {
	l, err := web.Listen(ctx, address)
	if err != nil {
		return err
	}
	live, err := d.Live(ctx)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	return p.serve(ctx, l, live, "http", web.Config{By: by})
}

// servePublic serves what may be shared to those who have accounts.
func (p *program) servePublic(ctx context.Context, s serving) error {
	config := web.Config{Hosts: s.hosts, Proxy: s.proxy, Secure: s.proxy || s.cert != ""}
	if len(config.Hosts) == 0 {
		host, _, err := net.SplitHostPort(s.address)
		ip := net.ParseIP(host)
		if s.proxy || err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
			return chancery.Errorf(chancery.Invalid, "name with --host what others call the server, such as --host record.example; requests for other names are refused")
		}
		if ip == nil || !ip.IsLoopback() {
			config.Hosts = []string{host}
		}
	}
	secured, err := s.tls()
	if err != nil {
		return err
	}
	return p.withRecord(ctx, desk.ToCorrect, func(d *desk.Desk) error {
		return p.withAccounts(ctx, false, func(b *account.Book) error {
			config.Accounts = b
			if all, err := b.All(ctx); err != nil {
				return err
			} else if len(all) == 0 {
				return chancery.Errorf(chancery.NotFound, "there are no accounts; chancery account add NAME --role admin makes the first")
			}
			l, err := web.ListenPublic(ctx, s.address, secured, s.proxy)
			if err != nil {
				return err
			}
			live, err := d.LiveShared(ctx)
			if err != nil {
				return errors.Join(err, l.Close())
			}
			scheme := "http"
			if secured != nil {
				scheme = "https"
			}
			return p.serve(ctx, l, live, scheme, config)
		})
	})
}

// tls is what the program needs to do TLS itself; nil where it does not.
func (s *serving) tls() (*tls.Config, error) {
	if s.cert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(s.cert, s.key)
	if err != nil {
		return nil, &chancery.Error{Code: chancery.Invalid, Message: "the certificate and its key cannot be used; give two PEM files that belong together", Err: err}
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}, nil
}

// serve serves what is live, and closes it and the listener.
func (p *program) serve(ctx context.Context, l net.Listener, live *desk.Live, scheme string, config web.Config) (err error) {
	defer func() { err = errors.Join(err, live.Close()) }()
	config.Now, config.Log = time.Now, slog.New(slog.NewTextHandler(p.stderr, nil))
	if config.API, err = api.New(live, config.Log); err != nil {
		return errors.Join(err, l.Close())
	}
	site, err := web.New(live, config)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	if _, err := fmt.Fprintf(p.stdout, "The record is at %s://%s/ until you press Ctrl-C.\n", scheme, l.Addr()); err != nil {
		return errors.Join(err, l.Close())
	}
	return web.Serve(ctx, l, site)
}
