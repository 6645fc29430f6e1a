package propose

import (
	"fmt"
	"regexp"
	"time"

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

// epochUnit is the unit in which numbers, but for a few, are instants between 2001 and 2100; empty if they are none.
// Seconds may have fractions, as Python's time() gives them.
func (c *column) epochUnit() string {
	isNumber := c.kind == sqlast.Integer || c.kind == sqlast.Float || c.kind == sqlast.Decimal
	if !isNumber || c.isKey {
		return ""
	}
	const first, last = 1e9, 4.1e9
	for _, unit := range []struct {
		name      string
		perSecond float64
	}{{"s", 1}, {"ms", 1e3}, {"us", 1e6}, {"ns", 1e9}} {
		if c.inRange(first*unit.perSecond, last*unit.perSecond) >= mostlyTimes {
			return unit.name
		}
	}
	return ""
}

// isTime reports whether the values are dates or instants by type.
func (c *column) isTime() bool {
	return c.kind == sqlast.Timestamp || c.kind == sqlast.TimestampTZ || c.kind == sqlast.DateOnly
}
