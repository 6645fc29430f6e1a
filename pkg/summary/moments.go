package summary

import "math"

// Moments are the first moments of a numeric column's valid values; all are 0 if there are none.
type Moments struct {
	N        float64
	Mean     float64
	Sd       float64 // of the population; right also where its square is too large or too small for a double
	Variance float64 // the square of Sd: Σ(x−mean)²/N
	Kurtosis float64 // Σ(x−mean)⁴/(N·Sd⁴), with the values of a cell at the cell's mean; 0 if Sd is 0
}

// SampleSd is the root of Σ(x−mean)²/(N−1), 0 if N ≤ 1.
func (m Moments) SampleSd() float64 {
	if m.N <= 1 {
		return 0
	}
	return m.Sd * math.Sqrt(m.N/(m.N-1))
}

// Moments computes mean and variance from counts and places, so they do not suffer from the cells' width: the mean
// is right within 2^−21 of a cell, the variance within about 2^−20 of a cell's square (on the logit grid: within
// 2^−21 of a probability). A variance too small to tell from 0 at that resolution is 0.
func (c *Column) Moments() Moments {
	cells := c.SortedCells()
	var m Moments
	for _, cell := range cells {
		m.N += cell.N
	}
	if m.N == 0 {
		return m
	}
	for _, cell := range cells {
		mean, _ := c.Grid.within(cell)
		m.Mean += mean * (cell.N / m.N)
	}
	var most float64 // the farthest that values are from the mean
	for _, cell := range cells {
		mean, sd := c.Grid.within(cell)
		most = max(most, math.Abs(mean-m.Mean), sd)
	}
	if most == 0 {
		return m
	}
	// Squares are of numbers about 1. The unit is a power of two, which costs no digit.
	_, exponent := math.Frexp(most)
	var square, fourth float64
	for _, cell := range cells {
		mean, sd := c.Grid.within(cell)
		d, s := math.Ldexp(mean-m.Mean, -exponent), math.Ldexp(sd, -exponent)
		square += (d*d + s*s) * (cell.N / m.N)
		fourth += d * d * d * d * (cell.N / m.N)
	}
	m.Sd = math.Ldexp(math.Sqrt(square), exponent)
	m.Variance, m.Kurtosis = m.Sd*m.Sd, fourth/(square*square)
	return m
}

// within returns mean and population standard deviation of the values of one cell.
func (g Grid) within(cell KeyedCell) (mean, sd float64) {
	origin, width := g.Affine(cell.Key)
	return origin + width*(cell.Off/cell.N/OffsetUnit), math.Abs(width) * math.Sqrt(g.spreadOf(cell))
}

// spreadOf is the variance of the places in a cell; 0 where it is too small to tell.
func (g Grid) spreadOf(cell KeyedCell) float64 {
	f := cell.Off / cell.N / OffsetUnit
	square := cell.Off2/cell.N/OffsetUnit - f*f
	// Rounding alone leaves up to 1.5 units in a cell whose values are all equal.
	least := 2.0 / OffsetUnit
	if g == OctaveGrid { // places are not rounded, but sums of doubles are
		least = octaveNoise
	}
	if square <= least {
		return 0
	}
	return square
}

// OneValue returns the value that all valid values are, where the counts tell so: in one cell, either because it holds
// no other, or because all places in it are the same. Counts without places do not tell.
func (c *Column) OneValue() (x float64, ok bool) {
	cells := c.SortedCells()
	if len(cells) != 1 {
		return 0, false
	}
	lo, hi := c.Grid.Bounds(cells[0].Key)
	if lo == hi || hi == next(lo) {
		return lo, true
	}
	mean, sd := c.Grid.within(cells[0])
	if _, width := c.Grid.Affine(cells[0].Key); c.Grid.Family == Edges && math.Abs(width) > hi-lo {
		return 0, false // places are too coarse for a cell between edges
	}
	return mean, sd == 0
}

// octaveNoise is the variance of places that sums over millions of equal values may show.
const octaveNoise = 1e-9

// Quantile returns the value below which a share p of the valid values lies, right within one cell, and false if
// there are none. Inside a cell values are taken as even over mean ± √3·sd of the cell, cut at its edges; so values
// that repeat, such as whole numbers, come back as they are, and evenly filled cells are read linearly. p is cut to
// [0, 1]; 0 and 1 give the smallest and largest value, within one cell.
func (c *Column) Quantile(p float64) (float64, bool) {
	cells := c.SortedCells()
	if len(cells) == 0 {
		return 0, false
	}
	var n float64
	for _, cell := range cells {
		n += cell.N
	}
	rank := math.Max(0, math.Min(1, p)) * n
	var below float64
	for i, cell := range cells {
		if below+cell.N >= rank || i == len(cells)-1 {
			lo, hi := c.Grid.spread(cell)
			return lo + (hi-lo)*math.Min(1, (rank-below)/cell.N), true
		}
		below += cell.N
	}
	return 0, false
}

// spread returns the interval over which the values of a cell are taken as evenly spread.
func (g Grid) spread(cell KeyedCell) (lo, hi float64) {
	mean, sd := g.within(cell)
	half := math.Sqrt(3) * sd
	lower, upper := g.Bounds(cell.Key)
	return math.Max(lower, mean-half), math.Min(upper, mean+half)
}

// CellMeans returns the mean of every non-empty cell in ascending order, with its count: the sample as points, as
// the Wasserstein distance wants it.
func (c *Column) CellMeans() (x, n []float64) {
	for _, cell := range c.SortedCells() {
		mean, _ := c.Grid.within(cell)
		x, n = append(x, mean), append(n, cell.N)
	}
	return x, n
}
