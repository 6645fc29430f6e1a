package propose

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/propose"
	"leeway/tests/stores"
)

// A proposal joins ids as queries do, and says with examples that none of them meet.
func TestProposedIDsJoinAsInQueries(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		uuid := func(i int) string { return fmt.Sprintf("6ba7b810-9dad-11d1-80b4-%012d", i) }
		bytes := func(i int) any {
			b, err := hex.DecodeString(strings.ReplaceAll(uuid(i), "-", ""))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		padded := func(i int) any { return fmt.Sprintf("%08d", i) }
		number := func(i int) any { return int64(i) }
		asUUID := func(i int) any { return uuid(i) }
		for _, c := range []struct {
			name             string
			log, outcomes    stores.Type
			logged, observed func(int) any
			delay, note      string
		}{
			{"UUID and UUID", stores.UUID, stores.UUID, asUUID, asUUID, "6h", ""},
			{"UUID and text", stores.UUID, stores.Text, asUUID, asUUID, "6h", ""},
			{"bytes and UUID", stores.Bytes, stores.UUID, bytes, asUUID, "6h", ""},
			{"text with zeros and whole number", stores.Text, stores.BigInt, padded, number, "6h", ""},
			{"whole number and text", stores.BigInt, stores.Text, number, padded, "6h", ""},
			{"whole number and another text", stores.BigInt, stores.Text, number,
				func(i int) any { return fmt.Sprint("R", i) }, "7d",
				`no prediction of the sample has an outcome: log has "`},
		} {
			t.Run(c.name, func(t *testing.T) {
				if h.Types[c.log] == nil || h.Types[c.outcomes] == nil {
					t.Skipf("%s has no such type", h.Name)
				}
				log := stores.Table{Name: "log", Columns: []stores.Column{{Name: "prediction_id", Type: c.log},
					{Name: "predicted_at", Type: stores.Timestamp},
					{Name: "prediction", Type: stores.Boolean}}}
				outcomes := stores.Table{Name: "outcomes",
					Columns: []stores.Column{{Name: "prediction_id", Type: c.outcomes},
						{Name: "observed_at", Type: stores.Timestamp},
						{Name: "label", Type: stores.Boolean}}}
				for i := range 200 {
					at := start.Add(time.Duration(i) * time.Hour)
					log.Rows = append(log.Rows, []any{c.logged(i), at, i%2 == 0})
					outcomes.Rows = append(outcomes.Rows, []any{c.observed(i), at.Add(3 * time.Hour), i%3 == 0})
				}
				p, err := propose.Propose(context.Background(), h.Open(t, log, outcomes), propose.Options{Table: "log"})
				if err != nil {
					t.Fatal(err)
				}
				if o := p.Model.Outcomes; o == nil || o.Delay.String() != c.delay {
					t.Errorf("outcomes are %+v, want a delay of %s", o, c.delay)
				}
				said := ""
				for _, n := range p.Notes {
					if n.Path == "outcomes.id" {
						said += n.Reason
					}
				}
				if !strings.HasPrefix(said, c.note) || c.note == "" && said != "" || c.note != "" &&
					!strings.Contains(said, `outcomes has "R`) {
					t.Errorf("said of the ids: %q, want %q", said, c.note)
				}
			})
		}
	})
}
