package propose

import (
	"context"
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// mostTables is how many other tables are looked at for labels.
const mostTables = 30

// labelWords are parts of the names of tables that hold labels, or a training set.
var labelWords = words("outcome label ground_truth truth actual target feedback observed")

// findOutcomes finds the labels: in the log, else in a table that has the log's id.
func (d *draft) findOutcomes(ctx context.Context, asked string) error {
	if asked == "" && d.labelInLog() {
		return nil
	}
	if len(d.model.Log.ID) == 0 {
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

// labelOf finds the label of a table: by its name, else by a part of it, or by the name of the prediction in it.
func (d *draft) labelOf(t *table) (label *column, why string, sure Confidence) {
	if c, why := d.find(t, labelRole, d.fitsPrediction); c != nil {
		return c, why, High
	}
	predicted := ""
	if d.prediction != nil {
		predicted = plain(d.prediction.name)
	}
	if rest, ok := stem(predicted, guessPrefixes, guessSuffixes); ok {
		predicted = rest
	}
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
	all = all[:min(len(all), mostTables)]
	return slices.DeleteFunc(all, func(name string) bool { return !d.sharesID(ctx, name) }), nil
}

// sharesID reports whether a table has the columns of the log's id; only the catalog is asked.
func (d *draft) sharesID(ctx context.Context, name string) bool {
	parts, err := d.store.Table(name)
	if err != nil {
		return false
	}
	columns, err := d.store.Columns(ctx, parts)
	return err == nil && !slices.ContainsFunc(d.model.Log.ID, func(id string) bool {
		return !slices.ContainsFunc(columns, func(c store.Column) bool { return c.Name == id })
	})
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
	if label == nil {
		label, why, sure = d.onlyLabel(t)
	}
	if label == nil {
		return false
	}
	d.outcomes, d.label = t, label
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
