package introspect

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Sample reads one row of each table of a model, every column that the definition names, and returns when the log's was
// predicted; false while the log is empty. It shows what the catalog cannot: rights on columns, views that fail, and
// whether the zone of the times is the right one. Errors have the path of the table or field.
func (n *Introspector) Sample(ctx context.Context, m *model.Model) (at time.Time, ok bool, err error) {
	found, err := n.catalog.TablesOf(ctx, m)
	if err != nil {
		return at, false, err
	}
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return at, false, fault.Newf(fault.BadModel, "%q is not a time zone", m.Timezone).At("timezone")
	}
	read, instant, err := found.Log.Moment()
	if err != nil {
		return at, false, fault.As(err).At("log.time")
	}
	logged, ok, err := n.sampleRow(ctx, m.Log.Table, read, logColumns(m))
	if err != nil {
		return at, false, fault.As(err).At("log")
	}
	if o := m.Outcomes; o != nil && o.Table != "" {
		columns := append(slices.Clone(o.ID), o.Label, o.Source)
		if o.Time != nil {
			columns = append(columns, o.Time.Column)
		}
		if _, _, err := n.sampleRow(ctx, o.Table, [2]sqlast.Expr{sqlast.Int(0), sqlast.Int(0)}, columns); err != nil {
			return at, false, fault.As(err).At("outcomes")
		}
	}
	return instant(logged[0], logged[1]).In(zone), ok, nil
}

// sampleRow reads two values and whether the columns are NULL from one row; false where the first value is NULL, and
// without a row.
func (n *Introspector) sampleRow(ctx context.Context, name string, read [2]sqlast.Expr,
	columns []string) (values [2]int64, ok bool, err error) {
	t, err := n.catalog.Table(ctx, name)
	if err != nil {
		return values, false, err
	}
	q := sqlast.Select{From: sqlast.Table{Name: t.Name},
		Items: []sqlast.Item{{X: read[0], As: "value"}, {X: read[1], As: "offset"}}, Limit: 1}
	for i, c := range columns {
		kind, there := t.Types[c]
		if c == "" {
			continue
		}
		if !there {
			return values, false, store.NoColumn(c, t.Columns())
		}
		q.Items = append(q.Items, sqlast.Item{X: sqlast.IsNull{X: sqlast.Column{Name: c, Type: kind}}, As: "c" +
			strconv.Itoa(i)})
	}
	_, err = n.store.Query(ctx, q, func(row store.Row) error {
		values[0], ok = row.Int(0)
		values[1], _ = row.Int(1)
		return nil
	})
	return values, ok, err
}

// logColumns are the columns of the log that a definition names, in any role; some may be empty.
func logColumns(m *model.Model) []string {
	l := m.Log
	columns := append(slices.Clone(l.ID), l.Version, l.Prediction, l.Uncertainty, l.Weight)
	if l.Score != nil {
		columns = append(columns, l.Score.Column)
		for _, c := range l.Score.Classes {
			columns = append(columns, c.Column)
		}
	}
	if l.Interval != nil {
		columns = append(columns, l.Interval.Lower, l.Interval.Upper)
	}
	if l.Latency != nil {
		columns = append(columns, l.Latency.Column, l.Latency.Call)
	}
	if l.InputSize != nil {
		columns = append(columns, l.InputSize.Column)
	}
	if o := m.Outcomes; o != nil && o.Table == "" {
		columns = append(columns, o.Label, o.Source)
	}
	for _, f := range m.Features {
		columns = append(columns, sourceColumn(f.Column, f.Path))
	}
	for _, s := range m.Segments {
		columns = append(columns, sourceColumn(s.Column, s.Path))
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}

// sourceColumn is the column that a path begins with, or the column itself.
func sourceColumn(column, path string) string {
	if first, _, inside := strings.Cut(path, "."); inside {
		return first
	}
	return column
}
