package flights

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/demo"
	"leeway/tests/stores"
)

// questions are asked of every store that holds the log.
var questions = []string{
	`{"target":"features","measures":[{"id":"psi"}],"stats":["value","critical","count","baselineCount","verdict"]}`,
	`{"target":"features","measures":[{"id":"psi"},{"id":"ks"}],"stats":["value"],"baseline":"training"}`,
	`{"target":"features","features":["temp","precip"],"measures":[{"id":"mean"},{"id":"missing_rate"}],"stats":["current","baseline"],"window":"1d","splitBy":["origin"]}`,
	`{"target":"features","features":["dep_delay","distance"],"measures":[{"id":"quantile","p":0.95},{"id":"std"}],"stats":["current","baseline"]}`,
	`{"target":"prediction","measures":[{"id":"accuracy"}],"stats":["current","baseline","count"]}`,
	`{"target":"score","measures":[{"id":"roc_auc"}],"stats":["current","baseline","count"],"baseline":"training"}`,
	`{"target":"latency","measures":[{"id":"quantile","p":0.99}],"stats":["current"],"splitBy":["haul"]}`,
	`{"queryType":"segments","target":"prediction","measures":[{"id":"accuracy"}],"splitBy":["carrier"]}`,
	`{"queryType":"policy","stats":["margin","breach","threshold","verdict"]}`,
}

// thinned keeps a prediction in so many, so that loading four servers takes seconds; with LEEWAY_LONG all are kept.
const thinned = 8

// A question has the same answer on every store that holds the log, to 1e-9: Parquet files say what it is.
func TestStoresAgree(t *testing.T) {
	folder, definition := t.TempDir(), demo.Definition(t)
	tables := flightsTables(t, folder)
	files := stores.Database{Kind: model.DuckDB, Root: folder}.Instance(t, nil, definition)
	definition = json.RawMessage(strings.ReplaceAll(string(definition), ".parquet", ""))
	stores.EachServer(t, func(t *testing.T, h stores.Harness) {
		i := h.Make(t, tables...).Instance(t, func(e store.Event) {
			if e.Err != nil {
				t.Logf("%v\n%s", e.Err, e.SQL)
			}
		}, definition)
		for _, q := range questions {
			t.Run(q, func(t *testing.T) { agree(t, files, i, q) })
		}
	})
}

// agree compares every cell of two answers about the week of the furlough.
func agree(t *testing.T, a, b *plugin.Instance, query string) {
	t.Helper()
	from, to := local(4, 21), local(4, 28)
	want, got := ask(t, a, from, to, query), ask(t, b, from, to, query)
	if len(want.Fields) != len(got.Fields) || want.Rows() != got.Rows() {
		t.Fatalf("%d×%d cells, want %d×%d", len(got.Fields), got.Rows(), len(want.Fields), want.Rows())
	}
	compared, largest := 0, 0.0
	for i, field := range want.Fields {
		for row := range field.Len() {
			difference, number := differ(field, got.Fields[i], row)
			if number {
				compared, largest = compared+1, math.Max(largest, difference)
			}
			if !(difference <= 1e-9) { // NaN is as far as can be
				t.Errorf("%s of row %d is %s, want %s", field.Name, row, written(got.Fields[i], row),
					written(field, row))
			}
		}
	}
	t.Logf("%d numbers, the largest difference %.1e", compared, largest)
	if compared == 0 {
		t.Error("there is no number to compare")
	}
}

// differ is how far two numbers are apart, relative to numbers above 1; anything else is 0 where the texts are the same
// and infinite where they are not.
func differ(a, b *data.Field, row int) (difference float64, number bool) {
	x, known := a.ConcreteAt(row)
	y, also := b.ConcreteAt(row)
	f, isFloat := x.(float64)
	g, _ := y.(float64)
	switch {
	case isFloat && known && also:
		return math.Abs(f-g) / math.Max(1, math.Abs(f)), true
	case known == also && fmt.Sprint(x) == fmt.Sprint(y):
		return 0, false
	}
	return math.Inf(1), false
}

func written(f *data.Field, row int) string {
	if x, ok := f.ConcreteAt(row); ok {
		return fmt.Sprint(x)
	}
	return "null"
}

// flightsTables writes what is kept of the demo's tables into a folder and reads it.
func flightsTables(t *testing.T, folder string) (tables []stores.Table) {
	t.Helper()
	connector, err := driver.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	keep := thinned
	if os.Getenv("LEEWAY_LONG") != "" {
		keep = 1
	}
	for name, row := range map[string]string{"predictions": "prediction_id", "outcomes": "prediction_id",
		"training": "file_row_number"} {
		kept := filepath.Join(folder, name+".parquet")
		duckdbtest.Exec(t, "",
			fmt.Sprintf("COPY (SELECT * EXCLUDE (file_row_number) FROM read_parquet('%s', file_row_number = true) WHERE %s %% %d = 0) TO '%s'",
				filepath.Join(demo.Root(t), name+".parquet"), row, keep, kept))
		tables = append(tables, readTable(t, db, name, kept))
	}
	return tables
}

var portable = map[string]stores.Type{"BIGINT": stores.BigInt, "INTEGER": stores.BigInt, "DOUBLE": stores.Double,
	"VARCHAR": stores.Text,
	"BOOLEAN": stores.Boolean, "TIMESTAMP": stores.Timestamp}

func readTable(t *testing.T, db *sql.DB, name, file string) stores.Table {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), "SELECT * FROM '"+file+"'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	table := stores.Table{Name: name}
	for _, c := range columns {
		kind, known := portable[c.DatabaseTypeName()]
		if !known {
			t.Fatalf("%s.%s has type %s", name, c.Name(), c.DatabaseTypeName())
		}
		table.Columns = append(table.Columns, stores.Column{Name: c.Name(), Type: kind})
	}
	for rows.Next() {
		row, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			targets[i] = &row[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		for i, v := range row {
			if n, ok := v.(int32); ok {
				row[i] = int64(n)
			}
		}
		table.Rows = append(table.Rows, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return table
}
