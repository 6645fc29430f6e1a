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
	"time"

	"leeway/pkg/backtest"
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
	set.StringVar(&f.to, "to", "",
		"end of the range; default: the log's last row, or the midnight after it if no row is due before")
	set.StringVar(&f.baseline, "baseline", "", "name of a baseline that replaces the policies' own")
	set.StringVar(&f.output, "output", "text", "text, json, junit or markdown")
	if err := set.Parse(args); err != nil {
		return exitError{1, err}
	}
	if !slices.Contains(check.Outputs(), f.output) {
		return exitError{1, fmt.Errorf("--output: %q is not one of %v", f.output, check.Outputs())}
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

// backtestFlags are the options of backtest besides the data source.
type backtestFlags struct {
	model, policy, from, to, every, incidents, output string
	defaults                                          bool
}

func (f *backtestFlags) register(set *flag.FlagSet) {
	set.StringVar(&f.model, "model", "", "id of one model; default: all")
	set.StringVar(&f.policy, "policy", "", "id of one policy; default: all of tier page and notify")
	set.StringVar(&f.from, "from", "", "start of the range, a local date or an instant; default: the log's first row")
	set.StringVar(&f.to, "to", "", "end of the range; default: that of the log")
	set.StringVar(&f.every, "every", "",
		"time from look to look; default: 1d, or the policy's window where that is shorter")
	set.StringVar(&f.incidents, "incidents", "",
		"JSON or YAML file with the known incidents: [{name, model, from, to, why}]")
	set.BoolVar(&f.defaults, "defaults", false, "judge the default policies instead of the model's own")
	set.StringVar(&f.output, "output", "text", "text, json or markdown")
}

// runBacktest says what the policies would have alerted of in a past range.
func runBacktest(ctx context.Context, args []string) error {
	var source sourceFlags
	var f backtestFlags
	set := flag.NewFlagSet("backtest", flag.ContinueOnError)
	source.register(set)
	f.register(set)
	if err := set.Parse(args); err != nil {
		return exitError{2, err}
	}
	options, err := f.options()
	if err != nil {
		return exitError{2, err}
	}
	if f.defaults {
		source.change = withDefaultPolicies
	}
	instance, err := source.open("", nil)
	if err != nil {
		return err
	}
	defer instance.Dispose()
	broken := instance.Broken()
	for _, id := range slices.Sorted(maps.Keys(broken)) {
		if f.model == "" || f.model == id {
			return broken[id]
		}
	}
	e, err := instance.Engine(ctx)
	if err != nil {
		return err
	}
	options.Range = func(m *model.Model, end func() (time.Time, error)) (window.Range, error) {
		r := checkFlags{from: f.from, to: f.to}
		if r.from == "" {
			times, err := e.LogTimes(ctx, m)
			if err != nil {
				return window.Range{}, err
			}
			r.from = times.First.UTC().Format(time.RFC3339)
		}
		return r.between(m, end)
	}
	report, err := backtest.Run(ctx, e, options)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := report.Write(&out, f.output); err != nil {
		return err
	}
	return print(ctx, out.String())
}

// options reads the flags that say what is judged.
func (f backtestFlags) options() (backtest.Options, error) {
	o := backtest.Options{Model: f.model, Policy: f.policy}
	if !slices.Contains(backtest.Outputs(), f.output) {
		return o, fmt.Errorf("--output: %q is not one of %v", f.output, backtest.Outputs())
	}
	var err error
	if f.every != "" {
		if o.Every, err = model.ParseDuration(f.every); err != nil {
			return o, fmt.Errorf("--every: %w", err)
		}
	}
	if f.incidents == "" {
		return o, nil
	}
	text, err := os.ReadFile(f.incidents)
	if err != nil {
		return o, fmt.Errorf("--incidents: the file cannot be read: %w", err)
	}
	if o.Incidents, err = backtest.ReadIncidents(text); err != nil {
		return o, fmt.Errorf("%s: %w", f.incidents, err)
	}
	return o, nil
}

// withDefaultPolicies takes the models' own policies away and turns the defaults on.
func withDefaultPolicies(jsonData json.RawMessage) (json.RawMessage, error) {
	settings := map[string]json.RawMessage{}
	if err := json.Unmarshal(jsonData, &settings); err != nil {
		return nil, fmt.Errorf("jsonData: %w", err)
	}
	if settings["models"] == nil {
		return nil, errors.New("--defaults changes the definitions of models, and jsonData has neither models nor modelsFile")
	}
	var models []map[string]json.RawMessage
	if err := json.Unmarshal(settings["models"], &models); err != nil {
		return nil, fmt.Errorf("jsonData.models: %w", err)
	}
	for _, m := range models {
		delete(m, "policies")
		m["defaults"] = json.RawMessage(`"on"`)
	}
	var err error
	if settings["models"], err = json.Marshal(models); err != nil {
		return nil, err
	}
	return json.Marshal(settings)
}
