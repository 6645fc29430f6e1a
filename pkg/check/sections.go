package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"leeway/pkg/policies"
	"leeway/pkg/query"
)

// titles are the headings of the standings.
var titles = [policies.Standings]string{"Breached", "Changed: tier explain, which alerts nobody",
	"Past the bound, but as usual", "Not judged",
	"Cannot breach, whatever the value", "As usual"}

// section is the policies of one standing, in the report's order.
type section struct {
	standing policies.Standing
	title    string
	policies []Policy
}

// sections returns those that are not empty.
func (m Model) sections() (list []section) {
	var all [policies.Standings][]Policy
	for _, p := range m.Policies {
		all[p.Standing()] = append(all[p.Standing()], p)
	}
	for i, own := range all {
		if len(own) > 0 {
			list = append(list, section{policies.Standing(i), titles[i], own})
		}
	}
	return list
}

// summary counts policies by how they stand.
func (m Model) summary() string {
	var parts []string
	for _, s := range m.sections() {
		parts = append(parts, fmt.Sprintf("%d %s", len(s.policies), s.standing))
	}
	if len(parts) == 0 {
		return "no policies"
	}
	return strings.Join(parts, ", ")
}

// rows are a table with its header: a policy and subject a line with all numbers, or, of what asks for nothing, a
// policy a line.
func (s section) rows() [][]string {
	if s.standing <= policies.Spared {
		rows := [][]string{{"tier", "policy", "subject", "measure", "window", "current", "baseline", "value",
			"threshold", "n", "reason"}}
		for _, p := range s.policies {
			rows = append(rows, []string{string(p.Tier), p.Policy, p.Subject(), fmt.Sprintf("%s %s", p.Measure, p.Stat),
				p.Window,
				p.Write(query.Current, p.Current), p.Write(query.Baseline, p.Baseline), p.Write(p.Stat,
					p.Value), p.Write(p.Stat, p.Threshold),
				p.Write(query.Count, p.Count), policies.Printable(p.Reason)})
		}
		return rows
	}
	last, text := "reason", func(p Policy) string { return policies.Printable(p.Reason) }
	if s.standing == policies.Usual {
		last, text = "finds", func(p Policy) string { return p.Finds }
	}
	rows := [][]string{{"tier", "policy", "subject", last}}
	for _, group := range s.groups(text) {
		rows = append(rows, []string{string(group[0].Tier), group[0].Policy, subjects(group), s.oneText(group, text)})
	}
	return rows
}

// groups puts subjects of one policy together; of those that are not judged, only where the reasons differ in nothing
// but numbers.
func (s section) groups(text func(Policy) string) (groups [][]Policy) {
	at := map[string]int{}
	for _, p := range s.policies {
		key := p.Policy
		if s.standing != policies.Usual {
			key += "\n" + withoutNumbers(text(p))
		}
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

func withoutNumbers(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '.' {
			return -1
		}
		return r
	}, text)
}

// fewSubjects are named; of more their number is given.
const fewSubjects = 3

func subjects(group []Policy) string {
	features := !slices.ContainsFunc(group,
		func(p Policy) bool { return len(p.Labels) != 1 || p.Labels["feature"] == "" })
	var names []string
	for _, p := range group {
		if features {
			names = append(names, policies.Printable(p.Labels["feature"]))
		} else {
			names = append(names, p.Subject())
		}
	}
	switch {
	case len(group) <= fewSubjects:
		return strings.Join(names, ", ")
	case features:
		return fmt.Sprintf("%d features", len(group))
	}
	return fmt.Sprintf("%d subjects", len(group))
}

// oneText is what all policies of a group say. Where they differ it is the first reason, with a word that there are
// others.
func (s section) oneText(group []Policy, text func(Policy) string) string {
	first := text(group[0])
	switch differ := slices.ContainsFunc(group, func(p Policy) bool { return text(p) != first }); {
	case !differ:
		return first
	case s.standing == policies.Usual:
		return "differs; --output json has each"
	}
	return first + " (the others differ)"
}
