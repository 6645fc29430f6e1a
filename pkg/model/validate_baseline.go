package model

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"leeway/pkg/fault"
)

var baselineName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]{0,62}$`)

// TableRoles are the keys that columns of a table baseline may have besides the features' names.
var TableRoles = []string{"prediction", "score", "label", "uncertainty", "version", "weight"}

// calibrates are the kinds of baselines that calibration may name; the others slide with the window.
var calibrates = []BaselineKind{BaselineTable, BaselineFixed, BaselineVersion}

func (m *Model) validateBaselines(c *checker, loc *time.Location) {
	names := slices.Sorted(maps.Keys(m.Baselines))
	for _, name := range names {
		at := "baselines." + name
		if !baselineName.MatchString(name) {
			c.add("baselines", "the name %q is not allowed; it must match %s", name, baselineName)
			continue
		}
		m.Baselines[name].check(c, at+".", m, loc)
	}
	for _, ref := range []struct{ path, name string }{{"baseline", m.Baseline}, {"reference", m.Reference},
		{"calibration", m.Calibration}} {
		if ref.name != "" {
			c.oneOf(ref.path, ref.name, names)
		}
	}
	if r, ok := m.Baselines[m.Calibration]; ok && !slices.Contains(calibrates, r.Kind) {
		c.add("calibration", "%q is of kind %s; scores are calibrated on a baseline of kind table, fixed or version",
			m.Calibration, r.Kind)
	}
	if r, ok := m.Baselines[m.Reference]; ok && r.Kind != BaselineFixed && r.Kind != BaselineTable {
		c.add("reference", "%q is of kind %s; a reference stays the same, so it is of kind fixed or table", m.Reference,
			r.Kind)
	}
}

// Validate checks a baseline that was written outside a model's definition, such as a query's inline one.
func (b Baseline) Validate(m *Model, kind fault.Kind) []*fault.Error {
	loc, err := time.LoadLocation(m.Timezone)
	if err != nil { // a parsed model's time zone loads
		return []*fault.Error{fault.As(err)}
	}
	c := checker{kind: kind}
	b.check(&c, "", m, loc)
	return c.errs
}

// fields says for each field whether it is set and which kind it belongs to.
func (b Baseline) fields() []struct {
	name string
	kind BaselineKind
	set  bool
} {
	return []struct {
		name string
		kind BaselineKind
		set  bool
	}{
		{"table", BaselineTable, b.Table != ""},
		{"columns", BaselineTable, b.Columns != nil},
		{"outOfSample", BaselineTable, b.OutOfSample},
		{"from", BaselineFixed, b.From != nil},
		{"to", BaselineFixed, b.To != nil},
		{"periods", BaselineRolling, b.Periods != 0},
		{"every", BaselineRolling, !b.Every.IsZero()},
		{"minPeriods", BaselineRolling, b.MinPeriods != 0},
		{"by", BaselineOffset, !b.By.IsZero()},
		{"version", BaselineVersion, b.Version != ""},
	}
}

// check refuses the fields of other kinds and demands those of its own. Path ends in a point or is empty.
func (b Baseline) check(c *checker, path string, m *Model, loc *time.Location) {
	var own []string
	for _, f := range b.fields() {
		if f.kind == b.Kind {
			own = append(own, f.name)
		}
	}
	for _, f := range b.fields() {
		if f.set && f.kind != b.Kind {
			c.add(path+f.name, "does not apply to kind %s; allowed are %s", b.Kind,
				fault.List(append([]string{"kind"}, own...)))
		}
	}
	switch b.Kind {
	case BaselineTable:
		b.checkTable(c, path, m)
	case BaselineFixed:
		if b.From == nil {
			c.add(path+"from", "is missing; a fixed baseline has from and to")
		}
		if b.To == nil {
			c.add(path+"to", "is missing; a fixed baseline has from and to")
		}
		if b.From != nil && b.To != nil {
			c.period(path, *b.From, *b.To, loc)
		}
	case BaselineRolling:
		if f := b.Filled(); f.MinPeriods > f.Periods {
			c.add(path+"minPeriods", "%d is more than the %d periods", f.MinPeriods, f.Periods)
		}
	case BaselineOffset:
		if b.By.IsZero() {
			c.add(path+"by", "is missing; write how far back, for example 52w")
		}
	case BaselineVersion:
		c.required(path+"version", b.Version)
		if m.Log.Version == "" {
			c.add(path+"kind", "version needs log.version, the column of the model's version")
		}
	case BaselinePrevious, BaselineLaunch: // have no fields
	}
}

func (b Baseline) checkTable(c *checker, path string, m *Model) {
	c.required(path+"table", b.Table)
	allowed := append(slices.Clone(TableRoles), m.featureNames("")...)
	for _, role := range slices.Sorted(maps.Keys(b.Columns)) {
		isClass := m.Log.Score != nil && m.Log.Score.Classes != nil && strings.HasPrefix(role, "score.")
		if !slices.Contains(allowed, role) && !isClass {
			c.add(path+"columns", "%q is not one of %s", role, fault.List(allowed))
		}
		c.required(path+"columns."+role, b.Columns[role])
	}
}
