package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// The effects of segments add up to the change of whatever is a mean over rows, as the whole's own query tells it; of
// what is none there are values without effects, and a notice.
func TestEffectsOfMeansOverRowsAddUpToTheirChange(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	asked := 0
	for _, m := range measure.All() {
		if !m.RowMean || len(m.Tasks) == 1 && m.Tasks[0] == "regression" || m.Targets[0] == "uncertainty" ||
			m.Targets[0] == "interval" {
			continue
		}
		asked++
		text := fmt.Sprintf(`{"measures":[{"id":%q}],"features":["x"],"window":"7d"}`, m.ID)
		whole := last(t, the(t, s.ask(t, text))).Stats[query.Change]
		breakdown := s.ask(t, strings.Replace(text, "{", `{"queryType":"segments","splitBy":["site"],`,
			1)).Breakdowns[0]
		if breakdown.Effects == nil {
			t.Errorf("%s has no effects", m.ID)
			continue
		}
		var sum float64
		for _, e := range breakdown.Effects.Effects {
			sum += e.Mix + e.Within
		}
		if math.Abs(sum-whole) > 1e-9 {
			t.Errorf("the effects on %s add up to %v, it changed by %v", m.ID, sum, whole)
		}
	}
	if asked < 4 {
		t.Errorf("only %d means over rows", asked)
	}
	area := s.ask(t,
		`{"queryType":"segments","measures":[{"id":"roc_auc"}],"splitBy":["site"],"window":"7d"}`).Breakdowns[0]
	if said := strings.Join(texts(area.Compare.Notices), "\n"); area.Effects != nil ||
		!strings.Contains(said, "roc_auc is not a mean over rows") {
		t.Errorf("roc_auc: %v, %q", area.Effects, said)
	}
}

// Windows without rows have no segments; the answer says so and does not fail.
func TestSegmentsOverNoRowsSayThatThereAreNone(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	for name, c := range map[string]struct {
		query string
		years int // the week lies so many years later
	}{
		"after the last row":   {`{"measures":[{"id":"accuracy"}],"splitBy":["site"],"window":"7d"}`, 2},
		"before the first row": {`{"measures":[{"id":"mean"}],"features":["x"],"splitBy":["size"],"window":"7d"}`, -2},
		"of no version": {`{"measures":[{"id":"accuracy"}],"splitBy":["site"],"window":"7d","versions":["v9"]}`,
			0},
		"along every segment": {`{"window":"7d"}`, 2},
		"an empty baseline":   {`{"measures":[{"id":"accuracy"}],"splitBy":["site"],"window":"7d","baseline":"january","versions":["v9"]}`, 0},
		"against the launch":  {`{"measures":[{"id":"accuracy"}],"splitBy":["site"],"window":"7d","baseline":{"kind":"launch"}}`, 2},
	} {
		answer := s.over(t, strings.Replace(c.query, "{", `{"queryType":"segments",`, 1),
			window.Range{Start: week.Start.AddDate(c.years, 0, 0), End: week.End.AddDate(c.years, 0, 0)})
		if len(answer.Breakdowns) == 0 {
			t.Errorf("%s: no breakdown", name)
		}
		for _, b := range answer.Breakdowns {
			said := strings.Join(texts(b.Compare.Notices), "\n")
			if len(b.Rows) != 0 || b.Effects != nil ||
				!strings.Contains(said, "no rows in either window, so there is no segment of "+b.Dimension) {
				t.Errorf("%s: %+v, %q", name, b.Rows, said)
			}
		}
	}
}
