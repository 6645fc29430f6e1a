package measure

import (
	"math"
	"strings"
)

// Change is the difference of an estimate between two windows.
type Change struct {
	Value  float64 // current − baseline
	OK     bool
	Reason string // why it is not OK
}

// Difference compares the estimates of two windows. Extensive measures are Scaled to the same length first.
func Difference(current, baseline Estimate) Change {
	switch {
	case !current.OK:
		return Change{Reason: "current window: " + strings.TrimSuffix(current.Reason, " in the window")}
	case !baseline.OK && strings.HasPrefix(baseline.Reason, "baseline "):
		return Change{Reason: baseline.Reason}
	case !baseline.OK:
		return Change{Reason: "baseline: " + strings.TrimSuffix(baseline.Reason, " in the window")}
	}
	return Change{Value: current.Value - baseline.Value, OK: true}
}

// DifferenceInterval returns the interval of the difference of two estimates of separate rows, at the level of their
// own intervals: the square-and-add method of Zou and Donner, which for two shares is Newcombe's hybrid score interval
// (1998, method 10). It says what sampling alone leaves open, and nothing of how windows differ from one another. ok is
// false where an estimate has no interval.
func DifferenceInterval(current, baseline Estimate) (lower, upper float64, ok bool) {
	if !current.OK || !baseline.OK || !current.IntervalOK || !baseline.IntervalOK {
		return 0, 0, false
	}
	d := current.Value - baseline.Value
	lower = d - math.Hypot(current.Value-current.Lower, baseline.Upper-baseline.Value)
	upper = d + math.Hypot(current.Upper-current.Value, baseline.Value-baseline.Lower)
	return lower, upper, true
}

// Material reports whether a divergence is large enough to matter. override replaces the measure's own threshold if it
// is not nil; a measure without one never is.
func (m Measure) Material(value float64, override *float64) bool {
	limit, has := m.limit(override, 1)
	return has && value > limit
}

// MaterialChange reports whether a change is large enough to matter. override, which is in the measure's unit, replaces
// the measure's own threshold if it is not nil; a measure without one never is.
func (m Measure) MaterialChange(change float64, baseline Estimate, override *float64) bool {
	limit, has := m.limit(override, baseline.Spread)
	return has && math.Abs(change) > limit
}

// limit is the threshold in the unit of the value or change it is compared with.
func (m Measure) limit(override *float64, baselineSd float64) (limit float64, has bool) {
	if override != nil {
		return *override, true
	}
	if m.Threshold.Of == OnChangeInSd {
		return m.Threshold.Value * baselineSd, true
	}
	return m.Threshold.Value, m.Threshold.Of != NoThreshold
}
