package mysql

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

func TestColumns(t *testing.T) {
	s := open(t, options(t, `CREATE TABLE t (f DOUBLE, f4 FLOAT, i INT, i1 TINYINT, i8 BIGINT UNSIGNED, y YEAR, d DECIMAL(10,2), s TEXT, v VARCHAR(9), c CHAR(3), l LONGTEXT,
		e ENUM('a','b'), g UUID, b BOOLEAN, bit1 BIT(1), ts DATETIME(6), tz TIMESTAMP NULL, day DATE, bin BLOB, t TIME)`))
	want := map[string]sqlast.Type{"f": sqlast.Float, "f4": sqlast.Float, "i": sqlast.Integer, "i1": sqlast.Integer, "i8": sqlast.Integer, "y": sqlast.Integer,
		"d": sqlast.Decimal, "s": sqlast.Text, "v": sqlast.Text, "c": sqlast.Text, "l": sqlast.Text, "e": sqlast.Text, "g": sqlast.Text, "b": sqlast.Bool,
		"bit1": sqlast.Bool, "ts": sqlast.Timestamp, "tz": sqlast.TimestampTZ, "day": sqlast.DateOnly}
	columns, err := s.Columns(context.Background(), []string{"t"})
	if err != nil || len(columns) != 20 {
		t.Errorf("%d columns, %v", len(columns), err)
	}
	for _, c := range columns {
		if c.Type != want[c.Name] || c.Raw == "" {
			t.Errorf("%s (%s) is %v, want %v", c.Name, c.Raw, c.Type, want[c.Name])
		}
	}
	if got := typeOf("json"); got != sqlast.JSON { // MariaDB says longtext
		t.Errorf("json is %v", got)
	}
}

func TestTables(t *testing.T) {
	o := options(t, "CREATE TABLE predictions AS SELECT 1 AS x", "CREATE VIEW late AS SELECT 1 AS x", "CREATE TABLE hidden (x int)",
		"CREATE DATABASE ml", "CREATE TABLE ml.`odd.na\"me` AS SELECT 1 AS x", "CREATE USER lister IDENTIFIED BY 'p'")
	t.Cleanup(func() { server.Exec(t, "", "DROP DATABASE ml") })
	server.Exec(t, o.Server.Database, "GRANT SELECT ON predictions TO lister", "GRANT SELECT ON late TO lister", "GRANT SELECT ON ml.* TO lister")
	o.Server.User, o.Server.Password = "lister", "p"
	s := open(t, o)
	tables, err := s.Tables(context.Background())
	if want := []string{"late", `ml."odd.na""me"`, "predictions"}; err != nil || !slices.Equal(tables, want) {
		t.Errorf("%q, %v; want %q", tables, err, want)
	}
	for _, ref := range tables { // what is listed can be named
		name, err := s.Table(ref)
		if err != nil {
			t.Error(err)
		}
		if _, err := s.Columns(context.Background(), name); err != nil {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestErrorsSayWhatThereIs(t *testing.T) {
	o := options(t, "CREATE TABLE t AS SELECT 1 AS carrier, 2 AS origin, 'x' AS kind", "CREATE TABLE secret AS SELECT 1 AS x",
		"CREATE TABLE gone (x int)", "CREATE VIEW broken AS SELECT x FROM gone", "DROP TABLE gone", "CREATE VIEW large AS SELECT carrier * 1e308 * 10 AS x FROM t",
		"CREATE FUNCTION fails() RETURNS INT BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; RETURN 1; END", "CREATE VIEW raising AS SELECT fails() AS x",
		"CREATE USER teller IDENTIFIED BY 'p'")
	for _, table := range []string{"t", "broken", "large", "raising"} {
		server.Exec(t, o.Server.Database, "GRANT SELECT ON "+table+" TO teller")
	}
	o.Server.User, o.Server.Password = "teller", "p"
	s := open(t, o)
	read := func(table string, c sqlast.Column) error {
		q := selection(c)
		q.From = sqlast.Table{Name: strings.Split(table, ".")}
		_, err := s.Query(context.Background(), q, nothing)
		return err
	}
	x := sqlast.Column{Name: "x", Type: sqlast.Integer}
	wantFault(t, read("t", sqlast.Column{Name: "carier"}), fault.NotFound, `there is no column "carier"; there are carrier, `)
	wantFault(t, read("secret", x), fault.Forbidden, "GRANT it SELECT")
	wantFault(t, read("broken", x), fault.Store, "a view that the model reads fails")
	wantFault(t, read("large", x), fault.Store, "a value in a table, or in a view")
	wantFault(t, read("raising", x), fault.Store, "a function inside a view")
	all := open(t, Options{Server: options(t, "CREATE TABLE t (x INT)").Server})
	_, err := countOf(all, "tt")
	wantFault(t, err, fault.NotFound, "there is no table tt; there are t")
	_, err = countOf(all, "nowhere", "t")
	wantFault(t, err, fault.NotFound, "there is no table nowhere.t; there are ")
	if n, err := countOf(s, "t"); n != 1 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
}

// What no statement of a test can bring about.
func TestFaultsOfTheServersOwn(t *testing.T) {
	for number, want := range map[uint16]struct {
		kind fault.Kind
		says string
	}{6: {fault.Store, "its tmpdir may be full, or shared with another server (error 6)"}, 20: {fault.TooLarge, "disk space"}, 1040: {fault.Unreachable, "max_connections"},
		9999: {fault.Store, "MySQL failed (error 9999)"}} {
		if f := byNumber(number); f.Kind != want.kind || !strings.Contains(f.Error(), want.says) {
			t.Errorf("%d is %q: %v", number, f.Kind, f)
		}
	}
}

// Nothing can be written, whoever asks: not by the administrator, not by a function inside a view.
func TestReadOnly(t *testing.T) {
	s := open(t, options(t, "CREATE TABLE t AS SELECT 1 AS x",
		"CREATE FUNCTION writes() RETURNS INT BEGIN DELETE FROM t; RETURN 1; END", "CREATE VIEW v AS SELECT writes() AS x"))
	for _, statement := range []string{"INSERT INTO t VALUES (2)", "UPDATE t SET x = 3", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t", "CREATE TABLE u (x int)",
		"ALTER TABLE t ADD y int", "CREATE USER evil", "SELECT * FROM v", "CREATE DATABASE evil", "RENAME TABLE t TO u", "REPLACE INTO t VALUES (2)"} {
		err := s.ask(context.Background(), statement, nothing)
		var e *driver.MySQLError
		if !errors.As(err, &e) || e.Number != 1792 {
			t.Errorf("%s: %v (%v)", statement, err, e)
		}
	}
	for _, statement := range []string{"SELECT 1; DELETE FROM t", "START TRANSACTION READ WRITE; DELETE FROM t"} { // one statement each
		var e *driver.MySQLError
		if err := s.ask(context.Background(), statement, nothing); !errors.As(err, &e) || e.Number != 1064 {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if n, err := countOf(s, "t"); n != 1 || err != nil {
		t.Errorf("%d rows are left, %v", n, err)
	}
}

func TestCheck(t *testing.T) {
	o := options(t, "CREATE TABLE t AS SELECT 1 AS x", "CREATE USER reader IDENTIFIED BY 'p'", "CREATE USER writer IDENTIFIED BY 'p'", "CREATE USER nothing IDENTIFIED BY 'p'")
	server.Exec(t, o.Server.Database, "GRANT SELECT ON t TO reader", "GRANT SELECT, INSERT ON t TO writer")
	for user, want := range map[string]struct {
		writes string
		fails  fault.Kind
	}{
		server.User: {"it has ALL PRIVILEGES", ""}, "writer": {"it has INSERT", ""}, "reader": {"cannot write", ""}, "nothing": {"", fault.Forbidden},
	} {
		t.Run(user, func(t *testing.T) {
			o := o
			if user != server.User {
				o.Server.User, o.Server.Password = user, "p"
			}
			steps := map[string]store.Step{}
			var order []string
			for _, step := range open(t, o).Check(context.Background()) {
				steps[step.Name] = step
				order = append(order, step.Name)
			}
			if got := strings.Join(order, ", "); want.fails == "" && got != "reach, sign in, encryption, read-only, tables, clock" {
				t.Errorf("steps %s: %+v", got, steps)
			}
			if step := steps["read-only"]; !strings.Contains(step.Message, want.writes) || want.writes != "" && step.Warning != (want.writes != "cannot write") {
				t.Errorf("%+v", step)
			}
			if last := steps[order[len(order)-1]]; want.fails != "" && (last.Err == nil || last.Err.Kind != want.fails) || want.fails == "" && last.Err != nil {
				t.Errorf("ends with %+v", last)
			}
		})
	}
}
