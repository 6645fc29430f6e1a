// Package schema holds the JSON Schemas of the contract, which are made from the Go types (see cmd/leeway-schema), and
// checks values against them. What it finds it says in words a user can act on: where, what was found, what is allowed.
package schema

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed *.json
var files embed.FS

// The names of the schemas.
const (
	Model    = "model"
	Query    = "query"
	Settings = "settings"
)

// Text returns the JSON text of a schema.
func Text(name string) ([]byte, error) { return files.ReadFile(name + ".json") }

// Decode reads JSON for Check. Numbers keep their text, and fields that are null, which mean absent, are dropped. What
// follows the value is refused.
func Decode(raw []byte) (any, error) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	return withoutNulls(value), err
}

func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, field := range v {
			if field == nil {
				delete(v, name)
				continue
			}
			v[name] = withoutNulls(field)
		}
	case []any:
		for i := range v {
			v[i] = withoutNulls(v[i])
		}
	}
	return v
}

// contract is one compiled schema and its document, from which the allowed names are read.
type contract struct {
	compiled *jsonschema.Schema
	document any
}

// load compiles each schema once. They are part of the program, so one that does not compile is a programming error
// that every test of this package shows.
var load = sync.OnceValue(func() map[string]contract {
	all := make(map[string]contract)
	for _, name := range []string{Model, Query, Settings} {
		c, err := compile(name)
		if err != nil {
			panic(fmt.Sprintf("schema %s: %v", name, err))
		}
		all[name] = c
	}
	return all
})

func compile(name string) (contract, error) {
	text, err := Text(name)
	if err != nil {
		return contract{}, err
	}
	document, err := Decode(text)
	if err != nil {
		return contract{}, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(location(name), document); err != nil {
		return contract{}, err
	}
	compiled, err := compiler.Compile(location(name))
	return contract{compiled, document}, err
}

// location is the address a schema is registered under; nothing is ever fetched.
func location(name string) string { return "leeway:///" + name + ".json" }
