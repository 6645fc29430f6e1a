package assess

import (
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// QuantileEdges returns the inner edges that cut the question's one subject into about equal parts: quantiles of the
// newest view's baseline, at edges of cells. Without a baseline it is cut by the current window.
func QuantileEdges(e *evidence.Evidence, bins int) ([]float64, error) {
	found, err := judgeOnce(fmt.Sprint("edges of ", bins), e, func() (edges, error) { return findEdges(e, bins) })
	return slices.Clone(found), err
}

// edges are kept across requests.
type edges []float64

// Weight is their size in bytes.
func (l edges) Weight() uint32 { return uint32(8 * len(l)) }

func findEdges(e *evidence.Evidence, bins int) (edges, error) {
	c := comparison{assessment: newAssessment(e), subject: e.Ask.Subjects[0], view: e.Last()}
	if err := c.mergeCounts(); err != nil {
		return nil, err
	}
	counts := columnOf(c.baseline, c.subject.Column)
	if counts == nil || counts.Count() == 0 {
		counts = columnOf(c.current, c.subject.Column)
	}
	return quantileEdges(counts, c.cutting(bins)), nil
}

// quantileEdges returns the inner edges that cut a column into about equal parts, at edges of cells, or at the first
// whole number right of them.
func quantileEdges(c *summary.Column, how measure.Cutting) []float64 {
	edges := []float64{}
	for j := 1; j < how.Bins; j++ {
		x, ok := c.Quantile(float64(j) / float64(how.Bins))
		if !ok {
			break
		}
		key, _ := c.Grid.Key(x)
		low, _ := c.Grid.Bounds(key)
		if how.Integers {
			low = c.Grid.FirstInteger(key)
		}
		if !slices.Contains(edges, low) {
			edges = append(edges, low)
		}
	}
	if len(edges) == 0 {
		edges = append(edges, 0) // nothing to cut: every value falls to one side of zero
	}
	return edges
}
