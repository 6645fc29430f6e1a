package model

import "slices"

// validateLog checks the log's columns against each other and against the task.
func (m *Model) validateLog(c *checker) {
	l := m.Log
	c.required("log.table", l.Table)
	c.columns("log.id", l.ID)
	if l.Unique == UniqueFirst && len(l.ID) == 0 {
		c.add("log.unique", "%q needs log.id, the columns that identify a prediction", l.Unique)
	}
	c.time("log.time", l.Time)
	for _, column := range []struct{ path, name string }{
		{"log.version", l.Version}, {"log.prediction", l.Prediction}, {"log.uncertainty", l.Uncertainty},
		{"log.weight", l.Weight},
	} {
		c.identifier(column.path, column.name)
	}
	m.validateTask(c)
	if l.Interval != nil {
		c.required("log.interval.lower", l.Interval.Lower)
		c.required("log.interval.upper", l.Interval.Upper)
	}
	if l.Latency != nil {
		c.latency(*l.Latency)
	}
	if l.InputSize != nil {
		c.required("log.inputSize.column", l.InputSize.Column)
		c.ascending("log.inputSize.bins", l.InputSize.Bins)
	}
}

// validateTask checks the columns that depend on the task.
func (m *Model) validateTask(c *checker) {
	l := m.Log
	switch m.Task {
	case Binary:
		if l.Prediction == "" && l.Score == nil {
			c.add("log.prediction", "is missing; a binary model needs prediction, score or both")
		}
		if l.Score != nil && l.Score.Classes != nil {
			c.add("log.score",
				"found an object of classes; a binary model has one column, the probability of the positive class")
		}
	case Multiclass:
		if l.Prediction == "" && l.Score == nil {
			c.add("log.prediction", "is missing; a multiclass model needs prediction, score or both")
		}
		if l.Score != nil && l.Score.Classes == nil {
			c.add("log.score", "found the column %q; a multiclass model has an object of class and column",
				l.Score.Column)
		}
	case Regression:
		if l.Prediction == "" {
			c.add("log.prediction", "is missing; a regression model needs the column of the predicted number")
		}
		c.unset("log.score", "a regression model predicts a number, not a probability", l.Score != nil)
	}
	c.unset("log.positive", "only a binary model has a positive class", len(l.Positive) > 0 && m.Task != Binary)
	if positive := slices.Sorted(slices.Values(l.Positive)); len(slices.Compact(positive)) < len(l.Positive) {
		c.add("log.positive", "lists a spelling twice")
	}
	if l.Score == nil {
		return
	}
	if l.Score.Classes == nil {
		c.scoreColumn("log.score", l.Score.ScoreColumn)
	}
	if l.Score.Classes != nil && len(l.Score.Classes) < 2 {
		c.add("log.score", "found %d classes; at least 2 are needed", len(l.Score.Classes))
	}
	for class, column := range l.Score.Classes {
		c.scoreColumn("log.score."+class, column)
	}
}

func (c *checker) scoreColumn(path string, s ScoreColumn) {
	c.required(path, s.Column)
	if s.Index != nil && s.Class != "" {
		c.add(path, "found index and class; a list needs index, a document needs class")
	}
	if s.Index != nil && *s.Index < 0 {
		c.add(path+".index", "%d is not a place; the first place is 0", *s.Index)
	}
	if s.Scale != "" && s.Scale != ScalePercent {
		c.add(path+".scale", "%q is not one of %s", s.Scale, ScalePercent)
	}
}

func (c *checker) time(path string, t Time) {
	c.required(path+".column", t.Column)
	c.zone(path+".zone", t.Zone)
	c.unset(path+".zone", "unit says that the column holds epochs, which have no time zone", t.Unit != "" &&
		t.Zone != "" && t.Zone != DefaultTimezone)
}

func (c *checker) latency(l Latency) {
	c.required("log.latency.column", l.Column)
	c.identifier("log.latency.call", l.Call)
	if l.Per == PerCall && l.Call == "" {
		c.add("log.latency.call", "is missing; per: call needs the column that names the call")
	}
	c.unset("log.latency.call", "it needs per: call", l.Per != PerCall && l.Call != "")
}

// validateOutcomes checks where the labels lie and how they join the log.
func (m *Model) validateOutcomes(c *checker) {
	o := m.Outcomes
	if o == nil {
		return
	}
	c.required("outcomes.label", o.Label)
	c.identifier("outcomes.table", o.Table)
	c.identifier("outcomes.source", o.Source)
	c.columns("outcomes.id", o.ID)
	if o.Table == "" {
		c.unset("outcomes.id", "without outcomes.table the labels are in the log itself", len(o.ID) > 0)
	} else if len(o.ID) > 0 || len(m.Log.ID) == 0 {
		c.joins("outcomes.id", o.ID, m.Log.ID)
	}
	if o.Time == nil {
		return
	}
	c.time("outcomes.time", *o.Time)
	if o.Delay.IsZero() && !o.Delay.Zero {
		c.add("outcomes.delay",
			"is missing; with outcomes.time a label counts if it was observed at most this long after the prediction, for example 1d")
	}
}
