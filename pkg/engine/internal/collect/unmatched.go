package collect

import (
	"context"
	"fmt"
	"strings"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// UnmatchedIDs holds an id of each of two tables of which no row met.
type UnmatchedIDs struct{ Log, Outcomes string }

// FindUnmatched looks for ids to show where no prediction of an interval has a label: false if the log or the outcomes
// have no row there, so that labels are merely late.
func (c *Collector) FindUnmatched(ctx context.Context, t catalog.Tables,
	over window.Interval) (found UnmatchedIDs, ok bool, err error) {
	if found.Log, ok, err = c.exampleID(ctx, t.Log, "", over); err != nil || !ok {
		return found, false, err
	}
	over.End = over.End.Add(t.Model.Outcomes.Delay.Approx())
	found.Outcomes, ok, err = c.exampleID(ctx, t.Outcomes, t.Model.Outcomes.Label, over)
	return found, ok, err
}

func (c *Collector) exampleID(ctx context.Context, s plan.Source, needed string,
	over window.Interval) (id string, ok bool, err error) {
	q, err := s.ExampleID(needed, over)
	if err != nil {
		return "", false, err
	}
	err = c.counts.Run(ctx, q, func(row plan.Row) error {
		var parts []string
		for i := range q.Items {
			text, _ := row.Text(i)
			parts = append(parts, fmt.Sprintf("%.80q", text))
		}
		id, ok = strings.Join(parts, ", "), true
		return nil
	})
	return id, ok, err
}

// JoinNotices says that no prediction of the newest window has an outcome though there are outcomes. It shows no id: a
// notice is for viewers, too.
func (c *Collector) JoinNotices(ctx context.Context, e *evidence.Evidence) ([]answers.Notice, error) {
	tables, last := e.Prepared.Tables, e.Last()
	if !e.Ask.NeedsLabels() || tables.Outcomes.Table == nil {
		return nil, nil
	}
	var mature, labelled float64
	for j, span := range e.Log.Spans {
		if !gather.Within(span, []window.Interval{last.Current.Interval}) {
			continue
		}
		for _, compact := range e.Log.Joint(j).All() {
			o := compact.Outcomes()
			mature += o.Rows
			for key, n := range o.Joint {
				if key.State != summary.Unlabelled {
					labelled += n
				}
			}
		}
	}
	if mature == 0 || labelled > 0 {
		return nil, nil
	}
	_, ok, err := c.FindUnmatched(ctx, tables, last.Current.Interval)
	if err != nil || !ok {
		return nil, err
	}
	return []answers.Notice{{Warning: true, Values: true,
		Text: "no prediction of the window has an outcome, although there are outcomes for its time: " +
			"the ids of the two tables do not join; Save & test shows one id of each"}}, nil
}
