package dialect

import (
	"strings"
	"unicode/utf8"

	"leeway/pkg/fault"
)

// Quoting is a store's rule for identifiers.
type Quoting struct {
	// Quote opens and closes an identifier.
	Quote string

	// Escapes are pairs (from, to) applied to the name in one pass; the quote itself must be among them.
	Escapes []string

	// MaxBytes is the longest name the store keeps apart from others, in bytes.
	MaxBytes int

	// Refuse says why the store cannot have a name; empty: it can. May be nil.
	Refuse func(name string) string
}

// Apply quotes a name. A name that no quoting makes safe or exact is refused: empty, with a NUL, not UTF-8, or longer
// than the store keeps (a store that cuts names would silently read another column).
func (q Quoting) Apply(name string) (string, error) {
	switch {
	case name == "":
		return "", fault.Newf(fault.BadModel, "a name is empty")
	case strings.ContainsRune(name, 0):
		return "", fault.Newf(fault.BadModel, "the name %q holds a NUL character", name)
	case !utf8.ValidString(name):
		return "", fault.Newf(fault.BadModel, "the name %q is not valid UTF-8", name)
	case len(name) > q.MaxBytes:
		return "", fault.Newf(fault.BadModel, "the name %q… is %d bytes long; the store takes %d",
			firstRunes(name, 20), len(name), q.MaxBytes)
	}
	if q.Refuse != nil {
		if why := q.Refuse(name); why != "" {
			return "", fault.Newf(fault.BadModel, "the name %q %s", name, why)
		}
	}
	if !strings.ContainsAny(name, strings.Join(q.Escapes, "")) { // making a Replacer costs more than all else here
		return q.Quote + name + q.Quote, nil
	}
	return q.Quote + strings.NewReplacer(q.Escapes...).Replace(name) + q.Quote, nil
}

// firstRunes cuts s after n runes.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
