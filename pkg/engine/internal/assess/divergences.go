package assess

import (
	"fmt"
	"slices"

	"leeway/pkg/engine/derived"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// pastDivergences are those of each earlier window from the others, the newest first; none where fewer than two can be
// compared or nobody asks.
func (c *comparison) pastDivergences(p measure.Params) []float64 {
	if !c.ShowsUsual() {
		return nil
	}
	compare := func() (divergences, error) { return c.comparePast(p), nil }
	of, ok := c.divergencesContent(p)
	if !ok {
		values, _ := compare()
		return values
	}
	values, _ := derived.Once(c.Log.Derived, derived.Key{Owner: c.Prepared, Content: of}, compare)
	return values
}

// divergences are kept across requests.
type divergences []float64

// Weight is their size in bytes.
func (d divergences) Weight() uint32 { return uint32(8 * len(d)) }

// divergencesContent is what divergences of earlier windows rest on. ok is false where parts alone do not tell it.
func (c *comparison) divergencesContent(p measure.Params) (of derived.Content, ok bool) {
	if c.Log == nil || c.Log.Derived == nil {
		return of, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("divergences|%s|%d", c.Ask.Measure.ID, p.Bins))
	for _, i := range c.history.past {
		parts, known := c.windowContent([]string{c.subject.Column}, i)
		if !known {
			return of, false
		}
		d.Content(parts)
	}
	return d.Sum(), true
}

// comparePast compares each earlier window with the others.
func (c *comparison) comparePast(p measure.Params) (values []float64) {
	var columns []*summary.Column
	for _, s := range c.past {
		if column := columnOf(s, c.subject.Column); column != nil && column.Count() > 0 {
			columns = append(columns, column)
		}
	}
	if len(columns) < 2 {
		return nil
	}
	for i, one := range columns {
		others := summary.Pool(slices.Concat(columns[:i], columns[i+1:])...)
		if d := c.Ask.Measure.Compare(one, others, p); d.OK {
			values = append(values, d.Value)
		}
	}
	return values
}
