package clickhouse

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/tests/servers/clickhousetest"
	"leeway/tests/storetest"
)

// A column of a table with another name is called by both.
func TestAMissingColumnOfAnAlias(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE predictions (carrier String) ENGINE = Memory")
	q := sqlast.Select{Items: item(sqlast.Column{Source: "p", Name: "carier"}),
		From: sqlast.Table{Name: []string{"predictions"}, As: "p"}}
	_, err := open(t, d).Query(context.Background(), q, storetest.Nothing)
	storetest.WantFault(t, err, fault.NotFound, `there is no column "p.carier"; there are carrier`)
}

// TestLongLists: lists longer than a field of a form are several arrays, and values keep out of the text.
func TestLongLists(t *testing.T) {
	d := clickhousetest.New(t)
	s := open(t, d)
	var values []string
	for i := range 10_000 {
		values = append(values, fmt.Sprintf("category %d of many, with a 'quote' and a \\ and a\ttab\n", i))
	}
	in := sqlast.InTexts{X: sqlast.Param{Value: values[9_999]}, Values: values}
	none := sqlast.Not{X: sqlast.InTexts{X: sqlast.Param{Value: "none"}, Values: values}}
	if got := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: in, As: "in"},
		{X: none, As: "none"}}}); fmt.Sprint(got) != "[[1 1]]" {
		t.Errorf("%v", got)
	}
	statement, err := dialect.Render(dialect.ClickHouse, sqlast.Select{Items: item(in)})
	if err != nil || len(statement.SQL) > 1000 || strings.Contains(statement.SQL, "category") {
		t.Errorf("%v, %d bytes of text", err, len(statement.SQL))
	}
}

// Which rights of an account let it write.
func TestWriting(t *testing.T) {
	for grant, want := range map[string]string{"GRANT SELECT ON *.* TO r": "",
		"GRANT CREATE TEMPORARY TABLE ON *.* TO r": "",
		"GRANT SELECT, INSERT(a) ON x.y TO r":      "INSERT", "GRANT ALL ON *.* TO r WITH GRANT OPTION": "ALL"} {
		if got := writing(grant); got != want {
			t.Errorf("%s: %q, want %q", grant, got, want)
		}
	}
}
