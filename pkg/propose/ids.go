package propose

import (
	"slices"
	"strings"
)

// unreadable says why the store cannot read a column truly: at all, or as the id that its name says it is.
func (c *column) unreadable() string {
	if c.refused == "" && c.namedLikeID() {
		return c.rounded
	}
	return c.refused
}

// canBeID reports whether a column identifies rows, in the sample and as the store reads it.
func (c *column) canBeID() bool { return c.isUnique() && c.rounded == "" }

func (c *column) endsLikeID() bool {
	name := plain(c.name)
	return strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_uuid") || strings.HasSuffix(name, "_key")
}

func (c *column) namedLikeID() bool {
	return c.endsLikeID() || slices.ContainsFunc(known[idRole],
		func(n naming) bool { return slices.Contains(n.names, plain(c.name)) })
}
