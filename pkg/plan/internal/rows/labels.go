package rows

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan/internal/values"
)

// Labels says how the outcomes of a scan are read.
type Labels struct {
	Source  values.Source // of the outcomes; zero when labels lie in the scan's own source
	Column  string        // the label's column there; empty: labels are not read
	Horizon time.Duration // H: a label observed no later than this after its prediction is in time
	All     bool          // read labels observed after the horizon too
	Score   bool          // count by score cell as well
	Time    *model.Time   // when a label was observed, a column of where the labels lie; nil: every label is in time
}

// LabelsOf returns how a model's labels are read; source is the outcomes table, zero when labels lie in the log.
func LabelsOf(m *model.Model, source values.Source) (Labels, error) {
	if m.Outcomes == nil {
		return Labels{}, fault.Newf(fault.BadQuery, "model %q declares no outcomes, so it has no labels", m.ID)
	}
	l := Labels{Source: source, Column: m.Outcomes.Label, Horizon: m.Outcomes.Delay.Approx()}
	if source.Time != nil {
		l.Time = source.Time
	}
	return l, nil
}

// inTable reports whether labels lie in a table of outcomes.
func (l Labels) inTable() bool { return l.Source.Table != nil }

// zone is that of naive times of labels. It loads, or the model would have been refused.
func (l Labels) zone() *time.Location {
	if zone, err := time.LoadLocation(l.Time.Zone); err == nil {
		return zone
	}
	return time.UTC
}
