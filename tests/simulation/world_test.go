package simulation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/query"
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

// wobbling is a world of perWeek predictions a week, of which a share of rate is right. The weekly share wobbles with a standard deviation of
// wobble, as a first-order autoregression over days does that forgets a fifth of itself a day.
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

// with changes a world from a week on.
func (w world) with(change func(week int, d day) day) world {
	return func(d int) day { return change(d/7, w(d)) }
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

// logged makes the log of a world: columns said and truth, which agree as often as the world says, and a feature x that is missing in share
// missing of the rows.
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
			true AS said, u(d * 1000000 + j // %d, %d, 1) < p AS truth FROM (SELECT d, n, p, unnest(range(n)) AS j FROM days)`, repeats, seed),
	}
}

// accuracyModel has one page policy.
const accuracyModel = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"outcomes":{"label":"truth","delay":"0d"},"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
	"defaults":"off","policies":[{"id":"accuracy","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d"}]}`

// breaches asks a policy's breach at the end of every step of a range, in days since the log began, and says where it is above 0. Days
// without an answer do not breach.
func (d database) breaches(t *testing.T, policy, every string, from, to int) []bool {
	t.Helper()
	list := d.ask(t, from, to, fmt.Sprintf(`{"queryType":"policy","policy":%q,"stats":["breach"],"format":"timeseries","every":%q}`, policy, every))
	var out []bool
	for _, s := range list {
		for i, point := range s.Points {
			if len(out) <= i {
				out = append(out, false)
			}
			out[i] = out[i] || point.Stats[query.Breach] > 0
		}
	}
	return out
}

// episodes counts runs of breaches that lie more than seven days apart: that many times somebody is paged.
func episodes(breached []bool) int {
	n, last := 0, -99
	for i, b := range breached {
		if b {
			if i-last > 7 {
				n++
			}
			last = i
		}
	}
	return n
}
