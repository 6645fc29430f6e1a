package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// properties lists the names an object of that schema may have, sorted.
func (r *reader) properties(address string) []string {
	m, _ := r.schemaAt(address)["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(m))
}

// hint says what a missing field may be: its choices, or examples.
func (r *reader) hint(address string) string {
	m := r.schemaAt(address)
	if ref, ok := m["$ref"].(string); ok {
		m = r.schemaAt(ref)
	}
	if choices, ok := m["enum"].([]any); ok {
		return "; allowed are " + list(enumNames(choices))
	}
	if e := examples(m); e != "" {
		return "; write for example " + e
	}
	return ""
}

// patternHint says how a text must look: by examples, and by the pattern where it is short enough to read.
func (r *reader) patternHint(address, pattern string) string {
	const readable = 40
	e := examples(r.schemaAt(address))
	switch {
	case e == "":
		return "; it must match " + pattern
	case len(pattern) > readable:
		return "; write for example " + e
	}
	return "; it must match " + pattern + ", for example " + e
}

func examples(schema map[string]any) string {
	list, _ := schema["examples"].([]any)
	words := make([]string, len(list))
	for i, e := range list {
		words[i] = fmt.Sprint(e)
	}
	return strings.Join(words, ", ")
}

func enumNames(values []any) []string {
	var names []string
	for _, v := range values {
		if v != "" {
			names = append(names, fmt.Sprint(v))
		}
	}
	return names
}

func list(names []string) string {
	if len(names) == 0 {
		return "(nothing)"
	}
	return strings.Join(names, ", ")
}

// typeNames says JSON's types in plain words.
func typeNames(types []string) string {
	words := map[string]string{"string": "text", "integer": "a whole number", "number": "a number",
		"boolean": "true or false",
		"object":  "an object", "array": "a list", "null": "null"}
	var names []string
	for _, t := range types {
		if w := words[t]; !slices.Contains(names, w) {
			names = append(names, w)
		}
	}
	return strings.Join(names, " or ")
}

// show writes what was found, short enough for a message.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(shorten(v))
	case json.Number:
		return "the number " + shorten(v.String())
	case bool:
		return strconv.FormatBool(v)
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return fmt.Sprintf("%T", v)
}

func shorten(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
