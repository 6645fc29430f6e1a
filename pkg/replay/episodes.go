package replay

import (
	"math"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Episode is a time in which the rule of a policy would have fired for one subject.
type Episode struct {
	Series engine.Series
	// when it would have fired: the first window past the bound was known, and the policy's `for` had passed
	Fired    time.Time
	Resolved time.Time    // zero: it fires still at the end of the range
	First    time.Time    // the end of the first window past the bound
	Last     time.Time    // the end of the last window for which it fires
	Start    time.Time    // of the first window past the bound
	Windows  int          // that were past the bound
	Worst    engine.Point // farthest past the bound
	Began    bool         // false: it fires from the first window that was judged on, so it may have begun earlier
}

// rule is what a rule of a policy remembers from look to look.
type rule struct {
	series  engine.Series
	back    float64  // how far inside the bound it recovers
	pending *Episode // past the bound, and not fired yet
	firing  *Episode
	fired   []Episode
}

// Episodes returns when the rule of the series' policy would have fired, by the points of the series, each a look of
// the rule. A look that cannot be judged ends an episode, as it does in Grafana. With `recover` an episode lasts until
// the value is that far inside the bound. end is the end of the range.
func Episodes(s engine.Series, end time.Time) []Episode {
	r := rule{series: s, back: recoverDistance(s.Policy)}
	for i, p := range s.Points {
		r.look(p)
		until := end
		if i+1 < len(s.Points) {
			until = s.Points[i+1].Known.Add(-1)
		}
		if r.pending != nil && !r.pending.Fired.After(until) {
			r.firing, r.pending = r.pending, nil
		}
	}
	if r.firing != nil {
		r.fired = append(r.fired, *r.firing)
	}
	return r.fired
}

// look takes a window in.
func (r *rule) look(p engine.Point) {
	breach, judged := p.Stats[query.Breach]
	past := judged && breach > 0
	switch {
	case r.firing != nil && (past || judged && r.back > 0 && breach >= -r.back):
		r.firing.take(p, breach)
	case past:
		if r.pending == nil {
			r.pending = &Episode{Series: r.series, First: p.At, Start: startOf(p),
				Fired: p.Known.Add(r.series.Policy.For.Approx()),
				Began: !p.At.Equal(r.series.Points[0].At)}
		}
		r.pending.take(p, breach)
	case r.firing != nil:
		r.firing.Resolved = p.Known
		r.fired, r.firing = append(r.fired, *r.firing), nil
	default:
		r.pending = nil
	}
}

// take adds a window to an episode.
func (e *Episode) take(p engine.Point, breach float64) {
	e.Last = p.At
	if breach <= 0 {
		return
	}
	e.Windows++
	if worst, known := e.Worst.Stats[query.Breach]; !known || breach > worst {
		e.Worst = p
	}
}

func startOf(p engine.Point) time.Time {
	return time.UnixMicro(int64(p.Stats[query.WindowStart] * 1e6)).UTC()
}

// recoverDistance is how far inside its bound a policy recovers; 0 without a recovery point.
func recoverDistance(p *model.Policy) float64 {
	if p.Recover == nil {
		return 0
	}
	distance := math.Inf(1)
	lower, upper := p.Bounds()
	for _, bound := range []*float64{lower, upper} {
		if bound != nil {
			distance = math.Min(distance, math.Abs(*bound-*p.Recover))
		}
	}
	return distance
}
