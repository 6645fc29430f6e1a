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
	store store.Store
	name  func(table string) string // in full
	exec  func(statements ...string)
	warm  int // how often all is asked before it is measured
}

// patient is for machines that are busy otherwise.
var patient = store.Limits{QueryTimeout: 10 * time.Minute}

// BenchmarkServers asks the question of BenchmarkGenerated, of the sixteen numbers alone, on every server at hand; a store
// that is not installed is skipped. Each is compared with its own floor. Processor time is that of this process and of
// the servers it started.
func BenchmarkServers(b *testing.B) {
	folder := generate(b)
	week := window.Range{Start: time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC), End: time.Date(2024, 4, 22, 0, 0, 0, 0, time.UTC)}
	for _, s := range []struct {
		name string
		load func(*testing.B, string) server
	}{{"postgres", onPostgres}, {"clickhouse", onClickHouse}, {"mariadb", onMariaDB}, {"trino", onTrino}} {
		b.Run(s.name, func(b *testing.B) {
			loaded := s.load(b, folder)
			names, moments := make([]string, len(numbers)), make([]string, len(numbers))
			for i, n := range numbers {
				names[i] = n.name
				moments[i] = fmt.Sprintf("avg(%s), stddev_pop(%[1]s)", n.name)
			}
			floor := func(testing.TB) {
				for _, table := range []string{"log", "baseline"} {
					loaded.exec("SELECT " + strings.Join(moments, ", ") + " FROM " + loaded.name(table))
				}
			}
			grids := map[string]string{}
			b.Run("cold", func(b *testing.B) {
				e := loaded.engine(b, "all", nil)
				for range loaded.warm {
					floor(b)
					e.Invalidate()
					ask(b, e, week, len(names))
				}
				versus(b, e, floor, week, len(names))
				grids = ask(b, e, week, len(names))
			})
			b.Run("pinned", func(b *testing.B) { versus(b, loaded.engine(b, "all", grids), floor, week, len(names)) })
			b.Run("unique=first", func(b *testing.B) { versus(b, loaded.engine(b, "first", nil), floor, week, len(names)) })
		})
	}
}

func (s server) engine(tb testing.TB, unique string, grids map[string]string) *engine.Engine {
	tb.Helper()
	text, _, _ := strings.Cut(definition(unique, grids), "  - { name: c5")
	raw, err := model.FromYAML([]byte(strings.ReplaceAll(text, ".parquet", "")))
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
	file := filepath.Join(to, table+".tsv")
	if _, err := db.ExecContext(context.Background(), fmt.Sprintf(`COPY (SELECT %s FROM '%s') TO '%s' (FORMAT csv, DELIMITER '\t', NULLSTR '\N', HEADER false)`,
		strings.Join(columns, ", "), filepath.Join(folder, table+".parquet"), file)); err != nil {
		tb.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil { // servers run as somebody else
		tb.Fatal(err)
	}
	return file
}

// fill makes both tables; load is the statement that fills a table from a file.
func (s server) fill(tb testing.TB, folder, to string, types [3]string, options string, load func(table, file string) string) {
	tb.Helper()
	columns := fmt.Sprintf("id %s, logged_at %s, late %[1]s", types[0], types[1])
	for _, n := range numbers {
		columns += ", " + n.name + " " + types[2]
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
	s, err := postgres.Open(postgres.Options{Limits: patient, Server: remote.Server{URL: p.URL(), User: p.User, Password: p.Password,
		Database: name, TLS: remote.TLS{Mode: remote.Disable}}})
	of := opened(b, s, err, func(statements ...string) { p.Exec(b, name, statements...) })
	of.fill(b, folder, p.Folder, [3]string{"bigint", "timestamp", "float8"}, "",
		func(table, file string) string { return fmt.Sprintf("COPY %s FROM '%s'", table, file) })
	of.exec("VACUUM ANALYZE log", "VACUUM ANALYZE baseline")
	return of
}

func onMariaDB(b *testing.B, folder string) server {
	b.Helper()
	m := mysqltest.New(b, mysqltest.Options{})
	name := m.Database(b)
	s, err := mysql.Open(mysql.Options{Limits: patient, Server: remote.Server{URL: m.URL(), User: m.User, Password: m.Password,
		Database: name, TLS: remote.TLS{Mode: remote.Disable}}})
	of := opened(b, s, err, func(statements ...string) { m.Exec(b, name, statements...) })
	of.fill(b, folder, m.Folder, [3]string{"BIGINT", "DATETIME(6)", "DOUBLE"}, "",
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
	of.fill(b, folder, b.TempDir(), [3]string{"Int64", "DateTime64(6, 'UTC')", "Nullable(Float64)"}, " ENGINE = MergeTree ORDER BY id",
		func(table, file string) string {
			return fmt.Sprintf("INSERT INTO %s SELECT * FROM file('%s', TabSeparated)", table, file)
		})
	return of
}
