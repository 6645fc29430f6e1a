package engine

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// trained is a log of a week and a table of training rows. calm is alike wherever one looks; the first rows of near and
// far mislead: near seems narrower than it is, far wider; odd has values that no sample shows.
const trained = `CREATE MACRO even(i) AS i * 0.618033988749895e0 % 1 * 2 - 1; CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-04-15' + INTERVAL 30 SECOND * i AS at, i % 2 = 0 AS late,
	even(i) * 10 AS calm, cos(i) AS crowded, even(i) * 100 AS near, even(i) AS far, even(i) AS odd, i % 7 AS code, i % 40 AS few, floor(60 * abs(even(i))) AS count,
	sqrt(3) * even(i) AS standard, CASE WHEN i % 9000 = 0 THEN 3e200 ELSE sqrt(3) * even(i) END AS spiked, i % 99 / 10.0 AS tenths,
	even(i) AS none, 'c' || (i % 90) AS colour
	FROM range(20000) t(i);
CREATE TABLE training AS SELECT even(i) * 10 AS calm, cos(i) AS crowded, even(i) * CASE WHEN i < 9000 THEN 1 ELSE 100 END AS near,
	even(i) * CASE WHEN i < 9000 THEN 1000 ELSE 1 END AS far,
	CASE WHEN i < 9000 THEN even(i) WHEN i % 5 = 0 THEN NULL WHEN i % 50 = 1 THEN 'NaN'::DOUBLE WHEN i = 9002 THEN 1e300 ELSE even(i) END AS odd,
	i % 6 AS code, i % 3 = 0 AS late, i % 45 AS few,
	floor(50 * abs(even(i))) AS count, sqrt(3) * even(i) AS standard,
	CASE WHEN i % 90000 = 9001 THEN 3e200 ELSE sqrt(3) * even(i) END AS spiked,
	CASE WHEN i < 9000 THEN i % 99 ELSE i % 99 / 10.0 END AS tenths, NULL::DOUBLE AS none, 'c' || (i % 80) AS colour FROM range(100000) t(i);`

const trainedModel = `
- id: trained
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, prediction: late }
  features: [%s]
  baselines: { training: { kind: table, table: training } }
  baseline: training
`

// feature is a feature's definition, with what pins it.
func feature(name string, pins map[string]Pin) string {
	pin := pins[name]
	switch {
	case name != "colour" && name != "code" && pin.Grid == "":
		return fmt.Sprintf("{ name: %s, kind: numeric }", name)
	case name != "colour" && name != "code":
		return fmt.Sprintf("{ name: %s, kind: numeric, grid: %q }", name, pin.Grid)
	}
	return fmt.Sprintf("{ name: %s, kind: categorical }", name)
}

func trainedOn(t *testing.T, pins map[string]Pin, names ...string) *stage {
	t.Helper()
	var features []string
	for _, name := range names {
		features = append(features, feature(name, pins))
	}
	return on(t, trained, fmt.Sprintf(trainedModel, strings.Join(features, ", ")))
}

const ofTrained = `{"measures":[{"id":"psi"},{"id":"missing_rate"},{"id":"invalid_rate"}],"target":"features","window":"7d"}`

// branching is a store that counts every column by a SELECT of its own, where a first pass is not cheap.
type branching struct{ store.Store }

func (b branching) Dialect() *dialect.Dialect {
	d := *b.Store.Dialect()
	d.Counting = sqlast.Counting{}
	return &d
}

// A table that is both reference and baseline is read for both at once, beside a sample of it; what the sample did not
// foresee is read again. The answer is, to the last bit, that of a model whose grids are pinned, for which nothing is
// counted ahead.
func TestABaselinesTableIsReadOnce(t *testing.T) {
	for _, c := range []struct {
		name                string
		features            []string
		byLists, byBranches int64 // how many statements
	}{
		{"numbers that a sample foresees", []string{"calm"}, 3, 3},
		{"numbers that spread wider than the sample, on cells too fine", []string{"calm", "near"}, 3, 3},
		{"numbers that spread less than the sample, on cells too wide", []string{"calm", "far"}, 6, 6},
		{"values beyond all cells", []string{"odd"}, 6, 6},
		{"values that crowd at the ends", []string{"calm", "crowded"}, 6, 6},
		{"whole numbers by type, and by what they are", []string{"few", "count"}, 3, 3},
		{"an sd next to a power of two", []string{"standard"}, 3, 3},
		{"an sd next to a power of two, of values whose squares are no doubles", []string{"spiked"}, 3, 4},
		{"whole numbers in the sample alone", []string{"tenths"}, 6, 7},
		{"a column of nothing but NULL", []string{"none"}, 3, 3},
		{"categories", []string{"colour", "code"}, 2, 2},
	} {
		for _, way := range []struct {
			name       string
			statements int64
			of         func(store.Store) store.Store
		}{
			{"by lists", c.byLists, func(s store.Store) store.Store { return s }},
			{"by branches", c.byBranches, func(s store.Store) store.Store { return branching{s} }},
		} {
			t.Run(c.name+" "+way.name, func(t *testing.T) {
				ahead := trainedOn(t, nil, c.features...)
				ahead.replaced.Store = way.of(ahead.replaced.Store)
				got := ahead.ask(t, ofTrained)
				if n := ahead.statements.Load(); n != way.statements {
					t.Errorf("%d statements, want %d", n, way.statements)
				}
				pins, err := ahead.Pins(t.Context(), ahead.models[0], week)
				if err != nil {
					t.Fatal(err)
				}
				sameStats(t, got, trainedOn(t, pins, c.features...).ask(t, ofTrained))
			})
		}
	}
}

// One category more than may be known is too many to tell new ones, also where NULL comes beside and all others more
// often.
func TestOneCategoryTooMany(t *testing.T) {
	s := on(t,
		`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-04-15' + INTERVAL 10 SECOND * i AS at, 'c' || (i % 10001) AS colour
	FROM range(60000) t(i);
CREATE TABLE training AS SELECT 'c' || (i % 10001) AS colour FROM range(20001) t(i) UNION ALL SELECT NULL FROM range(5) t(i);`, `
- id: many
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, prediction: colour, positive: c0 }
  features: [{ name: colour, kind: categorical }]
  baselines: { training: { kind: table, table: training } }
  baseline: training
`)
	point := last(t, the(t, s.ask(t, `{"measures":[{"id":"new_category_rate"}],"features":["colour"],"window":"7d"}`)))
	if share, ok := point.Stats[query.Current]; ok {
		t.Errorf("%v of the values are new", share)
	}
}

func sameStats(t *testing.T, got, want *answers.Result) {
	t.Helper()
	if len(got.Series) != len(want.Series) || len(got.Series) == 0 {
		t.Fatalf("%d series, want %d", len(got.Series), len(want.Series))
	}
	for i, s := range got.Series {
		if a, b := last(t, s).Stats, last(t, want.Series[i]).Stats; !reflect.DeepEqual(a, b) {
			t.Errorf("%s of %s: %v ahead, %v counted", s.Measure.ID, s.Feature, a, b)
		}
	}
}
