package evidence

import (
	"fmt"

	"leeway/pkg/engine/derived"
	"leeway/pkg/measure"
)

// Calibration is what an estimate before labels knows besides the counts of its window.
type Calibration struct {
	Scores *measure.Calibration // what scores are worth; nil outside estimates
	Error  float64              // what estimates have been wrong by
	From   string               // what the calibration was learnt from

	Content *derived.Content // what all of it rests on; nil where that is more than counts
}

// Weight estimates the calibration's size in bytes.
func (c Calibration) Weight() uint32 { return uint32(100 + len(c.From) + c.Scores.Size()) }

// Explain tells a reader what an estimate rests on; empty where nothing was learnt, which the estimate itself tells.
func (c Calibration) Explain() string {
	if c.Scores == nil || !c.Scores.Applied {
		return ""
	}
	return fmt.Sprintf("an estimate: it assumes that labels still follow the scores as they did in %s (%.0f labelled rows), so it cannot "+
		"see concept drift", c.From, c.Scores.Rows)
}
