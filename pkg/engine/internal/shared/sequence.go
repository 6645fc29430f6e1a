package shared

import "unique"

// Sequence is a list as a comparable value of one word: equal lists are equal sequences. The zero value is the empty
// list.
type Sequence[T comparable] struct{ last unique.Handle[entry[T]] }

// entry is the last element of a list, and the list before it.
type entry[T comparable] struct {
	value  T
	before Sequence[T]
}

// With returns the list with one more element at its end.
func (s Sequence[T]) With(value T) Sequence[T] {
	return Sequence[T]{unique.Make(entry[T]{value, s})}
}
