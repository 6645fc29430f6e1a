package sqlast

// Micros is a time column as microseconds since 1970, a 64-bit integer. For timestamps without zone it is the wall
// clock read as UTC. Unit (s, ms, us, ns) applies to number columns. A text is ISO 8601 in its extended form, a date
// alone or with a time of day: 2024-05-01, 2024-05-01T10:00, 2024-05-01 10:00:00.123456789+02:00; digits beyond
// microseconds are dropped. What is not a time, infinite, or beyond what microseconds hold, is NULL.
type Micros struct {
	X    Expr
	From Type
	Unit string
}

// HasOffset tests whether text X, an ISO 8601 time, names its offset from UTC.
type HasOffset struct{ X Expr }

// Run is a stretch of spans of equal width: span number First+⌊(t−Start)/Width⌋ for t in [Start, End). Microseconds.
type Run struct {
	Start, End, Width int64
	First             int64
}

// SpanIndex is the number of the span that Micros falls in, NULL outside all runs. Inside says that the runs follow
// each other without a gap and that every row lies in one of them, so that nothing needs to be distinguished at their
// ends.
type SpanIndex struct {
	Micros Expr
	Runs   []Run
	Inside bool
}

func (Micros) expr()    {}
func (HasOffset) expr() {}
func (SpanIndex) expr() {}
