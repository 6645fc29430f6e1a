package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/pkg/store"
)

// commandLine is the caller of every command: it sees what an administrator sees, since who runs it has the settings
// with the store's password, and its frames are byte-stable.
var commandLine = plugin.Caller{Role: "Admin", SeesSQL: true}

// runQuery answers a request; it fails if one of its queries did.
func runQuery(ctx context.Context, args []string) error {
	responses, _, err := answer(ctx, "query", args)
	if err != nil {
		return err
	}
	out, err := json.Marshal(&backend.QueryDataResponse{Responses: responses})
	if err != nil {
		return fmt.Errorf("the answer could not be written: %w", err)
	}
	if err := print(ctx, string(out)+"\n"); err != nil {
		return err
	}
	return firstError(responses)
}

// runSQL answers a request and prints the statements that took. They depend on grids and categories that the
// reference fixes, so they are run, not guessed.
func runSQL(ctx context.Context, args []string) error {
	responses, statements, err := answer(ctx, "sql", args)
	if err != nil {
		return err
	}
	var out strings.Builder
	for _, text := range statements {
		out.WriteString(text + ";\n\n")
	}
	if err := print(ctx, out.String()); err != nil {
		return err
	}
	return firstError(responses)
}

// printing is held while an answer is written.
var printing sync.Mutex

// print writes an answer to standard output, as a whole, unless ctx has ended: then it may lack what was cancelled.
// Errors: a full disk, a closed pipe, errInterrupted.
func print(ctx context.Context, text string) error {
	printing.Lock()
	defer printing.Unlock()
	if ctx.Err() != nil {
		return errInterrupted
	}
	if _, err := os.Stdout.WriteString(text); err != nil {
		return fmt.Errorf("the answer could not be written: %w", err)
	}
	return nil
}

func answer(ctx context.Context, name string, args []string) (backend.Responses, []string, error) {
	var source sourceFlags
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	source.register(set)
	if err := set.Parse(args); err != nil {
		return nil, nil, exitError{2, err}
	}
	queries, uid, err := readRequest(os.Stdin)
	if err != nil {
		return nil, nil, err
	}
	var mu sync.Mutex
	var statements []string
	instance, err := source.open(uid, func(e store.Event) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, e.SQL)
	})
	if err != nil {
		return nil, nil, err
	}
	defer instance.Dispose()
	responses := instance.Answer(ctx, queries, commandLine)
	return responses, statements, nil
}

func firstError(responses backend.Responses) error {
	var errs []error
	for _, ref := range slices.Sorted(maps.Keys(responses)) {
		if err := responses[ref].Error; err != nil {
			errs = append(errs, fmt.Errorf("query %s: %w", ref, err))
		}
	}
	return errors.Join(errs...)
}
