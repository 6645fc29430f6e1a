package model

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"leeway/pkg/fault"
)

// longestName leaves room for a policy's id in Grafana's titles, which have at most 189 characters.
const longestName = 100

// validate checks what the schema cannot say: that names are unique and refer to what exists, and that no two fields
// contradict each other. It runs before the defaults are filled in, so that it sees what was written.
func (m *Model) validate() []*fault.Error {
	c := &checker{kind: fault.BadModel}
	if m.SchemaVersion > SchemaVersion {
		c.add("schemaVersion", "%d is newer than this version of Leeway reads; allowed is %d", m.SchemaVersion,
			SchemaVersion)
	}
	loc := c.zone("timezone", m.Timezone)
	m.validateResolution(c)
	m.validateWindow(c)
	m.validateTexts(c)
	m.validateLog(c)
	m.validateOutcomes(c)
	m.validateFeatures(c)
	m.validateSegments(c)
	m.validateBaselines(c, loc)
	m.validatePolicies(c)
	if w := m.ShortestWindow; w.Clock != 0 || w.Days < 0 {
		c.add("shortestWindow", "%q is not a number of whole days; write for example 3d or 1w", w)
	}
	for i, e := range m.Expected {
		c.period(fmt.Sprintf("expected[%d].", i), e.From, e.To, loc)
		c.link(fmt.Sprintf("expected[%d].link", i), e.Link)
	}
	return c.errs
}

// validateResolution wants buckets that tile a day; zero means the default.
func (m *Model) validateResolution(c *checker) {
	const day = 24 * time.Hour
	r := m.Resolution.Approx()
	if r == 0 {
		return
	}
	if r < time.Second || r > day || day%r != 0 {
		c.add("resolution",
			"%q does not divide a day into parts of a second or more; write for example 15m, 1h, 6h, 1d", m.Resolution)
	}
}

// validateWindow wants what a query's window can be: whole days from two days on, below a multiple of the resolution.
func (m *Model) validateWindow(c *checker) {
	const day = 24 * time.Hour
	unit := m.Resolution.Approx()
	if unit == 0 {
		unit = time.Hour
	}
	w := m.Window.Approx()
	if w >= 2*day {
		unit = day
	}
	if m.Window.Zero || unit > 0 && w%unit != 0 {
		c.add("window",
			"%q is not a window; windows below 2d are multiples of the model's resolution, longer ones whole days", m.Window)
	}
}

var (
	labelPart  = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)
	webAddress = regexp.MustCompile(`^https?://\S+$`)
)

// validateTexts checks owners, links and the small parts that name features.
func (m *Model) validateTexts(c *checker) {
	if n := utf8.RuneCountInString(m.Name); n > longestName {
		c.add("name", "has %d characters; at most %d fit into the titles of alert rules and dashboards", n, longestName)
	}
	for _, key := range slices.Sorted(maps.Keys(m.Owners)) {
		if !labelPart.MatchString(key) {
			c.add("owners", "the name %q is not allowed; it becomes a label, so it must match %s", key, labelPart)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(m.Links)) {
		c.link("links."+key, m.Links[key])
	}
	if m.Costs != nil && m.Task != Binary {
		c.unset("costs", "costs weigh the two errors of a binary model", true)
	}
	names := m.featureNames("")
	for i, pair := range m.Pairs {
		for j, name := range pair {
			c.oneOf(fmt.Sprintf("pairs[%d][%d]", i, j), name, m.featureNames(Numeric))
		}
		if pair[0] == pair[1] {
			c.add(fmt.Sprintf("pairs[%d]", i), "%q cannot be paired with itself", pair[0])
		}
	}
	if m.Rollup != nil {
		for i, name := range m.Rollup.Features {
			c.oneOf(fmt.Sprintf("rollup.features[%d]", i), name, names)
		}
	}
	if m.Skew != nil {
		c.required("skew.table", m.Skew.Table)
		c.columns("skew.id", m.Skew.ID)
		c.joins("skew.id", m.Skew.ID, m.Log.ID)
	}
}

// link allows web addresses only, because links are shown for clicking.
func (c *checker) link(path, address string) {
	if address != "" && !webAddress.MatchString(address) {
		c.add(path, "%q is not a web address; it must begin with https:// or http://", address)
	}
}

// joins checks that two keys can be joined column by column.
func (c *checker) joins(path string, id, logID []string) {
	switch {
	case len(logID) == 0:
		c.add("log.id", "is missing; %s joins on it", strings.TrimSuffix(path, ".id"))
	case len(id) != len(logID):
		c.add(path, "found %d columns; allowed are %d, as many as log.id has", len(id), len(logID))
	}
}

// featureNames lists the features of a kind, all of them when it is empty.
func (m *Model) featureNames(kind Kind) []string {
	var names []string
	for _, f := range m.Features {
		if kind == "" || f.Kind == kind {
			names = append(names, f.Name)
		}
	}
	return names
}
