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
	"leeway/pkg/model"
	"leeway/pkg/window"
)

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
	set.StringVar(&f.every, "every", "", "time from look to look; default: 1d, or the policy's window where that is shorter")
	set.StringVar(&f.incidents, "incidents", "", "JSON file with what is known to have gone wrong: [{name, from, to, why}]")
	set.BoolVar(&f.defaults, "defaults", false, "judge the default policies of the task in place of the model's own")
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
		return o, fmt.Errorf("--output: %q is none of %v", f.output, backtest.Outputs())
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
		return nil, errors.New("--defaults changes models that jsonData.models holds, and there are none; give those of a file by --models")
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
