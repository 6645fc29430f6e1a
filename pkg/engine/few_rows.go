package engine

import (
	"leeway/pkg/model"
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
