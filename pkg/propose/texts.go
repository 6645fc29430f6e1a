package propose

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// short is a number with at most six digits.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// count is a number of things: 1 value, 2 values, 3 classes.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	plural := "s"
	if strings.HasSuffix(what, "s") {
		plural = "es"
	}
	return strconv.Itoa(n) + " " + what + plural
}
