package columns

import "leeway/pkg/model"

// Part says what of a column is a probability. The zero value is the column as it is.
type Part struct {
	Element string // a place in a list, counted from 0, or a key in a document
	Percent bool   // from 0 to 100
}

// PartOf returns what of its column a score is.
func PartOf(s model.ScoreColumn) Part {
	return Part{Element: s.Element(), Percent: s.Scale == model.ScalePercent}
}
