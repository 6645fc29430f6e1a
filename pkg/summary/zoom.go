package summary

import (
	"cmp"
	"math"
	"slices"
)

// Range is how many values were counted between two cut points, and the smallest and largest of them.
type Range struct{ N, Min, Max float64 }

func (r Range) single() bool { return r.Min == r.Max }

// Zoom finds where values lie that a first choice of grid does not tell from each other. Every round counts all values
// between cut points: Cuts returns the next ones, Add takes the counts. What it knows does not depend on the store, on
// a sample, or on the order of rows.
type Zoom struct {
	first   *Column
	whole   bool    // all values are whole numbers
	ranges  []Range // ascending; they do not overlap
	cutting []Range // of these, those that are being cut; nil in the first round
	rounds  int
	failed  []Grid
}

const (
	mostRounds     = 12  // each divides what is too dense by some dozens
	piecesOfMass   = 100 // that the values are cut into
	piecesAtDecile = 16  // that a range which holds a decile is cut into
	wideRatio      = 16  // from which on a range is cut by ratio, not by difference
	ownCell        = 20  // a single value with more than 1/20 of the rows gets a cell that holds no other double …
	fewValues      = 0.8 // … but where values that come back make up most of the rows
)

// NewZoom starts from counts on a grid that was too coarse. whole says that all values are whole numbers.
func NewZoom(first *Column, whole bool) *Zoom { return &Zoom{first: first, whole: whole} }

// Add takes the counts between the cut points that Cuts returned last. Ranges may come in any order. Of those that were
// not cut, what is known stays.
func (z *Zoom) Add(counted []Range) {
	z.rounds++
	known := slices.DeleteFunc(z.ranges, func(r Range) bool { return slices.Contains(z.cutting, r) })
	for _, r := range counted {
		inside := func(cut Range) bool { return r.Min >= cut.Min && r.Max <= cut.Max }
		if z.cutting == nil || slices.ContainsFunc(z.cutting, inside) {
			known = append(known, r)
		}
	}
	slices.SortFunc(known, func(a, b Range) int { return cmp.Compare(a.Min, b.Min) })
	z.ranges = known
}

// Cuts returns the cut points to count between next; false when enough is known.
func (z *Zoom) Cuts() (Grid, bool) {
	if z.rounds >= mostRounds {
		return Grid{}, false
	}
	var cuts []float64
	if z.rounds == 0 {
		cuts = z.firstCuts()
	} else if cuts = z.nextCutPoints(); cuts == nil {
		return Grid{}, false
	}
	grid, err := NewEdges(tidy(cuts))
	return grid, err == nil
}

// Confirms reports whether counts on the grid that was chosen last show that it delivers. If not, Choose returns
// another next time.
func (z *Zoom) Confirms(counts *Column) bool {
	limit := cellLimit(counts.Count())
	alone := map[int64]float64{}
	for _, r := range z.ranges {
		if key, _ := counts.Grid.Key(r.Min); r.single() {
			alone[key] = r.N
		}
	}
	for key, cell := range counts.Cells {
		if cell.N > limit && cell.N > alone[key] {
			z.failed = append(z.failed, counts.Grid)
			return false
		}
	}
	return true
}

// tidy returns cut points as NewEdges takes them; of too many every second goes.
func tidy(cuts []float64) []float64 {
	for i, x := range cuts {
		cuts[i] = math.Max(-maxCutPoint, math.Min(maxCutPoint, x)) + 0
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for len(cuts) > MaxCutPoints {
		thinned := cuts[:0]
		for i, x := range cuts {
			if i%2 == 0 {
				thinned = append(thinned, x)
			}
		}
		cuts = thinned
	}
	if len(cuts) == 1 {
		cuts = append(cuts, next(cuts[0]))
	}
	return cuts
}

// firstCuts cuts the cells of the first grid into pieces of about equal mass.
func (z *Zoom) firstCuts() []float64 {
	var cuts []float64
	total, since := z.first.Count(), 0.0
	for _, cell := range z.first.SortedCells() {
		lo, hi := z.first.Grid.Bounds(cell.Key)
		share := cell.N / total * piecesOfMass
		if since += share; since >= 1 {
			cuts, since = append(cuts, lo), 0
		}
		if share > 1 {
			cuts = append(cuts, pieces(lo, hi, int(math.Ceil(share)))...)
		}
	}
	return cuts
}

// pieces cuts [lo, hi] into n, and each of its ends from the rest. Ranges that span several powers of two are cut by
// ratio.
func pieces(lo, hi float64, n int) []float64 {
	cuts := []float64{lo, next(lo), hi, next(hi)}
	near, far := math.Min(math.Abs(lo), math.Abs(hi)), math.Max(math.Abs(lo), math.Abs(hi))
	for i := 1; i < n; i++ {
		at := float64(i) / float64(n)
		switch {
		case lo < 0 && hi > 0:
			cuts = append(cuts, 0, next(0), lo*(1-at)+hi*at)
		case near > 0 && far > wideRatio*near:
			cuts = append(cuts, math.Copysign(near*math.Pow(far/near, at), lo))
		default:
			cuts = append(cuts, lo*(1-at)+hi*at)
		}
	}
	return cuts
}

// nextCutPoints returns the cut points that divide what is still too dense, the most values first; nil: nothing is. The
// same round divides ranges that hold a decile, where cut points are left.
func (z *Zoom) nextCutPoints() []float64 {
	total := z.count()
	limit := cellLimit(total)
	dense := slices.DeleteFunc(slices.Clone(z.ranges), func(r Range) bool { return r.N <= limit || r.single() })
	if len(dense) == 0 {
		return nil
	}
	slices.SortStableFunc(dense, func(a, b Range) int { return cmp.Compare(b.N, a.N) })
	var cuts []float64
	z.cutting = nil
	divide := func(r Range, n int) {
		if of := pieces(r.Min, r.Max, n); len(cuts)+len(of) <= MaxCutPoints {
			cuts, z.cutting = append(cuts, of...), append(z.cutting, r)
		}
	}
	for _, r := range dense {
		divide(r, max(2, int(math.Ceil(r.N/total*piecesOfMass))))
	}
	holdsDecile := z.holdDeciles()
	for i, r := range z.ranges {
		if holdsDecile[i] && r.N <= limit && !r.single() {
			divide(r, piecesAtDecile)
		}
	}
	return cuts
}

// holdDeciles tells for each range whether it holds a decile: less than a tenth, two tenths … of all values lie below
// it, and not less up to its end.
func (z *Zoom) holdDeciles() []bool {
	holds := make([]bool, len(z.ranges))
	total, below, decile := z.count(), 0.0, 1.0
	for i, r := range z.ranges {
		below += r.N
		for ; decile < 10 && below >= decile*total/10; decile++ {
			holds[i] = true
		}
	}
	return holds
}

func (z *Zoom) count() (n float64) {
	for _, r := range z.ranges {
		n += r.N
	}
	return n
}
