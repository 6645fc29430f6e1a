package resource

import (
	"testing"

	"leeway/pkg/model"
)

func TestBaselinesAreDescribedAsASentenceGoesOn(t *testing.T) {
	from, to := model.NewDate("2013-02-01"), model.NewDate("2013-03-01")
	week, day := model.Duration{Days: 7}, model.Duration{Days: 1}
	halfDay, err := model.ParseDuration("12h")
	if err != nil {
		t.Fatal(err)
	}
	for want, b := range map[string]model.Baseline{
		"a reference table":                {Kind: model.BaselineTable, Table: "secret"},
		"2013-02-01 to 2013-03-01":         {Kind: model.BaselineFixed, From: &from, To: &to},
		"the 8 weeks before":               {Kind: model.BaselineRolling, Periods: 8, Every: week},
		"the week before":                  {Kind: model.BaselineRolling, Periods: 1, Every: week},
		"the 14 days before":               {Kind: model.BaselineRolling, Periods: 14, Every: day},
		"the 4 windows before, 12h apart":  {Kind: model.BaselineRolling, Periods: 4, Every: halfDay},
		"52 weeks before":                  {Kind: model.BaselineOffset, By: model.Duration{Days: 364}},
		"1 day before":                     {Kind: model.BaselineOffset, By: day},
		"12h before":                       {Kind: model.BaselineOffset, By: halfDay},
		"version v3":                       {Kind: model.BaselineVersion, Version: "v3"},
		"the window before":                {Kind: model.BaselinePrevious},
		"the first 28 days of the version": {Kind: model.BaselineLaunch},
	} {
		if got := describeBaseline(b); got != want {
			t.Errorf("%+v is %q, want %q", b, got, want)
		}
	}
}
