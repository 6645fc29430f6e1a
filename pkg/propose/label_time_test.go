package propose

import (
	"strings"
	"testing"
)

// The time of labels is found by what a column holds, where no name tells it.
func TestTheTimeOfLabelsIsFoundByItsValues(t *testing.T) {
	const prediction = "u > 0.5 AS prediction"
	for _, c := range []struct{ name, prediction, labels, column, delay, reason string }{
		{"the only one", prediction, "happened + INTERVAL 30 HOUR AS seen, u > 0.4 AS label", "seen", "2d",
			"medium: the only column of times; clocks without a zone"},
		{"epochs", prediction, "epoch_ms(happened + INTERVAL 30 HOUR) AS seen, u > 0.4 AS label", "seen", "2d",
			"medium: the only column of times; by their size the numbers are epochs in ms"},
		{"ISO 8601 texts", prediction, "strftime(happened + INTERVAL 30 HOUR, '%Y-%m-%dT%H:%M:%SZ') AS seen, u > 0.4 AS label",
			"seen", "2d", "medium: the only column of times; ISO 8601 texts"},
		{"beside a copy of the prediction's", prediction,
			"happened AS opened, happened + INTERVAL 3 DAY AS closed, u > 0.4 AS label", "closed", "3d",
			"medium: the only column of times after those of the predictions"},
		{"the first of two", prediction,
			"happened + INTERVAL 3 DAY AS closed, happened + INTERVAL 9 DAY AS archived, u > 0.4 AS label", "closed", "3d",
			"low: the first column of times after those of the predictions; so is archived"},
		{"before that of writing", prediction,
			"happened + INTERVAL 40 DAY AS inserted_at, happened + INTERVAL 3 DAY AS closed, u > 0.4 AS label", "closed", "3d",
			"low: the first column of times after those of the predictions; so is inserted_at"},
		{"a clock of another zone", prediction, "happened - INTERVAL 2 HOUR + INTERVAL (i % 12) HOUR AS seen, u > 0.4 AS label",
			"seen", "1d", "medium: the only column of times"},
		{"a copy of the prediction's alone", prediction, "happened AS opened, u > 0.4 AS label", "", "", ""},
		{"numbers as large as epochs are a label by name", "u * 1e9 + 1.5e9 AS prediction",
			"u * 1e9 + 1.6e9 AS actual, happened + INTERVAL 30 HOUR AS seen", "seen", "2d", "medium: the only column of times"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := proposed(t, create(c.prediction), "CREATE TABLE truths AS SELECT i AS id, "+c.labels+rows)
			o := p.Model.Outcomes
			if o == nil {
				t.Fatal("no outcomes")
			}
			column := ""
			if o.Time != nil {
				column = o.Time.Column
			}
			if column != c.column || o.Delay.String() != c.delay || !strings.HasPrefix(p.reason("outcomes.time"), c.reason) {
				t.Errorf("time %q, delay %s (%s), want %q, %s (%s)", column, o.Delay, p.reason("outcomes.time"), c.column,
					c.delay, c.reason)
			}
			const unknown = "no column of times of truths lies after the predictions"
			if said := strings.Contains(p.reason("outcomes"), unknown); said != (c.column == "") {
				t.Errorf("of the outcomes it says %q", p.reason("outcomes"))
			}
		})
	}
}
