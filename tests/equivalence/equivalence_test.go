package equivalence

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/fault"
	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/tests/stores"
)

// asked is how many questions are asked; LEEWAY_LONG asks ten times as many.
const asked = 60

func TestRandomQueriesHaveTheSameAnswerOnEveryStore(t *testing.T) {
	number := asked
	if os.Getenv("LEEWAY_LONG") != "" {
		number = 10 * asked
	}
	questions, want := make([]question, number), make([]any, number)
	reference := instance(t, stores.DuckDB(t), tables())
	refused := 0
	for i := range questions {
		questions[i] = draw(i)
		want[i] = answer(t, reference, questions[i])
		if _, isText := want[i].(string); isText {
			refused++
		}
	}
	t.Logf("%d of %d questions are refused", refused, number)
	if 3*refused > number {
		t.Error("more than a third of the questions are refused")
	}
	compare := func(t *testing.T, i *plugin.Instance) {
		for k, q := range questions {
			if difference := differ("", want[k], answer(t, i, q)); difference != "" {
				t.Errorf("question %d over %s to %s: %s\n%s", k, q.from, q.to, difference, q.text)
			}
		}
	}
	stores.EachServer(t, func(t *testing.T, h stores.Harness) {
		t.Run("known", func(t *testing.T) { compare(t, instance(t, h, tables())) })
		if h.Name != "Postgres" { // the one whose plans rest on what it knows of the tables
			return
		}
		t.Run("never looked at", func(t *testing.T) {
			unknown := tables()
			for i := range unknown {
				unknown[i].Unknown = true
			}
			compare(t, instance(t, h, unknown))
		})
	})
}

// instance is a data source of a database with these tables.
func instance(t *testing.T, h stores.Harness, tables []stores.Table) *plugin.Instance {
	t.Helper()
	return h.Make(t, tables...).Instance(t, func(e store.Event) {
		if e.Err != nil && fault.As(e.Err).Kind != fault.Canceled {
			t.Logf("%v\n%s", e.Err, e.SQL)
		}
	}, models...)
}

// answer is the frames of a question as JSON has them, or the text of its refusal. What differs for good is left out:
// the statements.
func answer(t *testing.T, i *plugin.Instance, q question) any {
	t.Helper()
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A", JSON: q.text,
		TimeRange: backend.TimeRange{From: q.from, To: q.to}}},
		plugin.Caller{Role: "Viewer"})["A"]
	if r.Error != nil {
		return fmt.Sprint(r.Status, " ", r.Error)
	}
	frames := []any{}
	for _, f := range r.Frames {
		if f.Meta != nil {
			f.Meta.ExecutedQueryString = ""
		}
		raw, err := data.FrameToJSON(f, data.IncludeAll)
		if err != nil {
			t.Fatal(err)
		}
		var frame any
		if err := json.Unmarshal(raw, &frame); err != nil {
			t.Fatal(err)
		}
		frames = append(frames, frame)
	}
	return frames
}

// differ says where two values of JSON differ first, numbers by more than 1e-9; empty if they do not.
func differ(at string, want, got any) string {
	switch w := want.(type) {
	case float64:
		if g, ok := got.(float64); ok && math.Abs(w-g) <= 1e-9*math.Max(1, math.Abs(w)) {
			return ""
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			break
		}
		for i := range w {
			if d := differ(fmt.Sprintf("%s[%d]", at, i), w[i], g[i]); d != "" {
				return d
			}
		}
		return ""
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok || !slices.Equal(keys(w), keys(g)) {
			break
		}
		for _, key := range keys(w) {
			if d := differ(strings.TrimPrefix(at+"."+key, "."), w[key], g[key]); d != "" {
				return d
			}
		}
		return ""
	default:
		if reflect.DeepEqual(want, got) {
			return ""
		}
	}
	return fmt.Sprintf("%s is %.300s, want %.300s", at, fmt.Sprint(got), fmt.Sprint(want))
}

func keys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
