package measure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// labelRanges writes "below 3", "3 to 4.5", "from 12" on numeric bins, with as many digits as distinguish the edges.
func labelRanges(bins []Bin) {
	var edges []float64
	for _, bin := range bins[:len(bins)-1] {
		edges = append(edges, bin.Upper)
	}
	text := edgeTexts(edges)
	for i := range bins {
		switch {
		case len(bins) == 1:
			bins[i].Label = "all"
		case i == 0:
			bins[i].Label = "below " + text[0]
		case i == len(bins)-1:
			bins[i].Label = "from " + text[i-1]
		case bins[i].HoldsOneValue():
			bins[i].Label = text[i-1]
		default:
			bins[i].Label = text[i-1] + " to " + text[i]
		}
	}
	if n := len(bins); n > 2 && bins[n-2].HoldsOneValue() {
		bins[n-1].Label = "above " + text[n-3] // after a cell of one value, such as the exponential grid's zeros
	}
}

// HoldsOneValue reports whether a bin of numbers holds one double only.
func (b Bin) HoldsOneValue() bool {
	return b.Lower == b.Upper || math.Nextafter(b.Lower, math.Inf(1)) == b.Upper
}

// edgeTexts writes ascending edges with the fewest significant digits, from 3 on, that move no edge by more than a
// twentieth of the gap to a neighbour.
func edgeTexts(edges []float64) []string {
	texts := make([]string, len(edges))
	for i, x := range edges {
		gap := math.Inf(1)
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(edges) && edges[j] != x && math.Nextafter(edges[j], x) != x {
				gap = math.Min(gap, math.Abs(edges[j]-x))
			}
		}
		for digits := 3; digits <= 17; digits++ {
			rounded := roundTo(x, digits)
			texts[i] = plain(rounded)
			if math.Abs(rounded-x) <= gap/20 {
				break
			}
		}
	}
	return texts
}

// roundTo rounds to significant digits.
func roundTo(x float64, digits int) float64 {
	// What FormatFloat wrote always parses.
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	return rounded
}

// plain writes a number as the axes of panels do: from 100,000 on with a suffix, 1.23M, and with an exponent below 0.001
// and from 1e15 on, where nobody knows the suffixes.
func plain(x float64) string {
	size := math.Abs(x)
	switch {
	case size >= 1e15 || size < 1e-3 && size != 0:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
		power, _ := strconv.Atoi(exponent) // what FormatFloat wrote always parses
		return fmt.Sprintf("%se%+d", mantissa, power)
	case size >= 1e5:
		power := 1
		for size >= math.Pow10(3*(power+1)) {
			power++
		}
		return strconv.FormatFloat(roundTo(x/math.Pow10(3*power), 15), 'f', -1, 64) + suffixes[power]
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// suffixes are those of the powers of a thousand.
var suffixes = [...]string{"", "k", "M", "G", "T"}
