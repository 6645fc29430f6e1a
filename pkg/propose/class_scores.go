package propose

import (
	"maps"
	"math"
	"slices"
	"strings"

	"leeway/pkg/model"
)

// findClassScores finds a probability for each class of a prediction or label: columns that are named after the
// classes, with the same beginning or none, and whose values add up to 1 in each row.
func (d *draft) findClassScores(of *column) {
	classes := classNames(of)
	if classes == nil {
		return
	}
	for _, prefix := range d.scorePrefixes(classes) {
		scores := d.scoresNamed(prefix, classes)
		if len(scores) < len(classes) && (prefix != "" || len(classes) > 2) {
			continue
		}
		d.judgeClassScores(of, prefix, scores)
		return
	}
}

// findScoresOfLabel finds a probability for each class of the label where the log holds nothing else of predictions.
func (d *draft) findScoresOfLabel() {
	if d.prediction == nil && d.score == nil && d.label != nil && d.outcomes == nil {
		d.findClassScores(d.label)
	}
}

// judgeClassScores takes columns that are named after classes as their scores, if the values bear it out.
func (d *draft) judgeClassScores(of *column, prefix string, scores map[string]*column) {
	all := d.withRareClasses(prefix, scores)
	switch {
	case isOneHot(scores):
	case len(scores) == 1: // of two classes one has a column, which is its score or a feature of that name
		for class, c := range scores {
			if meanWhere(c, of, class, true) > meanWhere(c, of, class, false) {
				d.takeClassScores(prefix, scores)
			}
		}
	case addUpToOne(scores):
		d.takeClassScores(prefix, scores)
	case addUpToOne(all):
		d.takeClassScores(prefix, all)
	default:
		for _, class := range slices.Sorted(maps.Keys(scores)) {
			d.leave(scores[class],
				"named after the class %s, but the columns of all classes do not add up to 1, so they are no probabilities", class)
		}
	}
}

// isOneHot reports whether columns hold nothing but 0 and 1: flags, and no probabilities.
func isOneHot(scores map[string]*column) bool {
	for _, c := range scores {
		if !c.isWhole() {
			return false
		}
	}
	return true
}

// classNames are the classes of a column by their plain names; nil without two to mostClasses that differ.
func classNames(c *column) map[string]string {
	counts := c.counts()
	if len(counts) < 2 || len(counts) > mostClasses || !c.isClass() {
		return nil
	}
	names := map[string]string{}
	for class := range counts {
		if name := plain(class); name != "" {
			names[name] = class
		}
	}
	if len(names) < len(counts) {
		return nil
	}
	return names
}

// scorePrefixes are what stands before a class in the names of probabilities, in the order of the columns.
func (d *draft) scorePrefixes(classes map[string]string) []string {
	var prefixes []string
	for _, c := range d.log.columns {
		if d.roles[c] || c.isKey || !c.isProbability() {
			continue
		}
		name := plain(c.name)
		for class := range classes {
			rest, ok := strings.CutSuffix(name, class)
			if ok && (rest == "" || strings.HasSuffix(rest, "_")) && !slices.Contains(prefixes, rest) {
				prefixes = append(prefixes, rest)
			}
		}
	}
	return prefixes
}

// scoresNamed are the probabilities whose names are a prefix and a class, by class.
func (d *draft) scoresNamed(prefix string, classes map[string]string) map[string]*column {
	scores := map[string]*column{}
	for _, c := range d.log.columns {
		rest, ok := strings.CutPrefix(plain(c.name), prefix)
		class, known := classes[rest]
		if ok && known && !d.roles[c] && !c.isKey && c.isProbability() {
			scores[class] = c
		}
	}
	return scores
}

// withRareClasses are the scores together with the other probabilities of their prefix: of classes that the sample does
// not hold.
func (d *draft) withRareClasses(prefix string, scores map[string]*column) map[string]*column {
	all := maps.Clone(scores)
	taken := slices.Collect(maps.Values(scores))
	for _, c := range d.log.columns {
		class, ok := strings.CutPrefix(plain(c.name), prefix)
		if !ok || prefix == "" || class == "" || d.roles[c] || c.isKey || !c.isProbability() ||
			slices.Contains(taken, c) {
			continue
		}
		if written := c.name[max(0, len(c.name)-len(class)):]; strings.EqualFold(written, class) {
			class = written
		}
		all[class] = c
	}
	return all
}

// addUpToOne reports whether probabilities are 1 together in nearly every row, as far as two decimals tell.
func addUpToOne(scores map[string]*column) bool {
	rows, ones := 0, 0
	most := 0.005*float64(len(scores)) + 1e-9
	columns := slices.Collect(maps.Values(scores))
	for i := range columns[0].cells {
		sum, complete := 0.0, true
		for _, c := range columns {
			sum += c.cells[i].number
			complete = complete && c.cells[i].isNumber
		}
		if complete {
			rows++
			if math.Abs(sum-1) <= most {
				ones++
			}
		}
	}
	return rows > 0 && 100*ones >= 99*rows
}

// takeClassScores makes probabilities the scores of their classes; of two classes the positive one is chosen later.
func (d *draft) takeClassScores(prefix string, scores map[string]*column) {
	d.classes = scores
	s := &model.Score{Classes: map[string]model.ScoreColumn{}}
	for class, c := range scores {
		d.roles[c] = true
		s.Classes[class] = model.ScoreColumn{Column: c.name}
	}
	d.model.Log.Score = s
	if len(scores) <= 2 {
		return
	}
	named := "named after the classes, as in Evidently"
	if prefix != "" {
		named = "that begin with " + prefix + " and end in the classes"
	}
	d.note("log.score", High, "%s %s, which add up to 1", count(len(scores), "column"), named)
}

// meanWhere is the mean of a column over the rows in which another one holds a value, or does not.
func meanWhere(c, other *column, value string, holds bool) float64 {
	sum, n := 0.0, 0.0
	for i, v := range c.cells {
		if o := other.cells[i]; v.isNumber && !o.null && (o.text == value) == holds {
			sum += v.number
			n++
		}
	}
	return sum / n
}

// takePositiveScore keeps of the scores of two classes that of the positive one.
func (d *draft) takePositiveScore() {
	if d.classes == nil {
		return
	}
	positive := d.model.Log.Positive.Name()
	c := d.classes[positive]
	d.model.Log.Score = nil
	if c != nil {
		d.score = c
		d.model.Log.Score = &model.Score{ScoreColumn: model.ScoreColumn{Column: c.name}}
		d.note("log.score", High, "named after the positive class, as in Evidently; %s", c.describe())
	}
	for class, other := range d.classes {
		switch {
		case other == c:
		case c != nil:
			d.leave(other, "the score of %s, which is 1 less %s", class, c.name)
		default:
			d.leave(other,
				"the score of %s, but the positive class is %s; make a view with 1 less it, or change positive", class, positive)
		}
	}
	d.classes = nil
}
