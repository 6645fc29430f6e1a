package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/invopop/jsonschema"
)

// Scalar is a text, number or boolean of a definition, kept as its canonical text, because values of categories and
// classes are compared as text: true, 42, B6.
type Scalar string

// UnmarshalJSON reads a string, a number or a boolean.
func (s *Scalar) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '"' {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		*s = Scalar(text)
		return nil
	}
	if len(raw) == 0 || raw[0] == '{' || raw[0] == '[' || raw[0] == 'n' {
		return fmt.Errorf("a value is text, a number or a boolean, not %s", raw)
	}
	*s = Scalar(canonicalNumber(string(raw)))
	return nil
}

// canonicalNumber writes a whole number without a point or an exponent, so that 1.0 and 1e0 name the class 1. Anything
// else, true and false included, stays as it is written.
func canonicalNumber(text string) string {
	const exact = 1 << 53
	if x, err := strconv.ParseFloat(text, 64); err == nil && x == math.Trunc(x) && math.Abs(x) <= exact {
		return strconv.FormatInt(int64(x), 10)
	}
	return text
}

// JSONSchema describes what UnmarshalJSON reads.
func (Scalar) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string"}, {Type: "number"}, {Type: "boolean"}}}
}

// UnmarshalJSON reads a segment; a bare text is a column of that name.
func (s *Segment) UnmarshalJSON(raw []byte) error {
	var name string
	if json.Unmarshal(raw, &name) == nil {
		*s = Segment{Name: name}
		return nil
	}
	type plain Segment
	return json.Unmarshal(raw, (*plain)(s))
}

// JSONSchemaExtend lets a segment be written as its bare name.
func (Segment) JSONSchemaExtend(s *jsonschema.Schema) {
	object := *s
	*s = jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string", Pattern: `^[a-z_][a-z0-9_]*$`,
		Examples: []any{"carrier"}}, &object}}
}

// Date is a local date or an instant. A bare date, and midnight UTC (what YAML readers make of a bare date), mean the
// start of that date in the model's time zone.
type Date struct{ text string }

// NewDate returns the date written as text; In says whether it is one.
func NewDate(text string) Date { return Date{strings.TrimSuffix(text, "T00:00:00Z")} }

// In returns the instant the date means in a time zone.
func (d Date) In(loc *time.Location) (time.Time, error) {
	if t, err := time.ParseInLocation("2006-01-02", d.text, loc); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339, d.text)
	if err != nil {
		return time.Time{},
			fmt.Errorf("%q is neither a date such as 2013-02-01 nor an instant such as 2013-02-01T06:00:00Z", d.text)
	}
	if t.Equal(t.Truncate(24*time.Hour)) && t.Location() == time.UTC {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc), nil
	}
	return t.In(loc), nil
}

// String returns the date as it was written, midnight UTC as the bare date it means.
func (d Date) String() string { return d.text }

// MarshalJSON writes what String returns, so that both spellings of a date make one definition.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.text) }

// UnmarshalJSON reads a date's text; In says whether it is one.
func (d *Date) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return fmt.Errorf("a date is text such as 2013-02-01, not %s", raw)
	}
	*d = NewDate(text)
	return nil
}

// JSONSchema describes the text form.
func (Date) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: `^\d{4}-\d{2}-\d{2}`, Examples: []any{"2013-02-01"}}
}
