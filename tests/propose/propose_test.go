package propose

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/propose"
	"leeway/pkg/store"
	"leeway/tests/stores"
)

func TestTheProposalIsTheSameOnEveryStore(t *testing.T) { stores.Each(t, proposal) }

// start is the first hour of the tables.
var start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

// hostileName is a column whose name would end the statement if it were not quoted for the store.
const hostileName = `x\", 42 as pwn --`

// proposal has the same tables described on every store: types, keys inside documents, a hostile name, labels
// elsewhere, when rows were written, and numbers that are no quantities.
func proposal(t *testing.T, h stores.Harness) {
	log, outcomes := proposalTables()
	s := h.Open(t, log, outcomes)
	p, err := propose.Propose(context.Background(), s, propose.Options{Table: "log"})
	if err != nil {
		t.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	rolling := model.Baseline{Kind: model.BaselineRolling}.Filled()
	from, to := model.NewDate("2026-01-05"), model.NewDate("2026-01-17")
	want := model.Model{SchemaVersion: 1, ID: "log", Task: model.Binary, Timezone: "UTC",
		Log: model.Log{Table: "log", ID: []string{"id"}, Unique: "first",
			Time: model.Time{Column: "predicted_at",
				Zone: "UTC"}, Lateness: model.Duration{Clock: 5 * time.Minute}, Version: "model_version",
			Prediction: "late", Score: &model.Score{ScoreColumn: model.ScoreColumn{Column: "p_late"}}, Positive: model.Spellings{"true"}, Latency: &model.Latency{Column: "latency_ms", Unit: "ms"}},
		Outcomes: &model.Outcomes{Table: "outcomes", ID: []string{"id"}, Label: "arrived_late",
			Time: &model.Time{Column: "observed_at"}, Delay: model.Duration{Days: 1}},
		Features: []model.Feature{{Name: "amount", Kind: model.Numeric},
			{Name: "carrier", Kind: model.Categorical, Values: []model.Scalar{"AA", "B6"}},
			{Name: "age", Kind: model.Numeric, Path: "payload.customer.age"},
			{Name: "vip", Kind: model.Categorical, Path: "payload.vip", Values: []model.Scalar{"false", "true"}},
			{Name: hostileName, Kind: model.Numeric}, {Name: "marital", Kind: model.Categorical,
				Values: []model.Scalar{"1", "2", "3", "4", "5"}}},
		Segments: []model.Segment{{Name: "carrier", Values: []model.Scalar{"AA", "B6"}},
			{Name: "marital", Values: []model.Scalar{"1", "2", "3", "4", "5"}}},
		Baselines: map[string]model.Baseline{"rolling": rolling,
			"launch": {Kind: model.BaselineFixed, From: &from, To: &to}},
		Baseline: "rolling", Reference: "launch", ShortestWindow: model.Duration{Days: 7}} // a day holds 24 rows
	sameDate := cmp.Comparer(func(a, b model.Date) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, p.Model, sameDate, cmpopts.IgnoreFields(model.Feature{}, "Grid")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, f := range p.Model.Features {
		if f.Kind == model.Numeric && f.Grid == "" {
			t.Errorf("the grid of %s is not pinned", f.Name)
		}
	}
	sampled(t, s, p)
	sized(t, s)
}

// sampled has the definition found in the catalog, and one row of it read, as the health check does.
func sampled(t *testing.T, s store.Store, p *propose.Proposal) {
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{&p.Model}})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.CheckModel(context.Background(), &p.Model); err != nil {
		t.Error(err)
	}
	at, ok, err := e.Sample(context.Background(), &p.Model)
	if err != nil || !ok || at.Before(start) || at.After(start.Add(600*time.Hour)) {
		t.Errorf("a row of %v was read (%v), %v", at, ok, err)
	}
}

// sized checks an estimate of 600 rows; a store may know nothing before it has looked at a table.
func sized(t *testing.T, s store.Store) {
	parts, err := s.Table("log")
	if err != nil {
		t.Fatal(err)
	}
	if n, known, err := store.Size(context.Background(), s, parts); err != nil || known && (n < 300 || n > 1200) {
		t.Errorf("a table of 600 rows is estimated at %d (known: %v, %v)", n, known, err)
	}
	if n, known, err := store.Size(context.Background(), s, []string{hostileName}); known {
		t.Errorf("a table that is not there is estimated at %d (%v)", n, err)
	}
}

// proposalTables are 600 hours of predictions, and labels five hours later.
func proposalTables() (log, outcomes stores.Table) {
	log = stores.Table{Name: "log", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "predicted_at", Type: stores.Timestamp}, {Name: "model_version", Type: stores.Text},
		{Name: "late", Type: stores.Boolean}, {Name: "p_late", Type: stores.Double},
		{Name: "latency_ms", Type: stores.Double}, {Name: "amount", Type: stores.Numeric},
		{Name: "carrier", Type: stores.Text}, {Name: "payload", Type: stores.JSON},
		{Name: hostileName, Type: stores.Double}, {Name: "note", Type: stores.Text},
		{Name: "created_at", Type: stores.TimestampTZ}, {Name: "touched", Type: stores.Double},
		{Name: "marital", Type: stores.Text}, {Name: "row_number", Type: stores.BigInt}}}
	outcomes = stores.Table{Name: "outcomes", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "observed_at", Type: stores.TimestampTZ}, {Name: "arrived_late", Type: stores.Boolean}}}
	for i := range 600 {
		at, u := start.Add(time.Duration(i)*time.Hour), float64(i*79%600)/600
		payload := fmt.Sprintf(`{"customer": {"age": %d, "tags": [1]}, "vip": %v, "a.b": 1}`, 20+i%60, i%3 == 0)
		log.Rows = append(log.Rows, []any{int64(i), at, "v1", u > 0.8, u, float64(5 + i%7), u * 100,
			[]string{"AA", "B6"}[i%2], payload, u - 0.5, fmt.Sprint("note ", i),
			at.Add(90 * time.Second), float64(at.Unix()) + 0.25, fmt.Sprint(1 + i%5), int64(i)})
		outcomes.Rows = append(outcomes.Rows, []any{int64(i), at.Add(23 * time.Hour), u > 0.75})
	}
	return log, outcomes
}
