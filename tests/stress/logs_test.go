package stress

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/tests/demo"
	"leeway/tests/stores"
)

// log is a model with the data that it monitors.
type log struct {
	stores.Database
	model    json.RawMessage
	id       string
	features []string // numeric
	segments []string
	from, to time.Time // of the newest month
}

const demoDashboard = "../../provisioning/dashboards/leeway-flights/arrival-delay.json"

// flights is the demo's log.
func flights(t testing.TB) log {
	t.Helper()
	return log{Database: stores.Database{Kind: model.DuckDB, Root: demo.Root(t)}, model: demo.Definition(t),
		id:       "arrival-delay",
		features: []string{"dep_delay", "distance", "temp", "pressure", "wind_speed"}, segments: []string{"carrier",
			"origin", "haul"},
		from: time.Date(2013, 4, 1, 4, 0, 0, 0, time.UTC), to: time.Date(2013, 4, 29, 4, 0, 0, 0, time.UTC)}
}

const (
	days    = 84
	perDay  = 40
	madeLog = `{"id":"made","task":"binary","timezone":"UTC","resolution":"1h","segments":["site","plan"],
		"log":{"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"prediction":"late","score":"p","positive":"true","latency":{"column":"ms","unit":"ms"}},
		"outcomes":{"table":"outcomes","id":["id"],"label":"label","time":{"column":"seen","zone":"UTC"},"delay":"1d"},
		"features":[{"name":"x0","kind":"numeric"},{"name":"x1","kind":"numeric"},{"name":"x2","kind":"numeric"},{"name":"site","kind":"categorical"}],
		"baselines":{"rolling":{"kind":"rolling","periods":4,"every":"1w","minPeriods":2}},"baseline":"rolling"}`
)

// made is a small log of random numbers on a store.
func made(t testing.TB, h stores.Harness) log {
	t.Helper()
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(14, 15))
	predictions := stores.Table{Name: "log", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "at", Type: stores.Timestamp},
		{Name: "late", Type: stores.Boolean}, {Name: "p", Type: stores.Double}, {Name: "ms", Type: stores.Double},
		{Name: "site", Type: stores.Text},
		{Name: "plan", Type: stores.Text}, {Name: "x0", Type: stores.Double}, {Name: "x1", Type: stores.Double},
		{Name: "x2", Type: stores.Double}}}
	outcomes := stores.Table{Name: "outcomes", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "label", Type: stores.Boolean},
		{Name: "seen", Type: stores.Timestamp}}}
	for i := range days * perDay {
		at, p := begin.Add(time.Duration(i)*24*time.Hour/perDay), random.Float64()
		predictions.Rows = append(predictions.Rows, []any{int64(i), at, p > 0.5, p, 20 * random.ExpFloat64(),
			fmt.Sprintf("s%d", random.IntN(12)),
			fmt.Sprintf("p%d",
				random.IntN(30)), random.NormFloat64(), 1e4 * random.NormFloat64(), float64(random.IntN(50))})
		outcomes.Rows = append(outcomes.Rows, []any{int64(i), random.Float64() < p,
			at.Add(time.Duration(random.IntN(20)) * time.Hour)})
	}
	end := begin.AddDate(0, 0, days)
	return log{Database: h.Make(t, predictions, outcomes), model: json.RawMessage(madeLog), id: "made",
		features: []string{"x0", "x1", "x2"}, segments: []string{"site", "plan"}, from: end.AddDate(0, 0, -28), to: end}
}
