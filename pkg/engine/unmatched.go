package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// unmatchedIDs holds an id of each of two tables of which no row met.
type unmatchedIDs struct{ log, outcomes string }

// findUnmatched looks for ids to show where no prediction of an interval has a label: false if the log or the outcomes
// have no row there, so that labels are merely late.
func (e *Engine) findUnmatched(ctx context.Context, p *prepare.Prepared,
	over window.Interval) (found unmatchedIDs, ok bool, err error) {
	if found.log, ok, err = e.exampleID(ctx, p.Log, "", over); err != nil || !ok {
		return found, false, err
	}
	over.End = over.End.Add(p.Model.Outcomes.Delay.Approx())
	found.outcomes, ok, err = e.exampleID(ctx, p.Outcomes, p.Model.Outcomes.Label, over)
	return found, ok, err
}

func (e *Engine) exampleID(ctx context.Context, s plan.Source, needed string,
	over window.Interval) (id string, ok bool, err error) {
	q, err := s.ExampleID(needed, over)
	if err != nil {
		return "", false, err
	}
	err = e.counts.Run(ctx, q, func(row plan.Row) error {
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

// idNotices says that no prediction of the newest window has an outcome though there are outcomes. It shows no id: a
// notice is for viewers, too.
func (e *Engine) idNotices(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, g *ground,
	last resolve.View) ([]answers.Notice, error) {
	if !a.NeedsLabels() || p.Outcomes.Table == nil {
		return nil, nil
	}
	var mature, labelled float64
	for j, span := range g.log.Spans {
		if !gather.Within(span, []window.Interval{last.Current.Interval}) {
			continue
		}
		for _, o := range g.log.Joint[j] {
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
	_, ok, err := e.findUnmatched(ctx, p, last.Current.Interval)
	if err != nil || !ok {
		return nil, err
	}
	return []answers.Notice{{Warning: true, Values: true,
		Text: "no prediction of the window has an outcome, though there are outcomes of its time: " +
			"the ids of the two tables do not join; Save & test shows one of each"}}, nil
}

// RecentDoubts are ValueDoubts of the log's last week.
func (e *Engine) RecentDoubts(ctx context.Context, m *model.Model, examples bool) ([]string, error) {
	last, err := e.LastRow(ctx, m)
	if err != nil || last.IsZero() {
		return nil, nil // an empty log has no doubts
	}
	to := last.Add(24 * time.Hour) // so that the last day is in a window
	return e.ValueDoubts(ctx, m, window.Range{Start: to.AddDate(0, 0, -8), End: to}, examples)
}

// ValueDoubts says what is odd about how a model's tables write classes, scores and ids, of the week at the end of a
// range, or the last whose labels are in. With examples it shows an id of each table where none join.
func (e *Engine) ValueDoubts(ctx context.Context, m *model.Model, r window.Range, examples bool) ([]string, error) {
	if m.Task == model.Regression && m.Outcomes == nil {
		return nil, nil
	}
	var doubts []string
	for _, text := range doubtQueries(m) {
		q, err := query.Parse([]byte(text))
		if err != nil {
			return nil, err
		}
		q.Models = []string{m.ID}
		result, err := e.Answer(ctx, q, r)
		if err != nil {
			return nil, err
		}
		doubts = appendDoubts(doubts, result.Notices)
		for _, s := range result.Series {
			doubts = appendDoubts(doubts, s.Compare.Notices)
		}
	}
	if !examples || m.Outcomes == nil || m.Outcomes.Table == "" {
		return doubts, nil
	}
	week := window.Interval{Start: r.End.AddDate(0, 0, -8).Add(-m.Outcomes.Delay.Approx()), End: r.End}
	return e.withExamples(ctx, m, doubts, week)
}

// withExamples adds ids to the doubt that none join.
func (e *Engine) withExamples(ctx context.Context, m *model.Model, doubts []string,
	over window.Interval) ([]string, error) {
	for i, text := range doubts {
		if !strings.HasPrefix(text, "no prediction of the window has an outcome") {
			continue
		}
		known, err := e.catalog.TablesOf(ctx, m)
		if err != nil {
			return nil, err
		}
		p := &prepare.Prepared{Origin: gather.Origin{Tables: known}}
		found, ok, err := e.findUnmatched(ctx, p, over)
		if err != nil || !ok {
			return doubts, err
		}
		doubts[i] = fmt.Sprintf("no prediction has an outcome: the log has the id %s, the outcomes have %s; make a view that writes both alike", found.log, found.outcomes)
	}
	return doubts, nil
}

// doubtQueries ask for what shows how classes, labels and scores are written.
func doubtQueries(m *model.Model) []string {
	var list []string
	add := func(target, id string) {
		if _, ok := measure.Lookup(id); ok {
			list = append(list,
				fmt.Sprintf(`{"format":"table","target":%q,"measures":[{"id":%q}],"stats":["current"],"window":"7d"}`,
					target, id))
		}
	}
	switch {
	case m.Outcomes == nil:
	case m.Task != model.Regression && m.Predicts():
		add("prediction", "accuracy")
	case m.Task == model.Binary:
		add("score", "roc_auc")
	default:
		add("label", "label_coverage")
	}
	if m.Log.Score != nil {
		add("score", "mean_confidence")
	}
	return list
}

func appendDoubts(doubts []string, notices []answers.Notice) []string {
	for _, n := range notices {
		if n.Values && n.Warning {
			doubts = append(doubts, n.Text)
		}
	}
	return doubts
}
