package clickhouse

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/clickhousetest"
	"leeway/tests/storetest"
)

func TestSuite(t *testing.T) {
	noAccounts := "the engine has no accounts"
	storetest.Run(t, storetest.Kind{
		Open: func(at remote.Server, limits store.Limits) (store.Store, error) {
			at.URL = byProtocol(at)
			return Open(context.Background(), Options{at, limits})
		},
		Ask: func(ctx context.Context, s store.Store, statement string, each func(store.Row) error) error {
			return s.(*Store).queryCatalog(ctx, statement, nil, each)
		},
		Start:  func(t testing.TB) storetest.Server { return clickhousetest.NewServer(t) },
		Mortal: func(t testing.TB) storetest.Mortal { return clickhousetest.NewMortal(t) },
		Secure: func(t testing.TB, c storetest.Certificate) storetest.Server {
			return clickhousetest.NewServer(t).Behind(t, c.Cert, c.Key, c.Clients, c.Demanded)
		},
		Port: "8123", Checks: []string{"reach", "sign in", "encryption", "read-only", "clock", "tables"},
		SQL:         language,
		Connections: func(s store.Store) int { return s.(*Store).conn.Stats().Open },
		ServerLimit: func(ctx context.Context, s store.Store) (d time.Duration, err error) {
			err = s.(*Store).queryCatalog(ctx, "SELECT toInt64(getSetting('max_execution_time'))", nil,
				func(row store.Row) error {
					seconds, _ := row.Int(0)
					d = time.Duration(seconds) * time.Second
					return nil
				})
			return d, err
		},
		Limits:     map[time.Duration][2]float64{time.Hour: {18, 19}, 3 * time.Second: {2, 2}}, // whole seconds
		Warns:      storetest.Warnings{Administrator: "it has the right"},
		IsReadOnly: func(err error) bool { return hasCode(err, settingsForbidden) },
		Instead: map[string]storetest.Fault{
			"server has no TLS": {Kind: fault.Unreachable,
				Says: "store.tls: the server does not speak TLS on this port"},
			"not encrypted":   {Kind: fault.Unreachable, Says: "not ClickHouse (HTTP status 400)"},
			"cancelled there": {Kind: fault.Canceled, Says: "cancelled in the server"},
			"rows":            {Kind: fault.TooLarge, Says: "needs more rows"}}, // the server has the limit, too
		Without: map[string]string{"wrong password": noAccounts, "unknown user": noAccounts,
			"hung up on there, twice": "an answer over HTTP is whole when its first row comes"},
	})
}

// byProtocol is an address as a data source writes it: HTTP, unless CLICKHOUSE_URL names a server by the native
// protocol.
func byProtocol(at remote.Server) string {
	switch {
	case at.URL == "", strings.HasPrefix(os.Getenv("CLICKHOUSE_URL"), "clickhouse:"):
		return at.URL
	case at.TLS.Mode == remote.Disable:
		return "http://" + at.URL
	}
	return "https://" + at.URL
}

// hasCode reports whether ClickHouse answered with an error.
func hasCode(err error, code int32) bool {
	var e *clickhouse.Exception
	return errors.As(err, &e) && e.Code == code
}

const of = ` FROM system.processes WHERE current_database = currentDatabase() AND position(query, '"t"') > 0 AND position(query, 'system.processes') = 0`

var language = storetest.SQL{
	Table:  "CREATE TABLE %s ENGINE = Memory AS SELECT %s",
	Slow:   "SELECT count() AS x, 'y' AS y FROM numbers(1000000000000) WHERE sipHash64(number) = 1",
	Long:   "SELECT number AS x, repeat('y', 1000) AS y FROM numbers(100000)",
	Nap:    "SELECT 1 AS x, sleep(0.02) AS y",
	Cancel: "SELECT concat('KILL QUERY WHERE query_id = ''', query_id, '''')" + of,
	Fails: []storetest.Failing{
		{Name: "a function that raises", Makes: []string{"CREATE VIEW %s AS SELECT throwIf(x = 1) AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a function inside a view"}},
		{Name: "a text that is not a number",
			Makes: []string{"CREATE VIEW %s AS SELECT toInt64(concat(toString(x), 'a')) AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "does not fit the type"}},
		{Name: "a table that is gone", Makes: []string{"CREATE TABLE gone (x Int64) ENGINE = Memory",
			"CREATE VIEW %s AS SELECT x FROM gone", "DROP TABLE gone"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a view that the model reads fails"}},
	},
	Writes: []string{"INSERT INTO t VALUES (8)", "DROP TABLE t", "CREATE TABLE u (x Int8) ENGINE = Memory",
		"ALTER TABLE t DELETE WHERE 1", "TRUNCATE TABLE t",
		"RENAME TABLE t TO u", "CREATE DATABASE evil", "SET readonly = 0", "INSERT INTO FUNCTION file('leak.csv') SELECT 1"},
	Pairs: []string{"SELECT 1; DROP TABLE t"},
}
