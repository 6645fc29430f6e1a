package assess

import (
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

func TestAWindowOfWhichTheLogHoldsTooFewNamesTheOneThatFits(t *testing.T) {
	weekly := model.Baseline{Kind: model.BaselineRolling, Every: model.Duration{Days: 7}}
	daily := model.Baseline{Kind: model.BaselineRolling, Every: model.Duration{Days: 1}}
	for _, c := range []struct {
		name   string
		days   int
		held   int
		b      model.Baseline
		season string
		want   string
	}{
		{"a month in two months", 30, 60, daily, "", "30d × 5 windows need 150 days, the log has 60: 7d fits"},
		{"a month that steps by whole weeks", 30, 60, weekly, "",
			"30d × 5 windows that end 35d apart need 170 days, the log has 60: 7d fits"},
		{"a month in a log of five", 30, 150, daily, "", ""},
		{"a day less than five months", 30, 149, daily, "", "30d × 5 windows need 150 days, the log has 149: 28d fits"},
		{"a week in a month", 7, 30, weekly, "", "7d × 5 windows need 35 days, the log has 30: 2d fits"},
		{"a week in five", 7, 35, weekly, "", ""},
		{"a week in twelve days", 7, 12, daily, "", "7d × 5 windows need 35 days, the log has 12: 2d fits"},
		{"a day of the same weekdays", 1, 20, weekly, "",
			"1d × 5 windows that end 7d apart need 29 days, the log has 20"},
		{"a fixed baseline steps by weeks", 1, 20, model.Baseline{Kind: model.BaselineFixed}, "",
			"1d × 5 windows that end 7d apart need 29 days, the log has 20"},
		{"and by its windows without a season", 7, 20, model.Baseline{Kind: model.BaselineFixed}, model.SeasonNone,
			"7d × 5 windows need 35 days, the log has 20: 3d fits"},
		{"a window before the log", 7, -3, weekly, "", "7d × 5 windows need 35 days, the log has 0"},
	} {
		w := window.Window{Length: model.Duration{Days: c.days}}
		w.End = time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
		got := tooLong(&model.Model{Season: c.season}, c.b, w, w.End.AddDate(0, 0, -c.held))
		if got != c.want {
			t.Errorf("%s: it says %q, want %q", c.name, got, c.want)
		}
	}
}
