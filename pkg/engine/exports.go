package engine

import (
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/logtimes"
)

// What callers of the engine name of its rooms.
type (
	// LogTimes says when the rows of a log, or of a table of outcomes, were logged.
	LogTimes = logtimes.Times
	// WrongTimes counts the rows that no window holds because of their time.
	WrongTimes = logtimes.Wrong
)

// ReadLogTimes runs a query of times and finds the rows with a wrong clock.
var ReadLogTimes = logtimes.Read

// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or finds everything in
// the cache, reports none.
var WithTrace = gather.WithTrace
