package evidence

import (
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/plan"
)

// MostRows returns at most limit segments, those with the most rows first; of equal ones, by their bytes.
func MostRows(rows map[plan.Segment]float64, limit int) []plan.Segment {
	list := prepare.MostFrequent(rows)
	return list[:min(len(list), limit)]
}
