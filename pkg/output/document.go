package output

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"leeway/pkg/policies"
)

// Document is what people read of one model. Lead, Notices and Foot may be empty.
type Document struct {
	Title   string
	Lead    string
	Notices []string
	Tables  []Table
	Foot    string
}

// Table is a heading and rows, the first of which names the columns.
type Table struct {
	Title string
	Rows  [][]string
}

// Text writes the document for a terminal. Values cannot move its cursor.
func (d Document) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintln(&b, d.Title)
	if d.Lead != "" {
		fmt.Fprintln(&b, d.Lead)
	}
	for _, text := range d.Notices {
		fmt.Fprintf(&b, "warning: %s\n", policies.Printable(text))
	}
	for _, t := range d.Tables {
		fmt.Fprintf(&b, "\n%s\n", t.Title)
		out := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		for _, row := range t.Rows {
			cells := make([]string, len(row))
			for i, cell := range row {
				cells[i] = policies.Printable(cell)
			}
			fmt.Fprintln(out, "  "+strings.Join(cells, "\t"))
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	if d.Foot != "" {
		fmt.Fprintf(&b, "\n%s\n", d.Foot)
	}
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ") // which a table leaves
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// escape keeps values from ending a cell or becoming HTML.
var escape = strings.NewReplacer("|", "\\|", "&", "&amp;", "<", "&lt;", "\n", " ")

// Markdown writes the document for a comment or a summary in a pipeline.
func (d Document) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n", d.Title)
	if d.Lead != "" {
		fmt.Fprintf(&b, "\n%s\n", d.Lead)
	}
	for _, text := range d.Notices {
		fmt.Fprintf(&b, "\nWarning: %s\n", escape.Replace(text))
	}
	for _, t := range d.Tables {
		fmt.Fprintf(&b, "\n#### %s\n\n", t.Title)
		for i, row := range t.Rows {
			cells := make([]string, len(row))
			for j, cell := range row {
				cells[j] = escape.Replace(cell)
			}
			fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
			if i == 0 {
				fmt.Fprintf(&b, "|%s\n", strings.Repeat(" --- |", len(row)))
			}
		}
	}
	if d.Foot != "" {
		fmt.Fprintf(&b, "\n%s\n", escape.Replace(d.Foot))
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}
