package engine

import (
	"context"
	"strings"

	"leeway/pkg/model"
	"leeway/pkg/store"
)

// checkVersion has the catalog and the references of a model looked at again when its store says that the columns of its
// tables may have changed: a file was added to a log of files. Errors: Timeout, Canceled.
func (e *Engine) checkVersion(ctx context.Context, m *model.Model) error {
	var all []string
	for _, name := range tablesOf(m) {
		parts, err := e.store.Table(name)
		if err != nil {
			continue // whatever needs the table says so
		}
		v, err := store.Version(ctx, e.store, parts)
		if err != nil {
			return err
		}
		all = append(all, v)
	}
	version := strings.Join(all, "|")
	e.mu.Lock()
	known, ok := e.versions[m]
	e.versions[m] = version
	e.mu.Unlock()
	if ok && known != version {
		e.lookAgain(m)
	}
	return nil
}

// tablesOf lists the tables that a model names.
func tablesOf(m *model.Model) []string {
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
