package check

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"leeway/pkg/fault"
	"leeway/pkg/policies"
	"leeway/pkg/spec"
)

var writers = map[string]func(*Report, io.Writer) error{
	"text": (*Report).writeText, "json": (*Report).writeJSON, "junit": (*Report).writeJUnit, "markdown": (*Report).writeMarkdown,
}

// Outputs lists the formats of Write.
func Outputs() []string { return slices.Sorted(maps.Keys(writers)) }

// Write writes the report as text, json, junit or markdown.
func (r *Report) Write(w io.Writer, format string) error {
	write, ok := writers[format]
	if !ok {
		return fault.NoneOf(fault.BadQuery, "--output", format, Outputs())
	}
	return write(r, w)
}

func (r *Report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func (r *Report) writeText(w io.Writer) error {
	for _, m := range r.Models {
		var b strings.Builder
		fmt.Fprintf(&b, "%s, %s to %s\n%s\n", m.Model, m.Window.From, m.Window.To, m.summary())
		for _, text := range m.Notices {
			fmt.Fprintf(&b, "warning: %s\n", policies.Printable(text))
		}
		for _, s := range m.sections() {
			fmt.Fprintf(&b, "\n%s\n", s.title)
			t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			for _, row := range s.rows() {
				fmt.Fprintln(t, "  "+strings.Join(row, "\t"))
			}
			if err := t.Flush(); err != nil {
				return err
			}
		}
		if text := spec.OffText(m.Off); text != "" {
			fmt.Fprintf(&b, "\n%s\n", text)
		}
		if _, err := io.WriteString(w, trimLines(b.String())+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// trimLines takes the blanks off the ends of lines, which a table leaves.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// markdown keeps values from ending a cell or becoming HTML.
var markdown = strings.NewReplacer("|", "\\|", "&", "&amp;", "<", "&lt;")

func (r *Report) writeMarkdown(w io.Writer) error {
	for _, m := range r.Models {
		text := fmt.Sprintf("### %s, %s to %s\n\n%s\n", m.Model, m.Window.From, m.Window.To, m.summary())
		for _, notice := range m.Notices {
			text += "\nWarning: " + markdown.Replace(policies.Printable(notice)) + "\n"
		}
		for _, s := range m.sections() {
			text += "\n#### " + s.title + "\n\n"
			for i, row := range s.rows() {
				for j := range row {
					row[j] = markdown.Replace(row[j])
				}
				text += "| " + strings.Join(row, " | ") + " |\n"
				if i == 0 {
					text += "|" + strings.Repeat(" --- |", len(row)) + "\n"
				}
			}
		}
		if off := spec.OffText(m.Off); off != "" {
			text += "\n" + markdown.Replace(off) + "\n"
		}
		if _, err := io.WriteString(w, text+"\n"); err != nil {
			return err
		}
	}
	return nil
}
