// Package refresh says how long what was read of a store answers queries.
package refresh

import (
	"time"

	"leeway/pkg/window"
)

// How long what was read of a span answers queries.
const (
	Min         = time.Minute
	Max         = time.Hour
	ageShare    = 20             // a span is looked at again after a twentieth of its age …
	RereadAfter = 24 * time.Hour // … and read again after this, whatever probes say
)

// TimeOf is how long what is known of a span answers queries: a twentieth of the span's age, at least a minute and at
// most an hour. So rows that arrive late are seen soon where they are likely.
func TimeOf(span window.Interval, now time.Time) time.Duration {
	return min(Max, max(Min, now.Sub(span.End)/ageShare))
}

// TimeOfTable is how long what is known of a table as a whole answers queries. soon says that it held no rows: whoever
// sets a model up loads its log in these minutes.
func TimeOfTable(soon bool) time.Duration {
	if soon {
		return Min
	}
	return Max
}
