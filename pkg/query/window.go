package query

import (
	"encoding/json"
	"strings"

	"github.com/invopop/jsonschema"

	"leeway/pkg/model"
)

// TheRange is what a query writes for a window as long as the range.
const TheRange = "range"

// Length is how long the window is that a query compares: a duration, or as long as the range. Zero is the model's own
// window; of a time series it is one step.
type Length struct {
	model.Duration
	Range bool
}

// UnmarshalJSON reads a duration, or range.
func (w *Length) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil && text == TheRange {
		*w = Length{Range: true}
		return nil
	}
	*w = Length{}
	return w.Duration.UnmarshalJSON(raw)
}

// MarshalJSON writes the form that was read.
func (w Length) MarshalJSON() ([]byte, error) {
	if w.Range {
		return json.Marshal(TheRange)
	}
	return w.Duration.MarshalJSON()
}

// IsZero reports whether the query says nothing about its window.
func (w Length) IsZero() bool { return !w.Range && w.Duration.IsZero() }

// JSONSchema describes the text form: that of a duration, or range.
func (Length) JSONSchema() *jsonschema.Schema {
	s := model.Duration{}.JSONSchema()
	s.Pattern = "^(?:" + TheRange + "|" + strings.Trim(s.Pattern, "^$") + ")$"
	s.Examples = append(s.Examples, TheRange)
	return s
}

// WindowLength is the length of the window that the query compares of a model. Zero is the range's length, and of a
// time series one step.
func (q Query) WindowLength(m *model.Model) model.Duration {
	if q.Window.IsZero() && q.Format != TimeSeries {
		return m.Window
	}
	return q.Window.Duration
}

// migrate gives a query of an older version the meaning that it had: before version 2 a query without a window compared
// the range. A time series compares its steps in both.
func (q *Query) migrate() {
	if q.SchemaVersion > 1 || q.SchemaVersion < 0 {
		return // what is newer is refused
	}
	if q.Window == (Length{}) && q.Format != TimeSeries {
		q.Window.Range = true
	}
	q.SchemaVersion = SchemaVersion
}
