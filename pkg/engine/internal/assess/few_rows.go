package assess

import (
	"fmt"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/query"
)

// tooFewRows says that either side of the comparison holds too few rows for a verdict; empty if neither does.
func (c *comparison) tooFewRows(point *answers.Point) string {
	now, counted := point.Stats[query.Count]
	before, compared := point.Stats[query.BaselineCount]
	if few := c.fewRows(); few != "" {
		return few
	}
	if counted && now < c.Ask.MinCount || compared && before < c.Ask.MinCount {
		return fmt.Sprintf("too few rows for a verdict: %.0f now and %.0f in the baseline, %.0f are needed", now,
			before, c.Ask.MinCount)
	}
	return ""
}

// fewRows names a window that holds too few rows to be judged, with the numbers: "40 rows a day are fewer than the 100
// that it needs". Empty where the window holds enough, or none.
func (c *comparison) fewRows() string {
	n, length := c.current.Rows, c.view.Current.Length
	if n == 0 || n >= c.Ask.MinCount || length.Approx() <= 0 {
		return ""
	}
	text := fmt.Sprintf("%.0f rows %s are fewer than the %.0f that it needs", n, perWindow(length), c.Ask.MinCount)
	for _, longer := range JudgedWindows {
		if n*longer.Approx().Hours()/length.Approx().Hours() >= c.Ask.MinCount {
			return fmt.Sprintf("%s; a window of %s holds enough", text, longer)
		}
	}
	return text
}
