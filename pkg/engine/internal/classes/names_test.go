package classes

import (
	"maps"
	"slices"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// binary is a model whose positive class is written "true" or "yes", and of which the reference predicted "1" and "0".
func binary() *Names {
	m := &model.Model{Task: model.Binary}
	m.Log.Positive = model.Spellings{"true", "yes"}
	return New(m, plan.Column{Kept: []string{"1"}, Known: []string{"0"}})
}

func TestATextIsReadAsTheClassItIsSpelledLike(t *testing.T) {
	for name, c := range map[string]struct {
		names     *Names
		text      string
		class     string
		concluded bool
	}{
		"the name of the positive class":               {binary(), "true", "true", false},
		"another declared spelling of it":              {binary(), "yes", "true", false},
		"a spelling in other letters":                  {binary(), "TRUE", "true", true},
		"a predicted 1 where the definition says true": {binary(), "1", "true", true},
		"a text that is like no class":                 {binary(), "maybe", "maybe", false},
		"no class at all":                              {binary(), summary.NoClass, summary.NoClass, false},
		"a regression, which has no classes": {New(&model.Model{Task: model.Regression}, plan.Column{}),
			"1.0", "1.0", false},
	} {
		if class, concluded := c.names.ClassOf(c.text); class != c.class || concluded != c.concluded {
			t.Errorf("%s: %q is class %q (concluded: %v), want %q (%v)", name, c.text, class, concluded, c.class,
				c.concluded)
		}
	}
}

func TestTextsThatFoldAlikeAreNoClassOfAThird(t *testing.T) {
	n := New(&model.Model{Task: model.Multiclass}, plan.Column{Kept: []string{"a", "A"}})
	for _, text := range []string{"a", "A"} {
		if class, _ := n.ClassOf(text); class != text {
			t.Errorf("%q is class %q", text, class)
		}
	}
	if got := n.TextsOf([]string{"a"}); slices.Contains(got, "A") {
		t.Errorf("the texts of class a are %q", got)
	}
}

func TestCountsByTextBecomeCountsByClass(t *testing.T) {
	n := binary()
	o := &summary.Outcomes{Rows: 5, Joint: map[summary.JointKey]float64{
		{Prediction: "1", Label: "true"}: 2, {Prediction: "true", Label: "TRUE"}: 3}}
	read := n.ReadOutcomes(o)
	if got := read.Joint[summary.JointKey{Prediction: "true", Label: "true"}]; got != 5 || len(read.Joint) != 1 ||
		read.Rows != 5 {
		t.Errorf("the joint counts are %v of %v rows", read.Joint, read.Rows)
	}
	want := map[summary.Spelling]float64{{Text: "1", Class: "true"}: 2, {Text: "TRUE", Class: "true", OfLabel: true}: 3}
	if !maps.Equal(read.Spelled, want) {
		t.Errorf("the spellings are %v, want %v", read.Spelled, want)
	}
	predictions := &summary.Column{Categories: map[string]float64{"1": 2, "yes": 1, "0": 4}}
	n.ReadPredictions(predictions)
	if want := (map[string]float64{"true": 3, "0": 4}); !maps.Equal(predictions.Categories, want) {
		t.Errorf("the predictions are %v, want %v", predictions.Categories, want)
	}
}
