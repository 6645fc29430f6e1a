package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"go.yaml.in/yaml/v3"

	"leeway/pkg/fault"
)

// FromYAML turns YAML text into the JSON that ParseModel and ParseSettings read, the way Grafana's provisioning does:
// an unquoted date becomes an instant, so 2013-02-01 reads "2013-02-01T00:00:00Z" (see Date for what that means).
func FromYAML(text []byte) (json.RawMessage, error) {
	var value any
	if err := readYAML(text, &value); err != nil {
		return nil, fault.Newf(fault.BadModel, "the text is not valid YAML: %s", err)
	}
	plain, err := plainJSON(value, func(s string) (string, error) { return s, nil })
	if err != nil {
		return nil, err
	}
	return json.Marshal(plain)
}

// readYAML reads a text that is one document, as JSON is. What follows the first is refused: nobody would read it.
func readYAML(text []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for {
		var next any
		switch err := d.Decode(&next); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case next != nil:
			return errors.New("only the first document would be read, and a second follows after ---; write one list")
		}
	}
}

// plainJSON turns what a YAML reader makes into what JSON can say. Every text passes through expand.
func plainJSON(v any, expand func(string) (string, error)) (any, error) {
	switch v := v.(type) {
	case string:
		return expand(v)
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			var err error
			if list[i], err = plainJSON(x, expand); err != nil {
				return nil, err
			}
		}
		return list, nil
	case map[string]any:
		object := make(map[string]any, len(v))
		for name, x := range v {
			var err error
			if object[name], err = plainJSON(x, expand); err != nil {
				return nil, err
			}
		}
		return object, nil
	case map[any]any: // a key that is not a text, such as the class 1 or true
		object := make(map[string]any, len(v))
		for key, x := range v {
			var err error
			if object[fmt.Sprint(key)], err = plainJSON(x, expand); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
	return v, nil
}
