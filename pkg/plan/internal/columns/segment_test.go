package columns

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSegmentsAreReadBackWhateverTheyHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.OneOf(rapid.String(),
			rapid.StringOf(rapid.RuneFrom([]rune("\x1e\x1f01a"))))).Draw(t, "values")
		got := NewSegment(values...).Values()
		if len(got) != len(values) {
			t.Fatalf("%d values became %d", len(values), len(got))
		}
		if !slices.Equal(got, values) && len(values) > 0 {
			t.Fatalf("%q became %q", values, got)
		}
		other := rapid.SliceOfN(rapid.StringOf(rapid.RuneFrom([]rune("\x1e\x1f01a"))), 0, 3).Draw(t, "other")
		if NewSegment(values...) == NewSegment(other...) && len(values)+len(other) > 0 && !slices.Equal(values, other) {
			t.Fatalf("%q and %q are one segment", values, other)
		}
	})
}
