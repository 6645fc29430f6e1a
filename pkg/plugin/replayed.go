package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/frame"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/replay"
	"leeway/pkg/window"
)

// answerChanges answers a query for what happened to models in a range.
func (c Caller) answerChanges(ctx context.Context, e *engine.Engine, q query.Query, r window.Range,
	broken []engine.LeftOut) (data.Frames, error) {
	var all []replay.Change
	var notices []engine.Notice
	left, err := e.EachModel(q.Models, func(m *model.Model) error {
		list, more, err := replay.Changes(ctx, e, m, q, r)
		all, notices = append(all, list...), append(notices, more...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return frame.Changes(all, append(notices, c.noticesOf(append(broken, left...))...)), nil
}

// answerBacktest answers a query for when the rules of policies would have fired.
func (c Caller) answerBacktest(ctx context.Context, e *engine.Engine, q query.Query, r window.Range,
	broken []engine.LeftOut) (data.Frames, error) {
	var all []replay.Course
	var notices []engine.Notice
	left, err := e.EachModel(q.Models, func(m *model.Model) error {
		list, more, err := replay.Courses(ctx, e, m, q, r)
		all, notices = append(all, list...), append(notices, more...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return frame.Backtest(all, r.End, q.Format, append(notices, c.noticesOf(append(broken, left...))...)), nil
}
