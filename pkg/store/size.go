package store

import "context"

// Sizer is a store that keeps the sizes of its tables, roughly, in its statistics.
type Sizer interface {
	// Size estimates the rows of a table without reading any. False: the store knows nothing, as of views and of tables
	// that were never analyzed. Errors: as Store.Columns.
	Size(ctx context.Context, table []string) (rows int64, known bool, err error)
}

// Size is the estimate of s; of a store that keeps none nothing is known.
func Size(ctx context.Context, s Store, table []string) (rows int64, known bool, err error) {
	if sizer, ok := s.(Sizer); ok {
		return sizer.Size(ctx, table)
	}
	return 0, false, nil
}

// Size passes on to the store.
func (o *observed) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	return Size(ctx, o.Store, table)
}

// OneSize reads the estimate from the only row and column of an answer; NULL, and no row, mean that nothing is known.
func OneSize(ask func(each func(Row) error) error) (rows int64, known bool, err error) {
	err = ask(func(row Row) error {
		if x, ok := row.Float(0); ok && x >= 0 {
			rows, known = int64(x), true
		}
		return nil
	})
	return rows, known, err
}
