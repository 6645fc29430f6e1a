package simulation

import (
	"fmt"
	"testing"
)

// pairedModel has one policy twice: against a rolling baseline, and against the launch.
const pairedModel = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"outcomes":{"label":"truth","delay":"0d"},"baselines":{"rolling":{"kind":"rolling"},"launch":{"kind":"launch"}},"baseline":"rolling",
	"defaults":"off","policies":[{"id":"accuracy","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d"},
		{"id":"accuracy-anchored","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d","baseline":"launch"}]}`

// Slow decay, a tenth of a point a week, is paged in some worlds at most by a rolling baseline, which follows it: an
// anchored one pages in the end. Neither pages where nothing decays.
func TestSlowDecayIsForTheAnchor(t *testing.T) {
	const weeks = history + 44
	for _, decay := range []float64{0.1, 0} {
		ends, n := tally{}, map[string]int{}
		worlds := either(1, 20)
		for i := range worlds {
			w := wobbling(uint64(i+3), 5000, 0.9, 0.003).with(func(week int, d day) day {
				d.p -= decay / 100 * float64(week)
				return d
			})
			looks := made(t, pairedModel, w.logged(7*weeks, i, 1)...).checked(t, 7, 7*history, 7*weeks)
			n["rolling"] += pages(looks["accuracy"][""], 1)
			late := looks["accuracy-anchored"][""]
			n["anchored"] += pages(late, 1)
			ends.add(late[len(late)-1].breached)
		}
		fmt.Printf("| %g points less each week, 44 weeks | rolling pages %d times in %d worlds, anchored %d; the anchor breaches at the end in %v |\n", decay, n["rolling"], worlds, n["anchored"], ends)
		if decay == 0 && n["rolling"] > 0 || decay > 0 && ends.hits < ends.of || decay == 0 && n["anchored"] > 0 {
			t.Errorf("decay of %v: pages %v, the anchor breaches at the end in %v", decay, n, ends)
		}
	}
}
