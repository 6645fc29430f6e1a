package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"leeway/pkg/frame"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/resource"
	"leeway/pkg/spec"
	"leeway/schema"
)

// contract is one schema file and the Go type it is made of. With adds types that the root only names by reference.
type contract struct {
	name string
	root any
	with []any
	open bool // objects may have fields the schema does not name
	sent bool // Leeway writes it rather than reads it: a field that may be nil and is always there may be null
}

// contracts lists the schemas; a new one is one more line.
var contracts = []contract{
	{name: schema.Model, root: model.Model{}},
	{name: schema.Settings, root: model.Settings{}},
	{name: schema.Query, root: query.Query{}, with: []any{model.Baseline{}}, open: true},
	{name: "comparison", root: frame.Comparison{}, sent: true},
	{name: "specification", root: spec.Specification{}, sent: true},
	{name: "resources", root: resource.Resources{}, sent: true},
}

// sources are the folders whose comments become descriptions.
var sources = []string{"pkg/model", "pkg/query", "pkg/frame", "pkg/spec", "pkg/resource", "pkg/propose"}

// generate returns the text of one schema. The working directory is the module's root, where the comments are read.
func generate(c contract) ([]byte, error) {
	r, err := reflector(c.open)
	if err != nil {
		return nil, err
	}
	s := r.Reflect(c.root)
	for _, extra := range c.with {
		strict, err := reflector(false)
		if err != nil {
			return nil, err
		}
		strict.ExpandedStruct = false
		for name, definition := range strict.Reflect(extra).Definitions {
			s.Definitions[name] = definition
		}
	}
	if c.sent {
		allowNulls(s, s.Definitions, reflect.TypeOf(c.root), map[reflect.Type]bool{})
	}
	s.Title = reflect.TypeOf(c.root).Name()
	s.Comments = "Generated from the Go types by `npm run schema`; do not edit."
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(s)
	return b.Bytes(), err
}

// reflector makes schemas of Go types, with their comments on one line as descriptions.
func reflector(open bool) (*jsonschema.Reflector, error) {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, AllowAdditionalProperties: open}
	for _, folder := range sources {
		if err := r.AddGoComments("leeway", folder); err != nil {
			return nil, fmt.Errorf("comments of %s: %w", folder, err)
		}
	}
	for key, comment := range r.CommentMap {
		r.CommentMap[key] = strings.Join(strings.Fields(comment), " ")
	}
	return r, nil
}

// allowNulls lets those fields of a struct, and of the structs in it, be null that are pointers and never left out.
// Types that are done already are left as they are.
func allowNulls(s *jsonschema.Schema, definitions jsonschema.Definitions, t reflect.Type, done map[reflect.Type]bool) {
	done[t] = true
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		property, ok := s.Properties.Get(name)
		if !ok {
			continue
		}
		if field.Type.Kind() == reflect.Pointer && options == "" {
			bare := *property
			bare.Description = ""
			*property = jsonschema.Schema{Description: property.Description,
				OneOf: []*jsonschema.Schema{&bare, {Type: "null"}}}
		}
		if inner := element(field.Type); inner.Kind() == reflect.Struct && definitions[inner.Name()] != nil &&
			!done[inner] {
			allowNulls(definitions[inner.Name()], definitions, inner, done)
		}
	}
}

// element is the type that pointers, lists and maps of a type hold in the end.
func element(t reflect.Type) reflect.Type {
	for {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			t = t.Elem()
		default:
			return t
		}
	}
}
