package assess

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
	"leeway/pkg/summary"
)

// loudShare is the share of a window's rows from which what is odd about them is a warning.
const loudShare = 0.01

// percent writes a share.
func percent(share float64) string { return fmt.Sprintf("%.3g %%", 100*share) }

// labelledClasses counts the labelled rows of the current window by predicted class and by the label's; rows is how
// many there are.
func (c *comparison) labelledClasses() (predicted, labels map[string]float64, rows float64) {
	predicted, labels = map[string]float64{}, map[string]float64{}
	for key, n := range c.current.Outcomes.Joint {
		if key.Label == summary.NoClass || key.State == summary.Unlabelled {
			continue
		}
		rows += n
		labels[key.Label] += n
		if key.Prediction != summary.NoClass {
			predicted[key.Prediction] += n
		}
	}
	return predicted, labels, rows
}

// noClassInCommon says why predictions cannot be compared with labels: they have no class in common. Empty: they can.
func (c *comparison) noClassInCommon() string {
	names := c.names()
	if names == nil || c.current == nil || c.current.Outcomes == nil {
		return ""
	}
	predicted, labels, rows := c.labelledClasses()
	positive := c.Ask.Model.Log.Positive.Name()
	if rows == 0 || labels[positive] > 0 {
		return ""
	}
	found := fault.List(slices.Sorted(maps.Keys(labels)))
	if len(predicted) == 0 {
		if len(labels) > 1 && positive != "" {
			return fmt.Sprintf("the labels are %s; none is the positive class %s: write its spelling in log.positive",
				found, positive)
		}
		return ""
	}
	for class := range labels {
		if predicted[class] > 0 || names.Knows(class) {
			return ""
		}
	}
	return fmt.Sprintf("the labels are %s and the predictions are %s: they have no class in common; write both alike in a view, or list the "+
		"spellings of the positive class in log.positive", found, fault.List(slices.Sorted(maps.Keys(predicted))))
}

// classNotices names the texts that are counted as a class written otherwise, and the classes of labels that the model
// never predicts.
func (c *comparison) classNotices() []answers.Notice {
	names := c.names()
	if names == nil || c.current.Outcomes == nil || c.noClassInCommon() != "" {
		return nil
	}
	predicted, labels, rows := c.labelledClasses()
	notices := c.spellingNotices(rows)
	for _, class := range slices.Sorted(maps.Keys(labels)) {
		share := labels[class] / rows
		if len(predicted) > 0 && predicted[class] == 0 && !names.Knows(class) && share >= loudShare {
			notices = append(notices, answers.Notice{Warning: true, Values: true,
				Text: fmt.Sprintf("%s of the labels are %q, a class that is never predicted", percent(share), class)})
		}
	}
	return notices
}

// spellingNotices says which texts are counted as a class by their spelling, the most frequent first.
func (c *comparison) spellingNotices(labelled float64) []answers.Notice {
	spelled := c.current.Outcomes.Spelled
	list := slices.SortedFunc(maps.Keys(spelled), func(a, b summary.Spelling) int {
		return cmp.Or(cmp.Compare(spelled[b], spelled[a]), strings.Compare(a.Text, b.Text))
	})
	var notices []answers.Notice
	positive := c.Ask.Model.Log.Positive.Name()
	for _, s := range list {
		if positive != "" && s.Class != positive {
			continue // of two classes, all that is not positive is the other
		}
		whose, of := "predictions", c.current.Outcomes.Rows
		if s.OfLabel {
			whose, of = "labels", labelled
		}
		mend := "write both alike in a view"
		if s.Class == positive {
			mend = "list both in log.positive"
		}
		share := spelled[s] / max(1, of)
		notices = append(notices, answers.Notice{Warning: share >= loudShare, Values: true,
			Text: fmt.Sprintf("%s of the %s are %q, which counts as the class %q by its spelling; %s",
				percent(share), whose, s.Text, s.Class, mend)})
	}
	return notices
}
