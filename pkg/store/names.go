package store

import (
	"strings"

	"leeway/pkg/fault"
)

// SplitName splits `schema.table` at its dots. A part in double quotes may hold dots, and a doubled quote is one.
// Errors: BadModel for empty parts, open quotes and more than most parts.
func SplitName(ref string, most int) ([]string, error) {
	bad := func(why string) ([]string, error) {
		return nil, fault.Newf(fault.BadModel, "%q is not a table name: %s", ref, why)
	}
	var parts []string
	rest := ref
	for {
		part, after, ok := cutPart(rest)
		if !ok {
			return bad("a quote is not closed, or something follows it")
		}
		if part == "" {
			return bad("a part is empty")
		}
		parts = append(parts, part)
		if len(parts) > most {
			return bad("it has too many parts")
		}
		if after == "" {
			return parts, nil
		}
		rest = after[1:]
	}
}

// cutPart takes the first part of a name; after is empty or starts with the dot.
func cutPart(s string) (part, after string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		if i := strings.IndexByte(s, '.'); i >= 0 {
			return s[:i], s[i:], true
		}
		return s, "", true
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] != '"':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == '"':
			b.WriteByte('"')
			i++
		default:
			after = s[i+1:]
			return b.String(), after, after == "" || after[0] == '.'
		}
	}
	return "", "", false
}
