package summary

import "math"

// A pair of variables is counted as a column without a grid: of the rows in which both have a valid value it holds,
// under the keys below, N rows and the sum of a moment of z_x and z_y, the values less a centre in units of a power of
// two. A moment m is summed as ⌊m⌋ in Off and round((m − ⌊m⌋)·PairUnit) in Off2, whole numbers both, so that sums do
// not depend on the order a store adds in and columns of equal centres and units merge by addition.
const (
	PairX int64 = iota
	PairY
	PairXX
	PairYY
	PairXY
	PairBeyond // N values were cut to ±PairLimit
)

// PairMoments is the number of moments summed, from PairX on.
const PairMoments = 5

// PairUnit is the resolution of moments.
const PairUnit = 1 << 24

// PairLimit is what |z| is cut to.
const PairLimit = 1024

// PairFloor is the least |z| that differs from 0.
const PairFloor = 1.0 / (1 << 40)

// Correlation is Pearson's r of a pair's rows. Varies is the smaller variance of z_x and z_y; where it is 0, or too
// small to tell from rounding, there is no r.
type Correlation struct {
	N, R   float64
	Varies float64
	Bound  float64 // of |r − the r of unrounded values|: at most 2^−25 was rounded of every moment
	Beyond float64 // rows with a value cut to ±PairLimit
}

// Correlation finishes a column of a pair.
func (c *Column) Correlation() Correlation {
	out := Correlation{N: c.Cells[PairXY].N, Beyond: c.Cells[PairBeyond].N}
	if out.N == 0 {
		return out
	}
	mean := func(key int64) float64 { return (c.Cells[key].Off + c.Cells[key].Off2/PairUnit) / out.N }
	x, y := mean(PairX), mean(PairY)
	vx, vy := mean(PairXX)-x*x, mean(PairYY)-y*y
	out.Varies = math.Min(vx, vy)
	// Rounding leaves that much of the variance of a constant.
	if rounding := (1 + 2*math.Max(math.Abs(x), math.Abs(y))) / PairUnit; out.Varies <= rounding {
		out.Varies = 0
		return out
	}
	out.R = math.Max(-1, math.Min(1, (mean(PairXY)-x*y)/math.Sqrt(vx*vy)))
	size := 1 + math.Abs(x) + math.Abs(y)
	out.Bound = size / (1 << 25) * (1/math.Sqrt(vx*vy) + 1/vx + 1/vy)
	return out
}
