// Package check judges a model's policies outside Grafana: in a pipeline, before a roll-out, or by hand. It asks the
// engine the same policy queries that alert rules ask, so both have one judge.
package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
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

// Window is the range that was judged, RFC 3339.
type Window struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Finding is one cause that triage names.
type Finding struct {
	Cause    string  `json:"cause"`
	Subject  string  `json:"subject"`
	Onset    string  `json:"onset"`
	Score    float64 `json:"score"`
	Evidence string  `json:"evidence"`
}

// The verdicts.
const (
	OK      = "ok"
	Breach  = "breach"
	Unknown = "unknown"
)

// Policy is the outcome of one policy for one subject.
type Policy struct {
	Policy        string            `json:"policy"`
	Tier          model.Tier        `json:"tier"`
	Measure       string            `json:"measure"`
	Target        query.Target      `json:"target"`
	Stat          query.Stat        `json:"stat"`
	Labels        map[string]string `json:"labels"`
	Verdict       string            `json:"verdict"`
	Value         *float64          `json:"value"` // of the stat the policy bounds
	Threshold     *float64          `json:"threshold"`
	Current       *float64          `json:"current"`
	Baseline      *float64          `json:"baseline"`
	Count         *float64          `json:"count"`
	BaselineCount *float64          `json:"baselineCount"`
	Finds         string            `json:"finds"`  // the smallest change that it can find in a window like this
	Reason        string            `json:"reason"` // what earlier windows predict; why it does not breach; or why it is unknown

	breach float64
	spared bool                                    // past its bound, within what earlier windows predict
	format func(stat query.Stat, x float64) string // writes a stat for people
}

// Run judges the policies of one model or all.
func Run(ctx context.Context, e *engine.Engine, o Options) (*Report, error) {
	report := &Report{Models: []Model{}}
	var ids []string
	for _, m := range e.Models() {
		ids = append(ids, m.ID)
		if o.Model != "" && m.ID != o.Model {
			continue
		}
		judged, err := judge(ctx, e, m, o)
		if err != nil {
			return nil, err
		}
		report.Models = append(report.Models, judged)
	}
	if len(report.Models) == 0 && o.Model != "" {
		return nil, fault.NoneOf(fault.BadQuery, "--model", o.Model, ids)
	}
	return report, nil
}

func judge(ctx context.Context, e *engine.Engine, m *model.Model, o Options) (Model, error) {
	r, err := o.Range(m, func() (time.Time, error) { return e.LogEnd(ctx, m) })
	if err != nil {
		return Model{}, err
	}
	out := Model{Model: m.ID, Window: Window{From: r.Start.UTC().Format(time.RFC3339), To: r.End.UTC().Format(time.RFC3339)},
		Policies: []Policy{}, Off: m.Unwatched(), Triage: []Finding{}, Notices: []string{}}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypePolicy, Models: []string{m.ID},
		Format: query.Table, Limit: maxSubjects, Bins: query.DefaultBins, Baseline: query.BaselineRef{Name: o.Baseline}}
	result, err := e.Answer(ctx, q, r)
	if err != nil {
		return out, err
	}
	out.Notices = append(out.Notices, spec.Unanchored(m)...)
	for _, s := range result.Series {
		out.Policies = append(out.Policies, policyOf(s))
	}
	sortPolicies(out.Policies)
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

// valueDoubts names labels and classes that are spelled otherwise, ids that do not join, and scores that are thrown away: what the rules
// on accuracy would say only as a reason.
func valueDoubts(ctx context.Context, e *engine.Engine, m *model.Model, r window.Range) []string {
	texts, err := e.ValueDoubts(ctx, m, r, true)
	if err != nil {
		return []string{fmt.Sprintf("its labels and scores could not be checked: %v", fault.As(err))}
	}
	return texts
}

// maxSubjects is how many values of a split are judged.
const maxSubjects = 200

func policyOf(s engine.Series) Policy {
	stat := engine.BoundStat(s)
	p := Policy{Policy: s.Policy.ID, Tier: s.Policy.Tier, Measure: s.Measure.ID, Target: s.Target, Stat: stat,
		Labels: map[string]string{}, Verdict: Unknown, breach: math.Inf(-1),
		format: func(stat query.Stat, x float64) string { return engine.FormatStat(s, stat, x) }}
	if s.Feature != "" {
		p.Labels["feature"] = s.Feature
	}
	for _, l := range s.Segment {
		p.Labels[l.Name] = l.Value
	}
	point := s.Points[len(s.Points)-1]
	read := func(stat query.Stat) *float64 {
		if x, ok := point.Stats[stat]; ok {
			return &x
		}
		return nil
	}
	p.Value, p.Threshold, p.Reason, p.Finds = read(stat), read(query.Threshold), point.Explanation(), point.Finds
	p.Current, p.Baseline = read(query.Current), read(query.Baseline)
	p.spared = point.Spared != ""
	p.Count, p.BaselineCount = read(query.Count), read(query.BaselineCount)
	if breach := read(query.Breach); breach != nil {
		p.breach, p.Verdict = *breach, OK
		if *breach > 0 {
			p.Verdict = Breach
		}
	}
	return p
}

// tiers in order of rank: a page stands above what only explains it, however far past its bound that is.
var tiers = []model.Tier{model.Page, model.Notify, model.Explain}

// sortPolicies puts breached ones first, each group by tier, in a tier those closest to (or farthest past) their threshold
// first, then by id.
func sortPolicies(list []Policy) {
	rank := func(p Policy) int {
		if p.Verdict == Breach {
			return slices.Index(tiers, p.Tier)
		}
		return len(tiers) + slices.Index(tiers, p.Tier)
	}
	slices.SortStableFunc(list, func(a, b Policy) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.severity(), a.severity()), strings.Compare(a.Policy, b.Policy))
	})
}

// severity is breach ÷ |threshold|.
func (p Policy) severity() float64 {
	if p.Threshold == nil || *p.Threshold == 0 {
		return p.breach
	}
	return p.breach / math.Abs(*p.Threshold)
}

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
			if p.Verdict == Breach {
				return 2
			}
			if p.Measure == "freshness" || p.Measure == "label_freshness" {
				continue
			}
			loud++
			if p.Verdict == OK {
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
