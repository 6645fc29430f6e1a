// Package check judges a model's policies outside Grafana: in a pipeline, before a roll-out, or by hand. It asks the
// engine the same policy queries that alert rules ask, so both have one judge.
package check

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/query"
	"leeway/pkg/spec"
	"leeway/pkg/window"
)

// Options say what is judged.
type Options struct {
	Model    string // id; empty: all
	Baseline string // replaces the policies' own; empty: keep them

	// Range returns the range for a model; end tells until when its log is complete.
	Range func(m *model.Model, end func() (time.Time, error)) (window.Range, error)
}

// Report is the outcome for all models.
type Report struct {
	Models []Model `json:"models"`
}

// Model is the outcome for one model.
type Model struct {
	Model    string    `json:"model"`
	Window   Window    `json:"window"`
	Policies []Policy  `json:"policies"` // breached first, then by tier, then by breach ÷ |threshold|, then id
	Off      []Off     `json:"off"`      // default policies of the task that the model does not have
	Triage   []Finding `json:"triage"`   // empty until triage is built
	Notices  []string  `json:"notices"`  // about the data as a whole, such as rows with a wrong clock, and about the definition
}

// Off is a default policy that does not watch the model, and why.
type Off = model.Unwatched

// Window is the range that was judged, RFC 3339 in UTC, and the model's time zone.
type Window struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Timezone string `json:"timezone"`
}

// text is the range on the model's clock.
func (w Window) text() string {
	from, err := time.Parse(time.RFC3339, w.From)
	to, bad := time.Parse(time.RFC3339, w.To)
	zone, unknown := time.LoadLocation(w.Timezone)
	if err != nil || bad != nil || unknown != nil {
		return w.From + " to " + w.To
	}
	return window.Interval{Start: from.In(zone), End: to.In(zone)}.Text() + " (" + zone.String() + ")"
}

// Finding is one cause that triage names.
type Finding struct {
	Cause    string  `json:"cause"`
	Subject  string  `json:"subject"`
	Onset    string  `json:"onset"`
	Score    float64 `json:"score"`
	Evidence string  `json:"evidence"`
}

// Policy is the outcome of one policy for one subject.
type Policy = policies.Evaluation

// Run judges the policies of one model or all.
func Run(ctx context.Context, e *engine.Engine, o Options) (*Report, error) {
	models, err := e.ModelsNamed(o.Model)
	if err != nil {
		return nil, err
	}
	report := &Report{Models: []Model{}}
	for _, m := range models {
		judged, err := judge(ctx, e, m, o)
		if err != nil {
			return nil, err
		}
		report.Models = append(report.Models, judged)
	}
	return report, nil
}

func judge(ctx context.Context, e *engine.Engine, m *model.Model, o Options) (Model, error) {
	r, err := o.Range(m, func() (time.Time, error) { return e.LogEnd(ctx, m) })
	if err != nil {
		return Model{}, err
	}
	out := Model{Model: m.ID, Window: Window{From: r.Start.UTC().Format(time.RFC3339),
		To: r.End.UTC().Format(time.RFC3339), Timezone: m.Timezone},
		Policies: []Policy{}, Off: m.Unwatched(), Triage: []Finding{}, Notices: []string{}}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypePolicy, Models: []string{m.ID},
		Format: query.Table, Limit: maxSubjects, Bins: query.DefaultBins, Baseline: query.BaselineRef{Name: o.Baseline}}
	result, err := e.Answer(ctx, q, r)
	if err != nil {
		return out, err
	}
	out.Notices = append(out.Notices, spec.Unanchored(m)...)
	for _, s := range result.Series {
		out.Policies = append(out.Policies, policies.Evaluate(s))
	}
	out.Notices = append(out.Notices, adoptions(result.Series)...)
	explainBreaches(ctx, e, o, result, out.Policies)
	slices.SortStableFunc(out.Policies, policies.Compare)
	for _, notice := range result.Notices {
		if notice.Warning && !slices.Contains(out.Notices, notice.Text) {
			out.Notices = append(out.Notices, notice.Text)
		}
	}
	for _, text := range valueDoubts(ctx, e, m, r) {
		if !slices.Contains(out.Notices, text) {
			out.Notices = append(out.Notices, text)
		}
	}
	return out, nil
}

// adoptions name the page policies that took a level for the new normal, which pages nobody any more: whoever reads
// that they are as usual must know.
func adoptions(list []engine.Series) (texts []string) {
	for _, s := range list {
		if at := s.Points[len(s.Points)-1].Adopted; s.Policy.Tier == model.Page && !at.IsZero() {
			texts = append(texts,
				fmt.Sprintf("%s: a level that was unusual at first has lasted; it is the new normal since %s",
					s.Policy.ID, at.Format(time.DateOnly)))
		}
	}
	return texts
}

// valueDoubts names labels and classes that are spelled otherwise, ids that do not join, and scores that are thrown
// away: what the rules on accuracy would say only as a reason.
func valueDoubts(ctx context.Context, e *engine.Engine, m *model.Model, r window.Range) []string {
	texts, err := e.ValueDoubts(ctx, m, r, true)
	if err != nil {
		return []string{fmt.Sprintf("its labels and scores could not be checked: %v", fault.As(err))}
	}
	return texts
}

// maxSubjects is how many values of a split are judged.
const maxSubjects = 200

// Status is the exit status: 2 if a page or notify policy is breached, else 1 if none of these could be judged, else 0.
// Policies on silence can always be judged and say nothing about the model while rows arrive, so they count only when
// breached.
func (r *Report) Status() int {
	judged, loud := 0, 0
	for _, m := range r.Models {
		for _, p := range m.Policies {
			if p.Tier == model.Explain {
				continue
			}
			if p.Verdict == policies.Breach {
				return 2
			}
			if p.Measure == "freshness" || p.Measure == "label_freshness" {
				continue
			}
			loud++
			if p.Verdict == policies.OK {
				judged++
			}
		}
	}
	if loud > 0 && judged == 0 {
		return 1
	}
	return 0
}

// Verdict is the status in words.
func (r *Report) Verdict() error {
	if r.Status() == 2 {
		return errors.New("a policy is breached")
	}
	return errors.New("no page or notify policy could be judged")
}
