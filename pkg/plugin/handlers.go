package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
)

var (
	_ backend.QueryDataHandler    = (*Instance)(nil)
	_ backend.CheckHealthHandler  = (*Instance)(nil)
	_ backend.CallResourceHandler = (*Instance)(nil)
)

// QueryData answers Grafana's queries. Where the caller has left it says only that: every error of an answer is logged
// as a failure.
func (i *Instance) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	responses := i.Answer(ctx, req.Queries, CallerOf(req.PluginContext, req.Headers))
	if left(ctx) {
		return nil, ctx.Err()
	}
	return &backend.QueryDataResponse{Responses: responses}, nil
}

// left reports whether nobody waits for the answer any more.
func left(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

// CheckHealth tries, in order, what queries need, and says in words what a person can do about the first failure.
func (i *Instance) CheckHealth(ctx context.Context,
	req *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	var caller Caller
	if req != nil {
		caller = CallerOf(req.PluginContext, nil)
	}
	unhealthy := func(f *fault.Error, passed []string) *backend.CheckHealthResult {
		return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: caller.hideNames(f).Error(),
			JSONDetails: details(passed)}
	}
	o, err := i.open(ctx)
	if err != nil {
		return unhealthy(fault.As(err), nil), nil
	}
	var passed, warnings []string
	for _, step := range o.store.Check(ctx) {
		if step.Err != nil {
			return unhealthy(step.Err.At(step.Name), passed), nil
		}
		passed = append(passed, step.Name+": "+step.Message)
		if step.Warning {
			warnings = append(warnings, "Warning: "+step.Message+".")
		}
	}
	for _, m := range o.engine.Models() {
		sample, err := checkModel(ctx, o.engine, m)
		if err != nil {
			return unhealthy(fault.As(err).At("model "+m.ID), passed), nil
		}
		passed = append(passed, fmt.Sprintf("model %s: its tables and columns are there; %s", m.ID, sample))
		for _, text := range wrongClocks(ctx, o.engine, m) {
			passed, warnings = append(passed, text), append(warnings, "Warning: "+text+".")
		}
		for _, text := range valueDoubts(ctx, o.engine, m, caller) {
			passed, warnings = append(passed, text), append(warnings, "Warning: "+text+".")
		}
	}
	broken := i.Broken()
	if ids := sortedNames(broken); len(ids) > 0 {
		return unhealthy(broken[ids[0]], passed), nil
	}
	message := fmt.Sprintf("Connected to %s; %s ready.", i.settings.Store.Kind, count(len(o.engine.Models()), "model"))
	if len(o.engine.Models()) == 0 {
		message = fmt.Sprintf("Connected to %s. No models are defined yet.", i.settings.Store.Kind)
	}
	message = strings.Join(append([]string{message}, warnings...), " ")
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: message,
		JSONDetails: details(append(passed, i.settings.Warnings...))}, nil
}

// checkModel looks for the model in the catalog, then reads a row of it.
func checkModel(ctx context.Context, e *engine.Engine, m *model.Model) (sample string, err error) {
	if err := e.CheckModel(ctx, m); err != nil {
		return "", err
	}
	at, ok, err := e.Sample(ctx, m)
	if err != nil {
		return "", err
	}
	if !ok {
		return "its log is empty so far", nil
	}
	return "a row of " + at.Format("2006-01-02 15:04 MST") + " was read", nil
}

// wrongClocks names rows of a model that no window holds. It reads all times of the log; where that takes too long, the
// model is ready all the same.
func wrongClocks(ctx context.Context, e *engine.Engine, m *model.Model) []string {
	texts, err := e.WrongClocks(ctx, m)
	if err != nil {
		return []string{fmt.Sprintf("model %s: its times could not be checked: %v", m.ID, fault.As(err).WithoutNames())}
	}
	for i, text := range texts {
		texts[i] = "model " + m.ID + ": " + text
	}
	return texts
}

// longestDoubts bounds how long Save & test looks at the values of a model: who saves waits for it.
const longestDoubts = 10 * time.Second

// valueDoubts says what is odd about how a model's tables write classes, scores and ids. Where that takes too long, the
// model is ready all the same. Only who may see single rows sees ids.
func valueDoubts(ctx context.Context, e *engine.Engine, m *model.Model, caller Caller) []string {
	ctx, cancel := context.WithTimeout(ctx, longestDoubts)
	defer cancel()
	texts, err := e.RecentDoubts(ctx, m, caller.SeesSQL)
	if err != nil {
		return []string{fmt.Sprintf("model %s: its labels and scores could not be checked: %v", m.ID,
			fault.As(err).WithoutNames())}
	}
	for i, text := range texts {
		texts[i] = "model " + m.ID + ": " + text
	}
	return texts
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// details are what Grafana shows below the message, folded; a message of theirs would stand there once more.
func details(steps []string) []byte {
	raw, err := json.Marshal(map[string]string{"verboseMessage": strings.Join(steps, "\n")})
	if err != nil {
		return nil // strings always marshal
	}
	return raw
}
