package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Check tries to reach the server, to sign in, whether writing fails, the catalog and the clock.
func (s *Store) Check(ctx context.Context) []store.Step {
	return remote.Check(ctx, []remote.Step{
		s.server.Reach(s.host, s.port),
		{Name: "sign in", Try: s.checkSignIn},
		s.server.Encryption(),
		{Name: "read-only", Try: s.checkReadOnly},
		remote.Tables(s.Tables),
		{Name: "clock", Try: s.checkClock},
	}, toFault)
}

func (s *Store) checkSignIn(ctx context.Context) (string, bool, error) {
	var version string
	err := s.ask(ctx, "SELECT current_setting('server_version')", func(row store.Row) error {
		version, _ = row.Text(0)
		return nil
	})
	return "PostgreSQL " + version, false, err
}

// writable says by what the account could write.
const writable = `SELECT CASE
  WHEN (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN 'it is a superuser'
  WHEN pg_catalog.has_database_privilege(current_database(), 'CREATE') THEN 'it may create schemas'
  WHEN EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND pg_catalog.has_schema_privilege(oid, 'CREATE')) THEN 'it may create tables'
  WHEN EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) THEN 'it may change tables'
  ELSE '' END`

// checkReadOnly tries to write in the transaction that every statement runs in, which is rolled back in any case.
func (s *Store) checkReadOnly(ctx context.Context) (string, bool, error) {
	err := s.ask(ctx, "CREATE SCHEMA leeway_must_not_write", func(store.Row) error { return nil })
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "25006" {
		return "", false, fault.Newf(fault.Internal, "the session is not read-only").Because(err)
	}
	var how string
	err = s.ask(ctx, writable, func(row store.Row) error {
		how, _ = row.Text(0)
		return nil
	})
	message, warning := remote.CanWrite(how)
	return message, warning, err
}

func (s *Store) checkClock(ctx context.Context) (string, bool, error) {
	var now time.Time
	err := s.ask(ctx, "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)",
		func(row store.Row) error {
			micros, _ := row.Int(0)
			now = time.UnixMicro(micros)
			return nil
		})
	message, warning := remote.Clock(now)
	return message, warning, err
}
