package columns

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// LabelledColumns lists the columns that are derived from a model's labels: of a regression model the label, the errors
// and, with a prediction interval, whether it held; of a multiclass model with scores the log loss; and how long labels
// took, where the model says when they were observed.
func LabelledColumns(m *model.Model) []Column {
	var list []Column
	if m.Outcomes == nil {
		return nil
	}
	if m.Task == model.Regression {
		list = append(list,
			Column{Key: summary.LabelKey, Role: summary.LabelKey, Derived: LabelValue, Mode: FirstPass},
			Column{Key: ResidualKey, Role: ResidualKey, Derived: Residual, Mode: FirstPass},
			Column{Key: RelativeErrorKey, Role: RelativeErrorKey, Derived: RelativeError,
				Grid: summary.DefaultExponential})
		if m.Log.Interval != nil {
			list = append(list, Column{Key: CoveredKey, Role: CoveredKey, Derived: Covered, Mode: Distinct})
		}
	}
	if ClassScores(m) != nil {
		list = append(list, logLossColumn())
	}
	if m.Outcomes.Time != nil {
		list = append(list, Column{Key: DelayKey, Role: DelayKey, Derived: Delay, Grid: summary.DefaultExponential})
	}
	return list
}

// OutcomeColumns lists the columns about a table of outcomes; orphans need to know when one was observed.
func OutcomeColumns(m *model.Model) []Column {
	if m.Outcomes == nil || m.Outcomes.Table == "" {
		return nil
	}
	list := []Column{{Key: RevisionKey, Role: RevisionKey, Mode: Distinct}}
	if m.Outcomes.Time != nil {
		list = append(list, Column{Key: OrphanKey, Role: OrphanKey, Mode: Distinct})
	}
	return list
}

// leastLookBack is how far back predictions of an outcome are looked for at least.
const leastLookBack = 28 * 24 * time.Hour

// LookBack is how long before it was observed an outcome's prediction may lie: twice the horizon, at least 28 days. A
// label that is merely late is no orphan.
func LookBack(m *model.Model) time.Duration {
	return max(2*m.Outcomes.Delay.Approx(), leastLookBack)
}
