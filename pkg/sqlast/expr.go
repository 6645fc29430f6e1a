// Package sqlast is a closed, typed tree for SELECT statements. It holds names and values, never SQL text: a dialect
// renders it, quoting every name and binding every value. What a tree cannot say, Leeway does not run.
package sqlast

// Type is a column's type as Leeway sees it; a store's catalog types map to these.
type Type uint8

// The types.
const (
	Unknown     Type = iota
	Float            // binary floating point
	Integer          // whole numbers of any width
	Decimal          // exact decimals
	Text             // character data
	Bool             // truth values
	Timestamp        // date and time without zone
	TimestampTZ      // an instant
	DateOnly         // a calendar date
	JSON             // a document
	UUID             // a universally unique identifier; its text is in lower case, with hyphens
	Enum             // one of a list of texts that the type names
	Blob             // bytes; their text is hexadecimal, in lower case
	Array            // a list of numbers
	BigDecimal       // exact decimals that may be larger, or closer to zero, than any double
)

// Plain returns the type that values of t are: Text for UUIDs and enumerations, Decimal for decimals of any size.
func (t Type) Plain() Type {
	switch t {
	case UUID, Enum:
		return Text
	case BigDecimal:
		return Decimal
	}
	return t
}

// IsText reports whether values of the type are texts, however the store keeps them.
func (t Type) IsText() bool { return t.Plain() == Text }

// Expr is an expression. The set is closed: only this package makes expressions.
type Expr interface{ expr() }

// Column is a column of a source in scope. Source is the alias of a From item; empty where there is only one.
type Column struct {
	Source string
	Name   string
	Type   Type
}

// Path reads a key path inside a JSON column, as text.
type Path struct {
	X    Expr
	Keys []string
}

// Element is the value at a place of a list, counted from 0, as a double; NULL where the list is shorter.
type Element struct {
	X     Expr
	Place int
}

// Param is a value that is bound, never written into the text. Value is int64, float64, string, bool or time.Time.
type Param struct{ Value any }

// Int is a whole number that Leeway itself made (an index, a shift); it is written into the text.
type Int int64

// FloatLit is a number that Leeway itself made; it is written into the text in full precision.
type FloatLit float64

// Null is NULL of a type.
type Null struct{ Type Type }

// Op is an operator of Binary.
type Op string

// The operators.
const (
	Eq  Op = "="
	Ne  Op = "<>"
	Lt  Op = "<"
	Le  Op = "<="
	Gt  Op = ">"
	Ge  Op = ">="
	Add Op = "+"
	Sub Op = "-"
	Mul Op = "*"
	Div Op = "/"
)

// Binary is L Op R.
type Binary struct {
	Op   Op
	L, R Expr
}

// And is true if all of List are; an empty list is true. Or is true if any is; an empty list is false.
type (
	And struct{ List []Expr }
	Or  struct{ List []Expr }
	Not struct{ X Expr }
)

// IsNull tests for NULL.
type IsNull struct{ X Expr }

// InTexts tests whether text X is one of Values, compared as bytes. A dialect binds long lists as one array.
type InTexts struct {
	X      Expr
	Values []string
}

// When is one arm of a Case.
type When struct{ If, Then Expr }

// Case is the first Then whose If holds, else Else (NULL when nil).
type Case struct {
	Whens []When
	Else  Expr
}

// ToNumber is X (of type From) as a double, NULL where it does not parse. NaN and infinities pass through.
type ToNumber struct {
	X    Expr
	From Type
}

// ToText is X (of type From) as canonical text: true and false, whole numbers without a point, text as it is.
type ToText struct {
	X    Expr
	From Type
}

// IDForm is a text in which ids are compared where two tables keep them in different types.
type IDForm uint8

// The forms. WithoutZeros is a number as text without zeros at its start, so that 00000012 is 12. BareHex is a text in
// lower case without hyphens, as a UUID and its 16 bytes are written alike.
const (
	WithoutZeros IDForm = iota
	BareHex
)

// ID is a text in one of the forms of ids.
type ID struct {
	X    Expr
	Form IDForm
}

// Document is a JSON column as the text of the whole document. Where the store keeps none, as of a map, it makes one.
type Document struct{ X Expr }

// Finite tests a double for being neither NaN nor infinite; NULL gives NULL.
type Finite struct{ X Expr }

// Scaled is a double times 2^Shift, clamped to ±2^53 so that its floor is a whole number every store can hold.
type Scaled struct {
	X     Expr
	Shift int
}

// Units is X·2^Shift, a double. It is NaN where X is not finite. What would be larger than a double is infinite or,
// where a store refuses that, clamped beyond ±2^53.
type Units struct {
	X     Expr
	Shift int
}

// SquareExponent bounds what SafeToSquare keeps: magnitudes from 2^−SquareExponent to 2^SquareExponent.
const SquareExponent = 400

// SafeToSquare is X, a double, made fit for sums of squares: where the store refuses results that are no doubles, what
// lies beyond SquareExponent is 0. Sums says that no squares are made of it but sums and variances, which fewer stores
// refuse.
type SafeToSquare struct {
	X    Expr
	Sums bool
}

// NonNull is X to group by: where a store groups by what may be NULL slowly, Else in place of NULL; elsewhere X as it
// is.
type NonNull struct{ X, Else Expr }

// FloorFloat is the largest whole number at most X, as a double; NaN and infinities stay what they are.
type FloorFloat struct{ X Expr }

// Floor is the largest whole number at most X, as a 64-bit integer. Round is the nearest one.
type (
	Floor struct{ X Expr }
	Round struct{ X Expr }
)

// Func names a function of Call.
type Func string

// The functions of one double: Ln and Log2 of positive values only, Abs, Sign (−1, 0, 1), Exp2 (two to the power of).
const (
	Ln   Func = "ln"
	Log2 Func = "log2"
	Abs  Func = "abs"
	Sign Func = "sign"
	Exp2 Func = "exp2"
)

// Call applies a function.
type Call struct {
	Func Func
	X    Expr
}

// Least and Greatest compare numbers of equal type; NULL arguments must be ruled out by the caller.
type (
	Least    struct{ A, B Expr }
	Greatest struct{ A, B Expr }
)

// AggFunc names an aggregate.
type AggFunc string

// The aggregates.
const (
	CountAll      AggFunc = "count"
	Count         AggFunc = "count values" // that are not NULL
	CountDistinct AggFunc = "count distinct"
	Sum           AggFunc = "sum" // of integers: exact, 64 bits are enough by construction; of doubles: a double
	Min           AggFunc = "min"
	Max           AggFunc = "max"
	Mean          AggFunc = "mean"     // of doubles
	Variance      AggFunc = "variance" // of doubles, of the population
)

// Agg aggregates X over a group; X is nil for CountAll.
type Agg struct {
	Func AggFunc
	X    Expr
}

// Grouping distinguishes the groupings of Select.Sets: the bits of the columns that are no part of a row's grouping,
// the first column's the highest.
type Grouping struct{ Columns []Column }

// RowNumber numbers the rows of each partition from 1.
type RowNumber struct {
	PartitionBy []Expr
	OrderBy     []Order
}

// Order is one key of an order. Texts order by bytes.
type Order struct {
	X    Expr
	Desc bool
}

func (Column) expr()       {}
func (Path) expr()         {}
func (Element) expr()      {}
func (Param) expr()        {}
func (Int) expr()          {}
func (FloatLit) expr()     {}
func (Null) expr()         {}
func (Binary) expr()       {}
func (And) expr()          {}
func (Or) expr()           {}
func (Not) expr()          {}
func (IsNull) expr()       {}
func (InTexts) expr()      {}
func (Case) expr()         {}
func (ToNumber) expr()     {}
func (ToText) expr()       {}
func (ID) expr()           {}
func (Document) expr()     {}
func (Finite) expr()       {}
func (Scaled) expr()       {}
func (Units) expr()        {}
func (SafeToSquare) expr() {}
func (NonNull) expr()      {}
func (FloorFloat) expr()   {}
func (Floor) expr()        {}
func (Round) expr()        {}
func (Call) expr()         {}
func (Least) expr()        {}
func (Greatest) expr()     {}
func (Agg) expr()          {}
func (Grouping) expr()     {}
func (RowNumber) expr()    {}
