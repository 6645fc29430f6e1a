package conformance

import (
	"encoding/json"
	"testing"
	"time"
)

// silence: how long a log may be silent follows from its own past on every store, whatever its time is written as; dates get
// the rest of their day.
func silence(t *testing.T, h Harness) {
	dates := map[string]string{"ClickHouse": "Nullable(Date)"}[h.Name]
	if dates == "" {
		dates = "DATE"
	}
	for _, c := range []struct {
		name string
		kind Column
		want float64
	}{
		{"timestamps", Column{Name: "at", Type: Timestamp}, 1.5 * 86400},
		{"dates", Column{Name: "at", Type: Timestamp, Raw: dates}, 2.5 * 86400},
		{"texts", Column{Name: "at", Type: Text}, 1.5 * 86400},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := Table{Name: "predictions", Columns: []Column{c.kind, {Name: "class", Type: Boolean}}}
			for i := range 20 {
				at := any(monday.AddDate(0, 0, i-20))
				if c.kind.Type == Text || c.kind.Raw != "" {
					at = at.(time.Time).Format(time.DateOnly)
				}
				log.Rows = append(log.Rows, []any{at, true})
			}
			i := h.Make(t, log).Instance(t, nil, json.RawMessage(`{"id":"m","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"at"},"prediction":"class"}}`))
			for stat, want := range map[string]float64{"threshold": c.want, "current": 86400} {
				question{query: `{"queryType":"policy","policy":"log-silent","stats":["` + stat + `"]}`, want: want}.stat(t, i, stat, monday.AddDate(0, 0, -1), monday)
			}
		})
	}
}
