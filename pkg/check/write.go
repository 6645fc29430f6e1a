package check

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode"

	"leeway/pkg/fault"
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

var columns = []string{"verdict", "tier", "policy", "subject", "measure", "current", "baseline", "value", "threshold", "n", "finds", "reason"}

func (p Policy) cells() []string {
	return []string{p.Verdict, string(p.Tier), p.Policy, p.subject(), fmt.Sprintf("%s %s", p.Measure, p.Stat),
		number(p.Current), number(p.Baseline), number(p.Value), number(p.Threshold), number(p.Count), p.Finds, printable(p.Reason)}
}

func (p Policy) subject() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(p.Labels)) {
		parts = append(parts, name+"="+printable(p.Labels[name]))
	}
	return strings.Join(parts, " ")
}

// printable quotes a value that would move the cursor or end the line: values are data, and a terminal obeys them.
func printable(value string) string {
	if strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(value)
	}
	return value
}

func number(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.4g", *x)
}

func (r *Report) writeText(w io.Writer) error {
	for _, m := range r.Models {
		if _, err := fmt.Fprintf(w, "%s, %s to %s\n", m.Model, m.Window.From, m.Window.To); err != nil {
			return err
		}
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		if _, err := fmt.Fprintln(t, strings.Join(columns, "\t")); err != nil {
			return err
		}
		for _, p := range m.Policies {
			if _, err := fmt.Fprintln(t, strings.Join(p.cells(), "\t")); err != nil {
				return err
			}
		}
		if err := t.Flush(); err != nil {
			return err
		}
		for _, text := range m.Notices {
			if _, err := fmt.Fprintf(w, "warning: %s\n", printable(text)); err != nil {
				return err
			}
		}
		if text := spec.OffText(m.Off); text != "" {
			if _, err := fmt.Fprintln(w, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// markdown keeps values from ending a cell or becoming HTML.
var markdown = strings.NewReplacer("|", "\\|", "&", "&amp;", "<", "&lt;")

func (r *Report) writeMarkdown(w io.Writer) error {
	for _, m := range r.Models {
		text := fmt.Sprintf("### %s, %s to %s\n\n| %s |\n|%s\n", m.Model, m.Window.From, m.Window.To,
			strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)))
		for _, p := range m.Policies {
			cells := p.cells()
			for i := range cells {
				cells[i] = markdown.Replace(cells[i])
			}
			text += "| " + strings.Join(cells, " | ") + " |\n"
		}
		for _, notice := range m.Notices {
			text += "\nWarning: " + markdown.Replace(printable(notice)) + "\n"
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

type suite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Cases    []test   `xml:"testcase"`
	Warnings string   `xml:"system-err,omitempty"`
}

type test struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	Failure *message `xml:"failure"`
	Skipped *message `xml:"skipped"`
}

type message struct {
	Message string `xml:"message,attr"`
}

func (r *Report) writeJUnit(w io.Writer) error {
	var all struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []suite  `xml:"testsuite"`
	}
	for _, m := range r.Models {
		s := suite{Name: m.Model, Tests: len(m.Policies), Warnings: strings.Join(m.Notices, "\n")}
		for _, p := range m.Policies {
			t := test{Name: strings.TrimSpace(p.Policy + " " + p.subject()), Class: m.Model + "." + string(p.Tier)}
			text := fmt.Sprintf("%s %s is %s, threshold %s; %s against %s", p.Measure, p.Stat, number(p.Value), number(p.Threshold),
				number(p.Current), number(p.Baseline))
			switch p.Verdict {
			case Breach:
				t.Failure = &message{text}
				s.Failures++
			case Unknown:
				t.Skipped = &message{p.Reason}
				s.Skipped++
			}
			s.Cases = append(s.Cases, t)
		}
		all.Suites = append(all.Suites, s)
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	return e.Encode(all)
}
