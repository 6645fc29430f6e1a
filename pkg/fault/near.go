package fault

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// DidYouMean suggests the allowed name that differs least from what was found, in parentheses after a space; empty if none
// is near.
func DidYouMean(found string, allowed []string) string {
	best, least := "", len(found)/3+1 // one letter in three may differ
	for _, name := range allowed {
		if d := levenshtein.ComputeDistance(strings.ToLower(found), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return " (did you mean " + best + "?)"
}
