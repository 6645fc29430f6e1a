package simulation

import (
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/query"
)

// chunk is the number of points asked in one query: so few that none loses a part of the history that an alert rule,
// which asks for one point, has.
const chunk = 90

// look is what a policy says at one point.
type look struct{ judged, breached bool }

// looks asks a policy at the end of every step of a range, in days since the log began, and returns what it says of
// each subject: a feature, a segment's value, or "" for the log.
func (d database) looks(t *testing.T, policy, every string, stepsADay float64, from, to int) map[string][]look {
	t.Helper()
	out := map[string][]look{}
	days := max(1, int(chunk/stepsADay))
	for at := from; at < to; at += days {
		series := d.ask(t, at, min(to, at+days),
			fmt.Sprintf(`{"queryType":"policy","policy":%q,"stats":["breach"],"format":"timeseries","every":%q}`,
				policy, every))
		for _, s := range series {
			subject := s.Feature
			for _, l := range s.Segment {
				subject += l.Value
			}
			for _, point := range s.Points {
				breach, judged := point.Stats[query.Breach]
				out[subject] = append(out[subject], look{judged, breach > 0})
			}
		}
	}
	return out
}

// daily, weekly and hourly are looks at the end of every day, week and hour.
func (d database) daily(t *testing.T, policy string, from, to int) map[string][]look {
	t.Helper()
	return d.looks(t, policy, "1d", 1, from, to)
}

func (d database) weekly(t *testing.T, policy string, from, to int) map[string][]look {
	t.Helper()
	return d.looks(t, policy, "1w", 1.0/7, from, to)
}

func (d database) hourly(t *testing.T, policy string, from, to int) map[string][]look {
	t.Helper()
	return d.looks(t, policy, "1h", 24, from, to)
}

// pages counts runs of breaches that lie more than a week, steps looks, apart: that many times somebody is paged.
func pages(looks []look, steps int) int {
	n, last := 0, -2*steps
	for i, one := range looks {
		if one.breached {
			if i-last > steps {
				n++
			}
			last = i
		}
	}
	return n
}

// judged counts the looks that have an answer.
func judged(looks []look) tally {
	var n tally
	for _, one := range looks {
		n.add(one.judged)
	}
	return n
}

// tallyEach adds each look to the tally of its place.
func tallyEach(tallies []tally, looks []look) {
	for i, one := range looks {
		tallies[i].add(one.breached)
	}
}

// row prints tallies side by side as whole percentages.
func row(tallies []tally) string {
	cells := make([]string, len(tallies))
	for i, one := range tallies {
		cells[i] = fmt.Sprintf("%.0f", one.percent())
	}
	return strings.Join(cells, " ") + fmt.Sprintf(" %% of %d", tallies[0].of)
}
