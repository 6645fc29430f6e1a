package mysql

import (
	"context"
	"errors"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/mysqltest"
	"leeway/tests/storetest"
)

// kind is what MariaDB and MySQL have in common.
func kind(o mysqltest.Options, limit string, unit time.Duration) storetest.Kind {
	return storetest.Kind{
		Open: func(at remote.Server, limits store.Limits) (store.Store, error) { return Open(Options{at, limits}) },
		Ask: func(ctx context.Context, s store.Store, statement string, each func(store.Row) error) error {
			return s.(*Store).ask(ctx, statement, each)
		},
		Start:  func(t testing.TB) storetest.Server { return mysqltest.New(t, o) },
		Mortal: func(t testing.TB) storetest.Mortal { return mysqltest.New(t, o) },
		Secure: func(t testing.TB, c storetest.Certificate) storetest.Server { return secure(t, o, c) },
		Port:   "3306", Checks: []string{"reach", "sign in", "encryption", "read-only", "tables", "clock"},
		Connections: func(s store.Store) int { return s.(*Store).db.Stats().OpenConnections },
		ServerLimit: func(ctx context.Context, s store.Store) (d time.Duration, err error) {
			err = s.(*Store).ask(ctx, "SELECT @@"+limit, func(row store.Row) error {
				n, _ := row.Float(0)
				d = time.Duration(n * float64(unit))
				return nil
			})
			return d, err
		},
		Limits:     map[time.Duration][2]float64{time.Hour: {18.5, 19.1}, 2 * time.Second: {1.5, 1.9}},
		IsReadOnly: func(err error) bool { return hasNumber(err, 1792) },
		Encrypted: func(s store.Store) (encrypted bool, err error) {
			err = s.(*Store).ask(context.Background(), "SHOW SESSION STATUS LIKE 'Ssl_cipher'",
				func(row store.Row) error {
					cipher, _ := row.Text(1)
					encrypted = cipher != ""
					return nil
				})
			return encrypted, err
		},
		Instead: map[string]storetest.Fault{
			"none":                 {Kind: fault.Auth, Says: "refuses"},
			"too many connections": {Kind: fault.Unreachable, Says: "used up the connections"}},
		Without: map[string]string{
			"no tables": "an administrator sees the tables of every database"},
	}
}

func TestMariaDB(t *testing.T) {
	k := kind(mysqltest.Options{}, "max_statement_time", time.Second)
	k.Start = func(t testing.TB) storetest.Server {
		installed(t)
		return server
	}
	k.SQL, k.Warns = language, storetest.Warnings{Administrator: "it has ALL PRIVILEGES", Writer: "it has INSERT"}
	k.SQL.Slow = "SELECT count(*) AS x, 1 AS y FROM seq_1_to_10000000 AS a JOIN seq_1_to_10000000 AS b WHERE a.seq + b.seq < 0"
	k.SQL.Long = "SELECT seq AS x, repeat('y', 1000) AS y FROM seq_1_to_10000000"
	storetest.Run(t, k)
}

func TestMySQL(t *testing.T) {
	k := kind(mysqltest.Options{MySQL: true}, "max_execution_time", time.Millisecond)
	k.SQL, k.Warns = language, storetest.Warnings{Administrator: "it has INSERT", Writer: "it has INSERT"}
	const many = "information_schema.COLLATIONS"
	k.SQL.Slow = "SELECT count(*) AS x, 1 AS y FROM " + many + " AS a, " + many + " AS b, " + many + " AS c, " + many +
		" AS d WHERE a.ID + b.ID + c.ID + d.ID < 0"
	k.SQL.Long = "SELECT a.ID AS x, repeat('y', 1000) AS y FROM " + many + " AS a, " + many + " AS b, " + many + " AS c"
	storetest.Run(t, k)
}

// secure starts a server that lets its administrator in by encrypted connections only.
func secure(t testing.TB, o mysqltest.Options, c storetest.Certificate) storetest.Server {
	o.Settings = []string{"--ssl-cert=$FOLDER/cert", "--ssl-key=$FOLDER/key", "--ssl-ca=$FOLDER/ca"}
	o.Files = map[string]string{"cert": c.Cert, "key": c.Key, "ca": c.Clients}
	s := mysqltest.New(t, o)
	needs := "SSL"
	if c.Demanded {
		needs = "X509"
	}
	s.Exec(t, "", "ALTER USER "+s.User+" REQUIRE "+needs)
	return s
}

// hasNumber reports whether the server answered with an error.
func hasNumber(err error, number uint16) bool {
	var e *driver.MySQLError
	return errors.As(err, &e) && e.Number == number
}

const of = " FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND INFO LIKE '%`t`%' AND ID <> CONNECTION_ID()"

// language is what both servers understand.
var language = storetest.SQL{
	Table:         "CREATE TABLE %s AS SELECT %s",
	Nap:           "SELECT 1 AS x, SLEEP(0.02) AS y",
	OneConnection: "ALTER USER %s WITH MAX_USER_CONNECTIONS 1",
	Cancel:        "SELECT CONCAT('KILL QUERY ', ID)" + of,
	HangUp:        "SELECT CONCAT('KILL CONNECTION ', ID)" + of,
	Fails: []storetest.Failing{
		{Name: "a table that is gone", Makes: []string{"CREATE TABLE gone (x int)",
			"CREATE VIEW %s AS SELECT x FROM gone", "DROP TABLE gone"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a view that the model reads fails"}},
		{Name: "a number too large", Makes: []string{"CREATE VIEW %s AS SELECT x * 1e308 * 10 AS x FROM t"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a value in a table, or in a view"}},
		{Name: "a function that raises", Makes: []string{
			"CREATE FUNCTION fails() RETURNS INT BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; RETURN 1; END", "CREATE VIEW %s AS SELECT fails() AS x"},
			Fault: storetest.Fault{Kind: fault.Store, Says: "a function inside a view"}},
	},
	Writes: []string{"INSERT INTO t VALUES (2)", "UPDATE t SET x = 3", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t",
		"CREATE TABLE u (x int)",
		"ALTER TABLE t ADD y int", "CREATE USER evil", "SELECT * FROM v", "CREATE DATABASE evil", "RENAME TABLE t TO u", "REPLACE INTO t VALUES (2)"},
	Pairs: []string{"SELECT 1; DELETE FROM t", "START TRANSACTION READ WRITE; DELETE FROM t"},
	WritingView: []string{"CREATE FUNCTION writes() RETURNS INT BEGIN DELETE FROM t; RETURN 1; END",
		"CREATE VIEW v AS SELECT writes() AS x"},
}
