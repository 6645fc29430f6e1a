package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/resource"
)

// check tries, in order, what queries need: the connection, then each model. A model that fails leaves the others
// alone; the message is that of the first failure.
func (i *Instance) check(ctx context.Context, caller Caller) resource.Check {
	r := report{caller: caller, kind: string(i.settings.Store.Kind)}
	o, err := i.open(ctx)
	if err != nil {
		r.fail("connection", fault.As(err), fault.As(err))
		return r.done()
	}
	for _, step := range o.store.Check(ctx) {
		if step.Err != nil {
			r.fail(step.Name, step.Err, step.Err.At(step.Name))
			return r.done()
		}
		r.pass(step.Name, step.Message, step.Warning)
	}
	for _, m := range o.engine.Models() {
		r.addModel(ctx, o.engine, m)
	}
	broken := i.Broken()
	for _, id := range sortedNames(broken) {
		r.fail("model "+id, broken[id], broken[id])
	}
	for _, text := range i.settings.Warnings {
		r.steps = append(r.steps, resource.CheckStep{Name: "settings", State: resource.Warned, Message: text})
	}
	r.models = len(o.engine.Models())
	return r.done()
}

// report collects the steps of a check.
type report struct {
	caller   Caller
	kind     string // of the store
	models   int    // that are ready
	steps    []resource.CheckStep
	failed   *fault.Error // the first failure, with its place
	warnings []string
}

// fail adds a step that failed. In the message of the whole check the fault has its place, too.
func (r *report) fail(name string, f, placed *fault.Error) {
	r.steps = append(r.steps, resource.CheckStep{Name: name, State: resource.Failed,
		Message: inFormWords(r.caller.hideNames(f)).Error()})
	if r.failed == nil {
		r.failed = placed
	}
}

// pass adds a step that passed, maybe with something that should be changed.
func (r *report) pass(name, message string, warning bool) {
	step := resource.CheckStep{Name: name, State: resource.Passed, Message: message}
	if warning {
		step.State = resource.Warned
		r.warnings = append(r.warnings, "Warning: "+message+".")
	}
	r.steps = append(r.steps, step)
}

// addModel looks for the model in the catalog, reads a row of it, and looks for what is odd about its values.
func (r *report) addModel(ctx context.Context, e *engine.Engine, m *model.Model) {
	name := "model " + m.ID
	sample, err := checkModel(ctx, e, m)
	if err != nil {
		r.fail(name, fault.As(err), fault.As(err).At(name))
		return
	}
	r.pass(name, "its tables and columns exist; "+sample, false)
	for _, text := range append(wrongClocks(ctx, e, m), valueDoubts(ctx, e, m, r.caller)...) {
		r.steps = append(r.steps, resource.CheckStep{Name: name, State: resource.Warned, Message: text})
		r.warnings = append(r.warnings, "Warning: "+name+": "+text+".")
	}
}

// done sums the steps up.
func (r *report) done() resource.Check {
	if r.failed != nil {
		return resource.Check{Message: inFormWords(r.caller.hideNames(r.failed)).Error(), Steps: r.steps}
	}
	message := fmt.Sprintf("Connected to %s; %s ready.", r.kind, count(r.models, "model"))
	if r.models == 0 {
		message = fmt.Sprintf("Connected to %s. No models are defined yet.", r.kind)
	}
	return resource.Check{Healthy: true, Message: strings.Join(append([]string{message}, r.warnings...), " "),
		Steps: r.steps}
}

// wrongClocks names rows of a model that no window holds. It reads all times of the log; where that takes too long, the
// model is ready all the same.
func wrongClocks(ctx context.Context, e *engine.Engine, m *model.Model) []string {
	texts, err := e.WrongClocks(ctx, m)
	if err != nil {
		return []string{fmt.Sprintf("its times could not be checked: %v", fault.As(err).WithoutNames())}
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
		return []string{fmt.Sprintf("its labels and scores could not be checked: %v", fault.As(err).WithoutNames())}
	}
	return texts
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// marks stand before the steps of a check.
var marks = map[string]string{resource.Passed: "✓", resource.Warned: "!", resource.Failed: "✗"}

// details are what Grafana shows below the message, folded; a message of theirs would stand there once more.
func details(steps []resource.CheckStep) []byte {
	lines := make([]string, len(steps))
	for i, step := range steps {
		lines[i] = fmt.Sprintf("%s %s: %s", marks[step.State], step.Name, step.Message)
	}
	raw, err := json.Marshal(map[string]string{"verboseMessage": strings.Join(lines, "\n")})
	if err != nil {
		return nil // strings always marshal
	}
	return raw
}
