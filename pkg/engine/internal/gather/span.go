package gather

import "leeway/pkg/window"

// Span is an interval of time in microseconds since 1970, whatever the time zone. A table without times is one span.
type Span struct{ Start, End int64 }

// NewSpan returns the span of an interval.
func NewSpan(i window.Interval) Span { return Span{i.Start.UnixMicro(), i.End.UnixMicro()} }
