package small

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"leeway/pkg/plugin"
)

const sampledModel = `{"id":"sampled","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},"prediction":"class",
	"weight":"weight"},"outcomes":{"label":"label","time":{"column":"seen"},"delay":"1d"},
	"features":[{"name":"x","kind":"numeric","grid":"linear(4)"},{"name":"born","kind":"numeric","grid":"linear(3)"}],
	"baselines":{"before":{"kind":"previous"}}}`

// A log that is a sample counts by weight, its labels beside the predictions; what is no weight weighs nothing.
func TestWeightsLabelsInTheLogAndAges(t *testing.T) {
	create := "CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, weight DOUBLE, x DOUBLE, born TIMESTAMP, label BOOLEAN, seen TIMESTAMP)"
	rows := [][]any{
		{at(1), true, 2.5, 10, at(-47), true, at(2)},     // two days old
		{at(2), true, 0.5, 20, at(2 - 12), false, at(3)}, // half a day
		{at(3), false, 1, 30, nil, true, at(50)},         // labelled too late
		{at(4), false, nil, 40, at(4), true, at(5)},      // weighs nothing
		{at(5), false, "'NaN'", 50, at(5), true, at(6)},
		{at(6), false, -3, 60, at(6), true, at(7)},
	}
	i, _ := open(t, sampledModel, create, "INSERT INTO predictions VALUES "+values(rows))
	for query, want := range map[string][2]float64{
		`{"measures":[{"id":"rows"}]}`:                                       {4, 4},
		`{"measures":[{"id":"mean"}],"features":["x"]}`:                      {(25 + 10 + 30) / 4.0, 4},
		`{"measures":[{"id":"mean"}],"features":["born"]}`:                   {(2*2.5 + 0.25) / 3, 3},
		`{"measures":[{"id":"missing_rate"}],"features":["born"]}`:           {0.25, 4},
		`{"measures":[{"id":"distinct"}],"features":["x"]}`:                  {3, 4},
		`{"measures":[{"id":"distinct"}],"features":["born"]}`:               {2, 3},
		`{"measures":[{"id":"share","class":"true"}],"target":"prediction"}`: {0.75, 4},
	} {
		f := ask(t, i, 0, 1, query)
		near(t, query, cell(t, f, "current", 0), want[0], 1e-6)
		near(t, query+" count", cell(t, f, "count", 0), want[1], 0)
	}
	accuracy := ask(t, i, 0, 2, `{"measures":[{"id":"accuracy"}],"window":"1d"}`)
	near(t, "accuracy", cell(t, accuracy, "current", 0), 2.5/3, 1e-12)
	all := ask(t, i, 0, 2, `{"measures":[{"id":"accuracy"}],"window":"1d","labels":"all"}`)
	near(t, "accuracy of all labels", cell(t, all, "current", 0), 2.5/4, 1e-12)
}

// Sums of weights are of whole numbers, so they do not depend on the order in which a store adds.
func TestWeightsGiveTheSameBytesInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	rows := make([][]any, 5_000)
	for k := range rows {
		rows[k] = []any{at(r.Float64() * 24), k%3 == 0, r.Float64() * 7, r.NormFloat64(), at(0), k%2 == 0, at(24)}
	}
	var texts [2]string
	for run := range texts {
		r.Shuffle(len(rows), func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
		i, _ := open(t, sampledModel,
			"CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, weight DOUBLE, x DOUBLE, born TIMESTAMP, label BOOLEAN, seen TIMESTAMP)",
			"INSERT INTO predictions VALUES "+values(rows))
		for _, query := range []string{`{"measures":[{"id":"mean"},{"id":"std"}],"features":["x"]}`,
			`{"measures":[{"id":"rows"}]}`} {
			response := send(i, 0, 1, query, plugin.Caller{})
			text, err := json.Marshal(response.Frames)
			if err != nil || response.Error != nil {
				t.Fatal(err, response.Error)
			}
			texts[run] += fmt.Sprintln(string(text))
		}
	}
	if texts[0] != texts[1] {
		t.Errorf("two orders give\n%s\nand\n%s", texts[0], texts[1])
	}
}
