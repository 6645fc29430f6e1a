package summary

import "math"

// What ChooseGrid and ProveGrid go by.
const (
	maxTrim      = 0.001 // share of the values that may be left out at each end
	cellsPerSd   = 32
	cellsPerIQR  = 12
	maxWholeSpan = 1024
)

// linear is the grid with cells of 2^exponent, or as near as there is.
func linear(exponent int) Grid {
	return Grid{Family: Linear, Scale: max(scales[Linear][0], min(scales[Linear][1], -exponent))}
}

// widthExponent is ⌊log2(sd/32) + 2^−20⌋. Standardized features have an sd of 1, but for the last digits of sums, which
// are no store's own business: a millionth below a power of two counts as the power.
func widthExponent(sd float64) int {
	return int(math.Floor(math.Log2(sd/cellsPerSd) + math.Exp2(-20)))
}
