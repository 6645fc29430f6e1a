package stores

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	chdriver "github.com/ClickHouse/clickhouse-go/v2"
	_ "github.com/duckdb/duckdb-go/v2" // registers duckdb
	mydriver "github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"           // registers pgx
	_ "github.com/trinodb/trino-go-client/trino" // registers trino

	"leeway/pkg/dialect"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store/duckdb/tally"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/postgres"
)

// reading are the words in a store's plan for one more reading of a table of the database.
var reading = map[model.StoreKind][]string{
	// as a table, or in MySQL 9 as a tree
	model.DuckDB: {"SEQ_SCAN"}, model.Postgres: {"Scan on log"}, model.MySQL: {"\tlog\t", " scan on log"},
	model.ClickHouse: {"ReadFrom"}, model.Trino: {"TableScan[", "ScanProject[", "ScanFilter[", "ScanFilterProject["},
}

// Reads says how often the store's plan of a query reads the table log.
func (d Database) Reads(t testing.TB, how *dialect.Dialect, q sqlast.Query) int {
	t.Helper()
	n, plan := 0, d.Plan(t, how, q)
	for _, word := range reading[d.Kind] {
		n += strings.Count(plan, word)
	}
	if n == 0 {
		t.Fatalf("the plan does not read the table:\n%s", plan)
	}
	return n
}

// explain are the words before a statement that has a store say how it joins.
var explain = map[model.StoreKind]string{model.ClickHouse: "EXPLAIN actions = 1 "}

// Plan is the store's plan of a query, in a session that is set up as Leeway does; how is the store's dialect.
func (d Database) Plan(t testing.TB, how *dialect.Dialect, q sqlast.Query) string {
	t.Helper()
	statement, err := dialect.Render(how, q)
	if err != nil {
		t.Fatal(err)
	}
	db := d.connect(t)
	defer db.Close()
	connection, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	d.setUp(t, connection, q)
	words := cmp.Or(explain[d.Kind], "EXPLAIN ")
	rows, err := connection.QueryContext(context.Background(), words+statement.SQL, d.bound(statement.Args)...)
	if err != nil {
		t.Fatalf("%v\n%s", err, statement.SQL)
	}
	defer rows.Close()
	return table(t, rows)
}

// setUp sets what a plan depends on, as the store does.
func (d Database) setUp(t testing.TB, connection *sql.Conn, q sqlast.Query) {
	t.Helper()
	var statements []string
	switch d.Kind {
	case model.DuckDB:
		if _, err := tally.Register(connection, 1<<20, 1); err != nil {
			t.Fatal(err)
		}
		statements = []string{"ATTACH '" + filepath.Join(d.Root, d.Path) + "' AS file (READ_ONLY)", "USE file"}
	case model.Postgres:
		for _, s := range postgres.Settings(q) {
			statements = append(statements, "SET "+s)
		}
	case model.MySQL:
		var version string
		if err := connection.QueryRowContext(context.Background(), "SELECT VERSION()").Scan(&version); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(version, "MariaDB") {
			statements = []string{mysql.HashJoins}
		}
	}
	for _, s := range statements {
		if _, err := connection.ExecContext(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// bound are a statement's arguments as the store's driver takes them.
func (d Database) bound(args []any) []any {
	list := slices.Clone(args)
	if d.Kind == model.ClickHouse {
		for i, a := range list {
			if at, ok := a.(time.Time); ok {
				a = at.UnixMicro()
			}
			list[i] = chdriver.Named("p"+strconv.Itoa(i+1), a)
		}
	}
	return list
}

// connect opens the store's own driver.
func (d Database) connect(t testing.TB) *sql.DB {
	t.Helper()
	scheme, host, found := strings.Cut(d.Server.URL, "://")
	if !found { // the stores behind their own protocols are named by host and port alone
		scheme, host = "http", d.Server.URL
	}
	user := url.UserPassword(d.Server.User, d.Server.Password)
	var db *sql.DB
	var err error
	switch d.Kind {
	case model.DuckDB:
		db, err = sql.Open("duckdb", "")
	case model.Postgres:
		db, err = sql.Open("pgx", (&url.URL{Scheme: "postgres", User: user, Host: host, Path: d.Server.Database,
			RawQuery: "sslmode=disable"}).String())
	case model.MySQL:
		c := mydriver.NewConfig()
		c.Net, c.Addr, c.User, c.Passwd, c.DBName = "tcp", host, d.Server.User, d.Server.Password, d.Server.Database
		db, err = sql.Open("mysql", c.FormatDSN())
	case model.ClickHouse:
		db = chdriver.OpenDB(&chdriver.Options{Protocol: chdriver.HTTP, Addr: []string{host},
			Auth: chdriver.Auth{Database: d.Server.Database, Username: d.Server.User, Password: d.Server.Password}})
	default:
		catalog, schema, _ := strings.Cut(d.Server.Database, ".")
		db, err = sql.Open("trino", (&url.URL{Scheme: scheme, User: url.User(d.Server.User), Host: host,
			RawQuery: url.Values{"catalog": {catalog}, "schema": {schema}}.Encode()}).String())
	}
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// table is a result as text: tabs before and after every value, a line a row.
func table(t testing.TB, rows *sql.Rows) string {
	t.Helper()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			if bytes, ok := v.([]byte); ok {
				v = string(bytes)
			}
			fmt.Fprintf(&text, "\t%v\t", v)
		}
		text.WriteString("\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
