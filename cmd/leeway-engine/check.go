package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// checkFlags are the options of check besides the data source.
type checkFlags struct{ model, from, to, baseline, output string }

// runCheck judges policies: status 2 if a page or notify policy is breached, else 1 if none of these could be judged,
// else 0.
func runCheck(ctx context.Context, args []string) error {
	var source sourceFlags
	var f checkFlags
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	source.register(set)
	set.StringVar(&f.model, "model", "", "id of one model; default: all")
	set.StringVar(&f.from, "from", "", "start of the range, a local date or an instant; default: 7 days before --to")
	set.StringVar(&f.to, "to", "", "end of the range; default: the log's last row, or the midnight after it if no row is due before")
	set.StringVar(&f.baseline, "baseline", "", "name of a baseline that replaces the policies' own")
	set.StringVar(&f.output, "output", "text", "text, json, junit or markdown")
	if err := set.Parse(args); err != nil {
		return exitError{1, err}
	}
	if !slices.Contains(check.Outputs(), f.output) {
		return exitError{1, fmt.Errorf("--output: %q is none of %v", f.output, check.Outputs())}
	}
	instance, err := source.open("", nil)
	if err != nil {
		return err
	}
	defer instance.Dispose()
	// A model that cannot be read must not pass as one without breaches.
	broken := instance.Broken()
	for _, id := range slices.Sorted(maps.Keys(broken)) {
		if f.model == "" || f.model == id {
			return exitError{1, broken[id]}
		}
	}
	e, err := instance.Engine(ctx)
	if err != nil {
		return err
	}
	report, err := check.Run(ctx, e, check.Options{Model: f.model, Baseline: f.baseline, Range: f.between})
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := report.Write(&out, f.output); err != nil {
		return err
	}
	if err := print(ctx, out.String()); err != nil {
		return err
	}
	if status := report.Status(); status != 0 {
		return exitError{status, report.Verdict()}
	}
	return nil
}

// defaultRange is the length of the range where --from is left out.
const defaultRange = 7

// between returns the range for a model, given until when its log is complete.
func (f checkFlags) between(m *model.Model, end func() (time.Time, error)) (window.Range, error) {
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return window.Range{}, err
	}
	var r window.Range
	if f.to == "" {
		r.End, err = end()
	} else if r.End, err = model.NewDate(f.to).In(zone); err != nil {
		err = fmt.Errorf("--to: %w", err)
	}
	if err != nil {
		return r, err
	}
	if f.from == "" {
		r.Start = r.End.In(zone).AddDate(0, 0, -defaultRange)
		return r, nil
	}
	if r.Start, err = model.NewDate(f.from).In(zone); err != nil {
		return r, fmt.Errorf("--from: %w", err)
	}
	return r, nil
}
