package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"leeway/pkg/model"
	"leeway/schema"
)

// referenceFile is the reference of the definition of a model; examplesFile holds every field of it.
const (
	referenceFile = "docs/model.md"
	examplesFile  = "schema/examples/model.yaml"
)

const referenceHead = `# The definition of a model

<!-- Made from schema/model.json and schema/examples/model.yaml by ` + "`npm run schema`" + `. -->

A definition says what is monitored: where the prediction log and its outcomes lie, what the columns mean, what a window is compared with, and which
policies alert. It is an entry of ` + "`jsonData.models`" + ` in the data source's settings, or of the [file that ` + "`modelsFile`" + ` names](datasource.md#models-in-a-file).
` + "`leeway init`" + ` proposes one from a table, and ` + "`leeway validate`" + ` checks it without a store.

Anything unknown or contradictory is refused with the field's path, what was found and what is allowed: "segment: is not known here (did you mean
segments?)". The other models keep working. Fields marked * are required.
`

// furtherExamples are of fields that the example of a whole definition leaves out.
var furtherExamples = map[string]string{
	".window": `"7d"`, ".history": `{"model": 16, "features": 12}`, ".adoptAfter": "8", ".season": `"weekly"`, ".falsePagesPerYear": "0.1", ".shortestWindow": `"3d"`,
	"History.model": "16", "History.features": "12", "Log.uncertainty": `"entropy"`, "Log.weight": `"sampling_weight"`, "Time.unit": `"ms"`,
	"Feature.column": `"distance_miles"`, "Segment.path": `"payload.site"`, "Segment.values": `["AA", "B6"]`, "Policy.features": `["distance"]`,
	"Policy.p": "0.95", "Policy.class": `"late"`, "Policy.aboveUsualGap": "1.5", "Policy.title": `"Accuracy of the week"`,
}

// longest is the longest example that a cell shows; longer ones stand in the section of what they are.
const longest = 70

// reference writes the reference; examples are read below the module's root.
func reference() ([]byte, error) {
	text, err := os.ReadFile(contract{name: schema.Model}.file())
	if err != nil {
		return nil, err
	}
	var root node
	if err := json.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	examples, err := readExamples(&root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(referenceHead)
	root.writeSection(&b, "", "A model", examples)
	for _, name := range root.order() {
		if d := root.Definitions[name]; d.object() != nil {
			d.object().writeSection(&b, name, name, examples)
		} else {
			d.writeScalar(&b, name)
		}
	}
	return b.Bytes(), nil
}

// writeScalar writes the section of what has no fields.
func (n *node) writeScalar(b *bytes.Buffer, name string) {
	fmt.Fprintf(b, "\n## %s\n\n", name)
	if n.Description != "" {
		fmt.Fprintf(b, "%s\n\n", n.Description)
	}
	fmt.Fprintf(b, "Takes: %s", n.allowedValues())
	for i, example := range n.Examples {
		fmt.Fprintf(b, "%s`%v`", map[bool]string{true: ", such as ", false: ", "}[i == 0], example)
	}
	b.WriteString(".\n")
}

func (n *node) writeSection(b *bytes.Buffer, name, title string, examples map[string]string) {
	fmt.Fprintf(b, "\n## %s\n\n", title)
	if n.Description != "" {
		fmt.Fprintf(b, "%s\n\n", n.Description)
	}
	b.WriteString("| Field | What it takes | What it says | Example |\n|---|---|---|---|\n")
	for _, field := range n.Properties.names {
		p := n.Properties.of[field]
		star := ""
		if slices.Contains(n.Required, field) {
			star = " *"
		}
		fmt.Fprintf(b, "| `%s`%s | %s | %s | %s |\n", field, star, cell(p.allowedValues()), cell(p.Description),
			code(examples[name+"."+field]))
	}
}

// cell is a text in a table of Markdown.
func cell(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", " "), "|", `\|`)
}

func code(text string) string {
	switch {
	case text == "":
		return ""
	case len(text) > longest:
		return "see below"
	}
	return "`" + cell(text) + "`"
}

// readExamples finds an example of each field, by the name of its definition and its own, in the file that has them
// all.
func readExamples(root *node) (map[string]string, error) {
	text, err := os.ReadFile(examplesFile)
	if err != nil {
		return nil, err
	}
	raw, err := model.FromYAML(text)
	if err != nil {
		return nil, err
	}
	found := maps.Clone(furtherExamples)
	root.collect(root, "", raw, found)
	return found, nil
}

// collect notes the values of an object's fields as examples, and looks into them.
func (n *node) collect(root *node, name string, raw json.RawMessage, found map[string]string) {
	if n.Ref != "" {
		name = strings.TrimPrefix(n.Ref, "#/$defs/")
		n = root.Definitions[name]
	}
	var fields map[string]json.RawMessage
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, part := range n.parts() {
			for _, one := range list {
				part.collect(root, name, one, found)
			}
		}
		return
	}
	if json.Unmarshal(raw, &fields) != nil {
		return
	}
	o := n.object()
	if o == nil {
		for _, part := range n.parts() {
			for _, one := range fields {
				part.collect(root, name, one, found)
			}
		}
		return
	}
	for field, value := range fields {
		p := o.Properties.of[field]
		if p == nil {
			continue
		}
		if key, text := name+"."+field, flow(value); string(value) != "null" &&
			(found[key] == "" || shorter(text, found[key])) {
			found[key] = text
		}
		p.collect(root, name, value, found)
	}
}

// shorter orders examples, so that the same one is always chosen.
func shorter(a, b string) bool { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) < 0 }

// flow writes JSON as YAML's flow style, as definitions are written.
func flow(raw json.RawMessage) string {
	var compact bytes.Buffer
	if json.Compact(&compact, raw) != nil {
		return ""
	}
	// YAML reads a date as an instant.
	return strings.NewReplacer(`":`, `": `, `,`, `, `, `T00:00:00Z"`, `"`).Replace(compact.String())
}
