package conformance

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"leeway/pkg/store"
	"leeway/pkg/store/clickhouse"
	"leeway/tests/servers/clickhousetest"
)

func TestClickHouse(t *testing.T) { Run(t, clickHouse{}) }

// clickHouse is the harness of a ClickHouse server or engine.
type clickHouse struct{}

var clickHouseTypes = map[Type]string{BigInt: "Int64", Double: "Float64", Numeric: "Decimal(38, 10)", Text: "String",
	Boolean: "Bool", Timestamp: "DateTime64(6, 'UTC')", TimestampTZ: "DateTime64(6, 'Europe/Berlin')", JSON: "String"}

func (clickHouse) Open(t *testing.T, tables ...Table) store.Store {
	t.Helper()
	d := clickhousetest.New(t)
	for _, table := range tables {
		d.Exec(t, clickHouseCreate(d, table), clickHouseInsert(d, table))
	}
	s, err := clickhouse.Open(context.Background(), clickhouse.Options{Server: d.Server})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func clickHouseCreate(d *clickhousetest.Database, t Table) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = clickhousetest.Quote(c.Name) + " Nullable(" + clickHouseTypes[c.Type] + ")"
	}
	return fmt.Sprintf("CREATE TABLE %s (%s) ENGINE = Memory", d.Name(t.Name), strings.Join(columns, ", "))
}

func clickHouseInsert(d *clickhousetest.Database, t Table) string {
	rows := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		literals := make([]string, len(row))
		for j, v := range row {
			literals[j] = clickHouseLiteral(v)
		}
		rows[i] = "(" + strings.Join(literals, ", ") + ")"
	}
	return fmt.Sprintf("INSERT INTO %s VALUES %s", d.Name(t.Name), strings.Join(rows, ", "))
}

func clickHouseLiteral(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strings.ToLower(strings.TrimPrefix(fmt.Sprint(v), "+"))
		}
		return strconv.FormatFloat(v, 'e', -1, 64)
	case time.Time:
		return "'" + v.Format("2006-01-02 15:04:05.000000") + "'"
	case string:
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(v) + "'"
	}
	return fmt.Sprint(v)
}

func TestClickHouseNodes(t *testing.T) { Nodes(t, clickHouse{}.Open(t)) }
