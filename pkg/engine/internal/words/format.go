// Package words writes numbers, shares and durations as people say them.
package words

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"leeway/pkg/measure"
)

// Format says how values of a measure are written.
type Format struct {
	share      bool // percent and points
	seconds    bool
	divergence bool // without a unit
}

// FormatOf returns how values of a measure are written; rate says that its value is a share.
func FormatOf(m measure.Measure, rate bool) Format {
	return Format{share: m.Unit == "percentunit" || m.Unit == measure.ColumnUnit && rate, seconds: m.Unit == "s",
		divergence: m.TwoSample() && m.Unit == "none"}
}

// Number writes a value of the measure: "81.1 %", "36 h", "3.0".
func (f Format) Number(x float64) string {
	switch {
	case f.share:
		return Percents(x) + " %"
	case f.seconds:
		return HoursOrDays(time.Duration(x * float64(time.Second)))
	case f.divergence:
		return divergenceText(x)
	}
	return ThreeDigits(x)
}

// Span writes a range of values of the measure.
func (f Format) Span(low, high float64) string {
	if f.share {
		return Percents(low) + " to " + Percents(high) + " %"
	}
	return f.Number(low) + " to " + f.Number(high)
}

// Distance writes a difference of values of the measure.
func (f Format) Distance(x float64) string {
	if f.share {
		return Percents(x) + " points"
	}
	return f.Number(x)
}

// Percents writes a share with one digit after the point, small ones with two digits that count.
func Percents(x float64) string {
	switch size := math.Abs(100 * x); {
	case size == 0:
		return "0"
	case size < 0.95:
		return strconv.FormatFloat(100*x, 'g', 2, 64)
	}
	return strconv.FormatFloat(100*x, 'f', 1, 64)
}

// divergenceText writes a divergence without a unit, which is compared with bounds such as 0.2.
func divergenceText(x float64) string {
	switch size := math.Abs(x); {
	case size < 0.995:
		return strconv.FormatFloat(x, 'f', 2, 64)
	case size < 99.5:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return ThreeDigits(x)
}

// ThreeDigits writes a number with three digits that count, or all digits before the point; without an exponent unless
// it is very large or small.
func ThreeDigits(x float64) string {
	size := math.Abs(x)
	switch {
	case size >= 1e15 || size > 0 && size < 1e-6:
		return strconv.FormatFloat(x, 'g', 3, 64)
	case size >= 1000:
		return Grouped(x)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// Grouped writes a whole number with a comma between thousands.
func Grouped(x float64) string {
	digits := strconv.FormatFloat(math.Abs(x), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if x < 0 {
		return "-" + digits
	}
	return digits
}

// HoursOrDays writes a duration as people say it: 90 min, 36 h, 7 days.
func HoursOrDays(d time.Duration) string {
	switch {
	case d >= 96*time.Hour:
		return fmt.Sprintf("%.3g days", d.Hours()/24)
	case d >= 2*time.Hour:
		return fmt.Sprintf("%.3g h", d.Hours())
	}
	return fmt.Sprintf("%.3g min", d.Minutes())
}
