package hostile

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// under is a store under test. Table t<i> of it has one column, named by string i of the corpus and holding i; the
// table canary holds the one value 7.
type under struct {
	name    string
	store   store.Store
	every   bool         // any string can be a name
	folds   bool         // names are kept in lower case
	refused map[int]bool // strings that cannot be names here, so that there is no such table
	secret  string       // what no message may show: a directory, a host
}

// onEach runs a test on every store, opened with a table for each of names. A store that is not installed is skipped.
func onEach(t *testing.T, names []string, test func(*testing.T, under)) {
	t.Helper()
	for name, open := range map[string]func(*testing.T, []string) under{
		"duckdb": duckDB, "clickhouse": clickHouse, "postgres": onPostgres, "mariadb": onMariaDB, "trino": onTrino,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t, names)) })
	}
}

func duckDB(t *testing.T, names []string) under {
	t.Helper()
	root := t.TempDir()
	statements := []string{"BEGIN", "CREATE TABLE canary AS SELECT 7 AS x"}
	refused := map[int]bool{}
	for i, name := range names {
		quoted, err := dialect.DuckDB.Names.Apply(name)
		if err != nil {
			refused[i] = true
			continue
		}
		statements = append(statements, fmt.Sprintf("CREATE TABLE t%d AS SELECT %d AS %s", i, i, quoted))
	}
	duckdbtest.Exec(t, filepath.Join(root, "h.duckdb"), append(statements, "COMMIT")...)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "h.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return under{name: "duckdb", every: true, store: s, refused: refused, secret: root}
}

func hostileStrings(t *testing.T) []string {
	t.Helper()
	found, err := Strings()
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 300 {
		t.Fatalf("the corpus has %d strings, want at least 300", len(found))
	}
	return found
}

// rows runs q, which must be one statement, and returns its cells as text.
func rows(s store.Store, q sqlast.Query) (answer [][]string, text string, err error) {
	statements := 0
	observed := store.Observe(s, func(store.Event) { statements++ })
	stats, err := observed.Query(context.Background(), q, func(row store.Row) error {
		var cells []string
		for i := range row {
			if n, ok := row.Int(i); ok {
				cells = append(cells, fmt.Sprint(n))
			} else if x, ok := row.Text(i); ok {
				cells = append(cells, x)
			} else {
				cells = append(cells, "NULL")
			}
		}
		answer = append(answer, cells)
		return nil
	})
	if statements != 1 {
		err = errors.Join(err, fmt.Errorf("%d statements ran, want one", statements))
	}
	return answer, stats.SQL, err
}

// wantCanary fails when the canary is not what it was.
func wantCanary(t *testing.T, s store.Store) {
	t.Helper()
	got, _, err := rows(s, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: "x", Type: sqlast.Integer}, As: "x"}},
		From: sqlast.Table{Name: []string{"canary"}}})
	if err != nil || fmt.Sprint(got) != "[[7]]" {
		t.Errorf("the canary is %v (%v)", got, err)
	}
}

// withValue puts a text into every place of a tree that takes one.
func withValue(v string) sqlast.Query {
	value := sqlast.Param{Value: v}
	long := make([]string, 40)
	for i := range long {
		long[i] = fmt.Sprint(v, i)
	}
	long[17] = v
	return sqlast.Select{
		Items: []sqlast.Item{
			{X: value, As: "itself"},
			{X: sqlast.InTexts{X: value, Values: []string{"a", v}}, As: "short"},
			{X: sqlast.InTexts{X: value, Values: long}, As: "long"},
			{X: sqlast.Binary{Op: sqlast.Eq, L: sqlast.ToText{X: value, From: sqlast.Text}, R: value}, As: "equal"},
			{X: sqlast.IsNull{X: sqlast.Path{X: sqlast.Param{Value: "{}"}, Keys: []string{v, v}}}, As: "path"},
			{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"},
		},
		From:    sqlast.Table{Name: []string{"canary"}},
		GroupBy: []int{1, 2, 3, 4, 5},
	}
}

// A value never changes the text of a statement, and comes back as it went in.
func TestValues(t *testing.T) {
	corpus := hostileStrings(t)
	onEach(t, nil, func(t *testing.T, u under) {
		_, plain, err := rows(u.store, withValue("plain"))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range corpus {
			got, text, err := rows(u.store, withValue(v))
			if err != nil {
				t.Errorf("%s: %q: %v (cause %v)", u.name, v, err, errors.Unwrap(err))
				continue
			}
			if text != plain {
				t.Fatalf("%s: %q changed the text of the statement to\n%s", u.name, v, text)
			}
			if want := [][]string{{v, "1", "1", "1", "1", "1"}}; fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Errorf("%s: %q came back as %q", u.name, v, got)
			}
		}
		wantCanary(t, u.store)
	})
}

// A hostile column name reads what its plainly named twin would, under any alias, and nothing else.
func TestNames(t *testing.T) {
	corpus := hostileStrings(t)
	onEach(t, corpus, func(t *testing.T, u under) {
		for i, name := range corpus {
			if u.refused[i] {
				if u.every {
					t.Errorf("the name %q is refused", name)
				}
				wantRefused(t, u.store, name)
				continue
			}
			column := sqlast.Column{Source: name, Name: name, Type: sqlast.Integer}
			got, _, err := rows(u.store, sqlast.Select{
				With: []sqlast.CTE{{Name: "c" + name, Query: sqlast.Select{Items: []sqlast.Item{{X: column, As: name}},
					From: sqlast.Table{Name: []string{fmt.Sprint("t", i)}, As: name}}}},
				Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Sum, X: column}, As: name}},
				From:  sqlast.Ref{Name: "c" + name, As: name},
			})
			if err != nil || fmt.Sprint(got) != fmt.Sprintf("[[%d]]", i) {
				t.Errorf("%s: the column %q reads %v, want %d (%v, cause %v)", u.name, name, got, i, err, errors.Unwrap(err))
			}
			columns, err := u.store.Columns(context.Background(), []string{fmt.Sprint("t", i)})
			if err != nil || len(columns) != 1 || columns[0].Name != name && (!u.folds || !strings.EqualFold(columns[0].Name, name)) {
				t.Errorf("%s: the catalog says %v for %q (%v)", u.name, columns, name, err)
			}
		}
		wantCanary(t, u.store)
	})
}

// wantRefused fails unless a name that the store cannot have is refused before it is sent.
func wantRefused(t *testing.T, s store.Store, name string) {
	t.Helper()
	_, text, err := rows(s, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: name}, As: "x"}}, From: sqlast.Table{Name: []string{"canary"}}})
	if err == nil || fault.As(err).Kind != fault.BadModel || text != "" {
		t.Errorf("the name %q is not refused: %v", name, err)
	}
}

// A hostile table is not there, whatever it spells, and the refusal shows nothing of the machine.
func TestTables(t *testing.T) {
	corpus := hostileStrings(t)
	onEach(t, nil, func(t *testing.T, u under) {
		for _, ref := range append(corpus, Malformed...) {
			name, err := u.store.Table(ref)
			if err == nil {
				_, _, err = rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Int(1), As: "x"}}, From: sqlast.Table{Name: name}})
			}
			if err == nil {
				t.Errorf("%s: the table %q is read", u.name, ref)
				continue
			}
			switch f := fault.As(err); f.Kind {
			case fault.NotFound, fault.BadModel, fault.Forbidden:
				if strings.Contains(f.Error(), u.secret) {
					t.Errorf("%s: %q: the message shows %s: %v", u.name, ref, u.secret, f)
				}
			default:
				t.Errorf("%s: %q: kind %q (%v, cause %v)", u.name, ref, f.Kind, f, f.Cause)
			}
		}
		wantCanary(t, u.store)
	})
}

// What is no text at all is refused as a name, and as a value either refused or kept whole.
func TestMalformed(t *testing.T) {
	onEach(t, nil, func(t *testing.T, u under) {
		for _, s := range Malformed {
			_, _, err := rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: s}, As: "x"}}, From: sqlast.Table{Name: []string{"canary"}}})
			if err == nil || fault.As(err).Kind != fault.BadModel {
				t.Errorf("%s: the name %q: %v", u.name, s, err)
			}
			got, _, err := rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Param{Value: s}, As: "x"}}})
			if err == nil && got[0][0] != s {
				t.Errorf("%s: the value %q came back as %q", u.name, s, got)
			}
			if err != nil && fault.As(err).Kind != fault.BadQuery {
				t.Errorf("%s: the value %q: %v", u.name, s, err)
			}
		}
		wantCanary(t, u.store)
	})
}
