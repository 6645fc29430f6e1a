package propose

import (
	"context"
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// mostTables is how many other tables are looked at for labels.
const mostTables = 30

// labelWords are parts of the names of tables that hold labels, or a training set.
var labelWords = words("outcome label ground_truth truth actual target feedback observed")

// findOutcomes finds the labels: in the log, else in a table that has the log's id.
func (d *draft) findOutcomes(ctx context.Context) error {
	asked := d.asked.Outcomes
	if asked == "" && d.labelInLog() {
		return nil
	}
	if len(d.model.Log.ID) == 0 {
		if err := d.findSharedID(ctx, asked); err != nil || d.model.Outcomes != nil {
			return err
		}
		if asked != "" {
			return fault.Newf(fault.Unsupported, "the log %s has no id by which %s could be joined", d.log.name, asked)
		}
		return nil
	}
	candidates, err := d.labelTables(ctx, asked)
	if err != nil {
		return err
	}
	for _, name := range candidates {
		t, err := read(ctx, d.store, name)
		if err != nil {
			if asked != "" {
				return fault.As(err).At("outcomes")
			}
			continue // a table that this account cannot read holds no labels for it
		}
		if d.takeOutcomes(t) {
			return nil
		}
	}
	if asked != "" {
		return fault.Newf(fault.Unsupported, "the table %s has no column %q, or none that looks like a label", asked,
			d.model.Log.ID[0])
	}
	d.note("outcomes", Low,
		"no labels were found, neither in the log nor in a table with its id; without labels performance cannot be computed")
	return nil
}

// labelInLog takes a label that lies beside the prediction.
func (d *draft) labelInLog() bool {
	label, why, sure := d.labelOf(d.log)
	if label == nil {
		return false
	}
	d.roles[label] = true
	d.label = label
	d.model.Outcomes = &model.Outcomes{Label: label.name}
	d.note("outcomes", sure, "%s, in the log itself; %s", why, label.describe())
	return true
}

// labelOf finds the label of a table: the column that was asked for, else one by its name.
func (d *draft) labelOf(t *table) (label *column, why string, sure Confidence) {
	if d.asked.Label != "" {
		return d.askedLabel(t), "the column that you named", High
	}
	return d.labelByName(t)
}

// labelByName finds the label of a table: by its name, else by a part of it, or by the name of the prediction in it.
func (d *draft) labelByName(t *table) (label *column, why string, sure Confidence) {
	if c, why := d.find(t, labelRole, d.fitsPrediction); c != nil {
		return c, why, High
	}
	predicted := d.predictedName()
	for _, c := range t.columns {
		if d.roles[c] || c.isKey || !d.fitsPrediction(c) {
			continue
		}
		name := plain(c.name)
		if rest, ok := stem(name, labelPrefixes, labelSuffixes); ok &&
			(rest == predicted || t != d.log || d.prediction != nil && d.prediction.isClass() == c.isClass()) {
			return c, "a column named like a label", Medium
		}
		if t != d.log && len(predicted) > 2 && strings.Contains(name, predicted) {
			return c, "the label whose name holds that of the prediction", High
		}
	}
	return nil, "", Low
}

// predictedName is the name of what is predicted: late of predicted_late; empty without a prediction.
func (d *draft) predictedName() string {
	if d.prediction == nil {
		return ""
	}
	name := plain(d.prediction.name)
	if rest, ok := stem(name, guessPrefixes, guessSuffixes); ok {
		return rest
	}
	return name
}

// fitsPrediction reports whether a column could hold the truth of what was predicted: classes for classes.
func (d *draft) fitsPrediction(c *column) bool {
	switch {
	case c.isTimed():
		return false
	case d.prediction == nil:
		return c.isClass()
	case d.prediction.isClass():
		return c.isClass()
	}
	return c.isNumeric()
}

// labelTables are the tables to look at, those named like labels first.
func (d *draft) labelTables(ctx context.Context, asked string) ([]string, error) {
	if asked != "" {
		return []string{asked}, nil
	}
	tables, err := listTables(ctx, d.store)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(d.likelyFirst(tables), func(name string) bool {
		return !d.hasColumns(ctx, name, d.model.Log.ID...)
	}), nil
}

// likelyFirst is a list of tables without the log, those named like labels first, cut to the number that is looked at.
func (d *draft) likelyFirst(tables []string) []string {
	var likely, others []string
	for _, name := range tables {
		switch {
		case name == d.log.name:
		case slices.ContainsFunc(labelWords, func(w string) bool { return strings.Contains(plain(name), w) }):
			likely = append(likely, name)
		default:
			others = append(others, name)
		}
	}
	all := append(likely, others...)
	return all[:min(len(all), mostTables)]
}

// takeOutcomes takes a table's label if it has one and is no log itself.
func (d *draft) takeOutcomes(t *table) bool {
	id := slices.IndexFunc(t.columns, func(c *column) bool { return c.name == d.model.Log.ID[0] })
	if id < 0 || d.model.Log.Prediction != "" && slices.ContainsFunc(t.columns,
		func(c *column) bool { return c.name == d.model.Log.Prediction }) {
		return false
	}
	d.roles[t.columns[id]] = true
	when, named := d.find(t, labelTimeRole, (*column).isInstant)
	source, _ := d.find(t, labelSourceRole, func(c *column) bool { return len(c.counts()) <= mostClasses })
	for _, c := range []*column{when, source} {
		if c != nil {
			d.roles[c] = true
		}
	}
	label, why, sure := d.labelOf(t)
	var times []*column
	if when == nil {
		times = slices.DeleteFunc(d.timesOf(t), func(c *column) bool { return c == label })
		for _, c := range times {
			d.roles[c] = true
		}
	}
	if label == nil && d.asked.Label == "" {
		label, why, sure = d.onlyLabel(t)
	}
	if label == nil {
		return false
	}
	d.outcomes, d.label, d.labelTimes = t, label, times
	d.model.Outcomes = &model.Outcomes{Table: t.name, ID: d.model.Log.ID, Label: label.name}
	d.note("outcomes", sure, "the table has the log's id, and %s is %s; %s", label.name, why, label.describe())
	if when != nil {
		at := d.timeOf(when, "outcomes.time", High, named)
		d.model.Outcomes.Time = &at
	}
	if source != nil {
		d.model.Outcomes.Source = source.name
	}
	return true
}

// onlyLabel is the one column that is left and fits the prediction.
func (d *draft) onlyLabel(t *table) (label *column, why string, sure Confidence) {
	for _, c := range t.columns {
		if d.roles[c] || c.isKey || !d.fitsPrediction(c) {
			continue
		}
		if label != nil {
			return nil, "", Low
		}
		label = c
	}
	return label, "the only column that fits the prediction", Medium
}
