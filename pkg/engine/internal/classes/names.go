// Package classes reads the texts of predictions and labels as classes.
package classes

import (
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// Names says which class a text of a prediction or a label means. The classes that are known are the definition's and
// those that the reference's predictions hold. A text that is not one of them, but is spelled like exactly one, is
// counted as it.
type Names struct {
	task   model.Task
	exact  map[string]string // a known text → its class
	folded map[string]string // as model.FoldClass writes it → its class; empty where several fold alike
	alike  map[string]bool   // known texts of predictions that are spelled otherwise than their class
}

// New makes the names of a model from what is known of its predictions; nil for a regression.
func New(m *model.Model, predictions plan.Column) *Names {
	if m.Task == model.Regression {
		return nil
	}
	n := &Names{task: m.Task, exact: map[string]string{}, folded: map[string]string{}, alike: map[string]bool{}}
	predicted := slices.Concat(predictions.Kept, predictions.Known)
	for _, text := range m.Log.Positive.Texts() {
		n.add(text, m.Log.Positive.Name())
	}
	for _, text := range predicted {
		if _, declared := n.exact[text]; declared {
			continue
		}
		class := text
		if positive, ok := n.folded[n.fold(text)]; ok && positive == m.Log.Positive.Name() && m.Task == model.Binary {
			class, n.alike[text] = positive, true // predictions write 1 where the definition says true
		}
		n.add(text, class)
	}
	return n
}

func (n *Names) fold(text string) string { return model.FoldClass(text, n.task) }

func (n *Names) add(text, class string) {
	n.exact[text] = class
	folded := n.fold(text)
	if other, taken := n.folded[folded]; taken && other != class {
		class = ""
	}
	n.folded[folded] = class
}

// ClassOf returns the class that a text means, and whether that was concluded from its spelling. A text that is spelled
// like no known class is a class of its own.
func (n *Names) ClassOf(text string) (class string, concluded bool) {
	if n == nil || text == summary.NoClass {
		return text, false
	}
	if class, ok := n.exact[text]; ok {
		return class, n.alike[text]
	}
	if class := n.folded[n.fold(text)]; class != "" {
		return class, true
	}
	return text, false
}

// TextsOf returns the texts that mean one of the classes, as far as they are known or usual.
func (n *Names) TextsOf(classes []string) []string {
	if n == nil {
		return classes
	}
	list := slices.Clone(classes)
	for _, class := range classes {
		for text, means := range n.exact {
			if means == class {
				list = append(list, text)
				list = append(list, model.ClassVariants(text, n.task)...)
			}
		}
	}
	list = slices.DeleteFunc(list, func(text string) bool {
		means, _ := n.ClassOf(text)
		return !slices.Contains(classes, text) && !slices.Contains(classes, means)
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// Knows reports whether a class is one that the definition names or that was predicted.
func (n *Names) Knows(class string) bool {
	for _, known := range n.exact {
		if known == class {
			return true
		}
	}
	return false
}

// ReadOutcomes returns counts by class instead of by text.
func (n *Names) ReadOutcomes(o *summary.Outcomes) *summary.Outcomes {
	if n == nil || o == nil {
		return o
	}
	read := &summary.Outcomes{Rows: o.Rows, Joint: map[summary.JointKey]float64{},
		Spelled: map[summary.Spelling]float64{}}
	for key, count := range o.Joint {
		prediction, byPrediction := n.ClassOf(key.Prediction)
		label, byLabel := n.ClassOf(key.Label)
		if byPrediction {
			read.Spelled[summary.Spelling{Text: key.Prediction, Class: prediction}] += count
		}
		if byLabel {
			read.Spelled[summary.Spelling{Text: key.Label, Class: label, OfLabel: true}] += count
		}
		key.Prediction, key.Label = prediction, label
		read.Joint[key] += count
	}
	return read
}

// ReadPredictions turns the counts of a column of predictions by text into counts by class.
func (n *Names) ReadPredictions(c *summary.Column) {
	if n == nil || c == nil || c.Categories == nil {
		return
	}
	read := make(map[string]float64, len(c.Categories))
	for text, count := range c.Categories {
		class, _ := n.ClassOf(text)
		read[class] += count
	}
	c.Categories = read
}

// HoldsAny reports whether one of the texts means the class.
func (n *Names) HoldsAny(class string, texts map[string]bool) bool {
	if texts[class] {
		return true
	}
	for text := range texts {
		if means, _ := n.ClassOf(text); means == class {
			return true
		}
	}
	return false
}
