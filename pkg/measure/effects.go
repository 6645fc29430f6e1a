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
}

// Effect is what one segment adds to the change of the whole.
type Effect struct {
	CurrentWeight, BaselineWeight float64 // share of the measure's denominator in each window
	Mix                           float64 // by its weight having changed
	Within                        float64 // by its own value having changed
}

// Decomposition splits the change of a measure that is a mean over rows into what moved between segments and what moved
// inside them: mix_s = (w′−w)(ā_s − Ā), within_s = w̄(a′−a), where bars are means of the two windows' values, w a
// segment's share of the denominator, a its value and A the whole's. The effects add up to the change. A segment absent
// from one window takes the other window's value, so it counts as mix alone.
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
	var n, m, now, then float64
	for _, p := range parts {
		n += denominator(p.Current)
		m += denominator(p.Baseline)
		now += denominator(p.Current) * p.Current.Value
		then += denominator(p.Baseline) * p.Baseline.Value
	}
	if n == 0 || m == 0 {
		return d, false
	}
	now, then = now/n, then/m
	d.Current, d.Baseline, d.Change = now, then, now-then
	for _, p := range parts {
		e := Effect{CurrentWeight: denominator(p.Current) / n, BaselineWeight: denominator(p.Baseline) / m}
		current, baseline := p.values()
		e.Mix = (e.CurrentWeight - e.BaselineWeight) * ((current+baseline)/2 - (now+then)/2)
		e.Within = (e.CurrentWeight + e.BaselineWeight) / 2 * (current - baseline)
		d.Mix += e.Mix
		d.Within += e.Within
		d.Effects = append(d.Effects, e)
	}
	d.judge(parts)
	return d, true
}

// denominator returns an estimate's denominator, 0 where the segment is absent.
func denominator(e Estimate) float64 {
	if !e.OK {
		return 0
	}
	return e.N
}

// values are the segment's values, an absent one taken from the other window.
func (p Part) values() (current, baseline float64) {
	current, baseline = p.Current.Value, p.Baseline.Value
	if !p.Current.OK {
		current = baseline
	}
	if !p.Baseline.OK {
		baseline = current
	}
	return current, baseline
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
