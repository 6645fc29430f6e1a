package postgres

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/postgrestest"
	"leeway/tests/storetest"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, storetest.Kind{
		Open: func(at remote.Server, limits store.Limits) (store.Store, error) { return Open(Options{at, limits}) },
		Ask: func(ctx context.Context, s store.Store, statement string, each func(store.Row) error) error {
			return s.(*Store).ask(ctx, statement, each)
		},
		Start: func(t testing.TB) storetest.Server {
			installed(t)
			return server
		},
		Mortal: func(t testing.TB) storetest.Mortal { return postgrestest.New(t, postgrestest.Options{}) },
		Secure: secure,
		Port:   "5432", Checks: []string{"reach", "sign in", "encryption", "read-only", "tables", "clock"},
		SQL:         language,
		Connections: func(s store.Store) int { return int(s.(*Store).pool.Stat().TotalConns()) },
		ServerLimit: func(ctx context.Context, s store.Store) (limit time.Duration, err error) {
			err = s.(*Store).ask(ctx,
				"SELECT extract(epoch FROM current_setting('statement_timeout')::interval)::float8", func(row store.Row) error {
					seconds, _ := row.Float(0)
					limit = time.Duration(seconds * float64(time.Second))
					return nil
				})
			return limit, err
		},
		Limits:     map[time.Duration][2]float64{time.Hour: {18.5, 19.1}, 2 * time.Second: {1.5, 1.9}},
		Warns:      storetest.Warnings{Administrator: "it is a superuser", Writer: "it may change tables"},
		IsReadOnly: func(err error) bool { return hasCode(err, "25006", "25001") },
		Encrypted: func(s store.Store) (encrypted bool, err error) {
			err = s.(*Store).ask(context.Background(), "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
				func(row store.Row) error {
					i, _ := row.Int(0)
					encrypted = i == 1
					return nil
				})
			return encrypted, err
		},
		Instead: map[string]storetest.Fault{"not encrypted": {Kind: fault.Auth, Says: "TLS"},
			"none": {Kind: fault.Auth, Says: "client certificate"}},
	})
}

// secure starts a server that takes encrypted connections only.
func secure(t testing.TB, c storetest.Certificate) storetest.Server {
	demand := ""
	if c.Demanded {
		demand = " clientcert=verify-ca"
	}
	return postgrestest.New(t, postgrestest.Options{
		Settings: map[string]string{"ssl": "on", "ssl_cert_file": "$FOLDER/cert", "ssl_key_file": "$FOLDER/key",
			"ssl_ca_file": "$FOLDER/ca"},
		Files: map[string]string{"cert": c.Cert, "key": c.Key, "ca": c.Clients},
		HBA:   "local all all scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256" + demand + "\n"})
}

// hasCode reports whether Postgres answered with one of some SQLSTATEs.
func hasCode(err error, codes ...string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

const of = ` FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%"t"%' AND pid <> pg_backend_pid()`

var language = storetest.SQL{
	Table:         "CREATE TABLE %s AS SELECT %s",
	Slow:          "SELECT 1 AS x, pg_sleep(300)::text AS y",
	Long:          "SELECT generate_series(1, 10000000) AS x, repeat('y', 1000) AS y",
	Nap:           "SELECT 1 AS x, pg_sleep(0.02)::text AS y",
	OneConnection: "ALTER ROLE %s CONNECTION LIMIT 1",
	Cancel:        "SELECT 'SELECT pg_cancel_backend(' || pid || ')'" + of,
	HangUp:        "SELECT 'SELECT pg_terminate_backend(' || pid || ')'" + of,
	Fails: []storetest.Failing{
		{Name: "division by zero", Makes: []string{"CREATE VIEW %s AS SELECT 1 / (x - 1) AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a value in a table, or in a view"}},
		{Name: "a text that is not a number",
			Makes: []string{"CREATE VIEW %s AS SELECT (x || 'a')::integer AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a value in a table, or in a view"}},
		{Name: "a function that raises", Makes: []string{
			`CREATE FUNCTION fails() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no %', current_user; END $$`, "CREATE VIEW %s AS SELECT fails() AS x"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a function inside a view"}},
	},
	Writes: []string{"INSERT INTO t VALUES (2)", "UPDATE t SET x = 3", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t",
		"CREATE TABLE u (x int)",
		"ALTER TABLE t ADD y int", "GRANT ALL ON t TO PUBLIC", "SELECT nextval('seq')", "SELECT * FROM v", "COPY t FROM PROGRAM 'echo 1'", "CREATE ROLE evil",
		"WITH d AS (DELETE FROM t RETURNING 1) SELECT * FROM d", "REFRESH MATERIALIZED VIEW m", "COMMENT ON TABLE t IS 'x'", "SELECT x INTO u FROM t", "VACUUM t"},
	Pairs: []string{"SELECT 1; DELETE FROM t", "SET TRANSACTION READ WRITE; DELETE FROM t", "COMMIT; DELETE FROM t"},
	WritingView: []string{"CREATE SEQUENCE seq",
		"CREATE FUNCTION writes() RETURNS bigint LANGUAGE sql AS $$ DELETE FROM t RETURNING 1::bigint $$",
		"CREATE VIEW v AS SELECT writes() AS x"},
}
