package duckdb

import (
	"context"
	"fmt"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// Check looks whether DuckDB answers, is locked, reads clocks as UTC and finds tables.
func (s *Store) Check(ctx context.Context) []store.Step {
	steps := []struct {
		name string
		do   func(context.Context) (string, error)
	}{
		{"open", s.checkOpen}, {"locked", s.checkLocked}, {"clock", s.checkClock}, {"tables", s.checkTables},
	}
	var done []store.Step
	for _, step := range steps {
		message, err := step.do(ctx)
		if err != nil {
			f := s.explain(ctx, err)
			return append(done, store.Step{Name: step.name, Message: f.Error(), Err: f})
		}
		done = append(done, store.Step{Name: step.name, Message: message})
	}
	return done
}

func (s *Store) checkOpen(ctx context.Context) (string, error) {
	version, err := s.text(ctx, "SELECT version()")
	return "DuckDB " + version, err
}

func (s *Store) checkLocked(ctx context.Context) (string, error) {
	const locked = "SELECT CAST(current_setting('lock_configuration') AND NOT current_setting('enable_external_access')" +
		" AND (SELECT coalesce(bool_and(readonly), TRUE) FROM duckdb_databases() WHERE database_name = '" + catalog +
		"') AS VARCHAR)"
	if answer, err := s.text(ctx, locked); err != nil || answer != "true" {
		return "", fault.Newf(fault.Internal, "the database is not locked").Because(err)
	}
	return "read-only, confined to duckdb_root", nil
}

func (s *Store) checkClock(ctx context.Context) (string, error) {
	zone, err := s.text(ctx, "SELECT current_setting('TimeZone')")
	if err == nil && zone != "UTC" {
		err = fault.Newf(fault.Internal, "the session reads clocks as %s, not UTC", zone)
	}
	return "sessions run in UTC", err
}

func (s *Store) checkTables(ctx context.Context) (string, error) {
	tables, err := s.Tables(ctx)
	switch {
	case err != nil:
		return "", err
	case len(tables) == 0 && s.path == "":
		return "", fault.Newf(fault.NotFound, "there is no Parquet file in the directory that duckdb_root allows")
	case len(tables) == 0:
		return "", fault.Newf(fault.NotFound, "the database %q has no tables", s.path).AtSetting("store.path")
	}
	return fmt.Sprintf("%d tables", len(tables)), nil
}
