package introspect

import (
	"context"

	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/model"
)

// WrongClocks names the rows of a model's log and outcomes that no window holds because of their time.
func (n *Introspector) WrongClocks(ctx context.Context, m *model.Model) ([]string, error) {
	found, err := n.catalog.TablesOf(ctx, m)
	if err != nil {
		return nil, err
	}
	return n.times.WrongTexts(ctx, found)
}

// LogTimes returns when the rows of a model's log were logged, by day and version.
func (n *Introspector) LogTimes(ctx context.Context, m *model.Model) (logtimes.Times, error) {
	found, err := n.catalog.TablesOf(ctx, m)
	if err != nil {
		return logtimes.Times{}, err
	}
	return n.times.OfLog(ctx, found)
}
