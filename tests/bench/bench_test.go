//go:build unix

package bench

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
	"leeway/tests/demo"
)

const drift = `{"measures":[{"id":"psi"}],"target":"features","window":"7d"}`

// BenchmarkGenerated compares a week of a million predictions with a table of a million rows: 16 numbers and 4
// categories, psi of each. Cold starts with nothing but open files; the pass that chooses the grids is part of it, but
// for pinned grids, as a saved model has. Numbers is the question without the categories. Warm is the same question
// once more.
func BenchmarkGenerated(b *testing.B) {
	folder := generate(b)
	week := window.Range{Start: time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC),
		End: time.Date(2024, 4, 22, 0, 0, 0, 0, time.UTC)}
	groups := groupNames()
	var names []string
	for _, n := range numbers {
		names = append(names, n.name)
	}
	files := []string{"'log.parquet'", "'baseline.parquet'"}
	floor := duckdbFloor(b, folder, files, names, groups)
	features := len(names) + len(groups)
	var grids map[string]string
	for _, unique := range []string{"all", "first"} {
		e := open(b, folder, definition(unique, nil))
		grids = ask(b, e, week, features)
		b.Run("unique="+unique, func(b *testing.B) { versus(b, e, floor, week, features) })
	}
	e := open(b, folder, definition("all", grids))
	b.Run("unique=all/pinned", func(b *testing.B) { versus(b, e, floor, week, features) })

	floor = duckdbFloor(b, folder, files, names, nil)
	e = open(b, folder, numbersOf(definition("all", nil)))
	b.Run("numbers", func(b *testing.B) { versus(b, e, floor, week, len(names)) })
	pinned := open(b, folder, numbersOf(definition("all", grids)))
	b.Run("numbers/pinned", func(b *testing.B) { versus(b, pinned, floor, week, len(names)) })
}

// BenchmarkFlights is the demo's question: all 18 features of a week against the 8 weeks before it, on the real log.
func BenchmarkFlights(b *testing.B) {
	folder, err := filepath.Abs("../../demo/flights")
	if err != nil {
		b.Fatal(err)
	}
	m := flights(b)
	var names, groups []string
	for _, f := range m.Features {
		if f.Kind == model.Numeric {
			names = append(names, f.Column)
		} else {
			groups = append(groups, f.Column)
		}
	}
	week := window.Range{Start: time.Date(2013, 4, 21, 4, 0, 0, 0, time.UTC),
		End: time.Date(2013, 4, 28, 4, 0, 0, 0, time.UTC)}
	floor := duckdbFloor(b, folder, []string{
		"'predictions.parquet' WHERE predicted_at >= '2013-02-24 05:00:00' AND predicted_at < '2013-04-28 04:00:00'"}, names, groups)
	for _, unique := range []string{"first", "all"} {
		of := *m
		of.Log.Unique = unique
		e := openModel(b, folder, &of)
		b.Run("unique="+unique, func(b *testing.B) { versus(b, e, floor, week, len(m.Features)) })
	}
}

// flights is the model of the demo.
func flights(tb testing.TB) *model.Model {
	tb.Helper()
	settings, errs := model.ParseSettings(demo.Sources(tb)[0].JSONData)
	if len(errs) > 0 {
		tb.Fatal(errs[0])
	}
	return &settings.Models[0]
}

// versus asks cold, then warm, beside the floor, and reports medians and their ratios. Ratios of processor time hold on
// a machine that others use too; those of elapsed time only on a quiet one.
func versus(b *testing.B, e *engine.Engine, floor func(testing.TB), r window.Range, features int) {
	var base, cold, warm costs
	var peak float64
	for b.Loop() {
		base.add(b, func() { floor(b) })
		e.Invalidate()
		resetPeak()
		cold.add(b, func() { ask(b, e, r, features) })
		peak = max(peak, peakMiB())
		warm.add(b, func() { ask(b, e, r, features) })
	}
	b.ReportMetric(0, "ns/op") // of floor, cold and warm together: says nothing
	b.ReportMetric(median(base.elapsed), "floor_ms")
	b.ReportMetric(median(base.used), "floor_cpu_ms")
	for name, c := range map[string]costs{"cold": cold, "warm": warm} {
		b.ReportMetric(median(c.elapsed), name+"_ms")
		b.ReportMetric(median(c.elapsed)/median(base.elapsed), name+"_x_floor")
		b.ReportMetric(median(c.used)/median(base.used), name+"_cpu_x_floor")
	}
	if peak > 0 {
		b.ReportMetric(peak, "peak_MiB")
	}
}

// ask asks for the psi of all features, which must all have one, and returns the grids they were counted on.
func ask(b *testing.B, e *engine.Engine, r window.Range, features int) map[string]string {
	b.Helper()
	q, err := query.Parse([]byte(drift))
	if err != nil {
		b.Fatal(err)
	}
	result, err := e.Answer(context.Background(), q, r)
	if err != nil {
		b.Fatal(err)
	}
	if len(result.Series) != features {
		b.Fatalf("%d series, want %d", len(result.Series), features)
	}
	grids := map[string]string{}
	for _, s := range result.Series {
		if _, ok := s.Points[0].Stats[query.Value]; !ok {
			b.Fatalf("%s has no psi: %s", s.Feature, s.Points[0].Reason)
		}
		grids[s.Feature] = s.Compare.Grid
	}
	return grids
}

// costs are what repeated runs took.
type costs struct{ elapsed, used []time.Duration }

func (c *costs) add(b *testing.B, work func()) {
	start, before := time.Now(), cpu(b)
	work()
	c.elapsed, c.used = append(c.elapsed, time.Since(start)), append(c.used, cpu(b)-before)
}

// median is in milliseconds.
func median(list []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return float64(sorted[len(sorted)/2].Microseconds()) / 1000
}

// duckdbFloor is avg and stddev of the numbers and a GROUP BY of each category, over every source: a file and what
// follows it in FROM.
func duckdbFloor(tb testing.TB, folder string, sources, numbers, groups []string) func(testing.TB) {
	tb.Helper()
	connector, err := driver.NewConnector("?memory_limit=1024MB", nil)
	if err != nil {
		tb.Fatal(err)
	}
	db := sql.OpenDB(connector)
	tb.Cleanup(func() { _ = db.Close() })
	var moments, statements []string
	for _, n := range numbers {
		moments = append(moments, fmt.Sprintf("avg(%s), stddev(%[1]s)", n))
	}
	for _, source := range sources {
		from := " FROM '" + folder + "/" + strings.TrimPrefix(source, "'")
		statements = append(statements, "SELECT "+strings.Join(moments, ", ")+from)
		for _, g := range groups {
			statements = append(statements, "SELECT "+g+", count(*)"+from+" GROUP BY 1")
		}
	}
	return func(tb testing.TB) {
		tb.Helper()
		for _, s := range statements {
			rows, err := db.QueryContext(context.Background(), s)
			if err != nil {
				tb.Fatalf("%v\n%s", err, s)
			}
			for rows.Next() { // counts the rows: the floor reads its answer too
			}
			if err := rows.Close(); err != nil {
				tb.Fatal(err)
			}
		}
	}
}
