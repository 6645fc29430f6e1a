package duckdb

import (
	"context"
	"leeway/pkg/fault"
	"math"
	"strconv"
	"time"
)

const (
	// everyFile lists the whole root.
	everyFile = math.MaxInt32

	// mostSearched bounds the files that a search for similar names looks at: a walk of 100,000 files takes seconds.
	mostSearched = 20_000
)

// suggestFiles returns files below the root, those most similar to near first. It looks at the first 20,000 files, at
// most once a minute.
func (s *Store) suggestFiles(ctx context.Context, ends, near string) ([]string, error) {
	known := &s.suggested
	known.mu.Lock()
	files, fresh := known.files, time.Since(known.read) < suggestFor && !known.read.IsZero()
	known.mu.Unlock()
	if !fresh {
		var err error
		if files, err = s.listFiles(ctx, ends, "", mostSearched); err != nil {
			return nil, err
		}
		known.mu.Lock()
		known.files, known.read = files, time.Now()
		known.mu.Unlock()
	}
	return s.nearest(ctx, files, near)
}

// listFiles lists files below the root, relative to it, whose names match a pattern; it looks at most files. Those most
// similar to near come first when it is given.
func (s *Store) listFiles(ctx context.Context, ends, near string, most int) ([]string, error) {
	// DuckDB's ** does not match the root itself, so the two levels are listed separately.
	list := "SELECT DISTINCT substr(file, ?) AS name FROM (SELECT file FROM (SELECT file FROM glob(?) UNION ALL SELECT file FROM glob(?))" +
		" LIMIT " + strconv.Itoa(most) + ") WHERE regexp_matches(file, ?)"
	return s.names(ctx, anywhere, list, near, int64(len([]rune(s.root))+2), s.root+"/*", s.root+"/**/*", ends)
}

// nearest orders names by similarity.
func (s *Store) nearest(ctx context.Context, names []string, to string) ([]string, error) {
	return s.names(ctx, anywhere, "SELECT DISTINCT unnest(CAST(? AS VARCHAR[])) AS name", to, names)
}

// noTable is the fault of a table that is not there.
func noTable(ref string, there []string) *fault.Error {
	return fault.Newf(fault.NotFound, "there is no table %s", ref).Listing("there are", there)
}
