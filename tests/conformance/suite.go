package conformance

import (
	"testing"
)

// Run runs the whole suite.
func Run(t *testing.T, h Harness) {
	t.Run("grids", func(t *testing.T) { grids(t, h) })
	t.Run("values", func(t *testing.T) { values(t, h) })
	t.Run("spans", func(t *testing.T) { spans(t, h) })
	t.Run("by span", func(t *testing.T) { bySpan(t, h) })
	t.Run("duplicates", func(t *testing.T) { duplicates(t, h) })
	t.Run("ids", func(t *testing.T) { ids(t, h) })
	t.Run("labels", func(t *testing.T) { labels(t, h) })
	t.Run("scores", func(t *testing.T) { scores(t, h) })
	t.Run("log times", func(t *testing.T) { logTimes(t, h) })
	t.Run("clocks", func(t *testing.T) { clocks(t, h) })
	t.Run("a day that is not there", func(t *testing.T) { skippedDay(t, h) })
	t.Run("silence", func(t *testing.T) { silence(t, h) })
	t.Run("wide", func(t *testing.T) { wide(t, h) })
	t.Run("names", func(t *testing.T) { names(t, h) })
	t.Run("records", func(t *testing.T) { records(t, h) })
	t.Run("outcomes", func(t *testing.T) { outcomes(t, h) })
	t.Run("pairs", func(t *testing.T) { pairs(t, h) })
	t.Run("distinct", func(t *testing.T) { distinct(t, h) })
	t.Run("nodes", func(t *testing.T) { eachNode(t, h) })
	t.Run("reads", func(t *testing.T) { reads(t, h) })
	t.Run("joins", func(t *testing.T) { joins(t, h) })
	t.Run("integers", func(t *testing.T) { integers(t, h) })
	t.Run("training", func(t *testing.T) { training(t, h) })
	t.Run("changes", func(t *testing.T) { changes(t, h) })
	t.Run("categories", func(t *testing.T) { categories(t, h) })
	t.Run("questions", func(t *testing.T) { questions(t, h) })
	t.Run("happened", func(t *testing.T) { happened(t, h) })
}
