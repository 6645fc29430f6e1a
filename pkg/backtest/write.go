package backtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/policies"
)

var writers = map[string]func(*Report, io.Writer) error{"text": (*Report).writeText, "json": (*Report).writeJSON,
	"markdown": (*Report).writeMarkdown}

// Outputs lists the formats of Write.
func Outputs() []string { return slices.Sorted(maps.Keys(writers)) }

// Write writes the report as text, json or markdown.
func (r *Report) Write(w io.Writer, format string) error {
	write, ok := writers[format]
	if !ok {
		return fault.NoneOf(fault.BadQuery, "--output", format, Outputs())
	}
	return write(r, w)
}

func (r *Report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// table is a heading and rows, the first of which names the columns.
type table struct {
	title string
	rows  [][]string
}

// tables are what people read of a model.
func (m Model) tables() []table {
	incidents := table{"Incidents", [][]string{{"incident", "days", "found by", "fired", "delay", "length"}}}
	for _, known := range m.Incidents {
		name, days := known.Name, dayOf(known.From)+" to "+dayOf(known.To)
		if len(known.Found) == 0 {
			incidents.rows = append(incidents.rows, []string{name, days, "nothing", "", "", ""})
		}
		for _, f := range known.Found {
			incidents.rows = append(incidents.rows, []string{name, days,
				strings.TrimSpace(string(f.Tier) + " " + f.Policy + " " +
					Episode{Labels: f.Labels}.subject()), dayOf(f.Fired),
				inDays(f.DelayDays), inDays(f.Days)})
			name, days = "", ""
		}
	}
	title := "Episodes"
	if len(m.Incidents) > 0 {
		title = "What else fired"
	}
	others := table{title, [][]string{{"tier", "policy", "subject", "fired", "length", "worst", "why"}}}
	policies := table{"Policies", [][]string{{"tier", "policy", "subjects", "judged", "episodes",
		"smallest change it could find"}}}
	for _, p := range m.Policies {
		policies.rows = append(policies.rows, []string{string(p.Tier), p.Policy, fmt.Sprint(p.Subjects),
			fmt.Sprintf("%d of %d looks", p.Judged, p.Looks),
			fmt.Sprint(len(p.Episodes)), p.Finds})
		for _, e := range p.Episodes {
			if e.Incident == "" {
				others.rows = append(others.rows, []string{string(p.Tier), p.Policy, e.subject(), dayOf(e.Fired),
					e.length(), cmp.Or(e.shown, "–"), e.Reason})
			}
		}
	}
	return slices.DeleteFunc([]table{incidents, others, policies}, func(t table) bool { return len(t.rows) == 1 })
}

func dayOf(stamp string) string { return stamp[:min(len(stamp), len(time.DateOnly))] }

// inDays writes a length of time: hours below two days.
func inDays(days float64) string {
	if days < 2 {
		return fmt.Sprintf("%.0f h", 24*days)
	}
	return fmt.Sprintf("%.0f d", days)
}

func (e Episode) length() string {
	text := inDays(e.Days)
	if e.Open {
		text += ", from before"
	}
	if e.Resolved == "" {
		text += ", lasts"
	}
	return text
}

func (r *Report) writeText(w io.Writer) error {
	for _, m := range r.Models {
		var b strings.Builder
		fmt.Fprintf(&b, "%s, %s to %s\n", m.Model, m.From, m.To)
		for _, text := range m.Notices {
			fmt.Fprintf(&b, "warning: %s\n", policies.Printable(text))
		}
		for _, t := range m.tables() {
			fmt.Fprintf(&b, "\n%s\n", t.title)
			out := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			for _, row := range t.rows {
				fmt.Fprintln(out, "  "+strings.Join(quoted(row), "\t"))
			}
			if err := out.Flush(); err != nil {
				return err
			}
		}
		var lines []string
		for line := range strings.SplitSeq(b.String(), "\n") {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		if _, err := io.WriteString(w, strings.Join(lines, "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// quoted keeps values from moving the cursor of a terminal.
func quoted(row []string) []string {
	safe := make([]string, len(row))
	for i, cell := range row {
		safe[i] = policies.Printable(cell)
	}
	return safe
}

// markdown keeps values from ending a cell or becoming HTML.
var markdown = strings.NewReplacer("|", "\\|", "&", "&amp;", "<", "&lt;", "\n", " ")

func (r *Report) writeMarkdown(w io.Writer) error {
	for _, m := range r.Models {
		text := fmt.Sprintf("### %s, %s to %s\n", m.Model, dayOf(m.From), dayOf(m.To))
		for _, notice := range m.Notices {
			text += "\nWarning: " + markdown.Replace(notice) + "\n"
		}
		for _, t := range m.tables() {
			text += "\n#### " + t.title + "\n\n"
			for i, row := range t.rows {
				for j := range row {
					row[j] = markdown.Replace(row[j])
				}
				text += "| " + strings.Join(row, " | ") + " |\n"
				if i == 0 {
					text += "|" + strings.Repeat(" --- |", len(row)) + "\n"
				}
			}
		}
		if _, err := io.WriteString(w, text+"\n"); err != nil {
			return err
		}
	}
	return nil
}
