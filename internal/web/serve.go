package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"chancery"
)

// Listen opens the address, such as 127.0.0.1:8750, for Serve. An address that
// others than this machine can reach is an Error Invalid.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, err := hostToListen(address)
	if err != nil {
		return nil, err
	}
	if !loopback(host) {
		return nil, chancery.Errorf(chancery.Invalid,
			"without accounts the pages are for this machine only; listen on 127.0.0.1 or localhost, not on %q, or make accounts and add --public", host)
	}
	l, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	if a, ok := l.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() { // "localhost" may be made to mean anything
		return nil, errors.Join(chancery.Errorf(chancery.Invalid, "%s is not an address of this machine alone", host), l.Close())
	}
	return newCrowd(l, mostGuests, mostFromOne), nil
}

// ListenPublic opens an address that others may reach, for a site that has accounts.
// Passwords do not go over the network in the clear: where the address is not one of
// this machine alone, there must be TLS (config is not nil), or a proxy that does it.
// All connections of a proxy come from one address.
func ListenPublic(ctx context.Context, address string, config *tls.Config, proxy bool) (net.Listener, error) {
	host, err := hostToListen(address)
	if err != nil {
		return nil, err
	}
	if !loopback(host) && config == nil && !proxy {
		return nil, chancery.Errorf(chancery.Invalid,
			"passwords would go to %s in the clear; give a certificate with --tls-cert and --tls-key, or say --behind-proxy where a proxy does TLS and nobody else reaches the port", address)
	}
	l, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	one := mostFromOne
	if proxy {
		one = mostGuests
	}
	l = newCrowd(l, mostGuests, one)
	if config != nil {
		l = tls.NewListener(l, config)
	}
	return l, nil
}

func hostToListen(address string) (string, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "", chancery.Errorf(chancery.Invalid, "%q is no address to listen on; write 127.0.0.1:8750", address)
	}
	return host, nil
}

func open(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, &chancery.Error{Code: chancery.Unavailable, Message: "cannot listen on " + address + "; another program may, so choose another port", Err: err}
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
	var protocols http.Protocols
	protocols.SetHTTP1(true) // many requests on one connection would pass by the bounds of the crowd
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: sendTime, IdleTimeout: idleTime, MaxHeaderBytes: 64 << 10,
		ConnState: stirs, Protocols: &protocols,
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
