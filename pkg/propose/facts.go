package propose

import (
	"math"

	"leeway/pkg/sqlast"
)

// seen is how many rows of the sample have a value.
func (c *column) seen() int {
	n := 0
	for _, v := range c.cells {
		if !v.null {
			n++
		}
	}
	return n
}

// counts is how often each value occurs in the sample.
func (c *column) counts() map[string]int {
	n := map[string]int{}
	for _, v := range c.cells {
		if !v.null {
			n[v.text]++
		}
	}
	return n
}

// isUnique reports whether a column identifies the rows of the sample: hardly any is missing, hardly any occurs twice.
// Logs hold some predictions twice, so it need not be every one.
func (c *column) isUnique() bool {
	seen := c.seen()
	return seen > 0 && 20*seen >= 19*len(c.cells) && 5*len(c.counts()) >= 4*seen
}

// isNumeric reports whether the values are numbers: by type, or as all texts of the sample.
func (c *column) isNumeric() bool {
	switch c.kind {
	case sqlast.Float, sqlast.Integer, sqlast.Decimal:
		return true
	case sqlast.Text:
		seen := 0
		for _, v := range c.cells {
			if !v.null && !v.isNumber {
				return false
			}
			if !v.null {
				seen++
			}
		}
		return seen > 0
	}
	return false
}

// isCode reports whether texts of digits are codes: they begin with zeros, or they are few whole numbers.
func (c *column) isCode() bool {
	if c.kind != sqlast.Text || !c.isWhole() {
		return false
	}
	n := len(c.counts())
	if n <= mostCodes && 10*n <= c.seen() {
		return true
	}
	for _, v := range c.cells {
		if len(v.text) > 1 && v.text[0] == '0' {
			return true
		}
	}
	return false
}

// span is the range of the numbers; false without any.
func (c *column) span() (lowest, highest float64, ok bool) {
	lowest, highest = math.Inf(1), math.Inf(-1)
	for _, v := range c.cells {
		if v.isNumber && !v.null && !math.IsNaN(v.number) {
			lowest, highest = min(lowest, v.number), max(highest, v.number)
		}
	}
	return lowest, highest, lowest <= highest
}

// isProbability reports whether the values are numbers from 0 to 1, but for errors of rounding.
func (c *column) isProbability() bool {
	const rounding = 1e-9
	lowest, highest, ok := c.span()
	return ok && c.isNumeric() && lowest >= -rounding && highest <= 1+rounding
}

// isPercentage reports whether the values are numbers from 0 to 100 and not all from 0 to 1.
func (c *column) isPercentage() bool {
	lowest, highest, ok := c.span()
	return ok && c.isNumeric() && lowest >= 0 && highest > 1 && highest <= 100
}

// mostClasses is how many values a prediction may have and still be a class.
const mostClasses = 50

// isClass reports whether the values are classes: truth values, texts of which there are few, or few whole numbers.
func (c *column) isClass() bool {
	n := len(c.counts())
	switch c.kind {
	case sqlast.Bool:
		return true
	case sqlast.Text:
		return n > 0 && n <= mostClasses && (n <= 2 || 4*n <= c.seen())
	case sqlast.Integer, sqlast.Float, sqlast.Decimal:
		return n > 0 && n <= mostClasses && c.isWhole() && (n <= 2 || 20*n <= c.seen())
	}
	return false
}

func (c *column) isWhole() bool {
	for _, v := range c.cells {
		if !v.null && (!v.isNumber || v.number != math.Trunc(v.number)) {
			return false
		}
	}
	return true
}

// describe says what the sample holds.
func (c *column) describe() string {
	text := count(len(c.counts()), "value")
	if lowest, highest, ok := c.span(); ok && c.isNumeric() {
		text += " from " + short(lowest) + " to " + short(highest)
	}
	if missing := len(c.cells) - c.seen(); missing > 0 {
		text += ", " + short(math.Ceil(1000*float64(missing)/float64(len(c.cells)))/10) + " % missing"
	}
	return text
}

// mostCodes is how many whole numbers may be codes.
const mostCodes = 50
