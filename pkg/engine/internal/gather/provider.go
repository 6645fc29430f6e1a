package gather

import (
	"context"

	"leeway/pkg/fault"
)

// Provider serves requirements: from a cache, from a table of sums, or by a scan.
type Provider interface {
	// Serve returns the parts that the provider has of a request, by its columns and spans, and nil for those that it
	// leaves to the next provider. The parts are the caller's; their maps are shared and never changed.
	Serve(ctx context.Context, r Request) (Parts, error)
}

// chain asks providers one after the other for what those before have left: the cache, then others in their order. It
// keeps in the cache what the others serve.
type chain struct {
	kept   Provider
	others []Provider
	cache  *cache
}

// Serve serves a request as a whole, or fails.
func (c chain) Serve(ctx context.Context, r Request) (Parts, error) {
	served, err := c.kept.Serve(ctx, r)
	for _, p := range c.others {
		l := r.without(served)
		if err != nil || len(l.columns) == 0 {
			return served, err
		}
		var read Parts
		if read, err = p.Serve(ctx, l.Request); err == nil {
			l.drop(served, read)
			c.cache.store(l.Request, read)
			served.fill(l, read)
		}
	}
	if l := r.without(served); err == nil && len(l.columns) > 0 {
		err = fault.Newf(fault.Internal, "nobody serves %s", l.Columns[0].Key)
	}
	return served, err
}
