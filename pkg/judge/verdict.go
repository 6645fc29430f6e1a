package judge

// Verdict says whether a number differs from its baseline by more than matters, and by more than its own past predicts.
type Verdict int8

// The verdicts, as they stand in frames.
const (
	Steady      Verdict = iota
	Significant         // beyond what earlier windows predict, but too small to matter
	Changed             // it matters, and is beyond what earlier windows predict
	Usual               // it would matter, but lies within what earlier windows predict
)

// VerdictWords says each verdict in words, in the order of the verdicts.
func VerdictWords() []string {
	return []string{"steady", "significant, not material", "changed", "usual"}
}

// Drifted is the word for Changed where the distance of two windows is judged.
const Drifted = "drifted"

// VerdictOf combines the two halves of the test.
func VerdictOf(material, significant bool) Verdict {
	switch {
	case material && significant:
		return Changed
	case material:
		return Usual
	case significant:
		return Significant
	}
	return Steady
}
