package hostile

import (
	"context"
	"fmt"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/store/clickhouse"
	"leeway/tests/servers/clickhousetest"
)

func clickHouse(t *testing.T, names []string) under {
	t.Helper()
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE VIEW "+d.Name("canary")+" AS SELECT 7 AS x")
	refused := map[int]bool{}
	for i, name := range names {
		quoted, err := dialect.ClickHouse.Names.Apply(name)
		if err != nil {
			refused[i] = true
			continue
		}
		d.Exec(t, fmt.Sprintf("CREATE TABLE %s ENGINE = Memory AS SELECT %d AS %s", d.Name(fmt.Sprint("t", i)), i, quoted))
	}
	s, err := clickhouse.Open(context.Background(), clickhouse.Options{Server: d.Server})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return under{name: "clickhouse", every: true, store: s, refused: refused, secret: d.Server.URL}
}

// The identifier that escapes from quoting by doubling alone stays a name.
func TestClickHouseBackslash(t *testing.T) {
	const name = `x\", 42 AS pwn -- `
	u := clickHouse(t, []string{name})
	columns, err := u.store.Columns(context.Background(), []string{"t0"})
	if err != nil || len(columns) != 1 || columns[0].Name != name {
		t.Errorf("%v, %v", columns, err)
	}
}
