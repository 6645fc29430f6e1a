package sqlast

// Counting says in what ways a store counts many columns of numbers better than by a SELECT for each, united, which is
// what the zero value says.
type Counting struct {
	Lists       bool // all in one SELECT, with the aggregates Tally, Octaves and Places
	Sets        int  // where only counts are asked for, up to so many columns a SELECT with GROUPING SETS; 0: none
	Packed      bool // in Sets, a row's span as a part of its keys
	Bits        bool // octaves by Exponents
	CrossTables bool // the first passes of two columns share a SELECT
	// where only counts are asked for, up to so many columns a SELECT with the aggregate Histogram; 0: none
	Histograms int
	Most       int // columns of any kind a statement; 0: any number
}

// Tally is an aggregate of stores that count by lists: the list of the keys of a group, each with how many
// rows have it. With Kind, a whole number, rows are distinguished by it too, and Off and Off2 are added up; without,
// all three are nil. A NULL key is one of its own. Keys are doubles, Off and Off2 whole ones. Each unpacks the list.
type Tally struct{ Key, Kind, Off, Off2 Expr }

// TallyExponential is Tally by the keys of a double X on an exponential grid, sign(X)·(⌊log2|X|·Cells + 2^−20⌋ + 2^20),
// where zero and NaN are their own keys.
type TallyExponential struct {
	X     Expr
	Cells float64 // an octave
}

// Octaves is an aggregate like Tally: the key is that of a double X on the grid of octaves, Off is the sum of X, Off2
// of X², and Kind is not 0 where a value is fractional.
type Octaves struct{ X Expr }

// Places is an aggregate like Tally: the key is that of a double X on a linear grid of Cells a unit or, if Exponential,
// an octave, NaN of what is not finite. Off and Off2 add up the places of values inside their cell and the squares of
// these, in units of 2^−20. Kind adds up 8 for zeros and 16 for what lies outside of Bounds, which are inclusive, if
// there are any.
type Places struct {
	X           Expr
	Cells       float64
	Exponential bool
	Bounds      *[2]float64
}

// List is a list of expressions of one type.
type List []Expr

// Each is every entry of a list, one a row. It stands alone as an item of a Select; several there go through lists of
// equal length in step.
type Each struct{ X Expr }

// EntryField names a field of an entry.
type EntryField string

// The fields of an entry.
const (
	EntryKey   EntryField = "key"
	EntryKind  EntryField = "kind"
	EntryCount EntryField = "n"
	EntryOff   EntryField = "off"
	EntryOff2  EntryField = "off2"
)

// OfEntry is a field of an entry.
type OfEntry struct {
	X     Expr
	Field EntryField
}

// Histogram is an aggregate: which values a whole number X has in a group, and in how many rows. NULL is none. Entries
// unpack it.
type Histogram struct{ X Expr }

// Entries are the rows of From, each once for every entry of every one of its histograms, with three columns: col, a
// number that is the histogram's, key and n.
type Entries struct {
	From       Source
	Histograms []Column
	Numbers    []int // of the histograms
}

// Exponents is what to group a double X by octave with, a whole number below 2^15: the upper 12 bits of X·2^(2^−20−1),
// its sign and its exponent. Where X is NULL, 2^14 is added to whatever they are.
type Exponents struct{ X Expr }

func (Tally) expr()            {}
func (TallyExponential) expr() {}
func (Octaves) expr()          {}
func (Places) expr()           {}
func (List) expr()             {}
func (Each) expr()             {}
func (OfEntry) expr()          {}
func (Exponents) expr()        {}
func (Histogram) expr()        {}

func (Entries) source() {}
