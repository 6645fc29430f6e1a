package check

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"leeway/pkg/policies"
)

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
			t := test{Name: strings.TrimSpace(p.Policy + " " + p.Subject()), Class: m.Model + "." + string(p.Tier)}
			text := fmt.Sprintf("%s %s is %s, threshold %s; %s", p.Measure, p.Stat, p.Write(p.Stat, p.Value),
				p.Write(p.Stat, p.Threshold), p.Reason)
			switch p.Verdict {
			case policies.Breach:
				t.Failure = &message{text}
				s.Failures++
			case policies.Unknown:
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
