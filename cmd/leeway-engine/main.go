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
	"slices"
	"syscall"
	"time"

	"leeway/pkg/fault"
)

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
		{"backtest", "say which alerts the policies would have sent in a past range", runBacktest},
		{"init", "propose the definition of a model from the catalog and a sample", runInit},
		{"validate", "check the definitions of a file without a store", runValidate},
		{"describe", "print what rules and dashboards are generated from", runDescribe},
		{"serve", "serve /api/ds/query and a directory of files on a loopback address", runServe},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	if err := runWhile(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
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

// grace is how long a command that a signal ends may take to end by itself. Its statements are cancelled at once.
const grace = time.Second

// errInterrupted is what a command ends with that a signal ends before it has answered.
var errInterrupted = errors.New("interrupted before there was an answer")

// runWhile runs a command until ctx ends, and at most grace longer. What it is printing by then it prints to its end;
// what it would print later is lost, so that nobody takes half an answer for a whole one.
func runWhile(ctx context.Context, args []string) error {
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, args) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(grace):
		printing.Lock() // for good: the process ends
		return errInterrupted
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(ctx, args[1:])
			}
		}
		if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
			if _, err := fmt.Print(usage()); err != nil {
				return err
			}
			return flag.ErrHelp
		}
	}
	return errors.New(usage())
}

// usage lists the commands.
func usage() string {
	text := "usage: leeway-engine COMMAND --datasource FILE …\n"
	for _, c := range commands() {
		text += fmt.Sprintf("  %-8s %s\n", c.name, c.does)
	}
	return text
}
