package values

import (
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// Source is a table with the model's roles found in it: the prediction log, or a baseline's own table.
type Source struct {
	Table   []string
	Types   map[string]sqlast.Type // by column name, from the catalog
	Refused map[string]string      // why the store cannot read a column, by its name, from the catalog
	Rename  map[string]string      // role or feature → column, for a baseline's table
	Time    *model.Time            // nil: the table has no time and is one span
	Zone    *time.Location         // of naive timestamps
	ID      []string               // with it and Unique, rows logged twice count once
	Unique  bool
	Weight  string
	copied  *atomic.Bool // with Unique: a scan has met a prediction that was logged twice
}

// LogSource returns the prediction log of a model as a source; table and types are the store's.
func LogSource(m *model.Model, table []string, types map[string]sqlast.Type) (Source, error) {
	zone, err := time.LoadLocation(m.Log.Time.Zone)
	if err != nil {
		return Source{}, fault.Newf(fault.BadModel, "%q is not a time zone", m.Log.Time.Zone).At("log.time.zone")
	}
	s := Source{
		Table: table, Types: types, Time: &m.Log.Time, Zone: zone,
		ID: m.Log.ID, Unique: m.Log.Unique == "first" && len(m.Log.ID) > 0, Weight: m.Log.Weight,
		copied: new(atomic.Bool),
	}
	for _, name := range append([]string{m.Log.Time.Column}, m.Log.ID...) {
		if _, err := s.Column(name); err != nil {
			return Source{}, err
		}
	}
	return s, nil
}

// TableSource returns a baseline's own table as a source.
func TableSource(b model.Baseline, table []string, types map[string]sqlast.Type) Source {
	return Source{Table: table, Types: types, Rename: b.Columns}
}

// Column returns a column of the source by its own name.
func (s Source) Column(name string) (sqlast.Column, error) {
	t, ok := s.Types[name]
	if !ok {
		names := slices.Sorted(maps.Keys(s.Types))
		return sqlast.Column{}, fault.Newf(fault.NotFound, "column %q is not in table %q",
			name, strings.Join(s.Table, ".")).Listing("its columns are", names)
	}
	if why := s.Refused[name]; why != "" {
		return sqlast.Column{}, fault.Newf(fault.Unsupported, "column %q of table %q cannot be read: %s",
			name, strings.Join(s.Table, "."), why)
	}
	return sqlast.Column{Name: name, Type: t}, nil
}

// Field returns where a role or feature lies: its column, or a path inside a JSON column. role is the name a baseline's
// table may rename.
func (s Source) Field(role, column, path string) (Value, error) {
	if renamed, ok := s.Rename[role]; ok {
		column, path = renamed, ""
	}
	if path == "" {
		c, err := s.Column(column)
		return Value{c, c.Type}, err
	}
	keys := strings.Split(path, ".")
	c, err := s.Column(keys[0])
	if err != nil || len(keys) == 1 {
		return Value{c, c.Type}, err
	}
	if c.Type == sqlast.Array && len(keys) == 2 {
		return elementOf(Value{c, c.Type}, keys[0], keys[1])
	}
	return Value{sqlast.Path{X: c, Keys: keys[1:]}, sqlast.Text}, nil
}

// OutcomeSource returns the outcomes table of a model as a source.
func OutcomeSource(m *model.Model, table []string, types map[string]sqlast.Type) (Source, error) {
	s := Source{Table: table, Types: types, ID: m.Outcomes.ID, Time: m.Outcomes.Time, Zone: time.UTC}
	if s.Time == nil {
		return s, nil
	}
	zone, err := time.LoadLocation(s.Time.Zone)
	if err != nil {
		return Source{}, fault.Newf(fault.BadModel, "%q is not a time zone", s.Time.Zone).At("outcomes.time.zone")
	}
	s.Zone = zone
	return s, nil
}

// Copied reports whether a scan of the source has met a prediction that was logged twice and is to count once.
func (s Source) Copied() bool { return s.Unique && s.copied.Load() }

// MarkCopied notes that the source holds a prediction that was logged twice. It holds for all copies of the source.
func (s Source) MarkCopied() { s.copied.Store(true) }
