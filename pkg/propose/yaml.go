package propose

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"leeway/pkg/fault"
)

// YAML writes the definition as a list of one, as the settings of a data source have it, with the reasons as comments.
// What it writes reads back as Model.
func (p *Proposal) YAML() (string, error) {
	raw, err := json.Marshal([]any{p.Model})
	if err != nil {
		return "", fault.As(err)
	}
	var document yaml.Node // JSON is YAML, and a node keeps the order of its fields
	if err := yaml.Unmarshal(raw, &document); err != nil {
		return "", fault.As(err)
	}
	list := document.Content[0]
	list.Style = 0
	shape(list.Content[0], "", p.reasons())
	document.HeadComment = p.head()
	document.FootComment = p.foot()
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(&document); err != nil {
		return "", fault.As(err)
	}
	return text.String(), nil
}

// head says what the comments are.
func (p *Proposal) head() string {
	size := ""
	if p.Sized {
		size = fmt.Sprintf(" of about %d", p.Size)
	}
	return fmt.Sprintf("Proposed from the catalog and a sample of %s: %d rows%s.\nEach comment says how sure a part is and why; correct what is wrong.",
		inLine(p.Table), p.Sample, size)
}

// foot lists the columns without a role.
func (p *Proposal) foot() string {
	if len(p.Left) == 0 {
		return ""
	}
	lines := []string{"Left out:"}
	for _, l := range p.Left {
		lines = append(lines, "  "+inLine(l.Column)+": "+inLine(l.Reason))
	}
	return strings.Join(lines, "\n")
}

// reasons are the comments by path; a later note of a path follows the first.
func (p *Proposal) reasons() map[string]string {
	all := map[string]string{}
	for _, n := range p.Notes {
		text := string(n.Confidence) + " – " + inLine(n.Reason) // a colon would make a key of it to simple highlighters
		if earlier, ok := all[n.Path]; ok {
			text = earlier + "; " + text
		}
		all[n.Path] = text
	}
	return all
}

// inLine is a text that cannot end a comment, whatever names are in it.
func inLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, text)
}

// blocks are the parts that are written field by field; everything else is short enough for a line.
var blocks = map[string]bool{"": true, "log": true, "outcomes": true, "features": true, "segments": true,
	"baselines": true}

// shape lays out a node and hangs the comments on it.
func shape(node *yaml.Node, path string, reasons map[string]string) {
	node.Style = 0
	if node.Kind != yaml.ScalarNode && !blocks[path] {
		node.Style = yaml.FlowStyle
	}
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			key, value := node.Content[i], node.Content[i+1]
			key.Style = 0
			inner := strings.TrimPrefix(path+"."+key.Value, ".")
			shape(value, inner, reasons)
			comment(key, value, reasons[inner])
		}
	case yaml.SequenceNode:
		for i, item := range node.Content {
			if path == "segments" && len(item.Content) == 2 { // a bare name stands for a column of that name
				item = item.Content[1]
				node.Content[i] = item
			}
			inner := path + "[" + itoa(i) + "]"
			shape(item, inner, reasons)
			if reason := reasons[inner]; reason != "" {
				item.LineComment = reason
			}
		}
	case yaml.ScalarNode:
		if path == "log.positive" && (node.Value == "true" || node.Value == "false") {
			node.Tag = "!!bool" // read as the same text, and how a person writes it
		}
	}
}

// comment hangs a reason on a field: behind what stands on its line, else above it.
func comment(key, value *yaml.Node, reason string) {
	switch {
	case reason == "":
	case value.Kind == yaml.ScalarNode || value.Style == yaml.FlowStyle:
		value.LineComment = reason
	default:
		key.HeadComment = reason
	}
}
