// Package dialect renders sqlast trees as the SQL text of one store and the arguments bound to it. What differs
// between stores is data: quoting rules, type names and a template per node. A store without a template for a node
// cannot do it, and says so (fault.Unsupported).
//
// Three rules hold for every store: names are always quoted, values are always bound, and the text depends on nothing
// but the tree.
package dialect

import "leeway/pkg/sqlast"

// Dialect is how one store spells SQL. The zero value renders nothing; each store has a file with its own.
type Dialect struct {
	// Name is the store's kind, as settings and messages write it.
	Name string

	// Names says how identifiers are quoted.
	Names Quoting

	// Types are the type names of CAST; Integer must be 64 bits wide.
	Types map[sqlast.Type]string

	// Templates are the texts of the nodes that stores spell differently.
	Templates map[Node]Template

	// Placeholder is the text that stands for argument number n, counted from 1.
	Placeholder func(n int, value any) string

	// Path turns the keys of a JSON path into the value bound in the templates PathOf and PathText; each binds them one
	// by one.
	Path func(keys []string) any

	// Places is Path with whole numbers as places in arrays; nil where Path's own steps are both keys and places.
	Places func(keys []string) any

	// DoubleType follows the digits of a double where the store would read them as an exact decimal.
	DoubleType string

	// BindsTimes says that times compared with a bare column are bound as time.Time, not as microseconds.
	BindsTimes bool

	// SpansCompared is how many spans of equal width are told apart by comparing the bare time column; more are
	// divided.
	SpansCompared int64

	// RefusesUnderflow says that a product of doubles too small for a double is an error, not zero.
	RefusesUnderflow bool

	// RefusesOverflow says that a product of doubles too large for a double is an error, not infinite.
	RefusesOverflow bool

	// RefusesSums says that so is a sum or a variance of doubles.
	RefusesSums bool

	// Snapshot says that a statement sees every table as it was at one time, however often it reads it.
	Snapshot bool

	// UnsignedCounts says that the store counts rows in unsigned numbers, which do not unite with other whole ones.
	UnsignedCounts bool

	// OfNothing ends the name of an aggregate that is NULL over no rows, where the plain one is a value.
	OfNothing string

	// MostInline is how many values InTexts binds one by one; longer lists are bound as one array (AnyOf).
	MostInline int

	// MostBytes is how many bytes of text one array may hold; longer lists become several. 0: no limit.
	MostBytes int

	// Counting is how the store counts many columns best.
	Counting sqlast.Counting

	// Source, when set, replaces the text of a table; it lets a store that reads files resolve their place.
	Source func(name []string) (string, error)
}

// Statement is text and the arguments bound to it, in the order of their placeholders. Arguments are int64, float64,
// string, bool, time.Time or []string.
type Statement struct {
	SQL  string
	Args []any
}

// Node names a template.
type Node string

// The nodes with a template. {x}, {y} stand for operands, {(x)} for an operand in parentheses where it needs them,
// {=x} for one that is compared, {?} for the value bound last.
const (
	Finite     Node = "finite"
	Floor      Node = "floor"
	FloorFloat Node = "floor as a double"
	Round      Node = "round"
	NonNull    Node = "value in place of NULL" // optional
	Ln         Node = "ln"
	Log2       Node = "log2"
	Abs        Node = "abs"
	Sign       Node = "sign"
	Exp2       Node = "exp2"
	Least      Node = "least"
	Greatest   Node = "greatest"
	Divide     Node = "integer division" // {x}, {y} not negative
	PathOf     Node = "JSON path"        // {x} a document, {?} the path
	PathText   Node = "JSON path in text"
	ElementOf  Node = "value of a list"      // {x} the list, {y} its place, counted from 1
	IsArray    Node = "JSON array at a path" // only where a place in what is no array is that itself
	Document   Node = "document as text"
	AnyOf      Node = "membership in a list"
	NoZeros    Node = "text without zeros at its start"
	BareHex    Node = "text in lower case without hyphens"
	Asc        Node = "ascending order" // NULLs last
	Desc       Node = "descending order"
	Offset     Node = "offset in a text of a time"
	// a text column where it is compared, ordered or told apart; optional
	Bytes Node = "text as bytes"
	// {x} the key; it and the next six, and those of places, only where Counting has Lists
	Tally    Node = "counts by key"
	TallyOf  Node = "counts by scaled number"    // {x} the number, {y} the factor of its units
	TallyExp Node = "counts by exponential cell" // {x} the number, {y} how many cells an octave has
	TallySum Node = "counts and sums by key"     // {x} the key, {y} the kind, {z} and {w} what is added up
	Octaves  Node = "counts and sums by octave"  // {x} the number
	Each     Node = "entries of a list"
	// optional: ends a query of which a planner estimates groups far too many
	OptimizationBarrier Node = "optimization barrier"
	Bits                Node = "octave by bits" // {x} the number; only where Counting has Bits
	With                Node = "common table expression"
	WithOnce            Node = "materialized common table expression"

	// {x} the number, {y} how many cells a unit has
	Places          Node = "counts and sums of places"
	PlacesWithin    Node = "counts and sums of places, with bounds"         // {z} and {w} are the bounds
	PlacesExp       Node = "counts and sums of places in exponential cells" // {y} is how many an octave has
	PlacesExpWithin Node = "counts and sums of places in exponential cells, with bounds"

	Histogram Node = "counts by value" // {x} the value, a whole number; only where Counting has Histograms
)

// CountingNodes are those whose templates call an aggregate that counts.
var CountingNodes = []Node{Tally, TallyOf, TallyExp, TallySum, Octaves, Places, PlacesWithin, PlacesExp,
	PlacesExpWithin}

// numberFrom, textFrom, microsFrom and timeFrom are the families of nodes that depend on a column's type, entryField
// that of the fields.
func numberFrom(t sqlast.Type) Node {
	if t == sqlast.BigDecimal { // the one type that not every store reads as its plain one
		return Node("number from " + typeName(t))
	}
	return Node("number from " + typeName(t.Plain()))
}

func textFrom(t sqlast.Type) Node { return Node("text from " + typeName(t.Plain())) }

// microsFrom is a time column as microseconds; unit applies to number columns.
func microsFrom(t sqlast.Type, unit string) Node {
	t = t.Plain()
	if unit != "" {
		return Node("microseconds from " + typeName(t) + " in " + unit)
	}
	return Node("microseconds from " + typeName(t))
}

// entryField is a field of an entry of a list of counts.
func entryField(f sqlast.EntryField) Node { return Node("field " + string(f) + " of an entry") }

// timeFrom is a bound number of microseconds as a value of a time type, so that a bare column is compared with it.
func timeFrom(t sqlast.Type) Node { return Node(typeName(t) + " from microseconds") }

// typeNames are the words for types in messages.
var typeNames = map[sqlast.Type]string{
	sqlast.Float: "a double", sqlast.Integer: "a whole number", sqlast.Decimal: "a decimal", sqlast.Text: "text",
	sqlast.Bool: "a truth value", sqlast.Timestamp: "a timestamp", sqlast.TimestampTZ: "a timestamp with zone",
	sqlast.DateOnly: "a date", sqlast.JSON: "a document", sqlast.UUID: "a UUID", sqlast.Enum: "an enumeration", sqlast.Blob: "bytes", sqlast.Array: "a list",
	sqlast.BigDecimal: "a decimal of any size",
}

func typeName(t sqlast.Type) string {
	if n, ok := typeNames[t]; ok {
		return n
	}
	return "a value of unknown type"
}

// Render writes q in the dialect's SQL. Errors are faults: Unsupported for a node the store cannot do, BadModel for a
// name that cannot be quoted, BadQuery for a value that cannot be bound, Internal for a malformed tree.
func Render(d *Dialect, q sqlast.Query) (Statement, error) {
	r := &renderer{d: d}
	r.query(q)
	if r.err != nil {
		return Statement{}, r.err
	}
	return Statement{SQL: r.text.String(), Args: r.args}, nil
}
