// Package catalog finds the tables of models in the catalog of a store.
package catalog

import (
	"context"
	"strings"
	"sync"
	"time"

	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Catalog knows the tables of models. It reads each from the store's catalog and keeps it for an hour. It is safe for
// concurrent use.
type Catalog struct {
	store    store.Store
	now      func() time.Time
	mu       sync.Mutex
	tables   map[string]Table        // by the name a model uses
	versions map[*model.Model]string // of the tables, of stores that know them
}

// New returns a catalog that has read nothing yet.
func New(s store.Store, now func() time.Time) *Catalog {
	return &Catalog{store: s, now: now, tables: map[string]Table{}, versions: map[*model.Model]string{}}
}

// Table is a table of the store with its columns' types.
type Table struct {
	Name    []string
	Types   map[string]sqlast.Type
	refused map[string]string // why a column cannot be read
	rounded map[string]string // why a column cannot be an id
	read    time.Time         // from the catalog
}

// Table returns a table by the name a model uses. Errors: those of the store.
func (c *Catalog) Table(ctx context.Context, name string) (Table, error) {
	c.mu.Lock()
	t, ok := c.tables[name]
	c.mu.Unlock()
	if age := c.now().Sub(t.read); ok && age >= 0 && age < refresh.Max {
		return t, nil
	}
	parts, err := c.store.Table(name)
	if err != nil {
		return Table{}, err
	}
	columns, err := c.store.Columns(ctx, parts)
	if err != nil {
		return Table{}, err
	}
	t = Table{Name: parts, Types: map[string]sqlast.Type{}, refused: map[string]string{}, rounded: map[string]string{},
		read: c.now()}
	for _, column := range columns {
		t.Types[column.Name] = column.Type
		if column.Refused != "" {
			t.refused[column.Name] = column.Refused
		}
		if column.Rounded != "" {
			t.rounded[column.Name] = column.Rounded
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tables[name] = t
	return t, nil
}

// checkID returns the fault of an id with a column that holds rounded numbers; nil: it has none.
func (t Table) checkID(id []string) *fault.Error {
	for _, name := range id {
		if why := t.rounded[name]; why != "" {
			return fault.Newf(fault.Unsupported, "column %q of table %q cannot be an id: %s", name,
				strings.Join(t.Name, "."), why)
		}
	}
	return nil
}

// Forget has the tables that a model names read again.
func (c *Catalog) Forget(m *model.Model) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, name := range tableNames(m) {
		delete(c.tables, name)
	}
}

// Clear has all tables read again.
func (c *Catalog) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.tables)
}

// Tables are those of a model, as the catalog has them.
type Tables struct {
	Model    *model.Model
	Log      plan.Source
	Outcomes plan.Source  // zero when labels lie in the log
	Offline  plan.Offline // zero without a table to compare features with
}

// TablesOf finds a model's tables. Errors have the path of the field that names the table.
func (c *Catalog) TablesOf(ctx context.Context, m *model.Model) (Tables, error) {
	found := Tables{Model: m}
	t, err := c.Table(ctx, m.Log.Table)
	if err != nil {
		return found, fault.As(err).At("log.table")
	}
	if found.Log, err = plan.LogSource(m, t.Name, t.Types); err != nil {
		return found, fault.As(err).At("log")
	}
	found.Log.Refused = t.refused
	if err := t.checkID(found.Log.ID); err != nil {
		return found, err.At("log.id")
	}
	if skew := m.Skew; skew != nil {
		if t, err = c.Table(ctx, skew.Table); err != nil {
			return found, fault.As(err).At("skew.table")
		}
		found.Offline = plan.Offline{Source: plan.Source{Table: t.Name, Types: t.Types, Refused: t.refused,
			ID: skew.ID}, Tolerance: skew.Tolerance}
		if err := t.checkID(skew.ID); err != nil {
			return found, err.At("skew.id")
		}
	}
	if m.Outcomes == nil || m.Outcomes.Table == "" {
		return found, nil
	}
	if t, err = c.Table(ctx, m.Outcomes.Table); err != nil {
		return found, fault.As(err).At("outcomes.table")
	}
	found.Outcomes, err = plan.OutcomeSource(m, t.Name, t.Types)
	found.Outcomes.Refused = t.refused
	if rounded := t.checkID(found.Outcomes.ID); rounded != nil {
		return found, rounded.At("outcomes.id")
	}
	return found, err
}

// BaselineSource returns the table of a baseline by its name.
func (c *Catalog) BaselineSource(ctx context.Context, name string, b model.Baseline) (plan.Source, error) {
	t, err := c.Table(ctx, b.Table)
	if err != nil {
		return plan.Source{}, fault.As(err).At("baselines." + name + ".table")
	}
	s := plan.TableSource(b, t.Name, t.Types)
	s.Refused = t.refused
	return s, nil
}

// Columns are a table's columns by name.
func (t Table) Columns() []store.Column {
	var columns []store.Column
	for name, kind := range t.Types {
		columns = append(columns, store.Column{Name: name, Type: kind})
	}
	return columns
}
