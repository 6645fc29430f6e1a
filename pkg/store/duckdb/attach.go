package duckdb

import (
	"context"
	"regexp"
	"strings"
	"time"

	"leeway/pkg/fault"
)

const (
	// busyFor is how long a file that another process writes is waited for, and retryAfter how long between two tries.
	busyFor    = 5 * time.Second
	retryAfter = 20 * time.Millisecond
)

// attach opens the database file. A file that another process writes is tried again for 5 seconds.
func (s *session) attach(ctx context.Context) error {
	full, err := s.inside(s.path)
	if err != nil {
		return fault.As(err).AtSetting("store.path")
	}
	begun := time.Now()
	for {
		_, err = s.db.ExecContext(ctx, "ATTACH "+literal(full)+" AS "+catalog+" (READ_ONLY, TYPE duckdb)")
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return err // whoever began the statement knows why it ended
		}
		if !isBusy(err) || time.Since(begun) >= busyFor {
			return s.attachFault(err)
		}
		if err := await(ctx, nil, retryAfter); err != nil {
			return err
		}
	}
}

// detach lets go of the database file.
func (s *session) detach() {
	if !s.calls.begin() {
		return // Close does
	}
	defer s.calls.end()
	_, _ = s.db.ExecContext(context.Background(), "DETACH "+catalog) // an error would be that it is not attached
}

// isBusy reports whether another process has the file open for writing.
func isBusy(err error) bool { return strings.Contains(err.Error(), "Could not set lock") }

// newerFile finds in DuckDB's error the storage version of a file, and the newest one that it reads.
var newerFile = regexp.MustCompile(`database file with version number (\d+), but we can only read versions? (?:between \d+ and )?(\d+)`)

// noDatabase is the cause of a fault that the database file is not there.
type noDatabase struct{ error }

// attachFault says in words why the database file could not be opened.
func (s *session) attachFault(err error) error {
	text := err.Error()
	say := func(kind fault.Kind, format string, args ...any) error {
		return fault.Newf(kind, format, args...).AtSetting("store.path").Because(err)
	}
	if newer := newerFile.FindStringSubmatch(text); newer != nil {
		return say(fault.BadSettings,
			"%q was written by a newer DuckDB (storage version %s) than Leeway reads (DuckDB 1.5, storage version %s); "+
				"write it with ATTACH '%s' (STORAGE_VERSION 'v1.5.0')", s.path, newer[1], newer[2], s.path)
	}
	switch {
	case isBusy(err):
		return say(fault.Unreachable,
			"another process has had %q open for writing for %s; have it close the file between writes, "+
				"or write a new file and rename it to this name", s.path, busyFor)
	case strings.Contains(text, "does not exist"):
		return fault.Newf(fault.NotFound, "there is no database %q in the directory that duckdb_root allows",
			s.path).AtSetting("store.path").Because(noDatabase{err})
	case strings.Contains(text, "not a valid DuckDB database"):
		return say(fault.BadSettings, "%q is not a DuckDB database", s.path)
	case strings.Contains(text, "Corrupt database file"), strings.Contains(text, "Could not read enough bytes"):
		return say(fault.Store, "%q is damaged or cut off", s.path)
	}
	return s.classify(err).AtSetting("store.path")
}
