package propose

import (
	"context"
	"errors"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// The bounds of a sample: rows, cells of all rows, and bytes of texts.
const (
	sampleRows  = 2000
	sampleCells = 400_000
	sampleBytes = 16 << 20
)

// read looks a table up in the catalog and reads a sample of it.
func read(ctx context.Context, s store.Store, name string) (*table, error) {
	parts, err := s.Table(name)
	if err != nil {
		return nil, err
	}
	listed, err := s.Columns(ctx, parts)
	if err != nil {
		return nil, err
	}
	t := &table{name: name, parts: parts}
	if t.size, t.sized, err = store.Size(ctx, s, parts); err != nil {
		t.sized = false // an account may read tables without reading their statistics
	}
	for _, c := range listed {
		t.columns = append(t.columns, newColumn(c))
	}
	if err := t.sample(ctx, s); err != nil {
		return nil, err
	}
	t.openDocuments()
	return t, nil
}

// errEnough ends a sample that holds as much as it may.
var errEnough = errors.New("the sample is large enough")

// sample reads the first rows that the store hands out: no order and no condition, so that it may stop at once.
func (t *table) sample(ctx context.Context, s store.Store) error {
	q := sqlast.Select{From: sqlast.Table{Name: t.parts},
		Limit: max(50, min(sampleRows, sampleCells/max(1, len(t.columns))))}
	var readable []*column
	for _, c := range t.columns {
		if x := c.readExpr(); x != nil {
			q.Items = append(q.Items, sqlast.Item{X: x, As: "c" + strconv.Itoa(len(readable))})
			readable = append(readable, c)
		}
	}
	if len(readable) == 0 {
		return fault.Newf(fault.Unsupported, "the table %s has no column of a type that Leeway reads", t.name)
	}
	bytes := 0
	_, err := s.Query(ctx, q, func(row store.Row) error {
		for i, c := range readable {
			v := cellOf(row, i, c.kind)
			bytes += len(v.text)
			c.cells = append(c.cells, v)
		}
		if t.rows++; bytes > sampleBytes {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// readExpr is the expression that reads a column into a cell; nil for types that have no meaning here.
func (c *column) readExpr() sqlast.Expr {
	x := sqlast.Column{Name: c.name, Type: c.held}
	switch c.kind {
	case sqlast.Float, sqlast.Decimal:
		return sqlast.ToNumber{X: x, From: c.held}
	case sqlast.Integer, sqlast.Bool, sqlast.Text:
		return sqlast.ToText{X: x, From: c.held}
	case sqlast.Blob: // of bytes only ids are read: others may be whole files
		if c.namedLikeID() {
			return sqlast.ToText{X: x, From: c.held}
		}
	case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
		return sqlast.Micros{X: x, From: c.kind}
	case sqlast.JSON:
		return sqlast.Document{X: x}
	}
	return nil
}

// cellOf reads a value; a number's text is the one that categories are compared by.
func cellOf(row store.Row, i int, kind sqlast.Type) cell {
	if row.Null(i) {
		return cell{null: true}
	}
	if text, ok := row.Text(i); ok {
		v := cell{text: text}
		if kind == sqlast.Integer || kind == sqlast.Text {
			v.number, v.isNumber = numberOf(text)
		}
		return v
	}
	x, _ := row.Float(i)
	return cell{text: strconv.FormatFloat(x, 'f', -1, 64), number: x, isNumber: true}
}
