package gather

import (
	"context"
	"sync"
)

type heldKey struct{}

// held are the parts that a request uses until it has answered everything about them. The cache may be too small for
// them, and would have each measure read them again.
type held struct {
	mu    sync.Mutex
	parts map[Requirement]*Part
}

// WithHeld returns a context in which parts that were used are held, as long as it is used.
func WithHeld(ctx context.Context) context.Context {
	return context.WithValue(ctx, heldKey{}, &held{parts: map[Requirement]*Part{}})
}

// heldIn are the parts that a context holds; nil: none.
func heldIn(ctx context.Context) *held {
	h, _ := ctx.Value(heldKey{}).(*held)
	return h
}

// hold adds the parts that served a request.
func (h *held) hold(r Request, served Parts) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range served {
		for j, p := range served[i] {
			h.parts[r.Requirement(i, j)] = p
		}
	}
}

// get returns a part that is held; nil: none.
func (h *held) get(r Requirement) *Part {
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.parts[r]
}
