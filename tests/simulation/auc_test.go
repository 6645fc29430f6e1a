package simulation

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

type scored struct {
	score    float64
	positive bool
}

// exactAUC is the share of pairs of a positive and a negative whose scores are in order, ties counted half: what
// scikit-learn's roc_auc_score computes.
func exactAUC(rows []scored) float64 {
	slices.SortFunc(rows, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var positives, negatives, inOrder float64
	for i := 0; i < len(rows); {
		var p, n float64
		j := i
		for ; j < len(rows) && rows[j].score == rows[i].score; j++ {
			if rows[j].positive {
				p++
			} else {
				n++
			}
		}
		inOrder += p * (negatives + n/2)
		positives, negatives, i = positives+p, negatives+n, j
	}
	return inOrder / (positives * negatives)
}

// onGrid is the same from counts by score cell.
func onGrid(t *testing.T, rows []scored) float64 {
	t.Helper()
	o := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for _, row := range rows {
		key := summary.JointKey{State: summary.InTime, Prediction: "false", Label: "false"}
		if row.positive {
			key.Label = "true"
		}
		key.ScoreCell, _ = summary.ScoreGrid.Key(row.score)
		o.Rows++
		o.Joint[key]++
	}
	m, _ := measure.Lookup("roc_auc")
	e := m.Estimate(&summary.Summary{Rows: o.Rows, Outcomes: o}, "score", measure.Params{Positive: "true"})
	if !e.OK {
		t.Fatal(e.Reason)
	}
	return e.Value
}

// rareEvents draws rows of which 0.05 % are positive. separation is how far the log-odds of positives lie from those of
// negatives on average, in standard deviations; centre is where those of negatives lie, spread their deviation.
func rareEvents(r *rand.Rand, n int, separation, centre, spread float64) []scored {
	rows := make([]scored, n)
	for i := range rows {
		odds := centre + spread*r.NormFloat64()
		rows[i].positive = r.Float64() < 0.0005
		if rows[i].positive {
			odds += separation * spread
		}
		rows[i].score = 1 / (1 + math.Exp(-odds))
	}
	return rows
}

func TestAUCOfRareEventsIsRightOnTheScoreGrid(t *testing.T) {
	n := trials(300_000)
	for _, c := range []struct {
		name                       string
		separation, centre, spread float64
	}{
		{"calibrated, far below 1 %", 1, -8, 1},
		{"well separated", 2.5, -9, 1.5},
		{"hardly better than chance", 0.2, -7.6, 0.5},
		{"worse than chance", -0.5, -8, 1},
	} {
		rows := rareEvents(rand.New(rand.NewPCG(53, 54)), n, c.separation, c.centre, c.spread)
		grid, exact := onGrid(t, rows), exactAUC(rows)
		t.Logf("%s: %.5f on the grid, %.5f exact (%+.5f)", c.name, grid, exact, grid-exact)
		if math.Abs(grid-exact) > 0.002 {
			t.Errorf("%s: AUC is %v on the grid, %v exactly", c.name, grid, exact)
		}
	}
}

// Scores that were rounded before they were logged tie; ties count half in both.
func TestAUCOfTiedScores(t *testing.T) {
	rows := rareEvents(rand.New(rand.NewPCG(55, 56)), 100_000, 1.5, -3, 1)
	for i := range rows {
		rows[i].score = math.Round(100*rows[i].score) / 100
	}
	if grid, exact := onGrid(t, rows), exactAUC(rows); math.Abs(grid-exact) > 0.002 {
		t.Errorf("AUC is %v on the grid, %v exactly", grid, exact)
	}
}

// Within a cell, a sixteenth of a unit of log-odds, the grid cannot distinguish scores. A model whose scores all lie
// within a few cells loses AUC by that, at most half the share of pairs that meet in one cell.
func TestAUCOfScoresWithinAFewCells(t *testing.T) {
	rows := rareEvents(rand.New(rand.NewPCG(57, 58)), trials(300_000), 1, -7.6, 0.15)
	type counts struct{ positive, negative float64 }
	cells := map[int64]counts{}
	var all counts
	for _, row := range rows {
		key, _ := summary.ScoreGrid.Key(row.score)
		cell := cells[key]
		if row.positive {
			cell.positive++
			all.positive++
		} else {
			cell.negative++
			all.negative++
		}
		cells[key] = cell
	}
	var together float64
	for _, cell := range cells {
		together += cell.positive * cell.negative / (all.positive * all.negative)
	}
	grid, exact := onGrid(t, rows), exactAUC(rows)
	t.Logf("%.5f on the grid, %.5f exact (%+.5f); %.3f of all pairs meet in a cell", grid, exact, grid-exact, together)
	if math.Abs(grid-exact) > together/2 || math.Abs(grid-exact) > 0.02 {
		t.Errorf("AUC is %v on the grid, %v exactly; %v of all pairs meet in a cell", grid, exact, together)
	}
}
