//go:build unix

package bench

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/store"
	"leeway/pkg/store/clickhouse"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/postgres"
	"leeway/pkg/store/remote"
	"leeway/pkg/window"
	"leeway/tests/servers/clickhousetest"
	"leeway/tests/servers/mysqltest"
	"leeway/tests/servers/postgrestest"
)

// server is a database server with the generated tables log and baseline in it.
type server struct {
	store  store.Store
	name   func(table string) string // in full
	exec   func(statements ...string)
	warm   int      // how often all is asked before it is measured
	groups []string // the categorical columns it holds
}

// patient is for machines that are busy otherwise.
var patient = store.Limits{QueryTimeout: 10 * time.Minute}

// BenchmarkServers asks the question of BenchmarkGenerated, of the sixteen numbers alone and with the categories, on
// every server at hand; a store that is not installed is skipped. Each is compared with its own floor. Processor time
// is that of this process and of the servers it started.
func BenchmarkServers(b *testing.B) {
	folder := generate(b)
	week := window.Range{Start: time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC),
		End: time.Date(2024, 4, 22, 0, 0, 0, 0, time.UTC)}
	for _, s := range []struct {
		name string
		load func(*testing.B, string) server
	}{{"postgres", onPostgres}, {"clickhouse", onClickHouse}, {"mariadb", onMariaDB}, {"trino", onTrino}} {
		b.Run(s.name, func(b *testing.B) {
			loaded := s.load(b, folder)
			floor, features := loaded.floor(nil), len(numbers)
			grids := map[string]string{}
			b.Run("cold", func(b *testing.B) {
				e := loaded.engine(b, numbersOf(definition("all", nil)))
				for range loaded.warm {
					floor(b)
					e.Invalidate()
					ask(b, e, week, features)
				}
				versus(b, e, floor, week, features)
				grids = ask(b, e, week, features)
			})
			b.Run("pinned", func(b *testing.B) {
				versus(b, loaded.engine(b, numbersOf(definition("all", grids))), floor, week, features)
			})
			b.Run("unique=first", func(b *testing.B) {
				versus(b, loaded.engine(b, numbersOf(definition("first", nil))), floor, week, features)
			})
			if len(loaded.groups) == 0 {
				return
			}
			floor, features = loaded.floor(loaded.groups), features+len(loaded.groups)
			b.Run("categories",
				func(b *testing.B) { versus(b, loaded.engine(b, definition("all", nil)), floor, week, features) })
			b.Run("categories/pinned",
				func(b *testing.B) { versus(b, loaded.engine(b, definition("all", grids)), floor, week, features) })
		})
	}
}

// floor is avg and stddev of the numbers and a GROUP BY of each of groups, over both tables.
func (s server) floor(groups []string) func(testing.TB) {
	var moments, statements []string
	for _, n := range numbers {
		moments = append(moments, fmt.Sprintf("avg(%s), stddev_pop(%[1]s)", n.name))
	}
	for _, table := range []string{"log", "baseline"} {
		statements = append(statements, "SELECT "+strings.Join(moments, ", ")+" FROM "+s.name(table))
		for _, g := range groups {
			statements = append(statements, fmt.Sprintf("SELECT %s, count(*) FROM %s GROUP BY %[1]s", g, s.name(table)))
		}
	}
	return func(testing.TB) { s.exec(statements...) }
}

func (s server) engine(tb testing.TB, definition string) *engine.Engine {
	tb.Helper()
	raw, err := model.FromYAML([]byte(strings.ReplaceAll(definition, ".parquet", "")))
	if err != nil {
		tb.Fatal(err)
	}
	m, errs := model.ParseModel(raw)
	if len(errs) > 0 {
		tb.Fatal(errs[0])
	}
	e, err := engine.New(engine.Options{Store: s.store, Models: []*model.Model{m}})
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// tabSeparated writes a generated table as text that all servers read, and returns its file.
func tabSeparated(tb testing.TB, folder, table, to string) string {
	tb.Helper()
	connector, err := driver.NewConnector("", nil)
	if err != nil {
		tb.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	columns := []string{"id", "logged_at", "late::INTEGER"}
	for _, n := range numbers {
		columns = append(columns, n.name)
	}
	columns = append(columns, groupNames()...)
	file := filepath.Join(to, table+".tsv")
	if _, err := db.ExecContext(context.Background(),
		fmt.Sprintf(`COPY (SELECT %s FROM '%s') TO '%s' (FORMAT csv, DELIMITER '\t', NULLSTR '\N', HEADER false)`,
			strings.Join(columns, ", "), filepath.Join(folder, table+".parquet"), file)); err != nil {
		tb.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil { // servers run as somebody else
		tb.Fatal(err)
	}
	return file
}

// groupNames are the categorical columns.
func groupNames() []string {
	var names []string
	for _, n := range categories {
		names = append(names, fmt.Sprintf("c%d", n))
	}
	return names
}

// fill makes both tables, with columns of the types of whole numbers, times, numbers and texts; load is the statement
// that fills a table from a file.
func (s *server) fill(tb testing.TB, folder, to string, types [4]string, options string,
	load func(table, file string) string) {
	tb.Helper()
	columns := fmt.Sprintf("id %s, logged_at %s, late %[1]s", types[0], types[1])
	for _, n := range numbers {
		columns += ", " + n.name + " " + types[2]
	}
	s.groups = groupNames()
	for _, name := range s.groups {
		columns += ", " + name + " " + types[3]
	}
	for _, table := range []string{"log", "baseline"} {
		file := tabSeparated(tb, folder, table, to)
		s.exec("CREATE TABLE "+s.name(table)+" ("+columns+")"+options, load(s.name(table), file))
		if err := os.Remove(file); err != nil {
			tb.Fatal(err)
		}
	}
}

func opened(b *testing.B, s store.Store, err error, exec func(...string)) server {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return server{store: s, name: func(table string) string { return table }, exec: exec}
}

func onPostgres(b *testing.B, folder string) server {
	b.Helper()
	p := postgrestest.New(b, postgrestest.Options{})
	name := p.Database(b)
	s, err := postgres.Open(postgres.Options{Limits: patient,
		Server: remote.Server{URL: p.URL(), User: p.User, Password: p.Password,
			Database: name, TLS: remote.TLS{Mode: remote.Disable}}})
	of := opened(b, s, err, func(statements ...string) { p.Exec(b, name, statements...) })
	of.fill(b, folder, p.Folder, [4]string{"bigint", "timestamp", "float8", "text"}, "",
		func(table, file string) string { return fmt.Sprintf("COPY %s FROM '%s'", table, file) })
	of.exec("VACUUM ANALYZE log", "VACUUM ANALYZE baseline")
	return of
}

func onMariaDB(b *testing.B, folder string) server {
	b.Helper()
	m := mysqltest.New(b, mysqltest.Options{})
	name := m.Database(b)
	s, err := mysql.Open(mysql.Options{Limits: patient,
		Server: remote.Server{URL: m.URL(), User: m.User, Password: m.Password,
			Database: name, TLS: remote.TLS{Mode: remote.Disable}}})
	of := opened(b, s, err, func(statements ...string) { m.Exec(b, name, statements...) })
	of.fill(b, folder, m.Folder, [4]string{"BIGINT", "DATETIME(6)", "DOUBLE", "VARCHAR(20)"}, "",
		func(table, file string) string {
			return fmt.Sprintf("LOAD DATA INFILE '%s' INTO TABLE %s", file, table)
		})
	return of
}

// onClickHouse loads from files, which the engine of the tests reads and a server far away does not.
func onClickHouse(b *testing.B, folder string) server {
	b.Helper()
	c := clickhousetest.New(b)
	if !c.Engine {
		b.Skip("SKIPPED ClickHouse: CLICKHOUSE_URL names a server, which reads no files of this machine")
	}
	s, err := clickhouse.Open(context.Background(), clickhouse.Options{Limits: patient, Server: c.Server})
	of := opened(b, s, err, func(statements ...string) { c.Exec(b, statements...) })
	of.name = c.Name
	of.fill(b, folder, b.TempDir(), [4]string{"Int64", "DateTime64(6, 'UTC')", "Nullable(Float64)",
		"LowCardinality(String)"}, " ENGINE = MergeTree ORDER BY id",
		func(table, file string) string {
			return fmt.Sprintf("INSERT INTO %s SELECT * FROM file('%s', TabSeparated)", table, file)
		})
	return of
}
