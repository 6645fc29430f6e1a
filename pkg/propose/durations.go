package propose

import (
	"math"
	"time"
)

const day = 24 * time.Hour

// quantile is the least of sorted durations that a share of them do not exceed; there is at least one.
func quantile(sorted []time.Duration, share float64) time.Duration {
	return sorted[int(math.Ceil(share*float64(len(sorted))))-1]
}

// days is a long duration in words.
func days(d time.Duration) string { return count(int(math.Ceil(float64(d)/float64(day))), "day") }
