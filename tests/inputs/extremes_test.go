package inputs

import (
	"encoding/json"
	"math"
	"testing"

	"leeway/tests/stores"
)

// The largest doubles are usual for "no limit". In one feature they are values; the other features are counted as
// without them.
func TestTheLargestDoublesAreValues(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		for name, huge := range map[string]float64{"largest": math.MaxFloat64, "least": -math.MaxFloat64} {
			t.Run(name, func(t *testing.T) {
				log := logTable([]stores.Column{{Name: "pred", Type: stores.Boolean},
					{Name: "b01", Type: stores.BigInt}, {Name: "one", Type: stores.BigInt},
					{Name: "decm", Type: stores.Numeric}, {Name: "dtxt", Type: stores.Text},
					{Name: "huge", Type: stores.Double}}, func(i int) []any {
					x := 1.5
					if i%50 == 0 {
						x = huge
					}
					return []any{i%2 == 0, int64(i % 2), int64(1), "1.25", "2.5", x}
				})
				i := h.Make(t, log).Instance(t, nil,
					json.RawMessage(`{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"prediction":"pred"},
					"features":[{"name":"b01","kind":"numeric"},{"name":"one","kind":"numeric"},{"name":"decm","kind":"numeric"},{"name":"dtxt","kind":"numeric"},{"name":"huge","kind":"numeric"}],
					"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-19"}},"baseline":"launch"}`))
				for _, query := range []string{
					`{"target":"features","measures":[{"id":"psi"}],"stats":["value","count"],"window":"7d"}`,
					`{"target":"features","features":["b01"],"measures":[{"id":"psi"}],"stats":["value","count"],"window":"7d"}`,
					`{"target":"features","measures":[{"id":"invalid_rate"}],"stats":["current","count"],"window":"7d"}`,
					`{"target":"features","measures":[{"id":"quantile","p":0.5}],"stats":["current","count"],"window":"7d"}`,
				} {
					got := ask(t, i, query)
					if row := got.of("feature", "b01"); row == nil || row["count"] != 168.0 {
						t.Errorf("%s: b01 is %v, want a count of 168", query, row)
					}
				}
				got := ask(t, i, `{"target":"features","measures":[{"id":"max"}],"stats":["current"],"window":"7d"}`)
				if row := got.of("feature", "b01"); row == nil || row["current"] != 1.0 {
					t.Errorf("the maximum of b01 is %v, want 1", row)
				}
			})
		}
	})
}
