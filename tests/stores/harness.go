package stores

import (
	"slices"
	"strings"
	"testing"

	"leeway/pkg/store"
)

// Harness makes tables in one kind of store.
type Harness struct {
	Name string // of the kind, as people call it

	// Types are the store's own types that hold a portable one; the first is the usual one.
	Types map[Type][]string

	// Make creates tables in a database of their own, which goes when the test ends.
	Make func(t testing.TB, tables ...Table) Database

	// Refuses reports whether no table or column can have the name; nil: any can.
	Refuses func(name string) bool

	// Fold is what the store makes of a name, which a model then has to write; nil: it keeps names.
	Fold func(name string) string

	// Finite says that the store's doubles are neither NaN nor infinite; a column that holds such values is text there.
	Finite bool
}

// Open makes tables and opens the store that reads them; it is closed when the test ends.
func (h Harness) Open(t testing.TB, tables ...Table) store.Store {
	t.Helper()
	return h.Make(t, tables...).Open(t)
}

// raw is the store's own type of a column.
func (h Harness) raw(c Column) string {
	if c.Raw != "" {
		return c.Raw
	}
	return h.Types[c.Type][0]
}

// definitions are the columns of a table as CREATE TABLE takes them.
func (h Harness) definitions(columns []Column, quote func(string) string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = quote(c.Name) + " " + h.raw(c)
	}
	return strings.Join(list, ", ")
}

// standard quotes a name as the SQL standard does.
func standard(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// tuples are rows as VALUES takes them, at most n at a time.
func tuples(rows [][]any, n int, literal func(v any, column int) string, each func(string)) {
	for part := range slices.Chunk(rows, n) {
		list := make([]string, len(part))
		for i, row := range part {
			literals := make([]string, len(row))
			for j, v := range row {
				literals[j] = literal(v, j)
			}
			list[i] = "(" + strings.Join(literals, ", ") + ")"
		}
		each(strings.Join(list, ", "))
	}
}

// layout is how literals write times.
const layout = "2006-01-02 15:04:05.000000"
