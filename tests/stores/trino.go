package stores

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/tests/servers/trinotest"
)

// Trino is the harness of Trino's memory connector, which keeps names in lower case.
func Trino(t testing.TB) Harness {
	t.Helper()
	trinotest.New(t) // skips where there is none
	h := Harness{Name: "Trino", Fold: javaLower, Types: map[Type][]string{
		BigInt: {"bigint", "decimal(20)"}, Double: {"double"}, Numeric: {"decimal(38, 10)"}, Text: {"varchar",
			"varchar(99)"},
		Boolean: {"boolean"}, Timestamp: {"timestamp(6)", "timestamp(9)"},
		TimestampTZ: {"timestamp(6) with time zone"}, JSON: {"varchar", "json"}}}
	h.Make = func(t testing.TB, tables ...Table) Database {
		t.Helper()
		schema := trinotest.New(t)
		for _, table := range tables {
			schema.Exec(t, fmt.Sprintf("CREATE TABLE %s (%s)", schema.Name(table.Name),
				h.definitions(table.Columns, trinotest.Quote)))
			for _, document := range documents(t, table.all()) {
				schema.Exec(t, h.trinoInsert(schema.Name(table.Name), table.Columns, document))
			}
		}
		return Database{Kind: model.Trino, Server: schema.Server}
	}
	return h
}

// javaLower is lower case as Java has it, which makes two characters of the dotted capital I.
func javaLower(s string) string { return strings.ToLower(strings.ReplaceAll(s, "İ", "i\u0307")) }

// documents are rows as JSON arrays of arrays of texts, none so long that a statement would be longer than Trino takes:
// a million characters.
func documents(t testing.TB, rows [][]any) (list []string) {
	t.Helper()
	const most = 800_000
	var one strings.Builder
	for i, row := range rows {
		cells := make([]*string, len(row))
		for j, v := range row {
			cells[j] = trinoText(v)
		}
		text, err := json.Marshal(cells)
		if err != nil {
			t.Fatal(err)
		}
		if one.Len() > 0 {
			one.WriteString(",")
		}
		one.Write(text)
		if one.Len() > most || i == len(rows)-1 {
			list = append(list, "["+one.String()+"]")
			one.Reset()
		}
	}
	return list
}

// trinoText is a value as text that CAST understands; nil is NULL.
func trinoText(v any) *string {
	text := fmt.Sprint(v)
	switch v := v.(type) {
	case nil:
		return nil
	case float64:
		text = strings.TrimPrefix(strconv.FormatFloat(v, 'e', -1, 64), "+")
		if math.IsInf(v, 0) {
			text = strings.Replace(text, "Inf", "Infinity", 1)
		}
	case time.Time:
		text = v.UTC().Format(layout)
	}
	return &text
}

func (h Harness) trinoInsert(table string, columns []Column, document string) string {
	var fields, casts []string
	for i, c := range columns {
		name := fmt.Sprint("c", i)
		fields = append(fields, name+" varchar")
		switch raw := h.raw(c); {
		case raw == "json":
			casts = append(casts, "json_parse("+name+")")
		case strings.HasSuffix(raw, "with time zone"):
			casts = append(casts, "CAST("+name+" || ' UTC' AS "+raw+")")
		default:
			casts = append(casts, "CAST("+name+" AS "+raw+")")
		}
	}
	return fmt.Sprintf("INSERT INTO %s SELECT %s FROM UNNEST(CAST(json_parse('%s') AS array(row(%s)))) AS r", table,
		strings.Join(casts, ", "), strings.ReplaceAll(document, "'", "''"), strings.Join(fields, ", "))
}
