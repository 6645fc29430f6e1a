package propose

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/propose"
	"leeway/tests/stores"
)

// No name tells the prediction's id, the label or its time; the values do, on every store.
func TestIDLabelAndItsTimeAreFoundByTheirValues(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		for name, c := range map[string]struct {
			kind stores.Type
			seen func(time.Time) any
			unit string
		}{
			"a timestamp":             {stores.Timestamp, func(at time.Time) any { return at }, ""},
			"a timestamp with a zone": {stores.TimestampTZ, func(at time.Time) any { return at }, ""},
			"milliseconds":            {stores.BigInt, func(at time.Time) any { return at.UnixMilli() }, "ms"},
			"an ISO 8601 text":        {stores.Text, func(at time.Time) any { return at.Format(time.RFC3339) }, ""},
		} {
			t.Run(name, func(t *testing.T) {
				log := stores.Table{Name: "log", Columns: []stores.Column{{Name: "parcel", Type: stores.BigInt},
					{Name: "asked", Type: stores.Timestamp}, {Name: "eta", Type: stores.Double}}}
				arrived := stores.Table{Name: "arrived", Columns: []stores.Column{{Name: "parcel", Type: stores.BigInt},
					{Name: "asked_at", Type: stores.Timestamp}, {Name: "took", Type: stores.Double}, {Name: "seen", Type: c.kind}}}
				for i := range 200 {
					at := start.Add(time.Duration(i) * time.Hour)
					log.Rows = append(log.Rows, []any{int64(7 * i), at, float64(i*79%200) + 0.5})
					arrived.Rows = append(arrived.Rows, []any{int64(7 * i), at, float64(i*79%200) + 1.5, c.seen(at.Add(30 * time.Hour))})
				}
				p, err := propose.Propose(context.Background(), h.Open(t, log, arrived),
					propose.Options{Table: "log", Prediction: "eta"})
				if err != nil {
					t.Fatal(err)
				}
				o := p.Model.Outcomes
				if len(p.Model.Log.ID) != 1 || p.Model.Log.ID[0] != "parcel" || o == nil || o.Label != "took" {
					t.Fatalf("the id is %v, the outcomes are %+v", p.Model.Log.ID, o)
				}
				if o.Time == nil || o.Time.Column != "seen" || o.Time.Unit != c.unit || o.Delay.String() != "2d" {
					t.Errorf("the time is %+v, the delay %s; want seen in %q, 2d", o.Time, o.Delay, c.unit)
				}
			})
		}
	})
}
