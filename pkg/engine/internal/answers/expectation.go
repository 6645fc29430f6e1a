package answers

// Expectation is a value with what earlier windows predict, in parts that are said one after another. Its zero value
// says nothing.
type Expectation struct {
	Lead  []string // what a reader must know before the value: that a change is a lasting one
	Value string   // "PSI 3.0"; or a sentence, "81.1 %, expected 87.0 to 93.0 % from 11 earlier weeks"
	Range string   // of a divergence: "earlier weeks 0.40 to 3.9"
	Notes []string // what else is known: "bin \"UA\" holds 12 %, expected 20 to 30 %"
}

// String joins all parts; empty where nothing is said.
func (e Expectation) String() string {
	texts := append([]string{}, e.Lead...)
	texts = append(texts, e.Value, e.Range)
	return JoinTexts(append(texts, e.Notes...)...)
}

// IsZero reports whether nothing is said.
func (e Expectation) IsZero() bool { return e.String() == "" }

// Before returns the expectation with a text before all others; an empty text changes nothing.
func (e Expectation) Before(text string) Expectation {
	if text != "" {
		e.Lead = append([]string{text}, e.Lead...)
	}
	return e
}
