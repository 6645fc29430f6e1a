package summary

import "math"

type interval struct{ from, to float64 }

func (i interval) with(other interval) interval {
	return interval{math.Min(i.from, other.from), math.Max(i.to, other.to)}
}

// both returns what lies in both, bounds of the same number; turned round where nothing does.
func (i interval) both(other interval) interval {
	return interval{math.Max(i.from, other.from), math.Min(i.to, other.to)}
}
