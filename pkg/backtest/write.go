package backtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"leeway/pkg/output"
)

var formats = output.Formats[*Report]{"text": (*Report).writeText, "json": (*Report).writeJSON,
	"markdown": (*Report).writeMarkdown}

// Outputs lists the formats of Write.
func Outputs() []string { return formats.Names() }

// Write writes the report as text, json or markdown.
func (r *Report) Write(w io.Writer, format string) error { return formats.Write(r, w, format) }

func (r *Report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// tables are what people read of a model.
func (m Model) tables() []output.Table {
	incidents := output.Table{Title: "Incidents",
		Rows: [][]string{{"incident", "days", "found by", "fired", "delay", "length"}}}
	for _, known := range m.Incidents {
		name, days := known.Name, dayOf(known.From)+" to "+dayOf(known.To)
		if len(known.Found) == 0 {
			incidents.Rows = append(incidents.Rows, []string{name, days, "nothing", "", "", ""})
		}
		for _, f := range known.Found {
			incidents.Rows = append(incidents.Rows, []string{name, days,
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
	others := output.Table{Title: title,
		Rows: [][]string{{"tier", "policy", "subject", "fired", "length", "worst", "why"}}}
	policies := output.Table{Title: "Policies",
		Rows: [][]string{{"tier", "policy", "subjects", "judged", "episodes", "smallest change it could find"}}}
	for _, p := range m.Policies {
		policies.Rows = append(policies.Rows, []string{string(p.Tier), p.Policy, fmt.Sprint(p.Subjects),
			fmt.Sprintf("%d of %d looks", p.Judged, p.Looks),
			fmt.Sprint(len(p.Episodes)), p.Finds})
		for _, e := range p.Episodes {
			if e.Incident == "" {
				others.Rows = append(others.Rows, []string{string(p.Tier), p.Policy, e.subject(), dayOf(e.Fired),
					e.length(), cmp.Or(e.shown, "–"), e.Reason})
			}
		}
	}
	return slices.DeleteFunc([]output.Table{incidents, others, policies},
		func(t output.Table) bool { return len(t.Rows) == 1 })
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
		if err := m.document(m.From, m.To).Text(w); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) writeMarkdown(w io.Writer) error {
	for _, m := range r.Models {
		if err := m.document(dayOf(m.From), dayOf(m.To)).Markdown(w); err != nil {
			return err
		}
	}
	return nil
}

// document is what people read of a model, with its span as they read it.
func (m Model) document(from, to string) output.Document {
	return output.Document{Title: fmt.Sprintf("%s, %s to %s", m.Model, from, to), Notices: m.Notices, Tables: m.tables()}
}
