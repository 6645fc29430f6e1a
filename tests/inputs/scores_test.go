package inputs

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"leeway/tests/stores"
)

const scoreModel = `{"id":"m","task":%q,"log":{"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"prediction":"pred","score":%s},
	"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-19"}},"baseline":"launch","reference":"launch"}`

// scoresOf are rows of a prediction and what is written of its probability.
func scoresOf(write func(p float64) any) func(i int) []any {
	return func(i int) []any {
		p := []float64{0.9, 0.5, 0.75, 0.25}[i%4]
		return []any{p >= 0.5, write(p)}
	}
}

// A score is a value of a list or a document, or a percentage. What is not a probability there is invalid and is said
// with its share.
func TestWhereAScoreLies(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		list := func(p float64) any { return fmt.Sprintf("[%v, %v]", 1-p, p) }
		for _, c := range []struct {
			name, score, task string
			kind              stores.Type
			write             func(p float64) any
		}{
			{"a value of a list", `{"column":"s","index":1}`, "binary", stores.JSON, list},
			{"a value of a list of percentages", `{"column":"s","index":1,"scale":"percent"}`, "binary", stores.JSON,
				func(p float64) any { return list(100 * p) }},
			{"a value of a document", `{"column":"s","class":"late"}`, "binary", stores.JSON,
				func(p float64) any { return fmt.Sprintf(`{"late": %v, "on time": %v}`, p, 1-p) }},
			{"a percentage", `{"column":"s","scale":"percent"}`, "binary", stores.Double,
				func(p float64) any { return 100 * p }},
			{"a whole percentage", `{"column":"s","scale":"percent"}`, "binary", stores.BigInt,
				func(p float64) any { return int64(100 * p) }},
			{"a percentage as text", `{"column":"s","scale":"percent"}`, "binary", stores.Text,
				func(p float64) any { return fmt.Sprint(100 * p) }},
			{"a list of all classes", `{"true":{"column":"s","index":1},"false":{"column":"s","index":0}}`,
				"multiclass", stores.JSON, list},
		} {
			t.Run(c.name, func(t *testing.T) {
				log := logTable([]stores.Column{{Name: "pred", Type: stores.Boolean}, {Name: "s", Type: c.kind}},
					scoresOf(c.write))
				i := h.Make(t, log).Instance(t, nil, json.RawMessage(fmt.Sprintf(scoreModel, c.task, c.score)))
				got := ask(t, i,
					`{"target":"score","measures":[{"id":"mean_confidence"},{"id":"invalid_rate"}],"stats":["current","count"],"window":"7d"}`)
				for name, want := range map[string]float64{"mean_confidence:current": (0.9 + 0.5 + 0.75 + 0.75) / 4,
					"mean_confidence:count": 168, "invalid_rate:current": 0} {
					if have, ok := got.rows[0][name].(float64); !ok || math.Abs(have-want) > 1e-6 {
						t.Errorf("%s is %v, want %v\n%s", name, got.rows[0][name], want, got.notices)
					}
				}
				ask(t, i,
					`{"measures":[{"id":"rows"}],"target":"log","splitBy":["confidence"],"stats":["current"],"window":"7d"}`)
				ask(t, i,
					`{"measures":[{"id":"rows"}],"target":"log","splitBy":["score"],"stats":["current"],"window":"7d"}`)
			})
		}
	})
}

// Percentages that nobody declared are invalid, and that is a warning.
func TestPercentagesThatAreNotDeclared(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		log := logTable([]stores.Column{{Name: "pred", Type: stores.Boolean}, {Name: "s", Type: stores.Double}},
			scoresOf(func(p float64) any { return 100 * p }))
		i := h.Make(t, log).Instance(t, nil, json.RawMessage(fmt.Sprintf(scoreModel, "binary", `"s"`)))
		got := ask(t, i, `{"target":"score","measures":[{"id":"mean_confidence"}],"stats":["current"],"window":"7d"}`)
		if v, ok := got.rows[0]["current"]; ok {
			t.Errorf("the confidence is %v, want none", v)
		}
		got.wantNotice(t, "warning", "168 of 168 values now", "not probabilities", "100 % of the window's")
	})
}

// Where a store has lists of its own, a value of one is a score; shorter lists have none. Without a place a list is
// refused in one sentence that says how to name it.
func TestListsOfAStore(t *testing.T) {
	for _, of := range []struct {
		harness func(testing.TB) stores.Harness
		list    string
		write   func(p ...float64) any
	}{
		{stores.DuckDB, "DOUBLE[]", func(p ...float64) any { return strings.ReplaceAll(fmt.Sprint(p), " ", ", ") }},
		{stores.DuckDB, "FLOAT[2]", func(p ...float64) any {
			if len(p) < 2 {
				return nil
			}
			return strings.ReplaceAll(fmt.Sprint(p), " ", ", ")
		}},
		{stores.Postgres, "float8[]", func(p ...float64) any { return p }},
	} {
		t.Run(of.list, func(t *testing.T) {
			log := logTable([]stores.Column{{Name: "pred", Type: stores.Boolean}, {Name: "s", Raw: of.list}},
				func(i int) []any {
					if i%4 == 3 {
						return []any{true, of.write(0.5)}
					}
					return []any{true, of.write(0.25, 0.75)}
				})
			h := of.harness(t)
			d := h.Make(t, log)
			got := ask(t, d.Instance(t, nil, json.RawMessage(fmt.Sprintf(scoreModel, "binary",
				`{"column":"s","index":1}`))),
				`{"target":"score","measures":[{"id":"mean_confidence"},{"id":"missing_rate"}],"stats":["current","count"],"window":"7d"}`)
			if row := got.rows[0]; row["mean_confidence:current"] != 0.75 || row["mean_confidence:count"] != 126.0 ||
				row["missing_rate:current"] != 0.25 {
				t.Errorf("%v, want a mean of 0.75 over 126 and a quarter missing", row)
			}
			result, err := d.Instance(t, nil, json.RawMessage(fmt.Sprintf(scoreModel, "binary",
				`"s"`))).CheckHealth(t.Context(), nil)
			if err != nil || !strings.Contains(result.Message,
				`column "s" holds lists; say which of their values is meant`) {
				t.Errorf("%v, %v", result, err)
			}
		})
	}
}
