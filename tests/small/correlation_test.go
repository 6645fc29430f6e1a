package small

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"leeway/pkg/plugin"
)

type correlationOracle struct {
	Features []string
	Pairs    [][2]string
	Rows     [][]any
	Results  []struct {
		Feature, With                                         string
		Current, Count, Lower, Upper, Baseline, BaselineCount float64
	}
}

// openCorrelation makes the oracle's log, its rows in another order for another seed.
func openCorrelation(t *testing.T, o correlationOracle, seed uint64) *plugin.Instance {
	t.Helper()
	var features, columns []string
	for _, name := range o.Features {
		kind := "DOUBLE"
		if name == "gappy" {
			kind = "VARCHAR"
		}
		features = append(features, fmt.Sprintf(`{"name":%q,"kind":"numeric"}`, name))
		columns = append(columns, fmt.Sprintf("%q %s", name, kind))
	}
	pairs, err := json.Marshal(o.Pairs)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for _, r := range o.Rows {
		row := []any{fmt.Sprintf("%.0f", r[0]), at(r[1].(float64))}
		for _, v := range r[2:] {
			switch v := v.(type) {
			case float64:
				row = append(row, fmt.Sprintf("'%.17e'", v))
			case string:
				row = append(row, "'"+v+"'")
			default:
				row = append(row, v)
			}
		}
		rows = append(rows, row)
	}
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	i, _ := open(t,
		`{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"ts"},"score":"score"},"outcomes":{"label":"label"},
		"features":[`+strings.Join(features, ",")+`],"pairs":`+string(pairs)+`,"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-12"}}}`,
		"CREATE TABLE log (id BIGINT, ts TIMESTAMP, score DOUBLE, label BOOLEAN, "+strings.Join(columns, ",")+")",
		"INSERT INTO log VALUES "+values(rows))
	return i
}

func readCorrelation(t *testing.T) (o correlationOracle) {
	t.Helper()
	raw, err := os.ReadFile("../oracle/correlation.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// Pearson's r, its rows, and the p-value of its change agree with scipy, whatever the features' size, offset and gaps,
// and in whatever order rows lie.
func TestCorrelationsAgreeWithScipy(t *testing.T) {
	o := readCorrelation(t)
	var before string
	for seed := range uint64(2) {
		f := ask(t, openCorrelation(t, o, seed), 7, 14, `{"measures":[{"id":"corr"}]}`)
		feature, _ := f.FieldByName("feature")
		with, _ := f.FieldByName("with")
		if feature.Len() != len(o.Results) {
			t.Fatalf("%d correlations, want %d", feature.Len(), len(o.Results))
		}
		rows := map[string]int{}
		for row := range feature.Len() {
			rows[feature.At(row).(string)+" with "+with.At(row).(string)] = row
		}
		for _, want := range o.Results {
			name := want.Feature + " with " + want.With
			row, ok := rows[name]
			if !ok {
				t.Errorf("there is no correlation of %s", name)
				continue
			}
			near(t, name, cell(t, f, "current", row), want.Current, 2e-6)
			near(t, name+" before", cell(t, f, "baseline", row), want.Baseline, 2e-6)
			near(t, name+" count", cell(t, f, "count", row), want.Count, 0)
			near(t, name+" baseline count", cell(t, f, "baselineCount", row), want.BaselineCount, 0)
		}
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if seed > 0 && string(text) != before {
			t.Error("rows in another order give other bytes")
		}
		before = string(text)
	}
}

// Of one target there are its own alone, and a window that ends at t is what the course says at t.
func TestACourseOfCorrelationsIsItsWindows(t *testing.T) {
	i := openCorrelation(t, readCorrelation(t), 3)
	query := `{"measures":[{"id":"corr"}],"target":"label","features":["normal"],"window":"3d","format":"%s"}`
	course := ask(t, i, 7, 14, fmt.Sprintf(query, "timeseries"))
	points := course.Fields[0].Len()
	for row := range points {
		end := course.Fields[0].At(row).(time.Time)
		day := int(end.Sub(start).Hours() / 24)
		one := ask(t, i, day-3, day, fmt.Sprintf(query, "number"))
		got, want := course.Fields[1].At(row).(*float64), one.Fields[0].At(0).(*float64)
		if got == nil || want == nil || *got != *want {
			t.Errorf("at %v the course says %v, the window %v", end, got, want)
		}
	}
	if points != 7 || len(course.Fields) != 2 || course.Fields[1].Labels["with"] != "label" {
		t.Errorf("%d points of %d fields, labels %v", points, len(course.Fields), course.Fields[1].Labels)
	}
}

func TestACorrelationThatIsNoneSaysWhy(t *testing.T) {
	var rows [][]any
	for k := range 50 {
		rows = append(rows, []any{k, at(float64(k)), float64(k) / 100, 7, nil, fmt.Sprintf("%d", k%3)})
	}
	rows = append(rows, []any{99, at(1), 0.5, 7, 1e300, "1e200"})
	model := `{"id":"m","task":"%s","log":{"table":"log","id":["id"],"time":{"column":"ts"},"prediction":"c"%s},
		"outcomes":{"label":"c"},"features":[{"name":"flat","kind":"numeric"},{"name":"empty","kind":"numeric"},{"name":"c","kind":"categorical"}],
		"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-06"}}}`
	i, _ := open(t, fmt.Sprintf(model, "binary", `,"score":"score"`),
		"CREATE TABLE log (id BIGINT, ts TIMESTAMP, score DOUBLE, flat DOUBLE, empty DOUBLE, c VARCHAR)", "INSERT INTO log VALUES "+values(rows))
	f := ask(t, i, 0, 2, `{"measures":[{"id":"corr"}],"target":"score"}`)
	for row, want := range []string{"one of the two does not vary", "no row of the window has a valid value of both"} {
		if x := cell(t, f, "current", row); x != nil || !strings.Contains(notices(f), want) {
			t.Errorf("row %d is %v, notices %q; want null and %q", row, x, notices(f), want)
		}
	}
	i, _ = open(t, fmt.Sprintf(model, "multiclass", ""))
	for query, want := range map[string]string{
		`{"measures":[{"id":"corr"}],"target":"label"}`: `"corr" needs numbers, and the label of model "m" is not a number`,
		`{"measures":[{"id":"corr"}],"features":["c"]}`: `"corr" takes numeric features, and "c" is not one`,
	} {
		if r := send(i, 0, 2, query, plugin.Caller{}); r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %s", query, r.Error, want)
		}
	}
}
