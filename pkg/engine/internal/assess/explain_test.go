package assess

import (
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// A reader who sees a divergence above those of earlier weeks is told why it is called usual.
func TestADivergenceAboveEarlierOnesSaysWhyItIsUsual(t *testing.T) {
	psi, _ := measure.Lookup("psi")
	const plain = "PSI 0.23; earlier weeks 0.01 to 0.06"
	const says = plain + "; no share is beyond what earlier weeks predict"
	for _, c := range []struct {
		name     string
		value    float64
		tail     float64
		material bool
		want     string
	}{
		{"usual, above all earlier weeks", 0.23, 0.2, true, says},
		{"usual, as earlier weeks were", 0.05, 0.2, true,
			"PSI 0.05; earlier weeks 0.01 to 0.06"},
		{"too small to matter", 0.23, 0.2, false, plain},
		{"drifted", 0.23, 1e-9, true, plain},
	} {
		one := comparison{view: aWeek, assessment: asked(&resolve.Ask{Model: &model.Model{}, Measure: psi,
			Baseline: resolve.Baseline{Baseline: model.Baseline{Kind: model.BaselineRolling}}})}
		point := answers.Point{Stats: map[query.Stat]float64{query.Value: c.value, query.UsualLow: 0.01,
			query.UsualHigh: 0.06}}
		j := judged{tails: judge.Tails{Low: 1, High: c.tail}, level: 0.01, material: c.material}
		if c.tail < j.level {
			j.reason = "no bins to name" // so that none is looked for
		}
		if got := one.divergenceWords(&point, j).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
