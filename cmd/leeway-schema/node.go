package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// node is a part of a JSON Schema, as far as the reference reads it.
type node struct {
	Ref         string           `json:"$ref"`
	Type        json.RawMessage  `json:"type"`
	Description string           `json:"description"`
	Enum        []any            `json:"enum"`
	Const       any              `json:"const"`
	Examples    []any            `json:"examples"`
	Items       *node            `json:"items"`
	OneOf       []node           `json:"oneOf"`
	AnyOf       []node           `json:"anyOf"`
	Required    []string         `json:"required"`
	Properties  *properties      `json:"properties"`
	Additional  json.RawMessage  `json:"additionalProperties"`
	Definitions map[string]*node `json:"$defs"`
	Minimum     *float64         `json:"minimum"`
	Maximum     *float64         `json:"maximum"`
}

// properties keep the order of the fields.
type properties struct {
	names []string
	of    map[string]*node
}

// UnmarshalJSON reads an object in its order.
func (p *properties) UnmarshalJSON(raw []byte) error {
	p.of = map[string]*node{}
	if err := json.Unmarshal(raw, &p.of); err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	for depth := 0; ; {
		token, err := decoder.Token()
		if err != nil {
			return nil // the end
		}
		switch token := token.(type) {
		case json.Delim:
			if token == '{' || token == '[' {
				depth++
			} else {
				depth--
			}
		case string:
			if depth == 1 {
				p.names = append(p.names, token)
				var skipped json.RawMessage
				if err := decoder.Decode(&skipped); err != nil {
					return err
				}
			}
		}
	}
}

// order lists the definitions as the fields of the model, and theirs, mention them.
func (n *node) order() []string {
	var list []string
	var visit func(x *node)
	visit = func(x *node) {
		for _, name := range x.mentions() {
			if !slices.Contains(list, name) {
				list = append(list, name)
				visit(n.Definitions[name])
			}
		}
	}
	visit(n)
	return list
}

// mentions lists the definitions that a node refers to.
func (n *node) mentions() []string {
	var list []string
	if n.Ref != "" {
		list = append(list, strings.TrimPrefix(n.Ref, "#/$defs/"))
	}
	for _, part := range n.parts() {
		list = append(list, part.mentions()...)
	}
	return list
}

func (n *node) parts() []*node {
	var list []*node
	if n.Properties != nil {
		for _, name := range n.Properties.names {
			list = append(list, n.Properties.of[name])
		}
	}
	if n.Items != nil {
		list = append(list, n.Items)
	}
	for _, several := range [][]node{n.OneOf, n.AnyOf} {
		for i := range several {
			list = append(list, &several[i])
		}
	}
	var more node
	if len(n.Additional) > 0 && n.Additional[0] == '{' && json.Unmarshal(n.Additional, &more) == nil {
		list = append(list, &more)
	}
	return list
}

// object is the form of a definition that has fields; nil if there is none.
func (n *node) object() *node {
	if n.Properties != nil {
		return n
	}
	for _, several := range [][]node{n.OneOf, n.AnyOf} {
		for i := range several {
			if o := several[i].object(); o != nil {
				if o.Description == "" {
					o.Description = n.Description
				}
				return o
			}
		}
	}
	return nil
}

// allowedValues says which values a field takes.
func (n *node) allowedValues() string {
	switch {
	case n.Ref != "":
		name := strings.TrimPrefix(n.Ref, "#/$defs/")
		return fmt.Sprintf("[%s](#%s)", name, strings.ToLower(name))
	case n.Const != nil:
		return fmt.Sprintf("`%v`", n.Const)
	case len(n.Enum) > 0:
		words := make([]string, len(n.Enum))
		for i, word := range n.Enum {
			words[i] = fmt.Sprintf("`%v`", word)
		}
		return strings.Join(words, ", ")
	case n.Items != nil:
		return "list of " + n.Items.allowedValues()
	case len(n.OneOf)+len(n.AnyOf) > 0:
		var forms []string
		for _, form := range slices.Concat(n.OneOf, n.AnyOf) {
			forms = append(forms, form.allowedValues())
		}
		return strings.Join(forms, " or ")
	}
	kind := strings.Trim(string(n.Type), `"`)
	if kind == "object" {
		for _, part := range n.parts() {
			return "names with " + part.allowedValues()
		}
	}
	if n.Minimum != nil && n.Maximum != nil {
		return fmt.Sprintf("%s from %v to %v", kind, *n.Minimum, *n.Maximum)
	}
	return kind
}
