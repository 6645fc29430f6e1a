package gather

import (
	"context"
	"errors"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/store"
)

// What all statements of a measure read is bounded together, and is not asked for in halves.
func TestRowsAreBoundedOverAllStatements(t *testing.T) {
	ctx := WithUsage(context.Background(), 3)
	read := func(plan.Row) error { return nil }
	for range 3 { // three statements
		if err := bounded(ctx, read)(store.Row{}); err != nil {
			t.Fatal(err)
		}
	}
	err := bounded(ctx, read)(store.Row{})
	if fault.As(err).Kind != fault.TooLarge || !errors.Is(err, errWholeQuery) || tooLarge(err) {
		t.Errorf("the fourth row: %v", err)
	}
}
