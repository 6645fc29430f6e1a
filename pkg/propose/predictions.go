package propose

import (
	"maps"
	"slices"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// findPredictions finds what was predicted: a class or a number, its score, or a score for each class.
func (d *draft) findPredictions() {
	prediction, why := d.find(d.log, predictionRole, (*column).isOutput)
	if d.asked.Prediction != "" {
		prediction, why = d.log.named(d.asked.Prediction), "you named it"
	}
	score, whose := d.find(d.log, scoreRole, (*column).isProbability)
	sure, sureScore := High, High
	if score == nil {
		score, whose, sureScore = d.scoreByStem()
	}
	if prediction == nil {
		prediction, why, sure = d.predictionByStem(score)
	}
	if prediction == nil && score == nil { // Arize calls the number that a regression predicts a score
		prediction, why = d.find(d.log, scoreRole, (*column).isNumeric)
	}
	if prediction != nil {
		d.roles[prediction] = true
		d.prediction = prediction
		d.model.Log.Prediction = prediction.name
		d.note("log.prediction", sure, "%s; %s", why, prediction.describe())
		if prediction.isClass() {
			d.findClassScores(prediction)
		}
	}
	switch {
	case d.classes != nil, d.roles[score]:
	case score != nil:
		d.roles[score] = true
		d.score = score
		d.model.Log.Score = &model.Score{ScoreColumn: model.ScoreColumn{Column: score.name}}
		d.note("log.score", sureScore, "%s; %s", whose, score.describe())
	default:
		d.findPercentage()
	}
}

// scoreByStem finds a score by a part of its name: p_late. Where another column has the rest of the name it is surer.
func (d *draft) scoreByStem() (score *column, why string, sure Confidence) {
	for _, c := range d.log.columns {
		rest, ok := stem(plain(c.name), scorePrefixes, scoreSuffixes)
		if !ok || d.roles[c] || c.isKey || !c.isProbability() || c.kind != sqlast.Float && c.kind != sqlast.Decimal {
			continue
		}
		if d.log.has(rest) {
			return c, "numbers from 0 to 1, named after " + rest, High
		}
		if score == nil {
			score, why, sure = c, "numbers from 0 to 1, named like a probability", Medium
		}
	}
	return score, why, sure
}

// predictionByStem finds a prediction by a part of its name: predicted_class, or the name that a score is made of.
func (d *draft) predictionByStem(score *column) (prediction *column, why string, sure Confidence) {
	of := ""
	if score != nil {
		of, _ = stem(plain(score.name), scorePrefixes, scoreSuffixes)
	}
	for _, c := range d.log.columns {
		if d.roles[c] || c.isKey || c == score {
			continue
		}
		name := plain(c.name)
		if name == of && c.isClass() {
			return c, "classes, and " + score.name + " is named as their score", High
		}
		if _, ok := stem(name, guessPrefixes, guessSuffixes); ok && prediction == nil &&
			(c.isClass() || c.isNumeric()) {
			prediction, why, sure = c, "named like a prediction", Medium
		}
	}
	return prediction, why, sure
}

// decideTask decides what kind of model it is. It refuses a log in which no prediction can be read.
func (d *draft) decideTask() error {
	d.checkLabel()
	switch {
	case d.prediction == nil && d.score == nil && d.classes == nil:
		return d.noPrediction()
	case len(d.classes) > 2:
		d.model.Task = model.Multiclass
		d.note("task", High, "a score for each class")
	case d.classes != nil:
		d.model.Task = model.Binary
		d.note("task", High, "a score for each of two classes")
	case d.prediction == nil:
		d.model.Task = model.Binary
		d.note("task", Medium, "one score and no class")
	case !d.prediction.isClass():
		d.model.Task = model.Regression
		d.note("task", Medium, "the prediction has %s", d.prediction.describe())
		d.dropScore()
	case len(d.values()) <= 2:
		d.model.Task = model.Binary
		d.note("task", High, "the prediction has %s", count(len(d.prediction.counts()), "class"))
	default:
		d.model.Task = model.Multiclass
		d.note("task", Medium, "the prediction has %s", d.prediction.describe())
		d.dropScore()
	}
	if d.model.Task == model.Binary {
		d.findPositive()
		d.takePositiveScore()
	}
	return nil
}

// checkLabel leaves a label out that has no class in common with the prediction, however they are spelled: every
// prediction would count as wrong.
func (d *draft) checkLabel() {
	if d.label == nil || d.prediction == nil || !d.prediction.isClass() {
		return
	}
	predicted, truth := d.prediction.counts(), d.label.counts()
	folded := map[string]bool{}
	for class := range predicted {
		folded[model.FoldClass(class, d.foldsAs())] = true
	}
	for class := range truth {
		if folded[model.FoldClass(class, d.foldsAs())] {
			return
		}
	}
	if len(predicted)+len(truth) <= 2 { // one class each: the sample happens to hold nothing else
		return
	}
	d.notes = slices.DeleteFunc(d.notes, func(n Note) bool { return strings.HasPrefix(n.Path, "outcomes") })
	d.note("outcomes", Low,
		"left out: %s writes its classes as %s, the prediction as %s, and no class is in both; make a view that writes both alike",
		d.label.name, fault.List(slices.Sorted(maps.Keys(truth))), fault.List(slices.Sorted(maps.Keys(predicted))))
	d.label, d.outcomes, d.model.Outcomes = nil, nil, nil
}

// dropScore leaves a score out that goes with no class.
func (d *draft) dropScore() {
	if d.score == nil {
		return
	}
	d.leave(d.score, "a score of one class, which a %s model has no place for", d.model.Task)
	d.score, d.model.Log.Score = nil, nil
	d.notes = slices.DeleteFunc(d.notes, func(n Note) bool { return n.Path == "log.score" })
}

// noPrediction says what to do with a log whose predictions cannot be read: whole requests, or nothing that looks like
// one.
func (d *draft) noPrediction() error {
	for _, c := range d.log.columns {
		if name := plain(c.name); !c.isKey && (name == "response" || name == "data" || name == "payload") &&
			(c.kind == sqlast.JSON || c.kind == sqlast.Text) {
			return fault.Newf(fault.Unsupported,
				"the table %s holds whole requests: the predictions lie inside the documents of %q, and a definition "+
					"reads them from a column; make a view with a row for each prediction and a column for each input, then propose from the view", d.log.name, c.name)
		}
	}
	return fault.Newf(fault.Unsupported,
		"no column of the table %s looks like a prediction or a score (numbers from 0 to 1); "+
			"name it with `leeway init --prediction COLUMN`, or give it a name such as prediction in a view", d.log.name)
}
