package summary

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// Family is the shape of a grid's cells. Cells of different families never merge.
type Family int8

// The families. The zero Family is that of a column without a grid.
const (
	Linear      Family = iota + 1 // equal widths
	Exponential                   // widths in proportion to |x|, signed, with a cell of its own for zero
	Logit                         // equal widths on the log-odds of a probability
	// between cut points that were read off the data; grids with other cut points never merge
	Edges
)

// Grid maps a number to the cell it is counted in. It has no free edges, so two summaries on the same grid always
// merge. Keys order as the values they hold: a < b means every value of a lies below every value of b.
//
// Scale says how fine the cells are; one more halves them. Every key below is shifted right by one bit when the
// scale is lowered by one (Coarsen). x is the value, k and s the scale, U the OffsetUnit:
//
//	linear(k)       key = ⌊y⌋ with y = x·2^k clamped to ±2^53
//	                f = y − ⌊y⌋
//	exponential(s)  key = sign(x)·(i + 2^20) with i = ⌊ln|x|·2^s/ln 2 + 2^−20⌋, and 0 for x = 0
//	                f = (|x|/2^(i/2^s) − 1) / (2^(2^−s) − 1) cut to [0, 1], and 0 for x = 0
//	logit(s)        key = ⌊16·2^s·ln(p/(1−p))⌋ clamped to ±560·2^s
//	                f = p
//	edges([c0…cm])  key = how many cut points are at most x, for c0 ≤ x < cm
//	                f = (x−c0)/W with W = cm − c0
//	                beyond, d from the outermost cut point, j = ⌊32·log2(1+d/W) + 2^−20⌋: key = −j below and m+1+j above
//	                f = ((1+d/W)/2^(j/32) − 1) / (2^(1/32) − 1)
//
// f is a value's place in its cell, summed in Cell.Off as round(f·U) and in Cell.Off2 as round(f²·U). Value and
// place are bound by x = origin + width·f (Affine). The 2^−20 in the exponential key puts exact powers of two into
// the cell they open whatever the last bit of a store's logarithm.
//
// Scores are logit(0), written logit: 16 cells a unit of log-odds, keys −560…560. p = 0 and p = 1 are in the outer
// cells; p outside [0, 1] is invalid. NaN and ±Inf are invalid on every grid.
type Grid struct {
	Family Family
	Scale  int       // 0 for edges
	Cuts   CutPoints // of edges
}

// ScoreGrid is the grid of probabilities.
var ScoreGrid = Grid{Family: Logit}

// OctaveGrid is the grid of a first pass, which counts a column to choose its grid: sign and octave of |x|.
var OctaveGrid = Grid{Family: Exponential}

// DefaultExponential is the grid of what no linear grid fits: 32 cells an octave, each 2.2 % wide.
var DefaultExponential = Grid{Family: Exponential, Scale: 5}

const (
	maxLinearKey  = 1 << 53 // beyond it not every whole number is a float64
	exponentShift = 1 << 20 // keeps index + shift > 0 for every float64 and scale, so that the key's sign is x's
	edgeTolerance = 1.0 / (1 << 20)
	maxLogit      = 35 // in units of log-odds; 1/(1+e^35) is 6e-16
	logitBits     = 4  // 2^4 cells a unit at scale 0
)

// scales holds the permitted scales of a family: from, to.
var scales = map[Family][2]int{Linear: {-1000, 1000}, Exponential: {-10, 9}, Logit: {-4, 2}}

var familyNames = map[Family]string{Linear: "linear", Exponential: "exponential", Logit: "logit"}

var (
	gridText  = regexp.MustCompile(`^(?:(logit)|(linear|exponential|logit)\((-?[0-9]{1,4})\))$`)
	edgesText = regexp.MustCompile(`^edges\(\[(.*)\]\)$`)
)

// ParseGrid reads "linear(3)", "exponential(5)", "edges([0, 0.5, 1])" or "logit". The scale may be left out for logit
// alone.
func ParseGrid(text string) (Grid, error) {
	if match := edgesText.FindStringSubmatch(text); match != nil {
		return parseEdges(match[1])
	}
	match := gridText.FindStringSubmatch(text)
	if match == nil {
		return Grid{},
			fmt.Errorf("%q is not a grid; write linear(k) or exponential(s) with a whole number, or edges([a, b, …]), for example linear(0), exponential(5)", text)
	}
	if match[1] != "" {
		return ScoreGrid, nil
	}
	for family, name := range familyNames {
		if name != match[2] {
			continue
		}
		scale, err := strconv.Atoi(match[3])
		if allowed := scales[family]; err != nil || scale < allowed[0] || scale > allowed[1] {
			return Grid{}, fmt.Errorf("%q is out of range; %s takes %d to %d", text, name, allowed[0], allowed[1])
		}
		return Grid{Family: family, Scale: scale}, nil
	}
	return Grid{}, fmt.Errorf("%q names no grid", text)
}

// String is what ParseGrid reads; "none" for the zero Grid.
func (g Grid) String() string {
	switch {
	case g == ScoreGrid:
		return "logit"
	case g.Family == Edges:
		return g.Cuts.String()
	}
	if name, ok := familyNames[g.Family]; ok {
		return fmt.Sprintf("%s(%d)", name, g.Scale)
	}
	return "none"
}

// ProbabilitySlack is how far outside [0, 1] a probability may lie: rounding errors of calibrators and of 32-bit floats
// do. It then counts as 0 or 1.
const ProbabilitySlack = 1e-6

// Key returns the key of x's cell; false for what is no valid value: NaN, ±Inf, a probability outside [0, 1] by more
// than ProbabilitySlack.
func (g Grid) Key(x float64) (int64, bool) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, false
	}
	switch g.Family {
	case Linear:
		return int64(math.Floor(g.scaled(x))), true
	case Exponential:
		if x == 0 {
			return 0, true
		}
		// Log2 and not Log, which is wrong for subnormal numbers on amd64.
		key := int64(math.Floor(math.Ldexp(math.Log2(math.Abs(x)), g.Scale)+edgeTolerance)) + exponentShift
		if x < 0 {
			key = -key
		}
		return key, true
	case Logit:
		if x < -ProbabilitySlack || x > 1+ProbabilitySlack {
			return 0, false
		}
		x = math.Max(0, math.Min(1, x))
		odds := clamp(math.Log(x/(1-x)), maxLogit)
		return int64(math.Floor(math.Ldexp(odds, g.Scale+logitBits))), true
	case Edges:
		return g.Cuts.key(x), true
	}
	return 0, false
}

// scaled is x in units of a linear cell, clamped to where whole numbers are exact.
func (g Grid) scaled(x float64) float64 { return clamp(math.Ldexp(x, g.Scale), maxLinearKey) }

func clamp(x, limit float64) float64 { return math.Max(-limit, math.Min(limit, x)) }

// Bounds returns the interval of values that a cell holds, lo ≤ hi, also where the key is negative. Both are 0 for
// the exponential zero. The outer cells of a logit grid end at 0 and 1.
func (g Grid) Bounds(key int64) (lo, hi float64) {
	switch g.Family {
	case Linear:
		return math.Ldexp(float64(key), -g.Scale), math.Ldexp(float64(key+1), -g.Scale)
	case Exponential:
		origin, width := g.Affine(key)
		return math.Min(origin, origin+width), math.Max(origin, origin+width)
	case Logit:
		lo, hi = 0, 1
		if odds := math.Ldexp(float64(key), -g.Scale-logitBits); odds > -maxLogit {
			lo = logistic(odds)
		}
		if odds := math.Ldexp(float64(key+1), -g.Scale-logitBits); odds <= maxLogit {
			hi = logistic(odds)
		}
		return lo, hi
	case Edges:
		return g.Cuts.bounds(key)
	}
	return 0, 0
}

// FirstInteger returns the least whole number that is counted in a cell or in a later one. Beyond ±2^53 every double is
// whole, and it returns the cell's lower bound.
func (g Grid) FirstInteger(key int64) float64 {
	lo, _ := g.Bounds(key)
	if !(math.Abs(lo) < 1<<53) {
		return lo
	}
	x := math.Ceil(lo)
	// Near its bounds a value is counted by a rounded logarithm, which has the last word.
	for below, ok := g.Key(x - 1); ok && below >= key; below, ok = g.Key(x - 1) {
		x--
	}
	for own, ok := g.Key(x); ok && own < key; own, ok = g.Key(x) {
		x++
	}
	return x
}

// Middle returns the middle of a cell: of a logit cell in log-odds, so that the mean of what its values cost in log
// loss is right to second order.
func (g Grid) Middle(key int64) float64 {
	if g.Family == Logit {
		return logistic(math.Ldexp(float64(key)+0.5, -g.Scale-logitBits))
	}
	lo, hi := g.Bounds(key)
	return lo + (hi-lo)/2
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// Affine returns origin and width with x = origin + width·f for every value x of the cell and its place f. Width is
// negative for negative exponential cells and those below all edges, 0 for the exponential zero, and 1 from origin 0 on
// a logit grid. All cells between edges share theirs.
func (g Grid) Affine(key int64) (origin, width float64) {
	switch g.Family {
	case Linear:
		return math.Ldexp(float64(key), -g.Scale), math.Ldexp(1, -g.Scale)
	case Exponential:
		if key == 0 {
			return 0, 0
		}
		sign := 1.0
		if key < 0 {
			sign, key = -1, -key
		}
		lower := math.Exp2(math.Ldexp(float64(key-exponentShift), -g.Scale))
		return sign * lower, sign * lower * g.relativeWidth()
	case Logit:
		return 0, 1
	case Edges:
		return g.Cuts.affine(key)
	}
	return 0, 0
}

// relativeWidth is the width of an exponential cell as a share of its lower edge: 2^(2^−s) − 1.
func (g Grid) relativeWidth() float64 { return math.Expm1(math.Ldexp(math.Ln2, -g.Scale)) }

// Offset returns f, the place of x inside its cell, as defined for Grid; 0 for what is no valid value.
func (g Grid) Offset(x float64) float64 {
	key, ok := g.Key(x)
	switch {
	case !ok:
		return 0
	case g.Family == Linear:
		y := g.scaled(x)
		return y - math.Floor(y)
	case g.Family == Exponential && key != 0:
		lower, _ := g.Affine(key)
		return math.Max(0, math.Min(1, (x/lower-1)/g.relativeWidth()))
	case g.Family == Logit:
		return x
	case g.Family == Edges:
		return g.Cuts.place(x, key)
	}
	return 0
}

// Coarsen returns the grid whose cells are 2^by as wide (on a logit grid: in log-odds). Edges stay what they are.
func (g Grid) Coarsen(by int) Grid {
	if g.Family == Edges {
		return g
	}
	return Grid{Family: g.Family, Scale: g.Scale - by}
}

// Finer returns the linear grid with cells half as wide; others, and the finest there is, are as fine as they get.
func (g Grid) Finer() Grid {
	if g.Family != Linear || g.Scale == scales[Linear][1] {
		return g
	}
	return g.Coarsen(-1)
}

// CoarsenKey returns the key of a cell on the grid coarsened by by. The shift is arithmetic, so it rounds down; the
// exponential family shifts the index, not the key, and keeps zero apart.
func (g Grid) CoarsenKey(key int64, by int) int64 {
	switch {
	case g.Family == Edges:
		return key
	case g.Family != Exponential:
		return key >> by
	case key > 0:
		return (key-exponentShift)>>by + exponentShift
	case key < 0:
		return -((-key-exponentShift)>>by + exponentShift)
	}
	return 0
}
