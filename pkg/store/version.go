package store

import "context"

// Versioner is a store that knows cheaply whether the columns of a table may have changed.
type Versioner interface {
	// Version changes when the columns of a table may have changed. Empty: not known. Errors: Timeout, Canceled.
	Version(ctx context.Context, table []string) (string, error)
}

// Version is the version of a table of s; of a store that has none it is empty.
func Version(ctx context.Context, s Store, table []string) (string, error) {
	if v, ok := s.(Versioner); ok {
		return v.Version(ctx, table)
	}
	return "", nil
}

// Version passes on to the store.
func (o *observed) Version(ctx context.Context, table []string) (string, error) {
	return Version(ctx, o.Store, table)
}
