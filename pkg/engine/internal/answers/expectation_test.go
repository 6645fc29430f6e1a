package answers

import "testing"

func TestExpectationSaysItsPartsInOrder(t *testing.T) {
	whole := Expectation{Value: "PSI 3.0", Range: "earlier weeks 0.40 to 3.9", Notes: []string{"bin \"UA\" holds 12 %", "cannot breach"}}
	for _, c := range []struct {
		name string
		says Expectation
		text string
	}{
		{"nothing", Expectation{}, ""},
		{"a value alone", Expectation{Value: "PSI 3.0"}, "PSI 3.0"},
		{"no range", Expectation{Value: "PSI 3.0", Notes: []string{"cannot breach"}}, "PSI 3.0; cannot breach"},
		{"all of it", whole, "PSI 3.0; earlier weeks 0.40 to 3.9; bin \"UA\" holds 12 %; cannot breach"},
		{"a text before it", whole.Before("lasting").Before("unusual"),
			"unusual; lasting; PSI 3.0; earlier weeks 0.40 to 3.9; bin \"UA\" holds 12 %; cannot breach"},
		{"an empty text before it", Expectation{Value: "PSI 3.0"}.Before(""), "PSI 3.0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.says.String(); got != c.text {
				t.Errorf("says %q, want %q", got, c.text)
			}
			if zero := c.text == ""; c.says.IsZero() != zero {
				t.Errorf("IsZero is %v", c.says.IsZero())
			}
		})
	}
	if len(whole.Lead) != 0 {
		t.Errorf("Before changed what it was called on: %v", whole.Lead)
	}
}
