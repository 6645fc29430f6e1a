package propose

import (
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// findTime finds when predictions were made. Without a time there is nothing to compare.
func (d *draft) findTime() error {
	c, why := d.find(d.log, timeRole, (*column).isInstant)
	sure := High
	if c == nil {
		for _, other := range d.log.columns {
			if label, _ := d.find(d.log, labelTimeRole, func(c *column) bool { return c == other }); other.isTimed() &&
				!other.isKey && label == nil {
				c, why, sure = other, "the first column of times", Medium
				break
			}
		}
	}
	if c == nil {
		return fault.Newf(fault.Unsupported,
			"the table %s has no column that could be the time of the predictions: a timestamp, "+
				"a date, ISO 8601 texts, or whole numbers of seconds or milliseconds since 1970", d.log.name)
	}
	d.roles[c] = true
	d.model.Log.Time = d.timeOf(c, "log.time", sure, why)
	if c.kind == sqlast.DateOnly {
		d.model.Resolution = model.Duration{Days: 1}
	}
	d.model.Timezone = model.DefaultTimezone
	d.note("timezone", Low,
		"the store does not say in which time zone days and weeks count; write for example Europe/Berlin")
	return nil
}

// timeOf is a time column as a definition writes it.
func (d *draft) timeOf(c *column, path string, sure Confidence, why string) model.Time {
	if unit := c.epochUnit(); unit != "" {
		d.note(path, sure, "%s; by their size the numbers are epochs in %s", why, unit)
		return model.Time{Column: c.name, Unit: unit}
	}
	if c.kind == sqlast.TimestampTZ {
		d.note(path, sure, "%s; instants", why)
		return model.Time{Column: c.name}
	}
	d.note(path, sure, "%s", c.clockOf(why))
	return model.Time{Column: c.name, Zone: model.DefaultTimezone}
}

// findID finds what identifies a prediction; without it every row counts.
func (d *draft) findID() {
	if c, why := d.find(d.log, idRole, (*column).canBeID); c != nil {
		d.roles[c] = true
		d.model.Log.ID, d.model.Log.Unique = []string{c.name}, model.UniqueFirst
		d.note("log.id", High, "%s; %s in %d rows of the sample, and logged twice counts once", why,
			count(len(c.counts()), "value"), c.seen())
		return
	}
	for _, c := range d.log.columns {
		if c.endsLikeID() && !d.roles[c] && !c.isKey && c.canBeID() {
			d.roles[c] = true
			d.model.Log.ID, d.model.Log.Unique = []string{c.name}, model.UniqueFirst
			d.note("log.id", Medium, "it ends like an id and identifies the rows of the sample")
			return
		}
	}
}

// mostVersions is how many versions a sample may hold.
const mostVersions = 20

func (d *draft) findVersion() {
	c, why := d.find(d.log, versionRole, func(c *column) bool {
		n := len(c.counts())
		return n > 0 && n <= mostVersions && !c.isTimed()
	})
	if c != nil {
		d.roles[c] = true
		d.model.Log.Version = c.name
		d.note("log.version", High, "%s; %s in the sample", why, count(len(c.counts()), "value"))
	}
}

// findCost finds what a prediction took: its latency, by call where one call serves several rows, and its size.
func (d *draft) findCost() {
	isCost := func(c *column) bool {
		lowest, _, ok := c.span()
		return ok && c.isNumeric() && lowest >= 0
	}
	c, why := d.find(d.log, latencyRole, isCost)
	if c == nil {
		return
	}
	d.roles[c] = true
	l := &model.Latency{Column: c.name, Unit: unitOf(plain(c.name))}
	sure := High
	if !strings.HasSuffix(plain(c.name), "_"+l.Unit) {
		sure = Medium
	}
	calls, whose := d.find(d.log, callRole,
		func(c *column) bool { return c.seen() == len(c.cells) && len(c.counts()) < c.seen() })
	if calls != nil {
		d.roles[calls] = true
		l.Per, l.Call = model.PerCall, calls.name
		d.note("log.latency", sure, "%s, in %s; %s calls several rows by one name (%s), so a call counts once", why,
			l.Unit, calls.name, whose)
	} else {
		d.note("log.latency", sure, "%s, in %s", why, l.Unit)
	}
	d.model.Log.Latency = l
	if c, why := d.find(d.log, inputSizeRole, func(c *column) bool { return isCost(c) && c.isWhole() }); c != nil {
		d.roles[c] = true
		d.model.Log.InputSize = &model.InputSize{Column: c.name}
		d.note("log.inputSize", High, "%s", why)
	}
}

// unitOf reads the unit at the end of a name; milliseconds where there is none.
func unitOf(name string) string {
	for suffix, unit := range map[string]string{"_s": "s", "_seconds": "s", "_us": "us", "_ns": "ns"} {
		if strings.HasSuffix(name, suffix) {
			return unit
		}
	}
	return "ms"
}

// findDoubt finds what says how sure a prediction is, and how much a row weighs.
func (d *draft) findDoubt() {
	if c, why := d.find(d.log, uncertaintyRole, (*column).isNumeric); c != nil {
		d.roles[c] = true
		d.model.Log.Uncertainty = c.name
		d.note("log.uncertainty", Medium, "%s", why)
	}
	lower, why := d.find(d.log, lowerRole, (*column).isNumeric)
	upper, _ := d.find(d.log, upperRole, (*column).isNumeric)
	if d.prediction != nil && lower == nil && upper == nil {
		lower, upper, why = d.boundByStem(lowerEnds), d.boundByStem(upperEnds), "numbers named after the prediction"
	}
	if lower != nil && upper != nil && d.model.Task == model.Regression {
		d.roles[lower], d.roles[upper] = true, true
		d.model.Log.Interval = &model.Interval{Lower: lower.name, Upper: upper.name, Level: 0.9}
		d.note("log.interval", Low, "%s; the level is a guess, write the one that the model was made for", why)
	}
	if c, why := d.find(d.log, weightRole,
		func(c *column) bool { lowest, _, ok := c.span(); return ok && lowest > 0 }); c != nil {
		d.roles[c] = true
		d.model.Log.Weight = c.name
		d.note("log.weight", Low, "%s; if it is a feature, list it there: a weight says how many rows one stands for",
			why)
	}
}

// the ends of the names of a prediction interval's bounds, behind the name of the prediction.
var (
	lowerEnds = words("lower lo low lower_bound")
	upperEnds = words("upper hi high upper_bound")
)

// boundByStem finds a bound of the prediction's interval by its name: eta_lo is one of eta. Nil if there is none.
func (d *draft) boundByStem(ends []string) *column {
	for _, c := range d.log.columns {
		rest, ok := strings.CutPrefix(plain(c.name), plain(d.prediction.name)+"_")
		if ok && slices.Contains(ends, rest) && !d.roles[c] && !c.isKey && c.isNumeric() {
			return c
		}
	}
	return nil
}
