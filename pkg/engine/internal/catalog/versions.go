package catalog

import (
	"context"
	"strings"

	"leeway/pkg/model"
	"leeway/pkg/store"
)

// HasChanged reports whether the store says that the columns of a model's tables may have changed since it was asked
// last: a file was added to a log of files. Errors: Timeout, Canceled.
func (c *Catalog) HasChanged(ctx context.Context, m *model.Model) (bool, error) {
	var all []string
	for _, name := range tableNames(m) {
		parts, err := c.store.Table(name)
		if err != nil {
			continue // whatever needs the table says so
		}
		v, err := store.Version(ctx, c.store, parts)
		if err != nil {
			return false, err
		}
		all = append(all, v)
	}
	version := strings.Join(all, "|")
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.versions[m]
	c.versions[m] = version
	return ok && known != version, nil
}

// tableNames lists the tables that a model names.
func tableNames(m *model.Model) []string {
	names := []string{m.Log.Table}
	if m.Outcomes != nil && m.Outcomes.Table != "" {
		names = append(names, m.Outcomes.Table)
	}
	if m.Skew != nil {
		names = append(names, m.Skew.Table)
	}
	for _, b := range m.Baselines {
		if b.Table != "" {
			names = append(names, b.Table)
		}
	}
	return names
}
