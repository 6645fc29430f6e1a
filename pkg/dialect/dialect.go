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

	// SpansCompared is how many spans of equal width are distinguished by comparing the bare time column; more are
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
