package small

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"leeway/pkg/plugin"
)

const regressionModel = `{"id":"price","task":"regression","timezone":"UTC",
	"log":{"table":"predictions","id":["id"],"time":{"column":"ts"},"prediction":"predicted","interval":{"lower":"lo","upper":"hi","level":0.9}},
	"outcomes":{"table":"outcomes","id":["id"],"label":"actual","time":{"column":"seen"},"delay":"2d"},
	"baselines":{"before":{"kind":"fixed","from":"2026-01-05","to":"2026-01-12"}}%s}`

type regressionOracle struct {
	Rows              [][]*float64
	Baseline, Current map[string]float64
	Width             float64
}

func openRegression(t *testing.T, log, outcomes [][]any, more string) *plugin.Instance {
	t.Helper()
	i, _ := open(t, fmt.Sprintf(regressionModel, more),
		"CREATE TABLE predictions (id BIGINT, ts TIMESTAMP, predicted DOUBLE, lo DOUBLE, hi DOUBLE)",
		"CREATE TABLE outcomes (id BIGINT, actual DOUBLE, seen TIMESTAMP)",
		"INSERT INTO predictions VALUES "+values(log), "INSERT INTO outcomes VALUES "+values(outcomes))
	return i
}

func readRegression(t *testing.T) (o regressionOracle, log, outcomes [][]any) {
	t.Helper()
	raw, err := os.ReadFile("../oracle/regression.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	number := func(x *float64) any {
		if x == nil {
			return nil
		}
		return fmt.Sprintf("%.17e", *x)
	}
	for _, r := range o.Rows {
		log = append(log, []any{*r[0], at(*r[1]), number(r[2]), number(r[3]), number(r[4])})
		outcomes = append(outcomes, []any{*r[0], number(r[5]), at(*r[1] + *r[6])})
	}
	return o, log, outcomes
}

// Sums of errors are exact but for rounding, whatever the grid; a median is right within one cell.
func TestRegressionAgreesWithScikitLearn(t *testing.T) {
	o, log, outcomes := readRegression(t)
	i := openRegression(t, log, outcomes, "")
	tolerances := map[string]float64{"mae": 1e-6, "rmse": 1e-6, "mape": 1e-6, "bias": 1e-6, "r2": 1e-8,
		"interval_coverage": 0,
		"label_coverage":    0, "late_label_rate": 0, "skill": 2e-3, "label_delay": 0.022 * o.Current["label_delay"]}
	for id, want := range o.Current {
		tolerance, measured := tolerances[id]
		if !measured {
			continue
		}
		measure := fmt.Sprintf(`{"id":%q}`, id)
		if id == "label_delay" {
			measure = `{"id":"label_delay","p":0.5}`
		}
		f := ask(t, i, 9, 16, fmt.Sprintf(`{"measures":[%s]}`, measure)) // performance windows end a horizon earlier
		near(t, id, cell(t, f, "current", 0), want, tolerance+1e-12)
		if before, ok := o.Baseline[id]; ok {
			near(t, id+" of the baseline", cell(t, f, "baseline", 0), before,
				math.Max(tolerance, tolerance*math.Abs(before/want))+1e-12)
		}
		if id == "mae" || id == "rmse" {
			near(t, id+" count", cell(t, f, "count", 0), o.Current["count"], 0)
			near(t, id+" baseline count", cell(t, f, "baselineCount", 0), o.Baseline["count"], 0)
		}
	}
	course := ask(t, i, 9, 16, `{"measures":[{"id":"skill"}],"stats":["current"],"format":"timeseries","window":"7d","every":"1d"}`)
	near(t, "skill at the end of a time series", course.Fields[1].At(course.Rows()-1).(*float64), o.Current["skill"], 2e-3)
	width := ask(t, i, 7, 14, `{"measures":[{"id":"interval_width"}]}`)
	near(t, "interval_width", cell(t, width, "current", 0), o.Width, 1e-6)
	labels := ask(t, i, 9, 16, `{"measures":[{"id":"mean"}],"target":"label"}`)
	near(t, "labels", cell(t, labels, "count", 0), o.Current["labels"], 0)
	psi := ask(t, i, 9, 16, `{"measures":[{"id":"psi"}],"target":"label"}`)
	if x := cell(t, psi, "value", 0); x == nil || *x < 0 || *x > 0.5 {
		t.Errorf("psi of the labels is %v", x)
	}
}

func TestRegressionWithoutEnoughSaysWhy(t *testing.T) {
	row := func(id, hours float64, p any) []any { return []any{id, at(hours), p, 0, 1} }
	log := [][]any{row(1, 1, 5.0), row(2, 200, 5.0), row(3, 210, nil), row(4, 220, "'NaN'")}
	outcomes := [][]any{{2, 7.5, at(201)}, {3, 7.5, at(211)}, {4, 7.5, at(221)}}
	i := openRegression(t, log, outcomes, "")
	for measure, want := range map[string]string{
		`{"id":"r2"}`:    "all labels are equal",
		`{"id":"skill"}`: "no baseline",
	} {
		f := ask(t, i, 9, 16, fmt.Sprintf(`{"measures":[%s]}`, measure))
		if x := cell(t, f, "current", 0); x != nil || !strings.Contains(notices(f), want) {
			t.Errorf("%s is %v, notices %q; want null and %q", measure, x, notices(f), want)
		}
	}
	mae := ask(t, i, 9, 16, `{"measures":[{"id":"mae"}]}`)
	near(t, "mae of the one row that has both", cell(t, mae, "current", 0), 2.5, 1e-6)
	if _, at := mae.FieldByName("baseline"); at >= 0 {
		t.Error("a baseline without labels has a mae")
	}
	if r := send(i, 9, 16, `{"measures":[{"id":"estimated_accuracy"}]}`, plugin.Caller{}); r.Error == nil ||
		!strings.Contains(r.Error.Error(), "estimated_accuracy") {
		t.Errorf("an estimate of a regression model: %v", r.Error)
	}
}
