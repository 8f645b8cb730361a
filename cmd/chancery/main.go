// Command chancery reads news reports about diplomacy and keeps the record
// that they describe: who met, visited or called whom, who conferred or signed
// with whom, when, where and in what office, with the words that say so.
//
// Results go to standard output, progress and errors to standard error. The
// exit code is 0 when all went well, 1 after a failure, 2 for a command that
// was not understood, 3 when something asked for is not there.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks for an orderly end, the second one is obeyed at once.
	context.AfterFunc(ctx, stop)
	boundMemory()
	os.Exit(Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// memory is how many bytes the program tries to do with. From there on it looks
// for garbage more often, instead of letting that grow as large as what is in use:
// only large records get there. It is less than a gigabyte, since the code of the
// program takes room, too.
const memory = 700 << 20

// boundMemory sets the bound, unless GOMEMLIMIT does.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
}
