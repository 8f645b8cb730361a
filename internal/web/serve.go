package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"chancery"
)

// Listen opens the address, such as 127.0.0.1:8750, for Serve. An address that
// others than this machine can reach is an Error Invalid: there are no accounts.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, chancery.Errorf(chancery.Invalid, "%q is no address to listen on; write 127.0.0.1:8750", address)
	}
	if !loopback(host) {
		return nil, chancery.Errorf(chancery.Invalid,
			"the pages are for this machine only, since there are no accounts; listen on 127.0.0.1 or localhost, not on %q", host)
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, &chancery.Error{Code: chancery.Unavailable, Message: "cannot listen on " + address + "; another program may, so choose another port", Err: err}
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() { // "localhost" may be made to mean anything
		return nil, errors.Join(chancery.Errorf(chancery.Invalid, "%s is not an address of this machine alone", host), l.Close())
	}
	return l, nil
}

// Time that a client has, and that requests have to end when the program stops.
const (
	headTime = 10 * time.Second
	readTime = 30 * time.Second
	sendTime = time.Minute
	idleTime = 2 * time.Minute
	lastTime = 5 * time.Second
)

// Serve answers requests until the context ends, and then lets those that are
// under way come to their end.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: sendTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), lastTime)
	defer stop()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(fmt.Errorf("stopping the server: %w", err), server.Close())
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	return nil
}
