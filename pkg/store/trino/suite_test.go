package trino

import (
	"context"
	"os"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/trinotest"
	"leeway/tests/storetest"
)

func TestSuite(t *testing.T) {
	noPasswords := "without encryption Trino asks for no password, and lets everybody in"
	storetest.Run(t, storetest.Kind{
		Open: func(at remote.Server, limits store.Limits) (store.Store, error) {
			return Open(context.Background(), Options{at, limits})
		},
		Ask: func(ctx context.Context, s store.Store, statement string, each func(store.Row) error) error {
			return s.(*Store).queryCatalog(ctx, statement, nil, each)
		},
		Start: func(t testing.TB) storetest.Server {
			if os.Getenv("TRINO_URL") != "" {
				return trinotest.NewServer(t)
			}
			return trinotest.NewOwn(t)
		},
		Mortal: func(t testing.TB) storetest.Mortal { return trinotest.NewMortal(t) },
		Secure: func(t testing.TB, c storetest.Certificate) storetest.Server {
			return trinotest.NewOwn(t).Behind(t, c.Cert, c.Key, c.Clients, c.Demanded)
		},
		Nowhere: "nothing.x", Port: "8080", Checks: []string{"reach", "sign in", "encryption", "clock", "tables"},
		SQL:         language,
		Connections: func(s store.Store) int { return s.(*Store).db.Stats().OpenConnections },
		ServerLimit: func(ctx context.Context, s store.Store) (d time.Duration, err error) {
			err = s.(*Store).queryCatalog(ctx, "SHOW SESSION LIKE 'query_max_run_time'", nil,
				func(row store.Row) error {
					text, _ := row.Text(1)
					d, err = time.ParseDuration(text)
					return err
				})
			return d, err
		},
		Limits: map[time.Duration][2]float64{time.Hour: {18.5, 19.1}, 5 * time.Second: {3, 4.6}},
		Instead: map[string]storetest.Fault{
			"unknown database": {Kind: fault.NotFound, Says: "database: there is no catalog of this name"},
			"server has no TLS": {Kind: fault.Unreachable,
				Says: "store.tls: the server does not speak TLS on this port"},
			"not encrypted":      {Kind: fault.Unreachable, Says: "not Trino (HTTP status 400)"},
			"a server that dies": {Kind: fault.Unreachable, Says: "nothing answers on the port"},
			"cancelled there":    {Kind: fault.Canceled, Says: "cancelled in the server"}},
		Without: map[string]string{"wrong password": noPasswords, "unknown user": noPasswords,
			"hung up on there, twice": "an answer comes by many requests, each of a connection of its own",
			"too many connections":    "an account has as many as it wants"},
	})
}

var language = storetest.SQL{
	Table:  "CREATE TABLE %s AS SELECT %s",
	Slow:   "SELECT count(*) AS x, 'y' AS y FROM UNNEST(sequence(1, 10000)) AS a(i), UNNEST(sequence(1, 10000)) AS b(j), UNNEST(sequence(1, 10000)) AS c(k) WHERE i * j * k < 0",
	Long:   "SELECT i AS x, lpad('y', 1000, 'y') AS y FROM UNNEST(sequence(1, 10000)) AS a(i), UNNEST(sequence(1, 10000)) AS b(j)",
	Nap:    "SELECT 1 AS x, 'y' AS y",
	Cancel: `SELECT 'CALL system.runtime.kill_query(query_id => ''' || query_id || ''', message => ''enough'')' FROM system.runtime.queries WHERE state = 'RUNNING' AND strpos(query, '"t"') > 0 AND strpos(query, 'system.runtime') = 0`,
	Fails: []storetest.Failing{
		{Name: "division by zero", Makes: []string{"CREATE VIEW %s AS SELECT 1 / (x - 1) AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "does not fit the type"}},
		{Name: "a text that is not a number",
			Makes: []string{"CREATE VIEW %s AS SELECT CAST(CAST(x AS varchar) || 'a' AS bigint) AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "does not fit the type"}},
		{Name: "a table that is gone", Makes: []string{"CREATE TABLE gone (x bigint)",
			"CREATE VIEW %s AS SELECT x FROM gone", "DROP TABLE gone"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a view that the model reads fails"}},
	},
	Writes: []string{"INSERT INTO t VALUES (8)", "DROP TABLE t", "CREATE TABLE u (x bigint)",
		"CREATE VIEW v AS SELECT 1 AS x", "DELETE FROM t", "TRUNCATE TABLE t",
		"ALTER TABLE t RENAME TO u", "CREATE TABLE u AS SELECT 1 AS x", "CREATE SCHEMA evil", "DROP SCHEMA information_schema"},
	Pairs: []string{"SELECT 1; DROP TABLE t"},
}
