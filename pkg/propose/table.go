package propose

import (
	"slices"
	"strconv"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// table is a table of the store with a sample of its rows.
type table struct {
	name    string // as a model writes it
	parts   []string
	size    int64
	sized   bool
	columns []*column // in the table's order; the keys of documents after their column
	rows    int       // of the sample
}

// column is a column, or a key inside a document, with its values in the sample.
type column struct {
	name  string // of the column; of a key its last part
	path  string // column.key.key; of a column its name
	isKey bool
	kind  sqlast.Type // what its values are, a plain type
	held  sqlast.Type // the type in the store; of a key the same as kind
	cells []cell      // one for each row of the sample

	refused string // why the store cannot read it
	rounded string // why the store does not distinguish its numbers; empty: it does
}

// cell is a value of the sample. Number counts where isNumber.
type cell struct {
	text     string
	number   float64
	isNumber bool
	quoted   bool // a text inside a document, whatever it holds
	null     bool
}

// newColumn is a column of the catalog without its sample.
func newColumn(c store.Column) *column {
	return &column{name: c.Name, path: c.Name, kind: c.Type.Plain(), held: c.Type, refused: c.Refused,
		rounded: c.Rounded}
}

// numberOf reads a number as stores do: what is not a number, and what is not finite, is none.
func numberOf(text string) (float64, bool) {
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && x-x == 0
}

// has reports whether a table has a column of this plain name.
func (t *table) has(names ...string) bool {
	return slices.ContainsFunc(t.columns,
		func(c *column) bool { return !c.isKey && slices.Contains(names, plain(c.name)) })
}

// named is the column of a name, letter by letter, or a key inside a document by its path; nil if there is none.
func (t *table) named(name string) *column {
	for _, c := range t.columns {
		if c.path == name {
			return c
		}
	}
	return nil
}

// heldAs is the type of a column in the store.
func (t *table) heldAs(name string) sqlast.Type {
	for _, c := range t.columns {
		if c.name == name && !c.isKey {
			return c.held
		}
	}
	return sqlast.Unknown
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

// micros is a table's time in microseconds.
func micros(t *table, at model.Time) sqlast.Expr {
	kind := t.heldAs(at.Column)
	return sqlast.Micros{X: sqlast.Column{Name: at.Column, Type: kind}, From: kind, Unit: at.Unit}
}
