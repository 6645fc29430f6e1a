package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// standing is how a policy stands, for people: what asks for attention comes first.
type standing int8

const (
	breached standing = iota
	changed           // breached, of a tier that only explains
	spared            // past its bound, within what earlier windows predict
	unknown
	barred // no value can breach it
	usual
	standings
)

func (p Policy) standing() standing {
	switch {
	case p.Verdict == Breach && p.Tier == model.Explain:
		return changed
	case p.Verdict == Breach:
		return breached
	case p.Verdict == Unknown:
		return unknown
	case p.spared:
		return spared
	case p.Finds == engine.CannotBreach:
		return barred
	}
	return usual
}

// titles and counts name the standings, as a heading and behind a number.
var (
	titles = [standings]string{"Breached", "Changed: tier explain, which alerts nobody", "Past the bound, but as usual", "Not judged",
		"Cannot breach, whatever the value", "As usual"}
	counts = [standings]string{"breached", "changed (explain)", "past the bound, but as usual", "not judged", "cannot breach", "as usual"}
)

// section is the policies of one standing, in the report's order.
type section struct {
	standing standing
	title    string
	policies []Policy
}

// sections returns those that are not empty.
func (m Model) sections() (list []section) {
	var all [standings][]Policy
	for _, p := range m.Policies {
		all[p.standing()] = append(all[p.standing()], p)
	}
	for i, policies := range all {
		if len(policies) > 0 {
			list = append(list, section{standing(i), titles[i], policies})
		}
	}
	return list
}

// summary counts policies by how they stand.
func (m Model) summary() string {
	var parts []string
	for _, s := range m.sections() {
		parts = append(parts, fmt.Sprintf("%d %s", len(s.policies), counts[s.standing]))
	}
	if len(parts) == 0 {
		return "no policies"
	}
	return strings.Join(parts, ", ")
}

// rows are a table with its header: a policy and subject a line with all numbers, or, of what asks for nothing, a policy a line.
func (s section) rows() [][]string {
	if s.standing <= spared {
		rows := [][]string{{"tier", "policy", "subject", "measure", "current", "baseline", "value", "threshold", "n", "reason"}}
		for _, p := range s.policies {
			rows = append(rows, []string{string(p.Tier), p.Policy, p.subject(), fmt.Sprintf("%s %s", p.Measure, p.Stat),
				p.shown(query.Current, p.Current), p.shown(query.Baseline, p.Baseline), p.shown(p.Stat, p.Value), p.shown(p.Stat, p.Threshold),
				p.shown(query.Count, p.Count), printable(p.Reason)})
		}
		return rows
	}
	last, text := "reason", func(p Policy) string { return printable(p.Reason) }
	if s.standing == usual {
		last, text = "finds", func(p Policy) string { return p.Finds }
	}
	rows := [][]string{{"tier", "policy", "subject", last}}
	for _, group := range s.groups(text) {
		rows = append(rows, []string{string(group[0].Tier), group[0].Policy, subjects(group), s.oneText(group, text)})
	}
	return rows
}

// groups puts subjects of one policy together; of those that are not judged, only where the reasons differ in nothing but numbers.
func (s section) groups(text func(Policy) string) (groups [][]Policy) {
	at := map[string]int{}
	for _, p := range s.policies {
		key := p.Policy
		if s.standing != usual {
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
	features := !slices.ContainsFunc(group, func(p Policy) bool { return len(p.Labels) != 1 || p.Labels["feature"] == "" })
	var names []string
	for _, p := range group {
		if features {
			names = append(names, printable(p.Labels["feature"]))
		} else {
			names = append(names, p.subject())
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

// oneText is what all policies of a group say. Where they differ it is the first reason, with a word that there are others.
func (s section) oneText(group []Policy, text func(Policy) string) string {
	first := text(group[0])
	switch differ := slices.ContainsFunc(group, func(p Policy) bool { return text(p) != first }); {
	case !differ:
		return first
	case s.standing == usual:
		return "differs; --output json has each"
	}
	return first + " (the others differ)"
}
