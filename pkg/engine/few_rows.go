package engine

import (
	"fmt"

	"leeway/pkg/model"
)

// JudgedWindows are the lengths of window that are proposed where shorter ones hold too few rows. From a week on every window
// has the same weekdays.
var JudgedWindows = []model.Duration{{Days: 1}, {Days: 2}, {Days: 3}, {Days: 7}, {Days: 14}, {Days: 28}}

// fewRows names a window that holds too few rows to be judged, with the numbers: "40 rows a day are fewer than the 100 that it
// needs". Empty where the window holds enough, or none.
func (c *contest) fewRows() string {
	n, length := c.current.Rows, c.view.current.Length
	if n == 0 || n >= c.ask.minCount || length.Approx() <= 0 {
		return ""
	}
	text := fmt.Sprintf("%.0f rows %s are fewer than the %.0f that it needs", n, perWindow(length), c.ask.minCount)
	for _, longer := range JudgedWindows {
		if n*longer.Approx().Hours()/length.Approx().Hours() >= c.ask.minCount {
			return fmt.Sprintf("%s; a window of %s holds enough", text, longer)
		}
	}
	return text
}

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
