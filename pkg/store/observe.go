package store

import (
	"context"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// Event is a statement that ended.
type Event struct {
	Stats
	Err error
}

// Observe wraps s so that seen hears of every statement of Query after it ended, also of those that failed. Seen is
// called on the goroutine of the query and must be safe for concurrent use.
func Observe(s Store, seen func(Event)) Store {
	return &observed{Store: s, seen: seen}
}

type observed struct {
	Store
	seen func(Event)
}

// Query reports the statement after running it.
func (o *observed) Query(ctx context.Context, q sqlast.Query, each func(Row) error) (Stats, error) {
	stats, err := o.Store.Query(ctx, q, each)
	o.seen(Event{Stats: stats, Err: err})
	return stats, err
}

// Move passes on to the store where it can move; elsewhere it is Unsupported.
func (o *observed) Move(ctx context.Context, zone *time.Location, to time.Time, tables []MovedTable) error {
	m, ok := o.Store.(Mover)
	if !ok {
		return fault.Newf(fault.Unsupported, "a %s store cannot be moved in time (store.moveTo); only duckdb can",
			o.Kind())
	}
	return m.Move(ctx, zone, to, tables)
}
