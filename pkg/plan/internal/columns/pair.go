package columns

import "leeway/pkg/summary"

// Pair is what a column of a pair is made of: two columns of numbers, of which the second may be the label.
type Pair struct {
	X, Y           Column
	ScaleX, ScaleY Scale
}

// Scale places a variable: z = (x − Center)·2^−Exponent. The same for all spans, or sums would not merge.
type Scale struct {
	Center   float64
	Exponent int
}

// OfLabel reports whether the pair needs labels.
func (p Pair) OfLabel() bool { return p.Y.Key == summary.LabelKey }
