package propose

import (
	"slices"
	"strings"

	"leeway/pkg/model"
)

// probabilityWords are parts of the names of probabilities; a mere score may be points of any scale.
var probabilityWords = words("prob likelihood confidence percent pct")

// findPercentage takes what is named like a score and lies from 0 to 100 as percentages, if its name says so or the
// classes of the prediction part at 50. Otherwise it is left out with a word.
func (d *draft) findPercentage() {
	c, why := d.find(d.log, scoreRole, (*column).isPercentage)
	if c == nil || d.prediction == nil || !d.prediction.isClass() {
		return
	}
	sure := Medium
	switch {
	case slices.ContainsFunc(probabilityWords, func(w string) bool { return strings.Contains(plain(c.name), w) }):
	case d.partsAt(c, 50):
		why, sure = why+", and the classes of "+d.prediction.name+" part at 50", High
	default:
		d.leave(c,
			"named like a score, but its numbers look like percentages (%s), and a score lies from 0 to 1; if they are probabilities, write "+
				"score: {column: %s, scale: percent}", c.describe(), c.name)
		return
	}
	d.roles[c] = true
	d.score = c
	d.model.Log.Score = &model.Score{ScoreColumn: model.ScoreColumn{Column: c.name, Scale: model.ScalePercent}}
	d.note("log.score", sure, "%s; percentages: %s", why, c.describe())
}

// partsAt reports whether all rows whose number is above a cut have one class, and all below it the other.
func (d *draft) partsAt(c *column, cut float64) bool {
	sides := map[string]bool{} // by class: above
	for i, v := range d.prediction.cells {
		score := c.cells[i]
		if v.null || !score.isNumber || score.number == cut {
			continue
		}
		above := score.number > cut
		if side, seen := sides[v.text]; seen && side != above {
			return false
		}
		sides[v.text] = above
	}
	above := 0
	for _, side := range sides {
		if side {
			above++
		}
	}
	return len(sides) == 2 && above == 1
}
