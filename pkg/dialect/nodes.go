package dialect

import "leeway/pkg/sqlast"

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
	// a text column where it is compared, ordered or distinguished; optional
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
