package shared

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEqualListsAreEqualSequences(t *testing.T) {
	sequence := func(list []string) (s Sequence[string]) {
		for _, value := range list {
			s = s.With(value)
		}
		return s
	}
	lists := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b", "ab"}), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		a, b := lists.Draw(t, "a"), lists.Draw(t, "b")
		if (sequence(a) == sequence(b)) != slices.Equal(a, b) {
			t.Fatalf("the sequences of %q and %q are equal: %v", a, b, sequence(a) == sequence(b))
		}
	})
}
