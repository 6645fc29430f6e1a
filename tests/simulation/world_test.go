package simulation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// history is the number of weeks before the first that is looked at.
const history = 16

// day says of one day how many predictions are made and what share of them is right.
type day struct {
	n int
	p float64
}

// world is what happens day by day from the log's first, a Monday.
type world func(d int) day

// wobbling is a world of perWeek predictions a week, of which a share of rate is right. The weekly share wobbles with a
// standard deviation of wobble, as a first-order autoregression over days does that forgets a fifth of itself a day.
func wobbling(seed uint64, perWeek int, rate, wobble float64) world {
	const keep = 0.8
	r := rand.New(rand.NewPCG(seed, 77))
	var state float64
	for range 30 {
		state = keep*state + r.NormFloat64()
	}
	var days []day
	return func(d int) day {
		for len(days) <= d {
			state = keep*state + r.NormFloat64()
			days = append(days, day{poisson(r, float64(perWeek)/7), rate + wobble*state/weeklySd(keep)})
		}
		return days[d]
	}
}

// weeklySd is the standard deviation of the mean of seven days of a first-order autoregression with unit innovations.
func weeklySd(keep float64) float64 {
	variance := 1 / (1 - keep*keep)
	sum := 7 * variance
	for lag, c := 1, keep*variance; lag < 7; lag, c = lag+1, c*keep {
		sum += 2 * float64(7-lag) * c
	}
	return math.Sqrt(sum) / 7
}

// byDay changes a world day by day.
func (w world) byDay(change func(d int, one day) day) world {
	return func(d int) day { return change(d, w(d)) }
}

// with changes a world week by week.
func (w world) with(change func(week int, d day) day) world {
	return w.byDay(func(d int, one day) day { return change(d/7, one) })
}

// weekends are worse by so many points, and have half the volume.
func (w world) weekends(points float64) world {
	return w.byDay(func(d int, one day) day {
		if d%7 >= 5 {
			one.n, one.p = one.n/2, one.p-points/100
		}
		return one
	})
}

// grows has a volume that grows by a share of itself every week.
func (w world) grows(share float64) world {
	return w.with(func(week int, d day) day {
		d.n = int(float64(d.n)*math.Pow(1+share, float64(week)) + 0.5)
		return d
	})
}

// restless has a volume that is multiplied, every week anew, by the exponential of a normal number with standard
// deviation sd.
func (w world) restless(seed uint64, sd float64) world {
	return w.with(func(week int, d day) day {
		r := rand.New(rand.NewPCG(seed, uint64(week)))
		d.n = int(float64(d.n)*math.Exp(sd*r.NormFloat64()) + 0.5)
		return d
	})
}

// falls is a permanent loss of so many points from a week on.
func (w world) falls(points float64, from int) world {
	return w.with(func(week int, d day) day {
		if week >= from {
			d.p -= points / 100
		}
		return d
	})
}

// logged makes the log of a world: columns said and truth, which agree as often as the world says, and a feature x that
// is missing in share missing of the rows.
func (w world) logged(days, seed, repeats int) []string {
	var values []string
	for d := range days {
		one := w(d)
		values = append(values, fmt.Sprintf("(%d, %d, %.6f)", d, one.n, max(0.0005, min(0.9995, one.p))))
	}
	return []string{
		"CREATE TABLE days (d BIGINT, n BIGINT, p DOUBLE)",
		"INSERT INTO days VALUES " + strings.Join(values, ","),
		fmt.Sprintf(`CREATE TABLE log AS SELECT d * 10000000 + j AS id, TIMESTAMP '2024-01-01' + INTERVAL (d) DAY + INTERVAL ((86400000 * j) // n) MILLISECOND AS at,
			true AS said, u(d * 1000000 + j // %d, %d, %d) < p AS truth FROM (SELECT d, n, p, unnest(range(n)) AS j FROM days)`, repeats,
			seed%100, 1+seed/100),
	}
}

// accuracyModel has one page policy.
const accuracyModel = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"outcomes":{"label":"truth","delay":"0d"},"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
	"defaults":"off","policies":[{"id":"accuracy","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d"}]}`
