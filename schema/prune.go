package schema

import "strings"

// Prune removes in place the fields of a value that the schema of that name does not know, where it allows unknown
// ones. Go's decoder matches field names without regard to case, so an unknown field that is left in, such as Limit
// beside limit, would reach the program unchecked. The value conforms to the schema.
func Prune(name string, value any) {
	document := load()[name].document
	root, _ := document.(map[string]any)
	p := pruner{document: document}
	p.prune(root, value)
}

type pruner struct{ document any }

func (p pruner) prune(schema map[string]any, value any) {
	if ref, ok := schema["$ref"].(string); ok {
		target := p.document
		for _, token := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
			target = child(target, token)
		}
		schema, _ = target.(map[string]any)
	}
	branches, _ := schema["oneOf"].([]any)
	for _, b := range branches {
		if branch, ok := b.(map[string]any); ok {
			p.prune(branch, value)
		}
	}
	switch v := value.(type) {
	case []any:
		if items, ok := schema["items"].(map[string]any); ok {
			for _, x := range v {
				p.prune(items, x)
			}
		}
	case map[string]any:
		p.pruneObject(schema, v)
	}
}

func (p pruner) pruneObject(schema map[string]any, object map[string]any) {
	properties, ok := schema["properties"].(map[string]any)
	if !ok {
		return // a map with free names
	}
	for name, field := range object {
		property, known := properties[name].(map[string]any)
		if !known {
			delete(object, name)
			continue
		}
		p.prune(property, field)
	}
}
