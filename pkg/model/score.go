package model

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/invopop/jsonschema"
)

// ScalePercent is the scale of scores from 0 to 100 (ScoreColumn.Scale).
const ScalePercent = "percent"

// ScoreColumn says where a probability lies: in a column, or as one value of a list or a document in it.
type ScoreColumn struct {
	Column string `json:"column"`
	Index  *int   `json:"index,omitempty"` // the place in a list, from 0
	Class  string `json:"class,omitempty"` // the key in a document or a map
	Scale  string `json:"scale,omitempty"` // percent: from 0 to 100; empty: from 0 to 1
}

// Element is the place or key of the value inside the column; empty: the column is the value.
func (s ScoreColumn) Element() string {
	if s.Index != nil {
		return strconv.Itoa(*s.Index)
	}
	return s.Class
}

// plain is a score column without methods, for JSON.
type plain ScoreColumn

// UnmarshalJSON reads a column's name or an object.
func (s *ScoreColumn) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &s.Column) == nil {
		return nil
	}
	return json.Unmarshal(raw, (*plain)(s))
}

// MarshalJSON writes a column that is the value by its name alone.
func (s ScoreColumn) MarshalJSON() ([]byte, error) {
	if s.Element() == "" && s.Scale == "" {
		return json.Marshal(s.Column)
	}
	return json.Marshal(plain(s))
}

// Score says where the score of a binary model lies, or one probability for each class of a multiclass one.
type Score struct {
	ScoreColumn
	Classes map[string]ScoreColumn // by class
}

// UnmarshalJSON reads a column's name, an object that says where the score lies in its column, or one of class and
// column. An object with nothing but a column and what describes it is the second.
func (s *Score) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &s.Column) == nil {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	described := len(fields) > 0
	for name := range fields {
		described = described && (name == "column" || name == "index" || name == "class" || name == "scale")
	}
	if _, ok := fields["column"]; ok && described {
		return json.Unmarshal(raw, &s.ScoreColumn)
	}
	if err := json.Unmarshal(raw, &s.Classes); err != nil {
		return fmt.Errorf("log.score: a score is a column's name, an object of column, index or class, and scale, or one of class and column")
	}
	return nil
}

// MarshalJSON writes the form that was read.
func (s Score) MarshalJSON() ([]byte, error) {
	if s.Classes != nil {
		return json.Marshal(s.Classes)
	}
	return json.Marshal(s.ScoreColumn)
}

// JSONSchema describes what UnmarshalJSON reads.
func (Score) JSONSchema() *jsonschema.Schema {
	properties := jsonschema.NewProperties()
	text, place := &jsonschema.Schema{Type: "string"}, &jsonschema.Schema{Type: "integer", Minimum: "0"}
	properties.Set("column", text)
	properties.Set("index", &jsonschema.Schema{Type: "integer", Minimum: "0",
		Description: "the place in a list, from 0"})
	properties.Set("class", &jsonschema.Schema{Type: "string", Description: "the key in a document or a map"})
	properties.Set("scale", &jsonschema.Schema{Type: "string", Enum: []any{ScalePercent},
		Description: "percent: from 0 to 100"})
	column := &jsonschema.Schema{Type: "object", Properties: properties, Required: []string{"column"},
		AdditionalProperties: jsonschema.FalseSchema}
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{text,
		{Type: "object", AdditionalProperties: &jsonschema.Schema{OneOf: []*jsonschema.Schema{text, place, column}}}}}
}
