package engine

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// oddLog holds what real logs hold: a column that is all NULL, one that never varies, numbers written as text with
// "N/A" among them, NaN and infinities, and a feature that goes missing in the current week.
const oddLog = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL 6 MINUTE * i AS at, i % 5 = 0 AS late,
	NULL::DOUBLE AS nothing, NULL::VARCHAR AS blank, 5.0 AS one, 'k' AS same,
	CASE i % 8 WHEN 0 THEN 'NaN' WHEN 1 THEN 'inf' WHEN 2 THEN 'N/A' WHEN 3 THEN '' WHEN 4 THEN NULL ELSE (i % 100)::VARCHAR END AS text,
	CASE i % 8 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE ELSE i % 100 END AS wild,
	CASE WHEN i < 240 * 105 THEN i % 100 END AS lost, CASE i % 2 WHEN 0 THEN 1e308 ELSE -1e308 END AS huge,
	CASE WHEN i % 2 = 0 THEN i % 7 - 3 ELSE (i % 11) / 10.0 END AS score FROM range(0, 240 * 112) t(i)`

const oddModel = `
- id: odd
  task: binary
  log: { table: log, time: { column: at }, prediction: late, score: score }
  features:
    - { name: nothing, kind: numeric }
    - { name: blank, kind: categorical }
    - { name: one, kind: numeric }
    - { name: same, kind: categorical }
    - { name: text, kind: numeric }
    - { name: wild, kind: numeric }
    - { name: lost, kind: numeric }
    - { name: huge, kind: numeric }
  baselines: { rolling: { kind: rolling, periods: 8, every: 1w } }
`

// Whatever the values are, a stat is a finite number or it is not there; and where the main one is not, a notice says
// why.
func TestNoStatIsEverNaN(t *testing.T) {
	s := on(t, oddLog, oddModel)
	empty := window.Range{Start: day(7, 1), End: day(7, 8)}
	asked := 0
	for _, m := range measure.All() {
		for _, target := range m.Targets {
			for _, r := range []window.Range{week, empty} {
				one := query.Measure{ID: m.ID}
				if m.Param == measure.PParam {
					half := 0.5
					one.P = &half
				}
				if m.Param == measure.ClassParam {
					one.Class = "k"
				}
				raw, err := json.Marshal([]query.Measure{one})
				if err != nil {
					t.Fatal(err)
				}
				result, err := s.try(t, fmt.Sprintf(`{"measures":%s,"target":%q,"window":"7d"}`, raw, target), r)
				if err != nil {
					continue // not of this model
				}
				asked++
				for _, series := range result.Series {
					soundOf(t, series)
				}
			}
		}
	}
	if asked < 50 {
		t.Errorf("only %d queries were answered", asked)
	}
}

// soundOf fails on numbers that are none, and on missing ones without a reason.
func soundOf(t *testing.T, s answers.Series) {
	t.Helper()
	point := last(t, s)
	for stat, x := range point.Stats {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s of %s %s: %s is %v", s.Measure.ID, s.Target, s.Feature, stat, x)
		}
	}
	if _, ok := point.Stats[answers.Main(s.Measure)]; !ok && (point.Reason == "" || len(s.Compare.Notices) == 0) {
		t.Errorf("%s of %s %s is missing, and nothing says why", s.Measure.ID, s.Target, s.Feature)
	}
	for _, stat := range []query.Stat{query.Count, query.WindowStart, query.WindowEnd, query.RangeStart,
		query.RangeEnd} {
		if _, ok := point.Stats[stat]; !ok {
			t.Errorf("%s of %s %s has no %s", s.Measure.ID, s.Target, s.Feature, stat)
		}
	}
}

// oddities are the answers for one measure by feature.
func oddities(t *testing.T, s *stage, measure string) map[string]answers.Series {
	t.Helper()
	byFeature := map[string]answers.Series{}
	for _, series := range s.ask(t, `{"measures":[{"id":"`+measure+`"}],"target":"features","window":"7d"}`).Series {
		byFeature[series.Feature] = series
	}
	return byFeature
}

func TestOddFeaturesAreNullWithANotice(t *testing.T) {
	s := on(t, oddLog, oddModel)
	psi := oddities(t, s, "psi")
	const invalid = " and are left out"
	for feature, want := range map[string]struct {
		value   float64 // NaN: none
		notices []string
	}{
		"nothing": {math.NaN(), []string{"feature nothing: no valid values to fix a grid on",
			"feature nothing: no valid values in either window"}},
		"blank": {math.NaN(), []string{"feature blank: the reference holds no values, so every category counts as new",
			"feature blank: no valid values in either window"}},
		"one":  {0, []string{"feature one: all values are equal: the grid rests on one value"}},
		"same": {0, nil},
		"text": {0, []string{"feature text: 840 of 1680 values now and 6720 of 13440 in the baseline are not numbers" +
			invalid + ", 50 % of the window's"}},
		"wild": {0, []string{"feature wild: 630 of 1680 values now and 5040 of 13440 in the baseline are not numbers" +
			invalid + ", 37.5 % of the window's"}},
		"lost": {math.NaN(), []string{"feature lost: no valid values in the current window"}},
	} {
		series := psi[feature]
		got, ok := last(t, series).Stats[query.Value]
		if ok == math.IsNaN(want.value) || ok && math.Abs(got-want.value) > 0.01 {
			t.Errorf("psi of %s is %v (%v), want %v", feature, got, ok, want.value)
		}
		if got := texts(series.Compare.Notices); !slices.Equal(got, want.notices) && len(got)+len(want.notices) > 0 {
			t.Errorf("the notices of %s are\n%s\nwant\n%s", feature, strings.Join(got, "\n"),
				strings.Join(want.notices, "\n"))
		}
	}
	if _, ok := last(t, psi["one"]).Stats[query.Critical]; ok {
		t.Error("one bin has a critical value")
	}
}

func TestMissingAndInvalidAreCountedApart(t *testing.T) {
	s := on(t, oddLog, oddModel)
	missing, invalid := oddities(t, s, "missing_rate"), oddities(t, s, "invalid_rate")
	for feature, want := range map[string][2]float64{"nothing": {1, 0}, "blank": {1, 0}, "one": {0, 0}, "same": {0, 0},
		"text": {1. / 8, 4. / 8}, "wild": {0, 3. / 8}, "lost": {1, 0}, "huge": {0, 0}} {
		got := [2]float64{last(t, missing[feature]).Stats[query.Current],
			last(t, invalid[feature]).Stats[query.Current]}
		if got != want {
			t.Errorf("%s: missing and invalid rates are %v, want %v", feature, got, want)
		}
	}
	scores := last(t, the(t, s.ask(t, `{"measures":[{"id":"invalid_rate"}],"target":"score","window":"7d"}`)))
	// Of seven even rows five have scores outside [0, 1]: −3, −2, −1, 2, 3. Odd ones end at 1.
	if got := scores.Stats[query.Current]; math.Abs(got-5./14) > 0.001 {
		t.Errorf("%v of the scores are invalid, want %v", got, 5./14)
	}
}

func TestOddDistributionsHaveTheirBins(t *testing.T) {
	s := on(t, oddLog, oddModel)
	for _, series := range s.ask(t, `{"queryType":"distribution","window":"7d"}`).Series {
		counts := map[string]float64{}
		var total float64
		for _, bin := range series.Compare.Bins {
			counts[bin.Label] = bin.Current
			total += bin.Current
		}
		if total != 1680 {
			t.Errorf("the bins of %s hold %v rows, want every one of 1680", series.Feature, total)
		}
		want := map[string][2]float64{"nothing": {1680, 0}, "blank": {1680, 0}, "text": {210, 840}, "wild": {0, 630},
			"lost": {1680, 0}}[series.Feature]
		if got := [2]float64{counts[measure.MissingLabel], counts[measure.InvalidLabel]}; got != want {
			t.Errorf("%s: missing and invalid are %v, want %v", series.Feature, got, want)
		}
		if counts["k"] != 1680 && series.Feature == "same" {
			t.Errorf("the one category of same holds %v", counts["k"])
		}
	}
}

func TestAWindowWithoutRowsKeepsItsSubjects(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	silent := window.Range{Start: day(5, 6), End: day(5, 13).Add(week.End.Sub(day(4, 22)))}
	r := s.over(t, `{"measures":[{"id":"psi"}],"target":"features","window":"7d","splitBy":["site"]}`, silent)
	if len(r.Series) != 6 {
		t.Fatalf("%d series, want x and colour at three sites", len(r.Series))
	}
	for _, series := range r.Series {
		point := last(t, series)
		if _, ok := point.Stats[query.Value]; ok || point.Stats[query.Count] != 0 ||
			point.Stats[query.BaselineCount] == 0 {
			t.Errorf("%s at %v: %v, want no value, count 0 and the baseline's count", series.Feature, series.Segment,
				point.Stats)
		}
		if point.Reason != "no valid values in the current window" {
			t.Errorf("the reason is %q", point.Reason)
		}
	}
	rows := last(t, the(t, s.over(t, `{"measures":[{"id":"rows"}],"window":"7d"}`, silent)))
	if got, ok := rows.Stats[query.Current]; !ok || got != 0 {
		t.Errorf("rows are %v (%v), want 0", got, ok)
	}
	// The last row lies before the 30th of April; silence is as old as the window is long.
	freshness := last(t, the(t, s.over(t, `{"measures":[{"id":"freshness"}],"window":"7d"}`, silent)))
	if got := freshness.Stats[query.Current]; got != 7*24*3600 || freshness.Reason == "" {
		t.Errorf("freshness is %v (%q), want at least a week, with a reason", got, freshness.Reason)
	}
}

// One wild value in a week must not change the grid, nor move the psi of its feature.
func TestOneWildValueChangesPSIByLessThanAHundredth(t *testing.T) {
	x := `{"measures":[{"id":"psi"}],"target":"features","features":["x"],"window":"7d"}`
	before := last(t, the(t, on(t, steadyLog, steadyModel).ask(t, x))).Stats[query.Value]
	// current, baseline, reference
	for _, when := range []string{"2024-04-16 00:00:00", "2024-04-09 00:00:00", "2024-01-09 00:00:00"} {
		s := on(t, steadyLog+`UPDATE log SET x = 1e8 WHERE log.at = '`+when+`'`, steadyModel)
		series := the(t, s.ask(t, x))
		after, ok := last(t, series).Stats[query.Value]
		if !ok || math.Abs(after-before) >= 0.01 {
			t.Errorf("1e8 at %s: psi is %v (%v), without it %v", when, after, ok, before)
		}
		if !strings.HasPrefix(series.Compare.Grid, "linear(") {
			t.Errorf("1e8 at %s: the grid became %s", when, series.Compare.Grid)
		}
	}
}

// The subjects of an alert rule are those of the baseline: a site that stops logging is there, with nothing in it.
func TestSegmentsStayWhenTheCurrentWindowLacksOne(t *testing.T) {
	s := on(t, steadyLog+`DELETE FROM log WHERE site = 'c' AND log.at >= '2024-04-15';
		INSERT INTO log SELECT id + 1000000, log.at, 'new', version, x, colour, late, score FROM log WHERE log.at >= '2024-04-15'`, steadyModel)
	for _, split := range []string{"site", "size"} {
		var names []string
		for _, series := range s.ask(t, `{"measures":[{"id":"rows"}],"window":"7d","splitBy":["`+split+`"]}`).Series {
			names = append(names, series.Segment[0].Value)
			if got := last(t, series).Stats[query.Current]; (series.Segment[0].Value == "c") != (got == 0) {
				t.Errorf("%s %s has %v rows", split, series.Segment[0].Value, got)
			}
		}
		want := map[string]string{"site": "[a b c]", "size": "[<50 >=50]"}[split]
		if fmt.Sprint(names) != want {
			t.Errorf("the %ss are %v, want %s", split, names, want)
		}
	}
}

// Segment values are data: empty ones, and those that hold what the engine joins them with, are values like others.
func TestOddSegmentValuesAreToldApart(t *testing.T) {
	s := on(t,
		steadyLog+`UPDATE log SET site = CASE id % 4 WHEN 0 THEN '' WHEN 1 THEN chr(31) || 'a' WHEN 2 THEN NULL ELSE 'a' || chr(30) || '1' END`,
		steadyModel)
	got := map[string]float64{}
	for _, series := range s.ask(t, `{"measures":[{"id":"rows"}],"window":"7d","splitBy":["site","size"]}`).Series {
		if len(series.Segment) != 2 {
			t.Fatalf("a series of the segments %v, want site and size", series.Segment)
		}
		got[series.Segment[0].Value] += last(t, series).Stats[query.Current]
	}
	for _, want := range []string{"", "\x1fa", "(missing)", "a\x1e1"} {
		if got[want] != 420 {
			t.Errorf("site %q has %v rows, want 420; all are %v", want, got[want], got)
		}
	}
}
