package count

import "leeway/pkg/sqlast"

// status says what a value is.
type status int64

// The statuses.
const (
	valid   status = iota
	missing        // NULL
	invalid        // no number, not finite, or no probability
	other          // a category of the reference that is not counted by name
	unknown        // a category that the reference never held
)

// flags say more about valid numbers; several may be set.
type flags int64

// The flags.
const (
	isZero       flags = 8
	isOutside    flags = 16 // of the bounds
	isFractional flags = 32
)

// statusBits are those of a kind that hold the status; flags lie above them.
const statusBits = 7

// splitKind splits a row's kind.
func splitKind(kind int64) (status, flags) {
	return status(kind & statusBits), flags(kind &^ statusBits)
}

// The marks of rows that hold keys in place of cells, for those who look at a statement's rows.
const (
	markKey       flags = 64
	markExponents flags = 128
	markPacked    flags = 256
)

// flagged is a flag where a test is true.
func flagged(test sqlast.Expr, f flags) sqlast.Expr {
	return sqlast.Case{Whens: []sqlast.When{{If: test, Then: sqlast.Int(f)}}, Else: sqlast.Int(0)}
}
