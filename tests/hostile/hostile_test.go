package hostile

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/stores"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// under is a store under test. Name i of those it was opened with is a column of the table home, which holds the
// one value i; the table canary holds the one value 7.
type under struct {
	stores.Harness
	store  store.Store
	secret string // what no message may show: a directory, a host
}

// onEach runs a test on every store, opened with a column for each of names that it can have. A store that is not
// installed is skipped.
func onEach(t *testing.T, names []string, test func(*testing.T, under)) {
	t.Helper()
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		tables := map[string]*stores.Table{}
		for i, name := range names {
			if refused(h, name) {
				continue
			}
			at := home(names, i)
			table := tables[at]
			if table == nil {
				table = &stores.Table{Name: at, Rows: [][]any{nil}}
				tables[at] = table
			}
			table.Columns = append(table.Columns, stores.Column{Name: name, Type: stores.BigInt})
			table.Rows[0] = append(table.Rows[0], int64(i))
		}
		list := []stores.Table{canary}
		for _, table := range tables {
			list = append(list, *table)
		}
		database := h.Make(t, list...)
		test(t, under{h, database.Open(t), database.Server.URL + database.Root})
	})
}

var canary = stores.Table{Name: "canary", Columns: []stores.Column{{Name: "x", Type: stores.BigInt}},
	Rows: [][]any{{int64(7)}}}

// homes is how many tables the names are spread over.
const homes = 50

// home is the table of a name. Names that follow each other are alike, so they have homes far from each other; and
// names that differ by case alone do not share one, because some stores do not distinguish them.
func home(names []string, i int) string {
	namesakes := 0
	for _, earlier := range names[:i] {
		if strings.EqualFold(earlier, names[i]) {
			namesakes++
		}
	}
	return fmt.Sprint("t", (i+7*namesakes)%homes)
}

// refused says that a store cannot have a name.
func refused(h stores.Harness, name string) bool {
	_, err := dialects[h.Name].Names.Apply(name)
	return err != nil
}

var dialects = map[string]*dialect.Dialect{"DuckDB": dialect.DuckDB, "Postgres": dialect.Postgres,
	"MariaDB": dialect.MySQL, "MySQL": dialect.MySQL,
	"ClickHouse": dialect.ClickHouse, "Trino": dialect.Trino}

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
	got, _, err := rows(s, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: "x", Type: sqlast.Integer},
		As: "x"}},
		From: sqlast.Table{Name: []string{"canary"}}})
	if err != nil || fmt.Sprint(got) != "[[7]]" {
		t.Errorf("the canary is %v (%v)", got, err)
	}
}

// isPlace reports whether a text can be a place in an array.
func isPlace(v string) bool {
	_, err := strconv.ParseUint(v, 10, 31)
	return err == nil
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

// A value never changes the text of a statement, and comes back as it went in. Whole numbers have a text of their own,
// because in a JSON path they are places in arrays too.
func TestValues(t *testing.T) {
	corpus := hostileStrings(t)
	onEach(t, nil, func(t *testing.T, u under) {
		texts := map[bool]string{}
		for whole, v := range map[bool]string{false: "plain", true: "12"} {
			_, text, err := rows(u.store, withValue(v))
			if err != nil {
				t.Fatal(err)
			}
			texts[whole] = text
		}
		for _, v := range corpus {
			got, text, err := rows(u.store, withValue(v))
			if err != nil {
				t.Errorf("%q: %v (cause %v)", v, err, errors.Unwrap(err))
				continue
			}
			if text != texts[isPlace(v)] {
				t.Fatalf("%q changed the text of the statement to\n%s", v, text)
			}
			if want := [][]string{{v, "1", "1", "1", "1", "1"}}; fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Errorf("%q came back as %q", v, got)
			}
		}
		wantCanary(t, u.store)
	})
}

// A hostile column name reads what its plainly named twin would, under any alias, and nothing else.
func TestNames(t *testing.T) {
	const alias = "a\"b\\`c" // not the column's own name, which ClickHouse would take for a part of it: x.null
	corpus := append(hostileStrings(t), `x\", 42 AS pwn -- `)
	onEach(t, corpus, func(t *testing.T, u under) {
		kept := map[string]bool{}
		for i := range homes {
			columns, err := u.store.Columns(context.Background(), []string{fmt.Sprint("t", i)})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range columns {
				kept[c.Name] = true
			}
		}
		for i, name := range corpus {
			if refused(u.Harness, name) {
				if everyName[u.Name] {
					t.Errorf("the name %q is refused", name)
				}
				wantRefused(t, u.store, name)
				continue
			}
			if u.Fold != nil {
				name = u.Fold(name)
			}
			column := sqlast.Column{Source: alias, Name: name, Type: sqlast.Integer}
			got, _, err := rows(u.store, sqlast.Select{
				With: []sqlast.CTE{{Name: "c" + name, Query: sqlast.Select{Items: []sqlast.Item{{X: column, As: name}},
					From: sqlast.Table{Name: []string{home(corpus, i)}, As: alias}}}},
				Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Sum, X: column}, As: name}},
				From:  sqlast.Ref{Name: "c" + name, As: alias},
			})
			if err != nil || fmt.Sprint(got) != fmt.Sprintf("[[%d]]", i) {
				t.Errorf("the column %q reads %v, want %d (%v, cause %v)", name, got, i, err, errors.Unwrap(err))
			}
			if !kept[name] {
				t.Errorf("the catalog does not list %q", name)
			}
		}
		wantCanary(t, u.store)
	})
}

// everyName are the stores that can have any text as a name.
var everyName = map[string]bool{"DuckDB": true, "ClickHouse": true, "Trino": true}

// wantRefused fails unless a name that the store cannot have is refused before it is sent.
func wantRefused(t *testing.T, s store.Store, name string) {
	t.Helper()
	_, text, err := rows(s, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: name}, As: "x"}},
		From: sqlast.Table{Name: []string{"canary"}}})
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
				_, _, err = rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Int(1), As: "x"}},
					From: sqlast.Table{Name: name}})
			}
			if err == nil {
				t.Errorf("the table %q is read", ref)
				continue
			}
			switch f := fault.As(err); f.Kind {
			case fault.NotFound, fault.BadModel, fault.Forbidden:
				if strings.Contains(f.Error(), u.secret) {
					t.Errorf("%q: the message shows %s: %v", ref, u.secret, f)
				}
			default:
				t.Errorf("%q: kind %q (%v, cause %v)", ref, f.Kind, f, f.Cause)
			}
		}
		wantCanary(t, u.store)
	})
}

// What is not a text at all is refused as a name, and as a value either refused or kept whole.
func TestMalformed(t *testing.T) {
	onEach(t, nil, func(t *testing.T, u under) {
		for _, s := range Malformed {
			_, _, err := rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: s}, As: "x"}},
				From: sqlast.Table{Name: []string{"canary"}}})
			if err == nil || fault.As(err).Kind != fault.BadModel {
				t.Errorf("the name %q: %v", s, err)
			}
			got, _, err := rows(u.store, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Param{Value: s}, As: "x"}}})
			if err == nil && got[0][0] != s {
				t.Errorf("the value %q came back as %q", s, got)
			}
			if err != nil && fault.As(err).Kind != fault.BadQuery {
				t.Errorf("the value %q: %v", s, err)
			}
		}
		wantCanary(t, u.store)
	})
}
