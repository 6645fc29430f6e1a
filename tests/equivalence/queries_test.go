package equivalence

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"time"

	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// question is a query and the range that it is asked over.
type question struct {
	text     json.RawMessage
	from, to time.Time
}

// draw draws the i-th question: the same in every run.
func draw(i int) question {
	d := drawer{rand.New(rand.NewPCG(15, uint64(i)))}
	task := pick(d, "binary", "multiclass", "regression")
	q := map[string]any{"models": []string{task}}
	switch k := d.IntN(100); {
	case k < 65:
		m := d.measure(q, task, func(measure.Measure) bool { return true })
		d.shape(q, m)
	case k < 80:
		q["queryType"] = query.TypeDistribution
		d.measure(q, task, measure.Measure.TwoSample)
		q["format"] = pick(d, query.Table, query.TimeSeries)
	case k < 90:
		q["queryType"] = query.TypeSegments
		d.measure(q, task, func(m measure.Measure) bool { return !m.TwoSample() })
	case k < 95:
		q["queryType"], q["format"] = query.TypePolicy, pick(d, query.Table, query.Number)
	default:
		q["queryType"], q["limit"] = query.TypeRecords, 1+d.IntN(60)
	}
	d.narrow(q)
	text, err := json.Marshal(q)
	if err != nil {
		panic(err) // the map is this package's own
	}
	to := first.Add(time.Duration(d.IntN(24*(days+10))) * time.Hour)
	return question{text, to.Add(-time.Duration(1+d.IntN(24*20)) * time.Hour), to}
}

type drawer struct{ *rand.Rand }

func pick[T any](d drawer, of ...T) T { return of[d.IntN(len(of))] }

// some are between one and most of a list, each at most once.
func some[T any](d drawer, most int, of ...T) (list []T) {
	for _, i := range d.Perm(len(of))[:1+d.IntN(min(most, len(of)))] {
		list = append(list, of[i])
	}
	return list
}

// chance is true in so many of a hundred cases.
func (d drawer) chance(percent int) bool { return d.IntN(100) < percent }

// measure draws a measure of the registry that a model of the task has, and what it is taken of.
func (d drawer) measure(q map[string]any, task string, fits func(measure.Measure) bool) measure.Measure {
	m := pick(d, measure.All()...)
	for len(m.Tasks) > 0 && !slices.Contains(m.Tasks, task) || !fits(m) {
		m = pick(d, measure.All()...)
	}
	asked := map[string]any{"id": m.ID}
	switch m.Param {
	case measure.PParam:
		asked["p"] = pick(d, 0.05, 0.5, 0.95, 1.0)
	case measure.ClassParam, measure.OptionalClass:
		asked["class"] = pick(d, "true", "a", "red", "nobody")
	}
	q["measures"] = []any{asked}
	q["target"] = pick(d, m.Targets...)
	if q["target"] == string(query.Features) {
		names := map[measure.Kind][]string{measure.AnyValues: {"x", "n", "price", "colour", "site"},
			measure.Numbers: {"x", "n", "price"}, measure.Categories: {"colour", "site"}}
		q["features"] = some(d, 3, names[m.Values]...)
	}
	if d.chance(15) {
		q["labels"] = query.AllLabels
	}
	if d.chance(20) {
		q["bins"] = 2 + d.IntN(20)
	}
	return m
}

// shape draws in which shape a measure is answered.
func (d drawer) shape(q map[string]any, m measure.Measure) {
	q["format"] = pick(d, query.Number, query.Table, query.Table, query.TimeSeries)
	if q["format"] == query.TimeSeries {
		q["every"] = pick(d, "1d", "1d", "6h", "1w")
	}
	if d.chance(40) {
		stats := query.OneSampleStats
		if m.TwoSample() {
			stats = query.TwoSampleStats
		}
		q["stats"] = some(d, 4, slices.Concat(stats, query.CommonStats)...)
		if q["format"] != query.Table {
			q["stats"] = q["stats"].([]query.Stat)[:1]
		}
	}
}

// narrow draws what it is asked of: windows, baselines, versions, splits and filters.
func (d drawer) narrow(q map[string]any) {
	if d.chance(70) {
		q["window"] = pick(d, "1d", "2d", "7d", "14d", "6h", "1h")
	}
	if d.chance(60) && q["queryType"] != query.TypePolicy && q["queryType"] != query.TypeRecords {
		q["baseline"] = pick[any](d, "rolling", "launch", "training", "before", "fortnight", "begin", "champion",
			map[string]any{"kind": "fixed", "from": "2024-01-10", "to": "2024-01-20"},
			map[string]any{"kind": "rolling", "periods": 3, "every": "7d", "minPeriods": 1})
	}
	if d.chance(15) {
		q["versions"] = some(d, 2, "v1", "v2", "v9")
	}
	if d.chance(40) && q["queryType"] != query.TypePolicy && q["queryType"] != query.TypeRecords {
		q["splitBy"] = some[any](d, 2, "site", "size", "version", "prediction", "label", "confidence", "inputSize",
			map[string]any{"feature": "price", "bins": 3})
	}
	if d.chance(30) && q["queryType"] != query.TypePolicy {
		q["filters"] = some(d, 2, map[string]any{"key": "site", "operator": "=", "value": "north"},
			map[string]any{"key": "colour", "operator": "!=|", "values": []string{"red", "blue"}},
			map[string]any{"key": "colour", "operator": "=", "value": "Red"}, map[string]any{"key": "site",
				"operator": "=~", "value": ".*th"}, map[string]any{"key": "x", "operator": ">", "value": 9.5},
			map[string]any{"key": "price", "operator": "<=", "value": 0.25}, map[string]any{"key": "version",
				"operator": "=|", "values": []string{"v2"}})
	}
	if d.chance(10) {
		q["limit"] = 1 + d.IntN(5)
	}
	if d.chance(10) {
		q["nulls"] = query.DropNulls
	}
}
