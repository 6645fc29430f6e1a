package conformance

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/summary/summarytest"
	"leeway/pkg/window"
)

// trained are features of every kind of which a training table fixes grids and kept categories.
var trained = []struct {
	name, kind string
	column     Column
	at         func(i int) any
}{
	{"level", "numeric", Column{Type: Double}, func(i int) any { return 1013 + 5*math.Sin(float64(i)) }},
	{"size", "numeric", Column{Type: Double}, func(i int) any { return math.Exp(4 * math.Sin(float64(i))) }},
	{"holes", "numeric", Column{Type: Double}, func(i int) any {
		if i%3 == 0 {
			return nil
		}
		return -3 * math.Cos(float64(i))
	}},
	{"parsed", "numeric", Column{Type: Text}, func(i int) any {
		if i%50 == 0 {
			return "n/a"
		}
		return fmt.Sprint(float64(i%97) / 8)
	}},
	{"count", "numeric", Column{Type: BigInt}, func(i int) any { return int64(i * 7919 % 300) }},
	{"flag", "numeric", Column{Type: Double}, func(i int) any { return float64(i % 2) }},
	// its sd is nearly 1
	{"standard", "numeric", Column{Type: Double}, func(i int) any { return math.Sqrt2 * math.Sin(float64(i)) }},
	{"spike", "numeric", Column{Type: Double}, func(i int) any {
		if i == 717 {
			return 1e300
		}
		return math.Sqrt2 * math.Sin(float64(i))
	}},
	{"wild", "numeric", Column{Type: Double}, func(i int) any {
		if of := []any{math.NaN(), math.Inf(1), math.Inf(-1), nil}; i%100 < len(of) {
			return of[i%100]
		}
		return 40 * math.Sin(float64(i))
	}},
	{"none", "numeric", Column{Type: Double}, func(int) any { return nil }},
	{"colour", "categorical", Column{Type: Text}, func(i int) any { return fmt.Sprintf("c%d", i*i%90) }},
	{"yes", "categorical", Column{Type: Boolean}, func(i int) any { return i%4 == 0 }},
	{"code", "categorical", Column{Type: BigInt}, func(i int) any { return int64(i % 7) }},
}

// training: a table that is a model's reference and baseline fixes, on every store, the grids that its values choose,
// and is compared with as if those had been pinned.
func training(t *testing.T, h Harness) {
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	log, table := logTable(nil, nil), Table{Name: "training"}
	for _, f := range trained {
		column := Column{Name: f.name, Type: f.column.Type}
		log.Columns, table.Columns = append(log.Columns, column), append(table.Columns, column)
	}
	values := map[string][]float64{}
	for i := range 900 {
		var row []any
		for _, f := range trained {
			row = append(row, f.at(i))
			if x, ok := number(f.at(i)); ok && f.kind == "numeric" {
				values[f.name] = append(values[f.name], x)
			}
		}
		table.Rows = append(table.Rows, row)
		if i%3 == 0 {
			log.Rows = append(log.Rows, append([]any{int64(i), at.Add(time.Duration(i) * time.Minute)}, row...))
		}
	}
	s := h.Open(t, log, table)
	open := func(pins map[string]engine.Pin) (*engine.Engine, *model.Model) { return trainedEngine(t, s, pins) }
	r := window.Range{Start: at, End: at.AddDate(0, 0, 1)}
	e, m := open(nil)
	got := drifts(t, e, r)
	pins, err := e.Pins(context.Background(), m, r)
	if err != nil {
		t.Fatal(err)
	}
	for name, of := range values {
		if want := summarytest.Fitted(of); pins[name].Grid != want.String() {
			t.Errorf("%s is counted on %s, want %s", name, pins[name].Grid, want)
		}
	}
	e, _ = open(pins)
	if want := drifts(t, e, r); !reflect.DeepEqual(got, want) || len(got) != len(trained) {
		t.Errorf("drift is %v, with pinned grids %v", got, want)
	}
}

func number(x any) (float64, bool) {
	switch x := x.(type) {
	case float64:
		return x, true
	case int64:
		return float64(x), true
	case string:
		var number float64
		_, err := fmt.Sscan(x, &number)
		return number, err == nil
	}
	return 0, false
}

// trainedEngine is an engine for a model of all features, those with pins on their grids.
func trainedEngine(t *testing.T, s store.Store, pins map[string]engine.Pin) (*engine.Engine, *model.Model) {
	t.Helper()
	var features []string
	for _, f := range trained {
		grid := ""
		if pin := pins[f.name]; pin.Grid != "" {
			grid = fmt.Sprintf(`,"grid":%q`, pin.Grid)
		}
		features = append(features, fmt.Sprintf(`{"name":%q,"kind":%q%s}`, f.name, f.kind, grid))
	}
	m, errs := model.ParseModel([]byte(`{"id":"trained","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all",
		"time":{"column":"at"},"prediction":"yes"},"baselines":{"training":{"kind":"table","table":"training"}},"baseline":"training",
		"features":[` + strings.Join(features, ",") + `]}`))
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}})
	if err != nil {
		t.Fatal(err)
	}
	return e, m
}

// drifts asks for the drift of all features, and returns their stats by name.
func drifts(t *testing.T, e *engine.Engine, r window.Range) map[string]map[query.Stat]float64 {
	t.Helper()
	q, err := query.Parse([]byte(`{"measures":[{"id":"psi"}],"target":"features","window":"1d"}`))
	if err != nil {
		t.Fatal(err)
	}
	result, err := e.Answer(context.Background(), q, r)
	if err != nil {
		t.Fatal(err)
	}
	stats := map[string]map[query.Stat]float64{}
	for _, s := range result.Series {
		stats[s.Feature] = s.Points[0].Stats
	}
	return stats
}
