package assess

import (
	"fmt"

	"leeway/pkg/engine/internal/words"
	"leeway/pkg/measure"
	"leeway/pkg/model"
)

func (c *comparison) format() words.Format { return words.FormatOf(c.Ask.Measure, c.now.Rate) }

func (c *comparison) number(x float64) string { return c.format().Number(x) }

func (c *comparison) span(low, high float64) string { return c.format().Span(low, high) }

func (c *comparison) distance(x float64) string { return c.format().Distance(x) }

// windowNoun names what earlier windows are.
func (c *comparison) windowNoun(n int) string {
	noun := "window"
	switch c.view.Current.Length {
	case model.Duration{Days: 7}:
		noun = "week"
	case model.Duration{Days: 1}:
		noun = "day"
	}
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// fromPast says what an expectation rests on.
func (c *comparison) fromPast() string {
	n := len(c.past)
	switch rolling := c.Ask.Baseline.Kind == model.BaselineRolling; {
	case rolling && n == 0:
		return ""
	case rolling:
		return fmt.Sprintf(" from %d earlier %s", n, c.windowNoun(n))
	case n < 2: // one window tells nothing of how far windows lie from one another
		return " by baseline " + c.Ask.Baseline.Name
	}
	return fmt.Sprintf(" by baseline %s and by how far %d earlier %s lie from one another", c.Ask.Baseline.Name, n,
		c.windowNoun(n))
}

// reach is what the measure can be at all.
func (c *comparison) reach() measure.Range {
	return c.Ask.Measure.Range(string(c.Ask.Target), measure.Params{Task: string(c.Ask.Model.Task)}, c.now)
}
