package query

import (
	"encoding/json"
	"fmt"

	"github.com/invopop/jsonschema"

	"leeway/pkg/model"
)

// UnmarshalJSON reads a dimension's name, or {feature, bins}.
func (s *Split) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &s.Name) == nil {
		return nil
	}
	type plain Split
	return json.Unmarshal(raw, (*plain)(s))
}

// MarshalJSON writes the form that was read.
func (s Split) MarshalJSON() ([]byte, error) {
	if s.Name != "" {
		return json.Marshal(s.Name)
	}
	type plain Split
	return json.Marshal(plain(s))
}

// String names the dimension, for messages.
func (s Split) String() string {
	if s.Name != "" {
		return s.Name
	}
	return fmt.Sprintf("%s in %d bins", s.Feature, s.Bins)
}

// JSONSchemaExtend lets a split be written as its bare name.
func (Split) JSONSchemaExtend(s *jsonschema.Schema) {
	object := *s
	object.Description = ""
	*s = jsonschema.Schema{Description: s.Description, OneOf: []*jsonschema.Schema{{Type: "string"}, &object}}
}

// UnmarshalJSON reads a filter. Values may be written as numbers or booleans; they are kept as their canonical text.
func (f *Filter) UnmarshalJSON(raw []byte) error {
	var loose struct {
		Key, Operator string
		Values        []model.Scalar
		Value         *model.Scalar
	}
	if err := json.Unmarshal(raw, &loose); err != nil {
		return err
	}
	*f = Filter{Key: loose.Key, Operator: loose.Operator}
	for _, v := range loose.Values {
		f.Values = append(f.Values, string(v))
	}
	if loose.Values == nil && loose.Value != nil {
		f.Values = []string{string(*loose.Value)}
	}
	return nil
}

// JSONSchemaExtend lets values be numbers and booleans too.
func (Filter) JSONSchemaExtend(s *jsonschema.Schema) {
	scalar := model.Scalar("").JSONSchema()
	if values, ok := s.Properties.Get("values"); ok {
		values.Items = scalar
	}
	if value, ok := s.Properties.Get("value"); ok {
		value.OneOf, value.Type = scalar.OneOf, ""
	}
}

// UnmarshalJSON reads a baseline's name or an inline baseline, whose defaults are filled in.
func (b *BaselineRef) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &b.Name) == nil {
		return nil
	}
	var inline model.Baseline
	if err := json.Unmarshal(raw, &inline); err != nil {
		return err
	}
	inline = inline.Filled()
	b.Inline = &inline
	return nil
}

// MarshalJSON writes the form that was read.
func (b BaselineRef) MarshalJSON() ([]byte, error) {
	if b.Inline != nil {
		return json.Marshal(b.Inline)
	}
	return json.Marshal(b.Name)
}

// IsZero reports whether the model's default baseline is meant.
func (b BaselineRef) IsZero() bool { return b.Name == "" && b.Inline == nil }

// JSONSchema describes the two forms. The definition of an inline baseline is the model's.
func (BaselineRef) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string"}, {Ref: "#/$defs/Baseline"}}}
}

// JSONSchema lists the stats there are.
func (Stat) JSONSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, stat := range AllStats() {
		s.Enum = append(s.Enum, string(stat))
	}
	return s
}
