// Package rows says which rows a scan counts, and writes the queries that they come from: the source, filtered, each
// prediction once, joined with its label or with its row of an offline table.
package rows

import (
	"strconv"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Rows says which rows of a source are counted, by span and by dimensions.
type Rows struct {
	Model      *model.Model
	Source     values.Source
	Spans      []window.Interval // disjoint, ascending; ignored by a source without time
	Dimensions []Dimension
	Filters    []Filter
	Tests      []BinTest
	Versions   []string // empty: all
	Labels     *Labels  // needed by columns and dimensions that are derived from labels; nil: labels are not read
	Sample     int      // not 0: of a source without time, no more than so many rows, those that the store finds first
	Offline    *values.Offline
}

// The CTEs of a scan. All that counts reads Base: one row a prediction, with its span, its segments (SegmentName), its
// Weight where the source has one, its time (values.RowTime) where the source has one, and its values. Logged are the
// predictions before they meet another table.
const (
	Base   = "base"
	Logged = "logged"
)

// The columns of Base that say where a row belongs and how much it counts.
var (
	Span   = sqlast.Column{Name: "span", Type: sqlast.Integer}
	Weight = sqlast.Column{Name: "w", Type: sqlast.Float}
)

// SegmentName is the name of a dimension's column in Base, by the dimension's number.
func SegmentName(i int) string { return "s" + strconv.Itoa(i) }

// TimeColumn is the source's time column, for the days of the spans.
func (r Rows) TimeColumn() (values.TimeColumn, error) { return r.Source.TimeColumn(r.during()) }

// during is the time from the first day of the spans to the last.
func (r Rows) during() window.Interval {
	if len(r.Spans) == 0 || r.Source.Time == nil {
		return window.Interval{}
	}
	from, to := r.wholeDays()
	return window.Interval{Start: from, End: to}
}

// Deriver derives the columns of the rows.
func (r Rows) Deriver() values.Deriver {
	return values.Deriver{Model: r.Model, Source: r.Source, Offline: r.Offline, During: r.during()}
}

// SegmentNames are the names of the columns that every step of a count hands on: the span and the segments.
func SegmentNames(dimensions int) []string {
	names := []string{Span.Name}
	for i := range dimensions {
		names = append(names, SegmentName(i))
	}
	return names
}

// carried are the items that hand span, segments and weight on.
func (r Rows) carried() []sqlast.Item {
	var items []sqlast.Item
	for _, name := range SegmentNames(len(r.Dimensions)) {
		items = append(items, expr.As(sqlast.Column{Name: name}, name))
	}
	if r.Source.Weight != "" {
		items = append(items, expr.As(Weight, Weight.Name))
	}
	return items
}
