package window

import (
	"time"

	"leeway/pkg/model"
)

// week is the season that short windows have by default.
var week = model.Duration{Days: 7}

// History returns the count windows before a current one that tell what is usual, newest first. They lie at the same
// time of the day and the week: each is the window shifted back by a multiple of step in the local calendar. Because
// the current window of a performance measure already ends earlier by the outcomes' delay, so do they.
func History(m *model.Model, current Window, b model.Baseline, count int) []Window {
	step := historyStep(m, current, b)
	list := make([]Window, count)
	for j := range list {
		list[j] = ending(shift(current.End, step, -j-1), current.Length)
	}
	return list
}

// historyStep is the smallest multiple of a rolling baseline's every, of a week for the other kinds, that is at least
// the window. Without a season it is the window itself for the others.
func historyStep(m *model.Model, current Window, b model.Baseline) model.Duration {
	unit := week
	switch {
	case b.Kind == model.BaselineRolling:
		unit = b.Filled().Every
	case m.Season == model.SeasonNone:
		unit = current.Length
	}
	every := unit.Approx()
	n := int(max(1, (current.Length.Approx()+every-1)/every))
	return model.Duration{Days: n * unit.Days, Clock: time.Duration(n) * unit.Clock}
}

// Needed returns two lengths of time for count windows: from the start of the oldest window to the end of the newest,
// and the step from one end to the next.
func Needed(m *model.Model, length model.Duration, b model.Baseline,
	count int) (total time.Duration, step model.Duration) {
	step = historyStep(m, Window{Length: length}, b)
	return time.Duration(count-1)*step.Approx() + length.Approx(), step
}

// leastAdoption is the shortest time in which an odd level becomes the new normal.
const leastAdoption = 28 * day

// AdoptAfter is the number of odd windows in a row that become the new normal: as many as the model says, and no fewer
// than fill 28 days.
func AdoptAfter(m *model.Model, current Window, b model.Baseline) int {
	step := historyStep(m, current, b).Approx()
	return max(m.AdoptAfter, int((leastAdoption+step-1)/step))
}
