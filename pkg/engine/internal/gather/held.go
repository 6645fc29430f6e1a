package gather

import (
	"context"
	"sync"

	"leeway/pkg/window"
)

type heldKey struct{}

// held are the parts that a request uses until it has answered everything about them. The cache may be too small for
// them, and would have each measure read them again.
type held struct {
	mu    sync.Mutex
	parts map[string]part
}

// WithHeld returns a context in which parts that were used are held, as long as it is used.
func WithHeld(ctx context.Context) context.Context {
	return context.WithValue(ctx, heldKey{}, &held{parts: map[string]part{}})
}

// heldIn are the parts that a context holds; nil: none.
func heldIn(ctx context.Context) *held {
	h, _ := ctx.Value(heldKey{}).(*held)
	return h
}

// hold adds parts, by spec and span.
func (h *held) hold(specs []partSpec, spans []window.Interval, found [][]part) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, spec := range specs {
		for j, span := range spans {
			h.parts[spanKey(spec.key, span)] = found[i][j]
		}
	}
}

// get returns a part that is held.
func (h *held) get(key string) (part, bool) {
	if h == nil {
		return part{}, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	p, ok := h.parts[key]
	return p, ok
}
