package resource

import (
	"fmt"

	"leeway/pkg/model"
)

// describeBaseline says what a baseline is, as a sentence goes on after "against". It names no table.
func describeBaseline(b model.Baseline) string {
	switch b.Kind {
	case model.BaselineTable:
		return "a reference table"
	case model.BaselineFixed:
		return fmt.Sprintf("%s to %s", b.From, b.To)
	case model.BaselineRolling:
		return describePeriods(b.Periods, b.Every)
	case model.BaselineOffset:
		return describeLength(b.By) + " before"
	case model.BaselineVersion:
		return "version " + b.Version
	case model.BaselinePrevious:
		return "the window before"
	case model.BaselineLaunch:
		return "the first 28 days of the version"
	}
	return string(b.Kind)
}

// describePeriods names the earlier windows of a rolling baseline.
func describePeriods(n int, every model.Duration) string {
	switch {
	case every.Clock == 0 && every.Days == 7:
		return "the " + several(n, "week") + " before"
	case every.Clock == 0 && every.Days == 1:
		return "the " + several(n, "day") + " before"
	}
	return fmt.Sprintf("the %s before, %s apart", several(n, "window"), every)
}

// describeLength writes whole weeks and days in words, other lengths as a definition does.
func describeLength(d model.Duration) string {
	switch {
	case d.Clock == 0 && d.Days%7 == 0:
		return number(d.Days/7, "week")
	case d.Clock == 0:
		return number(d.Days, "day")
	}
	return d.String()
}

// several writes a number before a noun, but not a single one: the week, the 8 weeks.
func several(n int, what string) string {
	if n == 1 {
		return what
	}
	return number(n, what)
}

// number writes a number before a noun: 1 week, 8 weeks.
func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
