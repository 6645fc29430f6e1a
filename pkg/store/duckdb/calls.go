package duckdb

import "sync"

// calls counts the calls into DuckDB that are under way. DuckDB frees its memory at once when it is closed, so closing
// waits for them.
type calls struct {
	mu     sync.Mutex
	under  int
	closed bool
	free   func()
	freed  chan struct{}
}

// begin reports whether a call may begin; end must follow then. After close none may.
func (c *calls) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.under++
	return true
}

// end is called once for each begin. The last one after close frees.
func (c *calls) end() {
	c.mu.Lock()
	c.under--
	last := c.closed && c.under == 0
	c.mu.Unlock()
	if last {
		go c.release()
	}
}

// close lets no further call begin. Free runs when the last one has ended; the channel is closed after it.
func (c *calls) close(free func()) <-chan struct{} {
	c.mu.Lock()
	if c.closed {
		defer c.mu.Unlock()
		return c.freed
	}
	c.closed, c.free, c.freed = true, free, make(chan struct{})
	last := c.under == 0
	c.mu.Unlock()
	if last {
		go c.release()
	}
	return c.freed
}

func (c *calls) release() {
	c.free()
	close(c.freed)
}
