package stores

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/tests/servers/clickhousetest"
)

// ClickHouse is the harness of a ClickHouse server or engine.
func ClickHouse(t testing.TB) Harness {
	t.Helper()
	clickhousetest.New(t) // skips where there is none
	h := Harness{Name: "ClickHouse", Types: map[Type][]string{
		BigInt: {"Nullable(Int64)",
			"Nullable(Int128)"}, Double: {"Nullable(Float64)"}, Numeric: {"Nullable(Decimal(38, 10))"},
		Text:    {"Nullable(String)", "LowCardinality(Nullable(String))"},
		Boolean: {"Nullable(Bool)"}, Timestamp: {"Nullable(DateTime64(6, 'UTC'))"},
		TimestampTZ: {"Nullable(DateTime64(6, 'Europe/Berlin'))",
			"Nullable(DateTime64(9, 'UTC'))"}, JSON: {"Nullable(String)"},
		UUID: {"Nullable(UUID)"}, Enumeration: {"Nullable(Enum8('a', 'b', 'c'))"}}}
	h.Make = func(t testing.TB, tables ...Table) Database {
		t.Helper()
		d := clickhousetest.New(t)
		for _, table := range tables {
			d.Exec(t, fmt.Sprintf("CREATE TABLE %s (%s) ENGINE = Memory", d.Name(table.Name),
				h.definitions(table.Columns, clickhousetest.Quote)))
			tuples(table.all(), 5_000, clickHouseLiteral,
				func(values string) { d.Exec(t, "INSERT INTO "+d.Name(table.Name)+" VALUES "+values) })
		}
		return Database{Kind: model.ClickHouse, Server: d.Server}
	}
	return h
}

func clickHouseLiteral(v any, _ int) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strings.ToLower(strings.TrimPrefix(fmt.Sprint(v), "+"))
		}
		return strconv.FormatFloat(v, 'e', -1, 64)
	case time.Time:
		if v.Unix() < 1e9 { // numbers of fewer digits are none of seconds
			return fmt.Sprintf("toDateTime64('%s', 6, 'UTC')", v.UTC().Format(layout))
		}
		return fmt.Sprintf("'%d.%06d'", v.Unix(), v.Nanosecond()/1000) // whatever the column's zone
	case string:
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(v) + "'"
	}
	return fmt.Sprint(v)
}
