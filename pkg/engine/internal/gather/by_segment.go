package gather

import (
	"cmp"
	"iter"
	"slices"

	"leeway/pkg/plan"
)

// BySegment holds something of each segment, in the order of the segments. Most parts hold one segment or few, and a
// list of few takes a fifth of what a map takes.
type BySegment[T any] []OfSegment[T]

// OfSegment is what is held of one segment.
type OfSegment[T any] struct {
	Segment plan.Segment
	Value   T
}

// NewBySegment returns what of makes of each value of a map.
func NewBySegment[V, T any](values map[plan.Segment]V, of func(V) T) BySegment[T] {
	if len(values) == 0 {
		return nil
	}
	list := make(BySegment[T], 0, len(values))
	for segment, value := range values {
		list = append(list, OfSegment[T]{segment, of(value)})
	}
	slices.SortFunc(list, func(a, b OfSegment[T]) int { return cmp.Compare(a.Segment, b.Segment) })
	return list
}

// Get returns what is held of a segment.
func (b BySegment[T]) Get(segment plan.Segment) (value T, ok bool) {
	i, ok := slices.BinarySearchFunc(b, segment,
		func(of OfSegment[T], segment plan.Segment) int { return cmp.Compare(of.Segment, segment) })
	if ok {
		value = b[i].Value
	}
	return value, ok
}

// All returns the segments in their order.
func (b BySegment[T]) All() iter.Seq2[plan.Segment, T] {
	return func(yield func(plan.Segment, T) bool) {
		for _, of := range b {
			if !yield(of.Segment, of.Value) {
				return
			}
		}
	}
}
