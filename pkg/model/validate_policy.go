package model

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"leeway/pkg/fault"
)

// validatePolicies checks everything but the measures, which the measures' own registry knows.
func (m *Model) validatePolicies(c *checker) {
	seen := make(map[string]bool)
	for i, p := range m.Policies {
		at := fmt.Sprintf("policies[%d]", i)
		if seen[p.ID] {
			c.add(at+".id", "%q is also the id of an earlier policy; every id must be unique", p.ID)
		}
		seen[p.ID] = true
		c.required(at+".measure", p.Measure)
		p.checkBounds(c, at)
		m.checkSeason(c, at, p)
		if p.Baseline != "" {
			c.oneOf(at+".baseline", p.Baseline, slices.Sorted(maps.Keys(m.Baselines)))
		}
		if p.Target != "features" {
			c.unset(at+".features", "it needs target: features", p.Features != nil)
		}
		for j, name := range p.Features {
			c.oneOf(fmt.Sprintf("%s.features[%d]", at, j), name, m.featureNames(""))
		}
		for j, name := range p.SplitBy {
			if names := m.SplitNames(); !slices.Contains(names, name) {
				c.add(fmt.Sprintf("%s.splitBy[%d]", at, j),
					"%q is not one of %s%s; a column becomes one by a line of segments: `segments: [%s]`", name, fault.List(names),
					fault.DidYouMean(name, names), name)
			}
		}
	}
}

// checkSeason refuses page policies that compare short windows with other weekdays, unless the model says that it has
// no season: a weekend that is worse by six points would page a hundred days a year.
func (m *Model) checkSeason(c *checker, at string, p Policy) {
	const week = 7 * 24 * time.Hour
	name := p.Baseline
	if name == "" {
		name = m.Baseline
	}
	b, window := m.Baselines[name], p.Window.Approx()
	if p.Tier != Page || m.Season == SeasonNone || b.Kind != BaselineRolling || window == 0 || window >= week ||
		b.Every.IsZero() || b.Every.Approx()%week == 0 {
		return
	}
	c.add(at+".baseline",
		"%q steps by %s, so windows of %s meet other weekdays; a page policy steps by weeks, or the model says season: none",
		name, b.Every, p.Window)
}

// SplitNames lists what splitBy may name: the declared segments, then the implicit ones.
func (m *Model) SplitNames() []string {
	var names []string
	for _, s := range m.Segments {
		names = append(names, s.Name)
	}
	return append(names, ImplicitSplits...)
}

// checkBounds wants exactly one bound, and a recovery that lies in the quiet zone.
func (p Policy) checkBounds(c *checker, at string) {
	var set []string
	for name, isSet := range map[string]bool{"above": p.Above != nil, "below": p.Below != nil,
		"outside":       p.Outside != nil,
		"aboveUsualGap": p.AboveUsualGap != nil} {
		if isSet {
			set = append(set, name)
		}
	}
	if len(set) != 1 {
		slices.Sort(set)
		c.add(at, "found the bounds %s; exactly one of above, aboveUsualGap, below, outside is needed", fault.List(set))
		return
	}
	if p.Outside != nil && p.Outside[0] >= p.Outside[1] {
		c.add(at+".outside", "[%v, %v] is empty; the second bound must be more than the first", p.Outside[0],
			p.Outside[1])
	}
	if p.AboveUsualGap != nil {
		c.oneOf(at+".measure", p.Measure, []string{"freshness", "label_freshness"})
		c.unset(at+".recover", "aboveUsualGap has no recovery bound", p.Recover != nil)
	}
	if p.Recover == nil {
		return
	}
	lower, upper := p.Bounds()
	if lower != nil && *p.Recover < *lower || upper != nil && *p.Recover > *upper {
		c.add(at+".recover", "%v is past the bound; a policy recovers inside it", *p.Recover)
	}
}
