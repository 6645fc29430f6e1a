package hostile

import (
	"context"
	"fmt"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/store/trino"
	"leeway/tests/servers/trinotest"
)

func onTrino(t *testing.T, names []string) under {
	t.Helper()
	schema := trinotest.New(t)
	schema.Exec(t, "CREATE TABLE "+schema.Name("canary")+" AS SELECT 7 AS x")
	refused := map[int]bool{}
	for i, name := range names {
		quoted, err := dialect.Trino.Names.Apply(name)
		if err != nil {
			refused[i] = true
			continue
		}
		schema.Exec(t, fmt.Sprintf("CREATE VIEW %s AS SELECT %d AS %s", schema.Name(fmt.Sprint("t", i)), i, quoted))
	}
	s, err := trino.Open(context.Background(), trino.Options{Server: schema.Server})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return under{name: "trino", store: s, every: true, folds: true, refused: refused, secret: schema.Server.URL}
}
