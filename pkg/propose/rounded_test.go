package propose

import (
	"context"
	"strings"
	"testing"

	"leeway/pkg/store/duckdb"
)

// An id that one file of a table holds as whole numbers beyond 2^53 and another as doubles is not proposed, and the
// reason is.
func TestAnIDThatIsRoundedIsNotProposed(t *testing.T) {
	root := t.TempDir()
	columns := " AS prediction_id, TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS predicted_at, i % 2 = 0 AS prediction FROM range(48) r(i)"
	writeFile(t, root, "log/0.parquet", "CAST(1152921504606846976 + i AS BIGINT)"+columns)
	writeFile(t, root, "log/1.parquet", "CAST(48 + i AS DOUBLE)"+columns)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	p, err := Propose(context.Background(), s, Options{Table: "log/*.parquet"})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Model.Log.ID) != 0 || len(p.Left) != 1 || p.Left[0].Column != "prediction_id" ||
		!strings.HasPrefix(p.Left[0].Reason, "log/0.parquet holds whole numbers beyond") {
		t.Errorf("id %v, left out %v", p.Model.Log.ID, p.Left)
	}
}
