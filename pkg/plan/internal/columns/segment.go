package columns

import "strings"

// Segment is one value per dimension of a scan, joined; it is a key of maps. The zero value is "no dimensions".
type Segment string

const separator = "\x1f"

// Values may hold anything, the separator too, and one that is empty is not the same as none.
var (
	escape   = strings.NewReplacer("\x1e", "\x1e0", separator, "\x1e1")
	unescape = strings.NewReplacer("\x1e0", "\x1e", "\x1e1", separator)
)

// NewSegment joins values.
func NewSegment(values ...string) Segment {
	var joined strings.Builder
	for _, v := range values {
		joined.WriteString(separator)
		joined.WriteString(escape.Replace(v))
	}
	return Segment(joined.String())
}

// Values splits a segment again; nil for the zero value.
func (s Segment) Values() []string {
	if s == "" {
		return nil
	}
	values := strings.Split(string(s[1:]), separator)
	for i, v := range values {
		values[i] = unescape.Replace(v)
	}
	return values
}
