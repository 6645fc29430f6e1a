package schema

import "strings"

// didYouMean suggests the allowed name that differs least from what was found; empty if none is near.
func didYouMean(found string, allowed []string) string {
	best, least := "", len(found)/3+1 // one letter in three may differ
	for _, name := range allowed {
		if d := editDistance(strings.ToLower(found), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return " (did you mean " + best + "?)"
}

// editDistance is the least number of letters to insert, remove or replace to turn a into b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
