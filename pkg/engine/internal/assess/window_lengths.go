package assess

import (
	"fmt"
	"math"
	"slices"
	"time"

	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// JudgedWindows are the lengths of window that are proposed where shorter ones hold too few rows. From a week on every
// window has the same weekdays.
var JudgedWindows = []model.Duration{{Days: 1}, {Days: 2}, {Days: 3}, {Days: 7}, {Days: 14}, {Days: 28}}

// perWindow writes a length as people say it of a rate.
func perWindow(length model.Duration) string {
	switch length {
	case model.Duration{Days: 1}:
		return "a day"
	case model.Duration{Days: 7}:
		return "a week"
	}
	return "in " + length.String()
}

// neededWindows is the number of windows that a log must hold before more than large changes can be told: the current
// one, and as many earlier ones as screening needs.
const neededWindows = judge.MinScreened + 1

// tooLong names a window of which the log holds too few, and the longest one of which it holds enough: "30d × 5 windows
// need 150 days, the log has 60: 7d fits". Empty where the log holds enough.
func tooLong(m *model.Model, b model.Baseline, current window.Window, first time.Time) string {
	if first.IsZero() {
		return ""
	}
	held := current.End.Sub(first)
	needed, step := window.Needed(m, current.Length, b, neededWindows)
	if held >= needed {
		return ""
	}
	apart := ""
	if step.Approx() != current.Length.Approx() {
		apart = fmt.Sprintf(" that end %s apart", step)
	}
	text := fmt.Sprintf("%s × %d windows%s need %.0f days, the log has %.0f", current.Length, neededWindows, apart,
		math.Ceil(needed.Hours()/24), max(0, math.Floor(held.Hours()/24)))
	for _, shorter := range slices.Backward(JudgedWindows) {
		needed, _ := window.Needed(m, shorter, b, neededWindows)
		if shorter.Approx() < current.Length.Approx() && held >= needed {
			return fmt.Sprintf("%s: %s fits", text, shorter)
		}
	}
	return text
}
