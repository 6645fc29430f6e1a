package assess

import (
	"math"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
)

// predictedRows is a window judged bin by bin: shares of the valid values, and missing and invalid ones as shares of
// all.
type predictedRows struct {
	valid, lost        *judge.Shares // nil where nothing shows what is usual
	counts, lostCounts []float64
	validRows, allRows float64
	outside            float64 // share of valid values below or above all that the history holds
	binning            measure.Binning
}

// predictRows judges a window by earlier ones, counted by the same bins.
func predictRows(b measure.Binning, now measure.Row, past []measure.Row) predictedRows {
	return predictRowsAround(b, now, past, nil, 1)
}

// predictRowsAround judges a window against a baseline of its own, windows times as long; the past tells how far
// windows wobble. A nil baseline is the past itself.
func predictRowsAround(b measure.Binning, now measure.Row, past []measure.Row, baseline *measure.Row,
	windows float64) predictedRows {
	var valid, lost pastShares
	compared := past
	if baseline != nil {
		compared = []measure.Row{*baseline}
		valid.baseline = &judge.Baseline{Bins: append(slices.Clone(baseline.Counts), 0, 0), Rows: baseline.Valid,
			Windows: windows}
		lost.baseline = &judge.Baseline{Bins: []float64{baseline.Missing, baseline.Invalid}, Rows: baseline.Total(),
			Windows: windows}
	}
	for i, row := range past {
		valid.add(withOutside(past, i), row.Valid)
		lost.add([]float64{row.Missing, row.Invalid}, row.Total())
	}
	below, above := now.Outside(compared)
	out := predictedRows{binning: b, validRows: now.Valid, allRows: now.Total(),
		counts: append(slices.Clone(now.Counts), below, above), lostCounts: []float64{now.Missing, now.Invalid}}
	if out.valid = valid.predict(now.Valid, 2+min(b.Special(), 2)); out.valid != nil {
		out.outside = (below + above) / now.Valid
	}
	out.lost = lost.predict(now.Total(), len(out.lostCounts))
	return out
}

// pastShares are counts of earlier windows, bin by bin, and those of a baseline.
type pastShares struct {
	bins     [][]float64 // by window
	rows     []float64
	baseline *judge.Baseline // nil: the windows themselves
}

// add adds a window, if it has rows.
func (p *pastShares) add(bins []float64, rows float64) {
	if rows > 0 {
		p.bins, p.rows = append(p.bins, bins), append(p.rows, rows)
	}
}

// predict returns what the shares of a window of so many rows are expected to be; nil where nothing tells. alone is the
// number of bins at the end that are judged by themselves.
func (p *pastShares) predict(rows float64, alone int) *judge.Shares {
	told := len(p.bins) > 0
	if p.baseline != nil {
		told = p.baseline.Rows > 0
	}
	if !told || rows <= 0 {
		return nil
	}
	shares := judge.PredictShares(p.bins, p.rows, p.baseline, rows, alone)
	return &shares
}

// withOutside are the counts of a past window, and how many of its values lie below and above all that the other ones
// hold: so much do windows that are usual leave the range of the others.
func withOutside(past []measure.Row, i int) []float64 {
	others := append(append([]measure.Row{}, past[:i]...), past[i+1:]...)
	below, above := past[i].Outside(others)
	return append(append([]float64{}, past[i].Counts...), below, above)
}

// bins is the number of shares that are judged.
func (p predictedRows) bins() int {
	n := 0
	for _, s := range []*judge.Shares{p.valid, p.lost} {
		if s != nil {
			n += len(s.Bins)
		}
	}
	return n
}

// tails are the least tail of a bin times the number of bins, on both sides.
func (p predictedRows) tails() judge.Tails {
	least, bins := 1.0, float64(p.bins())
	if p.valid != nil {
		least = math.Min(least, p.valid.Least(p.counts, p.validRows))
	}
	if p.lost != nil {
		least = math.Min(least, p.lost.Least(p.lostCounts, p.allRows))
	}
	tail := math.Min(1, least*bins)
	return judge.Tails{Low: tail, High: tail}
}

// expected returns the range of shares that a bin is expected to lie in, so that all bins together leave theirs with
// probability level on either side.
func (p predictedRows) expected(i int, bin measure.Bin, level float64) (low, high float64, ok bool) {
	shares, n, place := p.valid, p.validRows, p.binning.Place(i, bin)
	switch bin.Kind {
	case measure.Missing, measure.Invalid:
		shares, n, place = p.lost, p.allRows, 0
		if bin.Kind == measure.Invalid {
			place = 1
		}
	}
	if shares == nil || n < 1 {
		return 0, 0, false
	}
	rate, alone := shares.Bin(place)
	if !alone {
		return 0, 0, false
	}
	low, high = rate.Range(level/float64(p.bins()), n)
	return low, high, true
}
