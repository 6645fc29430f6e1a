package trino

import (
	"context"
	"time"

	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Check looks whether the coordinator answers, lets the account in, keeps the time, and has tables. Trino does not tell
// an account its rights, so nothing is said about writing but that transactions cannot.
func (s *Store) Check(ctx context.Context) []store.Step {
	return remote.Check(ctx, []remote.Step{
		s.server.Reach(s.host, s.port),
		{Name: "sign in", Try: s.checkSignIn},
		s.server.Encryption(),
		{Name: "clock", Try: s.checkClock},
		remote.Tables(s.Tables),
	}, s.fault)
}

func (s *Store) checkSignIn(ctx context.Context) (string, bool, error) {
	var version string
	err := s.queryCatalog(ctx, "SELECT version()", nil, func(row store.Row) error {
		version, _ = row.Text(0)
		return nil
	})
	return "Trino " + version + "; transactions are read-only", false, err
}

func (s *Store) checkClock(ctx context.Context) (string, bool, error) {
	var now time.Time
	err := s.queryCatalog(ctx, "SELECT current_timestamp", nil, func(row store.Row) error {
		micros, _ := row.Int(0)
		now = time.UnixMicro(micros)
		return nil
	})
	message, warning := remote.Clock(now)
	return message, warning, err
}
