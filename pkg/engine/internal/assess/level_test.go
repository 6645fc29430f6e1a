package assess

import (
	"math"
	"testing"
	"time"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// A page policy is wrong as rarely by the hour as by the week: it is looked at once for each of its windows, but for
// those of a day and more, at which it is looked at daily.
func TestAPolicyByTheHourIsAsRarelyWrong(t *testing.T) {
	at := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		tier   model.Tier
		length time.Duration
		times  float64 // stricter than judge.Level
	}{{model.Page, time.Hour, 24}, {model.Page, 15 * time.Minute, 96}, {model.Page, 12 * time.Hour, 2}, {model.Page,
		24 * time.Hour, 1},
		{model.Page, 23 * time.Hour, 1}, {model.Page, 7 * 24 * time.Hour, 1}, {model.Notify, time.Hour, 1},
		{model.Explain, time.Hour, 1}} {
		m := &model.Model{FalsePagesPerYear: model.DefaultFalsePages}
		a := &resolve.Ask{Model: m, Policy: &model.Policy{Tier: c.tier}, Declared: 1}
		one := comparison{assessment: asked(a),
			view: resolve.View{Current: window.Window{Interval: window.Interval{Start: at.Add(-c.length), End: at}}}}
		want := judge.Level(string(c.tier), 1, m.FalsePagesPerYear) / c.times
		if got := one.level(); math.Abs(got-want) > 1e-15 {
			t.Errorf("%s, windows of %v: level %v, want %v", c.tier, c.length, got, want)
		}
	}
}
