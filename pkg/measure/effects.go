package measure

import (
	"cmp"
	"math"
	"slices"

	"leeway/pkg/stats"
)

// Part is one segment's estimate in both windows. An estimate that is not OK means the segment is absent there.
type Part struct {
	Name              string
	Current, Baseline Estimate
	// CurrentRows and BaselineRows are all labelled rows of a segment by score, for a measure that is OfLabel; else 0,
	// and those of its denominator count.
	CurrentRows, BaselineRows float64
}

// Effect is what one segment adds to the change of the whole.
type Effect struct {
	CurrentWeight, BaselineWeight float64 // share of the rows in each window
	Mix                           float64 // by its weight having changed
	Within                        float64 // by its own value having changed
}

// Decomposition splits the change of a measure that is a mean over rows into what moved between segments and what moved
// inside them: mix_s = (w′−w)·ḡ and within_s = w̄·(g′−g), where bars are means of the two windows' values, w is a
// segment's share of the rows and g = r·(a−Ā)/R: a its value, A the whole's, r the share of its rows that are in the
// denominator and R̄ that of all. Where all rows are in it, mix_s = (w′−w)(ā−Ā) and within_s = w̄(a′−a). The effects add
// up to the change. A segment absent from one window takes the other window's g, so it counts as mix alone.
type Decomposition struct {
	Current, Baseline   float64 // values of the whole
	Change, Mix, Within float64
	Effects             []Effect // in the order of the parts
	Verdict             EffectVerdict
	Named               []string // with OneSegment: who, the strongest first
	MixNamed            bool     // the weights carry a quarter of the change or more, too
	Differ              bool     // the segments changed differently beyond chance
}

// EffectVerdict says who got worse.
type EffectVerdict string

// The verdicts.
const (
	MixMoved   EffectVerdict = "mix"     // the weights explain the change
	OneSegment EffectVerdict = "segment" // a few segments carry it
	Uniform    EffectVerdict = "uniform" // all moved alike
)

// decisive is the least share of a change that a part has to be named; mostNamed how many segments may be.
const (
	decisive  = 0.25
	mostNamed = 3
)

// Decompose splits a change over segments. The parts must cover all rows. ok is false where a window has no rows.
func Decompose(parts []Part) (d Decomposition, ok bool) {
	var now, then whole
	for _, p := range parts {
		now.add(p.Current, p.CurrentRows)
		then.add(p.Baseline, p.BaselineRows)
	}
	if now.denominator == 0 || then.denominator == 0 {
		return d, false
	}
	d.Current, d.Baseline = now.value(), then.value()
	d.Change = d.Current - d.Baseline
	level := (d.Current + d.Baseline) / 2
	share := (now.denominator/now.rows + then.denominator/then.rows) / 2
	for _, p := range parts {
		w, g := now.weigh(p.Current, p.CurrentRows, level)
		v, h := then.weigh(p.Baseline, p.BaselineRows, level)
		if w == 0 {
			g = h
		}
		if v == 0 {
			h = g
		}
		e := Effect{CurrentWeight: w, BaselineWeight: v, Mix: (w - v) * (g + h) / 2 / share, Within: (w + v) / 2 * (g - h) / share}
		d.Mix += e.Mix
		d.Within += e.Within
		d.Effects = append(d.Effects, e)
	}
	d.judge(parts)
	return d, true
}

// whole is all segments of one window: their rows, those of them in the denominator, and the sum of their values.
type whole struct{ rows, denominator, sum float64 }

func (w *whole) add(e Estimate, rows float64) {
	n := denominator(e)
	w.rows += max(rows, n)
	w.denominator += n
	w.sum += n * e.Value
}

func (w *whole) value() float64 { return w.sum / w.denominator }

// weigh is a segment's share of the rows, and by how much it is off a level for each of them: those out of the
// denominator are at it.
func (w *whole) weigh(e Estimate, rows, level float64) (weight, offset float64) {
	n := denominator(e)
	rows = max(rows, n)
	if n > 0 {
		offset = (e.Value - level) * (n / rows)
	}
	return rows / w.rows, offset
}

// denominator returns an estimate's denominator, 0 where the segment is absent.
func denominator(e Estimate) float64 {
	if !e.OK {
		return 0
	}
	return e.N
}

// judge names every part with at least a quarter of the change: mix, and the segments where these changed differently
// beyond chance; else the change is uniform.
func (d *Decomposition) judge(parts []Part) {
	d.Verdict = Uniform
	if d.Change == 0 {
		return
	}
	large := func(effect float64) bool { return effect/d.Change >= decisive }
	if d.Differ = heterogeneous(parts); d.Differ {
		order := make([]int, len(parts))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Compare(d.Effects[b].Within/d.Change, d.Effects[a].Within/d.Change)
		})
		for _, i := range order[:min(mostNamed, len(order))] {
			if large(d.Effects[i].Within) {
				d.Named, d.Verdict = append(d.Named, parts[i].Name), OneSegment
			}
		}
	}
	if large(d.Mix) {
		d.MixNamed = true
		if len(d.Named) == 0 {
			d.Verdict = MixMoved
		}
	}
}

// heterogeneityLevel is the significance at which segments are said to have changed differently.
const heterogeneityLevel = 0.05

// heterogeneous tests whether the segments changed by different amounts: Cochran's Q of their changes, weighted by
// their sampling variances, against χ² with one degree of freedom fewer than there are segments. Parts without sampling
// error count as exact: where these differ, the segments do.
func heterogeneous(parts []Part) bool {
	var exact []float64
	for _, p := range parts {
		if p.Current.OK && p.Baseline.OK && p.Current.SE == 0 && p.Baseline.SE == 0 {
			exact = append(exact, p.Current.Value-p.Baseline.Value)
		}
	}
	if len(exact) > 1 && slices.Max(exact) != slices.Min(exact) {
		return true
	}
	var unit float64 // of changes and errors: squares of very large or small numbers are no doubles
	for _, p := range parts {
		unit = max(unit, p.Current.SE, p.Baseline.SE)
	}
	var weights, changes []float64
	for _, p := range parts {
		se := math.Hypot(p.Current.SE, p.Baseline.SE) / unit
		if p.Current.OK && p.Baseline.OK && se > 0 {
			weights, changes = append(weights, 1/(se*se)), append(changes, p.Current.Value/unit-p.Baseline.Value/unit)
		}
	}
	if len(changes) < 2 {
		return false
	}
	var total, mean, q float64
	for i, w := range weights {
		total += w
		mean += w * changes[i]
	}
	mean /= total
	for i, w := range weights {
		q += w * (changes[i] - mean) * (changes[i] - mean)
	}
	return stats.ChiSquaredSurvival(q, float64(len(changes)-1)) < heterogeneityLevel
}
