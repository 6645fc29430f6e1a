package judge

import "math"

// Flags predicts a value that is 1 where all rows of a window are hits, else 0: whether a column is constant. How near
// earlier windows came to 1 tells more than their zeros, so the share of rows that are no hits is judged, by its
// logarithm. A window with three of a thousand such rows is nearly one without.
type Flags struct {
	misses  Student // of log shares
	earlier []Count
}

// PredictFlags returns the prediction from at least MinStudent earlier windows. None is empty.
func PredictFlags(history []Count) Flags {
	values := make([]float64, len(history))
	for j, c := range history {
		values[j] = c.logMisses()
	}
	return Flags{PredictStudent(values), history}
}

// around is the same prediction for a flag that is compared with a baseline of its own.
func (f Flags) around(baseline Count) Flags {
	f.misses.mean = baseline.logMisses()
	f.earlier = append([]Count{baseline}, f.earlier...)
	return f
}

// logMisses is the logarithm of the share of rows that are no hits, where half a row more is none.
func (c Count) logMisses() float64 { return math.Log((c.N - c.K + 0.5) / (c.N + 1)) }

// Tails returns how likely flags as low or as high are. Neither tail is below Fisher's exact one against the earlier
// window, or the baseline, that is most like now: chance alone may have dealt now's rows as it dealt those.
func (f *Flags) Tails(now Count) Tails {
	misses := f.misses.Tails(now.logMisses())
	t := Tails{Low: misses.High, High: misses.Low}
	for _, c := range f.earlier {
		if t.Least() >= exactBelow {
			break
		}
		exact := FisherTails(now, c)
		t = Tails{math.Max(t.Low, exact.Low), math.Max(t.High, exact.High)}
	}
	return t
}

// Range returns the lowest and the highest flag of a window of now's rows at which neither tail is below level: 0 is
// now itself or has one miss.
func (f *Flags) Range(level float64, now Count) (low, high float64) {
	all, some := now, now
	all.K, some.K = now.N, math.Min(now.K, now.N-1)
	if f.Tails(some).Low < level {
		low = 1
	}
	if f.Tails(all).High >= level {
		high = 1
	}
	return low, high
}
