// Command leeway-engine is Leeway's engine without Grafana: requests in on standard input, answers out on standard
// output. One static binary serves the command line, the preview and the tests.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"leeway/pkg/fault"
)

// exitError ends the program with a status other than 1.
type exitError struct {
	status int
	err    error
}

func (e exitError) Error() string { return e.err.Error() }

// Unwrap returns why it ends.
func (e exitError) Unwrap() error { return e.err }

// command is one subcommand: its name, what it does in one line, and how it runs.
type command struct {
	name, does string
	run        func(ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"query", "answer a request of Grafana's /api/ds/query from standard input", runQuery},
		{"sql", "print the statements such a request runs", runSQL},
		{"check", "judge the policies of the models", runCheck},
		{"init", "propose the definition of a model from the catalog and a sample", runInit},
		{"serve", "serve /api/ds/query and a directory of files on a loopback address", runServe},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "leeway:", fault.Shorten(err.Error()))
		status := 1
		var exit exitError
		if errors.As(err, &exit) {
			status = exit.status
		}
		stop()
		os.Exit(status)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(ctx, args[1:])
			}
		}
	}
	text := "usage: leeway-engine COMMAND --datasource FILE …\n"
	for _, c := range commands() {
		text += fmt.Sprintf("  %-8s %s\n", c.name, c.does)
	}
	return errors.New(text)
}
