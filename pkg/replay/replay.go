// Package replay judges a past range as rules would have judged it then: window by window, each with what was known at
// its end. From that follow the episodes in which a rule would have fired, and the changes that a dashboard annotates.
package replay

import (
	"cmp"
	"context"
	"slices"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// policies returns those of a model that a query means: the one it names, else those that alert.
func policies(m *model.Model, q query.Query) (list []*model.Policy) {
	for i := range m.Policies {
		p := &m.Policies[i]
		if p.ID == q.Policy || q.Policy == "" && p.Tier != model.Explain {
			list = append(list, p)
		}
	}
	return list
}

// Course is how one policy stood at every look of a range.
type Course struct {
	Policy *model.Policy
	Series []engine.Series // by subject, each with a point for each look
}

// Courses judges the policies of a model that a query means, as rules would have judged them.
func Courses(ctx context.Context, e *engine.Engine, m *model.Model, q query.Query,
	r window.Range) (list []Course, notices []engine.Notice, err error) {
	if err := cmp.Or(q.Validate(m), window.CheckRange(r)); err != nil {
		return nil, nil, err
	}
	for _, p := range policies(m, q) {
		series, more, err := judge(ctx, e, m, p, q, r)
		if err != nil {
			return nil, nil, err
		}
		list, notices = append(list, Course{p, series}), append(notices, more...)
	}
	return list, notices, nil
}

// judge returns a series of each subject of a policy, with a point for each look of a rule, the oldest first. Notices
// say what of the answer is in doubt.
func judge(ctx context.Context, e *engine.Engine, m *model.Model, p *model.Policy, q query.Query,
	r window.Range) ([]engine.Series, []engine.Notice, error) {
	asked := q
	asked.QueryType, asked.Format, asked.Policy, asked.Models = query.TypePolicy, query.TimeSeries, p.ID, []string{m.ID}
	if asked.Every.IsZero() {
		asked.Every = stepOf(m, p, aDay)
	}
	if p.Window.IsZero() && asked.Window.IsZero() {
		asked.Window.Duration = m.Window
	}
	var all []engine.Series
	var notices []engine.Notice
	for _, part := range parts(r, asked.Every, engine.StepsAtOnce(m, p)) {
		result, err := answerWhole(ctx, e, asked, part)
		if err != nil {
			return nil, nil, err
		}
		all = join(all, result.Series)
		for _, n := range result.Notices {
			if n.Warning && !slices.Contains(notices, n) {
				notices = append(notices, n)
			}
		}
	}
	return all, notices, nil
}

// aDay is the time from look to look where a query names none.
var aDay = model.Duration{Days: 1}

// stepOf is the time from look to look: longest, or as long as the policy's window where that is shorter.
func stepOf(m *model.Model, p *model.Policy, longest model.Duration) model.Duration {
	length := p.Window
	if length.IsZero() {
		length = m.Window
	}
	if length.Approx() > longest.Approx() {
		return longest
	}
	return length
}

// parts cuts a range into parts of a number of steps, the oldest first: more at once would be judged by less history.
func parts(r window.Range, step model.Duration, most int) (list []window.Range) {
	length := time.Duration(most) * step.Approx()
	for end := r.End; ; end = end.Add(-length) {
		start := end.Add(-length)
		if !start.After(r.Start) {
			list = append(list, window.Range{Start: r.Start, End: end})
			break
		}
		list = append(list, window.Range{Start: start, End: end})
	}
	slices.Reverse(list)
	return list
}

// mostRepeats bounds how often a range is asked for again because its history could not be read in time.
const mostRepeats = 8

// answerWhole answers a query by the whole history, however long that takes to read.
func answerWhole(ctx context.Context, e *engine.Engine, q query.Query, r window.Range) (*engine.Result, error) {
	for n := 0; ; n++ {
		result, err := e.Answer(ctx, q, r)
		if err != nil {
			return nil, err
		}
		if n == mostRepeats || !slices.ContainsFunc(result.Notices, func(n engine.Notice) bool { return n.Passing }) {
			return result, nil
		}
	}
}

// join appends the points of later series to those of the same subjects. Parts of a range may share a point where the
// clock is changed.
func join(all, later []engine.Series) []engine.Series {
	for _, s := range later {
		i := slices.IndexFunc(all, func(known engine.Series) bool { return sameSubject(known, s) })
		if i < 0 {
			all = append(all, s)
			continue
		}
		last := all[i].Points[len(all[i].Points)-1].At
		for _, p := range s.Points {
			if p.At.After(last) {
				all[i].Points = append(all[i].Points, p)
			}
		}
		all[i].Compare = s.Compare
	}
	return all
}

func sameSubject(a, b engine.Series) bool {
	return a.Feature == b.Feature && a.With == b.With && slices.Equal(a.Segment, b.Segment)
}
