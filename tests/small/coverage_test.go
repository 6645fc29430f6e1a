package small

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"leeway/pkg/frame"
	"leeway/pkg/plugin"
)

// within tests a value against the name of a bin.
func within(t *testing.T, bin string, x float64) bool {
	t.Helper()
	number := func(text string) float64 {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatalf("%q is no bin", bin)
		}
		return n
	}
	if text, below := strings.CutPrefix(bin, "<"); below {
		return x < number(text)
	}
	if text, above := strings.CutPrefix(bin, ">="); above {
		return x >= number(text)
	}
	low, high, _ := strings.Cut(bin, "..")
	return x >= number(low) && x < number(high)
}

// Labels that come for the low scores and for one place are a selection: coverage says which, by segment, by decile of
// the score and by confidence.
func TestCoverageOfLabelsTellsWhichAreSelected(t *testing.T) {
	const perDay = 100
	score := func(k int) float64 { return (float64(k) + 0.5) / perDay }
	labelled := func(k int) bool { return k*7%10 >= k/10 && k%3 > 0 }
	var log, outcomes [][]any
	for d := range 14 {
		for k := range perDay {
			id := d*perDay + k
			log = append(log, []any{id, at(24*float64(d) + float64(k)/5), score(k), fmt.Sprintf("'%d'", k%3)})
			if labelled(k) {
				outcomes = append(outcomes, []any{id, k%2 == 0, at(24*float64(d) + 22)})
			}
		}
	}
	i, _ := open(t,
		`{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"ts"},"score":"p"},"segments":["place"],
		"outcomes":{"table":"outcomes","label":"label","time":{"column":"seen"},"delay":"1d"},
		"baselines":{"first":{"kind":"fixed","from":"2026-01-05","to":"2026-01-12"}}}`,
		"CREATE TABLE log (id BIGINT, ts TIMESTAMP, p DOUBLE, place VARCHAR)", "CREATE TABLE outcomes (id BIGINT, label BOOLEAN, seen TIMESTAMP)",
		"INSERT INTO log VALUES "+values(log), "INSERT INTO outcomes VALUES "+values(outcomes))
	for split, bins := range map[string]int{"place": 3, "confidence": 6, "score": 10} {
		f := ask(t, i, 7, 14, `{"measures":[{"id":"label_coverage"}],"baseline":"first","splitBy":["`+split+`"]}`)
		names, _ := f.FieldByName(split)
		if names.Len() != bins {
			t.Errorf("%s has %d parts, want %d", split, names.Len(), bins)
		}
		for row := range names.Len() {
			name := names.At(row).(string)
			var all, withLabel float64
			for k := range perDay {
				inside := false
				switch split {
				case "place":
					inside = name == strconv.Itoa(k%3)
				case "confidence":
					inside = within(t, name, math.Max(score(k), 1-score(k)))
				default:
					inside = within(t, name, score(k))
				}
				if inside {
					all++
					if labelled(k) {
						withLabel++
					}
				}
			}
			near(t, split+" "+name, cell(t, f, "current", row), withLabel/all, 1e-12)
			near(t, split+" "+name+" before", cell(t, f, "baseline", row), withLabel/all, 1e-12)
			if split == "score" && math.Abs(all-perDay/10) > 3 {
				t.Errorf("%s holds %v of %d scores, which is no decile", name, all, perDay)
			}
		}
	}
}

// A regression model's answers say what share of the predictions has a label, as those about classes do.
func TestRegressionSaysItsLabelCoverage(t *testing.T) {
	o, log, outcomes := readRegression(t)
	i := openRegression(t, log, outcomes, "")
	for _, measure := range []string{"mae", "interval_coverage", "label_coverage"} {
		f := ask(t, i, 9, 16, `{"measures":[{"id":"`+measure+`"}]}`)
		near(t, measure, f.Meta.Custom.(frame.Custom).Comparison.Coverage, o.Current["label_coverage"], 1e-12)
	}
	f := ask(t, i, 9, 16, `{"measures":[{"id":"mean"}],"target":"prediction"}`)
	if c := f.Meta.Custom.(frame.Custom).Comparison.Coverage; c != nil {
		t.Errorf("an answer without labels has a coverage of %v", *c)
	}
}

func TestAModelWithoutScoresIsNotSplitByThem(t *testing.T) {
	_, log, outcomes := readRegression(t)
	i := openRegression(t, log, outcomes,
		`,"defaults":"off","policies":[{"id":"p","tier":"notify","measure":"label_coverage","splitBy":["score"],"stat":"change","below":-0.1}]`)
	for query, want := range map[string]string{
		`{"queryType":"policy","policy":"p"}`:                        `"score" is not one of`,
		`{"measures":[{"id":"label_coverage"}],"splitBy":["score"]}`: `"score" needs log.score`,
	} {
		if r := send(i, 9, 16, query, plugin.Caller{}); r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %s", query, r.Error, want)
		}
	}
}
