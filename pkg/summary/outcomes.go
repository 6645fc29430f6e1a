package summary

import (
	"cmp"
	"slices"
)

// LabelKey is the key of the column of labels.
const LabelKey = "label"

// Column returns the column of that key, nil if it was not counted. Labels that were not counted as a column of
// their own are taken from the outcomes.
func (s *Summary) Column(key string) *Column {
	if c := s.Columns[key]; c != nil {
		return c
	}
	if key == LabelKey && s.Outcomes != nil {
		return s.Outcomes.Labels()
	}
	return nil
}

// JointCount is one count of the joint distribution.
type JointCount struct {
	JointKey
	N float64
}

// Sorted returns the joint counts in one fixed order, so that sums of weights give the same digits every time.
func (o *Outcomes) Sorted() []JointCount {
	counts := make([]JointCount, 0, len(o.Joint))
	for key, n := range o.Joint {
		counts = append(counts, JointCount{JointKey: key, N: n})
	}
	slices.SortFunc(counts, func(a, b JointCount) int {
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.ScoreCell, b.ScoreCell),
			cmp.Compare(a.Prediction, b.Prediction), cmp.Compare(a.Label, b.Label))
	})
	return counts
}

// Labels counts the labels observed within the horizon by category; mature rows without one are missing.
func (o *Outcomes) Labels() *Column {
	labels := &Column{Categories: map[string]float64{}}
	for _, count := range o.Sorted() {
		if count.State != InTime || count.Label == NoClass {
			labels.Missing += count.N
		} else {
			labels.Categories[count.Label] += count.N
		}
	}
	return labels
}
