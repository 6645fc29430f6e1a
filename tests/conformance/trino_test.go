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
	"leeway/pkg/store/trino"
	"leeway/tests/servers/trinotest"
)

func TestTrino(t *testing.T) { Run(t, trinoHarness{}) }

func TestTrinoNodes(t *testing.T) { Nodes(t, trinoHarness{}.Open(t)) }

// trinoHarness is the harness of Trino's memory connector.
type trinoHarness struct{}

var trinoTypes = map[Type]string{BigInt: "bigint", Double: "double", Numeric: "decimal(38, 10)", Text: "varchar",
	Boolean: "boolean", Timestamp: "timestamp(6)", TimestampTZ: "timestamp(6) with time zone", JSON: "json"}

func (trinoHarness) Open(t *testing.T, tables ...Table) store.Store {
	t.Helper()
	schema := trinotest.New(t)
	for _, table := range tables {
		schema.Exec(t, trinoCreate(schema, table), trinoInsert(schema, table))
	}
	s, err := trino.Open(context.Background(), trino.Options{Server: schema.Server})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Fold: Trino keeps names in lower case.
func (trinoHarness) Fold(name string) string { return strings.ToLower(name) }

func trinoCreate(s *trinotest.Schema, t Table) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = trinotest.Quote(c.Name) + " " + trinoTypes[c.Type]
	}
	return fmt.Sprintf("CREATE TABLE %s (%s)", s.Name(t.Name), strings.Join(columns, ", "))
}

func trinoInsert(s *trinotest.Schema, t Table) string {
	rows := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		literals := make([]string, len(row))
		for j, v := range row {
			literals[j] = trinoLiteral(v, t.Columns[j].Type)
		}
		rows[i] = "(" + strings.Join(literals, ", ") + ")"
	}
	return fmt.Sprintf("INSERT INTO %s VALUES %s", s.Name(t.Name), strings.Join(rows, ", "))
}

func trinoLiteral(v any, t Type) string {
	if v == nil {
		return "CAST(NULL AS " + trinoTypes[t] + ")"
	}
	switch v := v.(type) {
	case float64:
		switch {
		case math.IsNaN(v):
			return "nan()"
		case math.IsInf(v, 1):
			return "infinity()"
		case math.IsInf(v, -1):
			return "-infinity()"
		}
		return "DOUBLE '" + strconv.FormatFloat(v, 'e', -1, 64) + "'"
	case time.Time:
		return "TIMESTAMP '" + v.Format("2006-01-02 15:04:05.000000") + "'"
	case string:
		return "CAST('" + strings.ReplaceAll(v, "'", "''") + "' AS " + trinoTypes[t] + ")"
	}
	return fmt.Sprint(v)
}
