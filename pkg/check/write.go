package check

import (
	"encoding/json"
	"io"

	"leeway/pkg/output"
	"leeway/pkg/policies"
	"leeway/pkg/spec"
)

var formats = output.Formats[*Report]{
	"text": (*Report).writeText, "json": (*Report).writeJSON, "junit": (*Report).writeJUnit, "markdown": (*Report).writeMarkdown,
}

// Outputs lists the formats of Write.
func Outputs() []string { return formats.Names() }

// Write writes the report as text, json, junit or markdown.
func (r *Report) Write(w io.Writer, format string) error { return formats.Write(r, w, format) }

func (r *Report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func (r *Report) writeText(w io.Writer) error {
	for _, m := range r.Models {
		if err := m.document().Text(w); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) writeMarkdown(w io.Writer) error {
	for _, m := range r.Models {
		if err := m.document().Markdown(w); err != nil {
			return err
		}
	}
	return nil
}

// document is what people read of a model.
func (m Model) document() output.Document {
	d := output.Document{Title: m.Model + ", " + m.Window.text(), Lead: m.summary(),
		Foot: spec.OffText(m.Off)}
	for _, text := range m.Notices {
		d.Notices = append(d.Notices, policies.Printable(text))
	}
	for _, s := range m.sections() {
		d.Tables = append(d.Tables, output.Table{Title: s.title, Rows: s.rows()})
	}
	return d
}
