package columns

import (
	"hash/fnv"

	"leeway/pkg/summary"
)

// Identity distinguishes columns that are counted differently. It is comparable: columns of equal identity have equal
// counts of the same rows.
type Identity struct {
	Key, Name, Path string
	Part            Part
	Derived         Derivation
	Call            string
	Mode            Mode
	Grid            summary.Grid
	Probability     bool
	Bounded         bool
	Bounds          [2]float64
	Truncated       bool
	KeysSuffice     bool
	Distinct        bool
	Categories      uint64 // a hash of the categories that are counted by name, and of the known ones
	ScaleX, ScaleY  Scale  // of a pair: sums on other scales do not add up
}

// Identity returns the identity of the column.
func (c Column) Identity() Identity {
	id := Identity{Key: c.Key, Name: c.Name, Path: c.Path, Part: c.Part, Derived: c.Derived, Call: c.Call, Mode: c.Mode,
		Grid: c.Grid, Probability: c.Probability, Bounded: c.Bounds != nil, Truncated: c.Truncated,
		KeysSuffice: c.KeysSuffice(), Distinct: c.Distinct, Categories: c.categories()}
	if c.Bounds != nil {
		id.Bounds = *c.Bounds
	}
	if c.Pair != nil {
		id.ScaleX, id.ScaleY = c.Pair.ScaleX, c.Pair.ScaleY
	}
	return id
}

// categories is a hash of the categories that the column is counted against; 0 without any.
func (c Column) categories() uint64 {
	if len(c.Kept)+len(c.Known) == 0 {
		return 0
	}
	hash := fnv.New64a()
	for _, list := range [][]string{c.Kept, {separator}, c.Known} {
		for _, text := range list {
			_, _ = hash.Write([]byte(text + "\x00"))
		}
	}
	return hash.Sum64()
}
