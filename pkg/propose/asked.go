package propose

import (
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// reserve gives the prediction that was asked for its role before any name is looked at. It refuses one that the log has
// not, or that cannot be one.
func (d *draft) reserve() error {
	name := d.asked.Prediction
	if name == "" {
		return nil
	}
	c := d.log.named(name)
	if c == nil {
		var names []string
		for _, c := range d.log.columns {
			names = append(names, c.path)
		}
		return fault.NoneOf(fault.NotFound, "prediction", name, names)
	}
	if why := ""; c.isKey || !c.isOutput() {
		if why = "holds neither numbers nor few classes: it has " + c.describe(); c.isKey {
			why = "lies inside a document; make a view in which it is a column"
		}
		return fault.Newf(fault.Unsupported, "%q of the table %s %s", name, d.log.name, why).At("prediction")
	}
	d.roles[c] = true
	return nil
}

// askedLabel is the label that was asked for, if a table has it and it fits the prediction.
func (d *draft) askedLabel(t *table) *column {
	c := t.named(d.asked.Label)
	if c == nil || c.isKey || d.roles[c] || !d.fitsPrediction(c) {
		return nil
	}
	return c
}

// noLabel says that the label that was asked for is nowhere.
func (d *draft) noLabel() error {
	where := "the log"
	if t := d.asked.Outcomes; t != "" {
		where = "the table " + t
	} else if len(d.model.Log.ID) > 0 {
		where += " or a table with its id " + d.model.Log.ID[0]
	}
	return fault.Newf(fault.NotFound, "no column %q that fits the prediction is in %s", d.asked.Label, where).At("label")
}

// isOutput reports whether a column could hold predictions: numbers, or few classes.
func (c *column) isOutput() bool {
	return c.isClass() || c.isNumeric() || len(c.counts()) <= mostClasses && c.kind == sqlast.Text
}
