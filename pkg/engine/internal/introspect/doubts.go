package introspect

import (
	"context"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// RecentDoubts are ValueDoubts of the log's last week.
func (n *Introspector) RecentDoubts(ctx context.Context, m *model.Model, examples bool) ([]string, error) {
	last, err := n.LastRow(ctx, m)
	if err != nil || last.IsZero() {
		return nil, nil // an empty log has no doubts
	}
	to := last.Add(24 * time.Hour) // so that the last day is in a window
	return n.ValueDoubts(ctx, m, window.Range{Start: to.AddDate(0, 0, -8), End: to}, examples)
}

// ValueDoubts says what is odd about how a model's tables write classes, scores and ids. It reads the week at the end
// of a range, or the last week with complete labels. With examples it shows an id of each table where none join.
func (n *Introspector) ValueDoubts(ctx context.Context, m *model.Model, r window.Range,
	examples bool) ([]string, error) {
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
		result, err := n.answer(ctx, q, r)
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
	return n.withExamples(ctx, m, doubts, week)
}

// withExamples adds ids to the doubt that none join.
func (n *Introspector) withExamples(ctx context.Context, m *model.Model, doubts []string,
	over window.Interval) ([]string, error) {
	for i, text := range doubts {
		if !strings.HasPrefix(text, "no prediction of the window has an outcome") {
			continue
		}
		known, err := n.catalog.TablesOf(ctx, m)
		if err != nil {
			return nil, err
		}
		found, ok, err := n.collector.FindUnmatched(ctx, known, over)
		if err != nil || !ok {
			return doubts, err
		}
		doubts[i] = fmt.Sprintf("no prediction has an outcome: the log has the id %s, the outcomes have %s; make a view that writes both alike", found.Log, found.Outcomes)
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
