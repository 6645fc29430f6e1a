package engine

import (
	"strings"
	"testing"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// badLog holds eight weeks from the 26th of February 2024, a Monday, of what cannot be computed: a model that never
// says no, labels that are all yes in the last week, scores outside [0, 1], and columns that never vary or are too
// large.
const badLog = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-02-26' + INTERVAL 6 MINUTE * i AS at, 'yes' AS said,
	CASE WHEN i % 4 = 0 THEN 1.5 ELSE (i % 100) / 100.0 END AS p, -1.0 AS never, 5.0 AS one, 'k' AS same,
	CASE i % 2 WHEN 0 THEN 1.7976e308 ELSE -1.7976e308 END AS huge, 0 AS zero, 9007199254740993 + i % 5 AS big,
	CASE WHEN i = 240 * 55 THEN 1e17 ELSE i % 50 END AS wild FROM range(0, 240 * 56) t(i);
CREATE TABLE outcomes AS SELECT id, CASE WHEN id < 240 * 49 AND id % 3 = 0 THEN 'no' ELSE 'yes' END AS was FROM log;
CREATE TABLE numbers AS SELECT id, log.at, 3.0 AS guess, 0.0 AS truth FROM log`

const badModel = `
- id: bad
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at }, prediction: said, score: p, positive: 'yes', uncertainty: one }
  outcomes: { table: outcomes, label: was }
  features:
    - { name: one, kind: numeric }
    - { name: same, kind: categorical }
    - { name: huge, kind: numeric }
    - { name: zero, kind: numeric }
    - { name: big, kind: numeric, grid: linear(0) }
    - { name: wild, kind: numeric, grid: linear(0) }
  segments: [{ name: exact, column: big }]
  baselines:
    rolling: { kind: rolling, periods: 8, every: 1w }
    before: { kind: previous }
    winter: { kind: fixed, from: 2024-02-12, to: 2024-03-11 }
    lost: { kind: offset, by: 20w }
  baseline: before
- id: invalid
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at }, prediction: said, score: never, positive: 'yes' }
- id: numbers
  task: regression
  log: { table: numbers, id: [id], unique: all, time: { column: at }, prediction: guess }
  outcomes: { label: truth }
  baselines: { before: { kind: previous } }
`

// Every sentence here is what a reader gets in place of a number that cannot be computed.
func TestBadInputIsNullAndSaysWhy(t *testing.T) {
	s := on(t, badLog, badModel)
	last := window.Range{Start: day(4, 15), End: day(4, 22)}
	for _, c := range []struct{ name, query, stat, want string }{
		{"labels of one class", `{"measures":[{"id":"roc_auc"}]}`, "current", "every label is positive"},
		{"labels of one class", `{"measures":[{"id":"specificity"}]}`, "current", "every label is of the class"},
		{"labels of one class", `{"measures":[{"id":"balanced_accuracy"}]}`, "current", "every label is of the class"},
		{"a class nobody predicted", `{"measures":[{"id":"precision","class":"no"}]}`, "current",
			"no labelled prediction is of the class"},
		{"a class nobody has", `{"measures":[{"id":"recall","class":"maybe"}]}`, "current", "no label is of the class"},
		{"a class neither predicted nor observed", `{"measures":[{"id":"estimated_recall"}],"models":["invalid"]}`,
			"current",
			"no scored predictions in the window"},
		{"scores outside 0 to 1", `{"measures":[{"id":"mean_confidence"}],"models":["invalid"]}`, "current",
			"no valid values in the window"},
		{"scores outside 0 to 1",
			`{"measures":[{"id":"psi"}],"target":"score","models":["invalid"],"baseline":{"kind":"previous"}}`, "value",
			"no valid values in either window"},
		{"a zero denominator", `{"measures":[{"id":"mape"}],"models":["numbers"]}`, "current", "no labels"},
		{"a zero denominator", `{"measures":[{"id":"mean"}],"features":["zero"],"stats":["relativeChange"]}`,
			"relativeChange",
			"the baseline is 0, so there is no relative change"},
		{"zero variance", `{"measures":[{"id":"wasserstein_norm"}],"features":["one"]}`, "value",
			"all baseline values are equal"},
		{"zero variance", `{"measures":[{"id":"psi"}],"features":["same"],"stats":["critical"]}`, "critical",
			"all values are in one bin"},
		{"zero variance", `{"measures":[{"id":"r2"}],"models":["numbers"]}`, "current", "all labels are equal"},
		{"no sampling error",
			`{"measures":[{"id":"min"}],"features":["one"],"stats":["sigma"],"window":"14d","baseline":"rolling"}`, "sigma",
			"fewer than 4 earlier windows are known, too few to show how much the value varies"},
		{"a baseline before the first row",
			`{"measures":[{"id":"mean"}],"features":["one"],"stats":["baseline"],"baseline":"winter"}`, "baseline",
			`baseline "winter" begins on 2024-02-12, before the log's first row on 2024-02-26`},
		{"a baseline before the first row", `{"measures":[{"id":"rows"}],"stats":["change"],"baseline":"lost"}`,
			"change",
			`baseline "lost" begins on 2023-11-27, before the log's first row on 2024-02-26`},
		{"a baseline before the first row", `{"measures":[{"id":"psi"}],"features":["one"],"baseline":"lost"}`, "value",
			`baseline "lost" begins on 2023-11-27, before the log's first row on 2024-02-26`},
		{"periods without a baseline that has them",
			`{"measures":[{"id":"mean"}],"features":["one"],"stats":["trend"]}`, "trend",
			"only a rolling baseline has periods"},
		{"too few rows", `{"measures":[{"id":"mean"}],"features":["zero"],"stats":["verdict"],"window":"6h"}`,
			"verdict",
			"60 rows in 6h are fewer than the 100 that it needs; a window of 1d holds enough"},
		{"numbers at the end of the doubles", `{"measures":[{"id":"std"}],"features":["huge"]}`, "current",
			"1680 values lie too far from the cut points of the grid: exponential(5) would hold them"},
		{"whole numbers beyond 2^53", `{"measures":[{"id":"mean"}],"features":["big"]}`, "current",
			"1680 values lie beyond 2^53 cells of the grid linear(0)"},
		{"one number beyond the grid", `{"measures":[{"id":"max"}],"features":["wild"]}`, "current",
			"1 values lie beyond 2^53 cells of the grid linear(0)"},
		{"changes in points of what is not a rate",
			`{"measures":[{"id":"mean"}],"features":["zero"],"stats":["changePoints"]}`, "changePoints",
			"only rates have a change in points"},
	} {
		t.Run(c.name+" "+c.query, func(t *testing.T) {
			text := c.query
			if !strings.Contains(text, `"models"`) {
				text = strings.Replace(text, "{", `{"models":["bad"],`, 1)
			}
			for _, series := range s.over(t, text, last).Series {
				point := series.Points[len(series.Points)-1]
				if x, there := point.Stats[query.Stat(c.stat)]; there {
					t.Errorf("%s is %v", c.stat, x)
				}
				if said := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(said, c.want) {
					t.Errorf("the notices say\n%s\nwant %q", said, c.want)
				}
			}
		})
	}
}

// What a broken value leaves of the others is measured, and the notice counts what is left out.
func TestBadValuesAmongGoodOnesAreCounted(t *testing.T) {
	s := on(t, badLog, badModel)
	r := s.over(t, `{"models":["bad"],"measures":[{"id":"mean_confidence"}]}`,
		window.Range{Start: day(4, 15), End: day(4, 22)})
	series := the(t, r)
	if point := last(t, series); point.Stats[query.Count] != 1260 || point.Stats[query.Current] <= 0.5 {
		t.Errorf("three quarters of the scores are good: %v", point.Stats)
	}
	if said := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(said,
		"420 of 1680 values now and 420 of 1680 in the baseline are not probabilities") {
		t.Errorf("the notices say %q", said)
	}
	for _, text := range []string{`"9007199254740993"`, `"-1e17"`} {
		_, err := s.try(t,
			`{"models":["bad"],"measures":[{"id":"rows"}],"filters":[{"key":"big","operator":">=","values":[`+text+`]}]}`, week)
		if err == nil || !strings.Contains(err.Error(), "is not below 2^53") {
			t.Errorf("a bound of %s: %v", text, err)
		}
	}
	// As a category a whole number keeps every digit.
	split := s.over(t, `{"models":["bad"],"measures":[{"id":"rows"}],"splitBy":["exact"],"window":"7d"}`, week)
	got := map[string]float64{}
	for _, series := range split.Series {
		got[series.Segment[0].Value] = last(t, series).Stats[query.Current]
	}
	for _, value := range []string{"9007199254740993", "9007199254740994", "9007199254740995", "9007199254740996",
		"9007199254740997"} {
		if got[value] != 336 {
			t.Errorf("%s has %v rows, want 336 of each: %v", value, got[value], got)
		}
	}
}
