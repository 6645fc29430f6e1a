package duckdb

import (
	"database/sql"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// session runs statements, within limits and one after another as far as the file demands.
type session struct {
	location
	limits store.Limits
	memory int64 // MB
	life   *store.Life
	db     *sql.DB

	file  *sharedFile   // the database file; nil without one
	slots chan struct{} // full while as many statements run as may at one time
	left  *leftBehind   // of the file, if there is one, also when other stores have left statements behind on it
	calls calls

	closing error // of DuckDB, once it is closed
}

// closeFor is how long Close waits for statements to end.
const closeFor = 5 * time.Second

// Close ends running statements, which report Canceled, and lets go of the database once they have ended. It waits for
// them 5 seconds at most: a statement that waits for a file that does not answer keeps the database open until it does.
func (s *session) Close() error {
	select {
	case <-s.startClosing():
	case <-time.After(closeFor):
		return nil
	}
	if s.closing != nil {
		return fault.Newf(fault.Store, "DuckDB did not close").Because(s.closing)
	}
	return nil
}

// startClosing begins to close. The channel is closed when the database is.
func (s *session) startClosing() <-chan struct{} {
	s.life.End()
	return s.calls.close(func() {
		free := func() { s.closing = s.db.Close() }
		if s.file == nil {
			free()
			return
		}
		s.file.leave(free)
	})
}
