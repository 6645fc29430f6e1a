package sqlast

// Query is a SELECT or a UNION ALL of them.
type Query interface{ query() }

// Select is one SELECT.
type Select struct {
	With    []CTE
	Items   []Item
	From    Source // nil: no FROM
	Where   Expr   // nil: all rows
	GroupBy []int  // positions of Items, from 1; nil: no grouping
	// in place of GroupBy: several groupings of plain columns in one pass; a column is nothing where it is no part
	Sets [][]int
	// OptimizationBarrier hides the table's statistics from what reads the rows; see dialect.OptimizationBarrier.
	OptimizationBarrier bool
	OrderBy             []Order
	Limit               int // 0: none
	Distinct            bool
}

// Union is the rows of all parts. Parts have the same columns; With belongs to the whole.
type Union struct {
	With  []CTE
	Parts []Select
}

// Item is one column of the result.
type Item struct {
	X  Expr
	As string
}

// CTE is a named query. Materialize asks the store to compute it once; otherwise it is to be inlined, so that each
// reader reads only the columns it needs.
type CTE struct {
	Name        string
	Query       Query
	Materialize bool
}

// Source is what rows come from.
type Source interface{ source() }

// Table is a table or view of the catalog, or for file stores a path glob. Name holds its parts, catalog first.
type Table struct {
	Name []string
	As   string
}

// Ref names a CTE in scope.
type Ref struct {
	Name string
	As   string
}

// Subquery is a query in parentheses.
type Subquery struct {
	Query Query
	As    string
}

// Join joins two sources on a condition; Left keeps the left rows without a match. Ranges says that times bound both
// sides, so that reading each of them once is the best plan, whatever the store expects of their sizes.
type Join struct {
	L, R   Source
	On     Expr
	Left   bool
	Ranges bool
}

func (Select) query()    {}
func (Union) query()     {}
func (Table) source()    {}
func (Ref) source()      {}
func (Subquery) source() {}
func (Join) source()     {}
