package postgres

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

func TestColumns(t *testing.T) {
	s := open(t, options(t, "CREATE TYPE mood AS ENUM ('a', 'b')", "CREATE DOMAIN price AS numeric(9,2)", "CREATE EXTENSION citext",
		`CREATE TABLE t (f float8, f4 real, i integer, i2 smallint, i8 bigint, d numeric(10,2), p price, s text, v varchar(9), c char(3), e mood, ci citext,
		g uuid, b boolean, ts timestamp, tz timestamptz, day date, j json, jb jsonb, l integer[], bin bytea, gone text)`, "ALTER TABLE t DROP COLUMN gone"))
	want := map[string]sqlast.Type{"f": sqlast.Float, "f4": sqlast.Float, "i": sqlast.Integer, "i2": sqlast.Integer, "i8": sqlast.Integer,
		"d": sqlast.Decimal, "p": sqlast.Decimal, "s": sqlast.Text, "v": sqlast.Text, "c": sqlast.Text, "e": sqlast.Text, "ci": sqlast.Text,
		"g": sqlast.Text, "b": sqlast.Bool, "ts": sqlast.Timestamp, "tz": sqlast.TimestampTZ, "day": sqlast.DateOnly, "j": sqlast.JSON, "jb": sqlast.JSON}
	columns, err := s.Columns(context.Background(), []string{"t"})
	if err != nil || len(columns) != 21 {
		t.Errorf("%d columns, %v", len(columns), err)
	}
	for _, c := range columns {
		if c.Type != want[c.Name] || c.Raw == "" {
			t.Errorf("%s (%s) is %v, want %v", c.Name, c.Raw, c.Type, want[c.Name])
		}
	}
}

func TestTables(t *testing.T) {
	o := options(t, "CREATE TABLE predictions AS SELECT 1 AS x", "CREATE VIEW late AS SELECT 1 AS x", "CREATE SCHEMA ml", `CREATE TABLE ml."odd.na""me" AS SELECT 1 AS x`,
		"CREATE TABLE parted (x int) PARTITION BY RANGE (x)", "CREATE TABLE part PARTITION OF parted DEFAULT", "CREATE TABLE hidden (x int)",
		"CREATE ROLE lister LOGIN PASSWORD 'p'", "GRANT USAGE ON SCHEMA ml TO lister", `GRANT SELECT ON predictions, late, ml."odd.na""me", parted TO lister`)
	o.Server.User, o.Server.Password = "lister", "p"
	s := open(t, o)
	tables, err := s.Tables(context.Background())
	if want := []string{"late", `ml."odd.na""me"`, "parted", "predictions"}; err != nil || !slices.Equal(tables, want) {
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
	o := options(t, "CREATE TABLE t AS SELECT 1 AS carrier, 2 AS origin, 'x'::text AS kind", "CREATE TABLE secret AS SELECT 1 AS x",
		"CREATE VIEW broken AS SELECT 1 / (carrier - 1) AS x FROM t", "CREATE VIEW misread AS SELECT kind::integer AS x FROM t",
		`CREATE FUNCTION fails() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no %', current_user; END $$`, "CREATE VIEW raising AS SELECT fails() AS x",
		"CREATE ROLE teller LOGIN PASSWORD 'p'", "GRANT SELECT ON t, broken, misread, raising TO teller")
	o.Server.User, o.Server.Password = "teller", "p"
	s := open(t, o)
	read := func(table string, c sqlast.Column) error {
		q := selection(c)
		q.From = sqlast.Table{Name: strings.Split(table, ".")}
		_, err := s.Query(context.Background(), q, nothing)
		return err
	}
	x := sqlast.Column{Name: "x", Type: sqlast.Integer}
	wantFault(t, read("tt", x), fault.NotFound, "there is no table tt; there are t, ")
	wantFault(t, read("ml.t", x), fault.NotFound, "there is no table ml.t; there are t, ")
	wantFault(t, read("t", sqlast.Column{Name: "carier"}), fault.NotFound, `there is no column "carier"; there are carrier, `)
	wantFault(t, read("secret", x), fault.Forbidden, "GRANT it SELECT")
	wantFault(t, read("broken", x), fault.Store, "a value in a table, or in a view")
	wantFault(t, read("misread", x), fault.Store, "a value in a table, or in a view")
	wantFault(t, read("raising", x), fault.Store, "a function inside a view")
	q := selection()
	q.Items = []sqlast.Item{{X: sqlast.Floor{X: sqlast.Column{Name: "kind", Type: sqlast.Float}}, As: "x"}} // it was a number once
	_, err := s.Query(context.Background(), q, nothing)
	wantFault(t, err, fault.Store, "has another type than when the model was read")
	if n, err := countOf(s, "t"); n != 1 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
}

// Nothing can be written, whoever asks: not by the superuser, not by a function inside a view.
func TestReadOnly(t *testing.T) {
	s := open(t, options(t, "CREATE TABLE t AS SELECT 1 AS x", "CREATE SEQUENCE seq",
		"CREATE FUNCTION writes() RETURNS bigint LANGUAGE sql AS $$ DELETE FROM t RETURNING 1::bigint $$", "CREATE VIEW v AS SELECT writes() AS x"))
	for _, statement := range []string{"INSERT INTO t VALUES (2)", "UPDATE t SET x = 3", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t", "CREATE TABLE u (x int)",
		"ALTER TABLE t ADD y int", "GRANT ALL ON t TO PUBLIC", "SELECT nextval('seq')", "SELECT * FROM v", "COPY t FROM PROGRAM 'echo 1'", "CREATE ROLE evil",
		"WITH d AS (DELETE FROM t RETURNING 1) SELECT * FROM d", "REFRESH MATERIALIZED VIEW m", "COMMENT ON TABLE t IS 'x'", "SELECT x INTO u FROM t", "VACUUM t"} {
		err := s.ask(context.Background(), statement, nothing)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "25006" && e.Code != "25001" {
			t.Errorf("%s: %v (%v)", statement, err, e)
		}
	}
	for _, statement := range []string{"SELECT 1; DELETE FROM t", "SET TRANSACTION READ WRITE; DELETE FROM t", "COMMIT; DELETE FROM t"} { // one statement each
		var e *pgconn.PgError
		if err := s.ask(context.Background(), statement, nothing); !errors.As(err, &e) || e.Code != "42601" {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if n, err := countOf(s, "t"); n != 1 || err != nil {
		t.Errorf("%d rows are left, %v", n, err)
	}
}

func TestCheck(t *testing.T) {
	o := options(t, "CREATE TABLE t AS SELECT 1 AS x", "REVOKE ALL ON SCHEMA public FROM PUBLIC", "GRANT USAGE ON SCHEMA public TO PUBLIC",
		"CREATE ROLE reader LOGIN PASSWORD 'p'", "GRANT SELECT ON t TO reader", "CREATE ROLE writer LOGIN PASSWORD 'p'", "GRANT SELECT, INSERT ON t TO writer",
		"CREATE ROLE nothing LOGIN PASSWORD 'p'")
	for user, want := range map[string]struct {
		writes string
		fails  fault.Kind
	}{
		server.User: {"it is a superuser", ""}, "writer": {"it may change tables", ""}, "reader": {"cannot write", ""}, "nothing": {"cannot write", fault.Forbidden},
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
				t.Errorf("steps %s", got)
			}
			if step := steps["read-only"]; !strings.Contains(step.Message, want.writes) || step.Warning != (want.writes != "cannot write") {
				t.Errorf("%+v", step)
			}
			if last := steps[order[len(order)-1]]; want.fails != "" && (last.Err == nil || last.Err.Kind != want.fails) || want.fails == "" && last.Err != nil {
				t.Errorf("ends with %+v", last)
			}
			if step := steps["encryption"]; !step.Warning || !strings.Contains(step.Message, "not encrypted") {
				t.Errorf("%+v", step)
			}
		})
	}
}
