package inputs

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"leeway/tests/stores"
)

// classModel is a binary model whose labels lie in the log.
const classModel = `{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"prediction":"pred"%s},
	"outcomes":{"label":"label"},"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-19"}},"baseline":"launch","reference":"launch"}`

const accuracyAndRecall = `{"measures":[{"id":"accuracy"},{"id":"recall"},{"id":"precision"},{"id":"label_rate"}],"stats":["current","count"],"window":"7d"}`

// A class that predictions and labels write differently is one class. It is said by name unless the definition lists
// both.
func TestSpellingsOfAClass(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		pick := func(a, b any) func(bool) any {
			return func(yes bool) any {
				if yes {
					return a
				}
				return b
			}
		}
		for _, c := range []struct {
			name                 string
			predicted, label     stores.Type
			prediction, observed func(bool) any
			positive             string
			said                 []string
		}{
			{"whole numbers and truth values", stores.BigInt, stores.Boolean, pick(int64(1), int64(0)),
				pick(true, false), "",
				[]string{"of the predictions are", "counts as the class"}},
			{"whole numbers and truth values, listed", stores.BigInt, stores.Boolean, pick(int64(1), int64(0)),
				pick(true, false), `,"positive":[1,true]`, nil},
			{"yes, no and truth values", stores.Text, stores.Boolean, pick("yes", "no"), pick(true, false),
				`,"positive":"yes"`, []string{`are "true", which counts as the class "yes"`}},
			{"decimals as text and whole numbers", stores.Text, stores.BigInt, pick("1.0", "0.0"),
				pick(int64(1), int64(0)), `,"positive":"1.0"`, []string{`"1.0"`}},
			{"two cases", stores.Text, stores.Text, pick("fraud", "ok"), pick("Fraud", "OK"), `,"positive":"fraud"`,
				[]string{`are "Fraud", which counts as the class "fraud"`, "log.positive"}},
			{"spaces and underscores", stores.Text, stores.Text, pick("is fraud", "no fraud"),
				pick("is_fraud", "no_fraud"), `,"positive":"is fraud"`, []string{`"is_fraud"`}},
			{"alike", stores.Text, stores.Text, pick("fraud", "ok"), pick("fraud", "ok"), `,"positive":"fraud"`, nil},
			{"other words, listed", stores.Text, stores.Text, pick("fraud", "ok"), pick("chargeback", "ok"),
				`,"positive":["fraud","chargeback"]`, nil},
		} {
			t.Run(c.name, func(t *testing.T) {
				log := logTable([]stores.Column{{Name: "pred", Type: c.predicted}, {Name: "label", Type: c.label}},
					func(i int) []any {
						return []any{c.prediction(i%4 == 0), c.observed(i%6 == 0)}
					})
				i := h.Make(t, log).Instance(t, nil, json.RawMessage(fmt.Sprintf(classModel, c.positive)))
				got := ask(t, i, accuracyAndRecall)
				// Of twelve rows three are predicted positive, two are, one is both.
				for name, want := range map[string]float64{"accuracy:current": 0.75, "recall:current": 0.5,
					"precision:current": 1.0 / 3, "label_rate:current": 1.0 / 6, "accuracy:count": 168} {
					if have, ok := got.rows[0][name].(float64); !ok || math.Abs(have-want) > 1e-9 {
						t.Errorf("%s is %v, want %v\n%s", name, got.rows[0][name], want, got.notices)
					}
				}
				if len(c.said) > 0 {
					got.wantNotice(t, append([]string{"warning"}, c.said...)...)
				}
				if c.said == nil && got.has("spelling") {
					t.Errorf("said of classes that are written alike:\n%s", got.notices)
				}
			})
		}
	})
}

// Labels that have no class in common with predictions have no accuracy: it could only be 0.
func TestLabelsOfOtherClassesHaveNoAccuracy(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		log := logTable([]stores.Column{{Name: "pred", Type: stores.Text}, {Name: "label", Type: stores.Text}},
			func(i int) []any {
				return []any{[]string{"fraud", "ok"}[i%2], []string{"CB", "none"}[i%2]}
			})
		i := h.Make(t, log).Instance(t, nil, json.RawMessage(fmt.Sprintf(classModel, `,"positive":"fraud"`)))
		got := ask(t, i, accuracyAndRecall)
		if v, ok := got.rows[0]["accuracy:current"]; ok {
			t.Errorf("accuracy is %v, want none", v)
		}
		got.wantNotice(t, "the labels are CB, none and the predictions are fraud, ok: they have no class in common")
	})
}

// A label that the reference never held is new, also where it is a class that is spelled otherwise.
func TestNewCategoriesOfLabels(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		log := logTable([]stores.Column{{Name: "pred", Type: stores.Text}, {Name: "label", Type: stores.Text}},
			func(i int) []any {
				label := []string{"a", "b", "c"}[i%3]
				if i >= 21*24 && i%4 == 0 { // in the last week
					label = "Z"
				}
				if i >= 21*24 && i%4 == 1 {
					label = strings.ToUpper(label)
				}
				return []any{[]string{"a", "b", "c"}[i%3], label}
			})
		i := h.Make(t, log).Instance(t, nil, json.RawMessage(strings.Replace(fmt.Sprintf(classModel, ""), "binary",
			"multiclass", 1)))
		got := ask(t, i,
			`{"target":"label","measures":[{"id":"new_category_rate"},{"id":"share","class":"Z"}],"stats":["current","baseline"],"window":"7d"}`)
		for name, want := range map[string]float64{"new_category_rate:current": 0.5, "new_category_rate:baseline": 0,
			"share(Z):current": 0.25} {
			if have := got.rows[0][name]; have != want {
				t.Errorf("%s is %v, want %v", name, have, want)
			}
		}
		got.wantNotice(t, "warning", `25 % of the labels are "Z", a class that is never predicted`)
		got.wantNotice(t, "warning", `are "A", which counts as the class "a" by its spelling`)
		got = ask(t, i, `{"measures":[{"id":"accuracy"}],"stats":["current"],"window":"7d"}`)
		if have := got.rows[0]["current"]; have != 0.75 {
			t.Errorf("accuracy is %v, want 0.75", have)
		}
	})
}

// The rows behind a class are those of all its spellings.
func TestRecordsOfAClassHaveAllItsSpellings(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		log := logTable([]stores.Column{{Name: "pred", Type: stores.BigInt}, {Name: "label", Type: stores.Boolean}},
			func(i int) []any {
				return []any{int64(i % 2), i%3 == 0}
			})
		i := h.Make(t, log).Instance(t, nil, json.RawMessage(strings.Replace(fmt.Sprintf(classModel, ""), `"log":`,
			`"records":"viewers","log":`, 1)))
		for filter, want := range map[string]int{`{"key":"prediction","operator":"=","values":["true"]}`: 84,
			`{"key":"label","operator":"=","values":["true"]}`: 56} {
			got := askAs(t, i, "Viewer", `{"queryType":"records","window":"7d","limit":200,"filters":[`+filter+`]}`)
			if len(got.rows) != want {
				t.Errorf("%s: %d rows, want %d", filter, len(got.rows), want)
			}
		}
	})
}
