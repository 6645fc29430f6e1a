package propose

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
)

// mostlyTimes is the share of a column's values from which it holds times: one broken clock among them changes nothing.
const mostlyTimes = 0.95

// iso is the form of the texts that stores read as times.
var iso = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})?(Z|[-+]\d\d(?::?\d\d)?)?)?$`)

// isISO reports whether the values are ISO 8601 texts; named tells whether any names its offset.
func (c *column) isISO() (all, named bool) {
	if c.kind != sqlast.Text || c.isKey {
		return false, false
	}
	read, seen := 0, 0
	for _, v := range c.cells {
		if v.null {
			continue
		}
		seen++
		parts := iso.FindStringSubmatch(v.text)
		if parts == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, parts[1]); err == nil {
			read++
			named = named || parts[4] != ""
		}
	}
	return seen > 0 && float64(read) >= mostlyTimes*float64(seen), named
}

// isTimed reports whether the values are times by type or in their texts.
func (c *column) isTimed() bool {
	texts, _ := c.isISO()
	return texts || c.isTime()
}

// isInstant reports whether the values can be compared with times: by type, as ISO 8601 texts, or as epochs.
func (c *column) isInstant() bool { return c.isTimed() || c.epochUnit() != "" }

// logTimes is when the rows of the log were logged; rows with a wrong clock are left out and noted.
func (d *draft) logTimes(ctx context.Context) (engine.LogTimes, error) {
	q, err := plan.TimesOf(&d.model, plan.Source{Table: d.log.parts, Types: d.log.types(), Time: &d.model.Log.Time,
		Zone: time.UTC}, "")
	if err != nil {
		return engine.LogTimes{}, err
	}
	times, err := engine.ReadLogTimes(ctx, d.store, q)
	if err != nil {
		return times, err
	}
	if wrong := times.WrongText(d.model.Log.Time.Column); wrong != "" {
		d.note("log.time", Low, "%s", wrong)
	}
	return times, nil
}

// types are the types of the table's columns by name.
func (t *table) types() map[string]sqlast.Type {
	types := map[string]sqlast.Type{}
	for _, c := range t.columns {
		if !c.isKey {
			types[c.name] = c.kind
		}
	}
	return types
}

// inRange returns the share of the numbers from lowest to highest.
func (c *column) inRange(lowest, highest float64) float64 {
	in, seen := 0, 0
	for _, v := range c.cells {
		if v.null || !v.isNumber {
			continue
		}
		seen++
		if v.number >= lowest && v.number <= highest {
			in++
		}
	}
	return float64(in) / float64(max(1, seen))
}

// clockOf says how times without an offset are read.
func (c *column) clockOf(why string) string {
	if texts, named := c.isISO(); texts && named {
		return fmt.Sprintf("%s; ISO 8601 texts; those that name no offset are read as UTC", why)
	} else if texts {
		return fmt.Sprintf("%s; ISO 8601 texts without an offset, read as UTC; if they are another zone's, say so in zone", why)
	}
	return fmt.Sprintf("%s; clocks without a zone, read as UTC; if they are another's, say so in zone", why)
}
