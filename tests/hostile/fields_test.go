package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/tests/stores"
)

// wholeModel has a text in every field that takes one.
const wholeModel = `{"id":"m","name":"M","task":"binary","timezone":"UTC","resolution":"1h","owners":{"model":"a","serving":"b"},
	"links":{"runbook":"https://a.example/","repo":"https://b.example/"},
	"log":{"table":"log","id":["id"],"unique":"first","time":{"column":"at","zone":"UTC"},"lateness":"0s","version":"version","prediction":"late",
		"score":"p","positive":"true","uncertainty":"p","latency":{"column":"ms","unit":"ms","per":"row","slo":"250ms"},
		"inputSize":{"column":"ms","bins":[10]}},
	"outcomes":{"table":"outcomes","id":["id"],"label":"label","time":{"column":"seen","zone":"UTC"},"source":"by","delay":"1d"},
	"features":[{"name":"distance","kind":"numeric","source":"s","unit":"m","grid":"linear(0)"},
		{"name":"origin","kind":"categorical","values":["JFK","EWR"]},{"name":"age","kind":"numeric","path":"doc.customer.age"}],
	"segments":["origin",{"name":"haul","column":"distance","bins":[5]}],
	"baselines":{"before":{"kind":"fixed","from":"2026-01-05","to":"2026-01-06"},"old":{"kind":"version","version":"v1"}},
	"baseline":"before","reference":"before","calibration":"before",
	"policies":[{"id":"d","tier":"explain","measure":"psi","stat":"value","above":0.2,"target":"features","features":["distance"],"window":"1d"}],
	"expected":[{"from":"2026-01-05","to":"2026-01-06","reason":"r","link":"https://c.example/"}]}`

// wholeQuery has a text in every field that takes one.
const wholeQuery = `{"refId":"A","queryType":"measure","models":["m"],"versions":["v1"],"target":"features","features":["origin"],
	"measures":[{"id":"share","class":"JFK"}],"stats":["current"],"splitBy":["haul",{"feature":"distance"}],
	"filters":[{"key":"origin","operator":"=|","values":["JFK","EWR"]},{"key":"version","operator":"!=","value":"v9"}],
	"window":"1d","every":"1d","baseline":"before","labels":"horizon","format":"table","nulls":"keep"}`

// policyQuery has what wholeQuery cannot have beside the rest.
const policyQuery = `{"queryType":"policy","policy":"d"}`

// fieldTables are what wholeModel reads: a day and a half of rows.
func fieldTables() []stores.Table {
	var log, outcomes [][]any
	for i := range 36 {
		at := time.Date(2026, 1, 5, i, 0, 0, 0, time.UTC)
		log = append(log, []any{int64(i), at, "v1", i%2 == 0, float64(i) / 40, int64(i), []string{"JFK", "EWR"}[i%2],
			int64(i), `{"customer":{"age":30}}`})
		outcomes = append(outcomes, []any{int64(i), i%3 == 0, at.Add(time.Hour), "x"})
	}
	column := func(name string, kind stores.Type) stores.Column { return stores.Column{Name: name, Type: kind} }
	return []stores.Table{canary,
		{Name: "log", Rows: log, Columns: []stores.Column{column("id", stores.BigInt), column("at", stores.Timestamp),
			column("version", stores.Text),
			column("late", stores.Boolean), column("p", stores.Double), column("distance",
				stores.BigInt), column("origin", stores.Text),
			column("ms", stores.BigInt), column("doc", stores.JSON)}},
		{Name: "outcomes", Rows: outcomes, Columns: []stores.Column{column("id", stores.BigInt),
			column("label", stores.Boolean),
			column("seen", stores.Timestamp), column("by", stores.Text)}}}
}

// plain are harmless words: of a value, of a column, none, and one that says everything.
var plain = []string{"plain", "JFK", "origin", "", "$__all"}

// texts calls visit for every text in a document, with what puts another one in its place.
func texts(document any, visit func(set func(string))) {
	switch d := document.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(d)) {
			v := d[key]
			if text, ok := v.(string); ok {
				visit(func(s string) { d[key] = s })
				d[key] = text
			}
			texts(v, visit)
		}
	case []any:
		for i, v := range d {
			if text, ok := v.(string); ok {
				visit(func(s string) { d[i] = s })
				d[i] = text
			}
			texts(v, visit)
		}
	}
}

// variants are the document with a word in the place of one of its texts. With all, every word stands in every field;
// else every word stands somewhere, and every field holds some.
func variants(t *testing.T, document string, words []string, all bool) (list []json.RawMessage) {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(document), &tree); err != nil {
		t.Fatal(err)
	}
	fields := 0
	texts(tree, func(func(string)) { fields++ })
	field := 0
	texts(tree, func(set func(string)) {
		for i, word := range words {
			if !all && i%fields != field {
				continue
			}
			set(word)
			text, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, text)
		}
		field++
	})
	return list
}

// asked are the statements that ran, each with what first brought it about.
type asked struct {
	mu    sync.Mutex
	by    json.RawMessage
	texts map[string]json.RawMessage
}

// next says what brings about the statements from now on.
func (a *asked) next(document json.RawMessage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.by = document
}

func (a *asked) observe(e store.Event) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, known := a.texts[e.SQL]; e.SQL == "" || known {
		return
	}
	if a.texts == nil {
		a.texts = map[string]json.RawMessage{}
	}
	a.texts[e.SQL] = a.by
}

// answer sends a query of the second day and returns what it failed with.
func answer(i *plugin.Instance, query json.RawMessage) string {
	day := time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A", JSON: query,
		TimeRange: backend.TimeRange{From: day, To: day.AddDate(0, 0, 1)}}}, plugin.Caller{})["A"]
	if r.Error != nil {
		return r.Error.Error()
	}
	return ""
}

// Whatever stands in any text of a query, the statements are those that a plain word brings about, or none.
func TestEveryTextOfAQuery(t *testing.T) {
	corpus := append(hostileStrings(t), Malformed...)
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		database := h.Make(t, fieldTables()...)
		var tame, hostile asked
		one := database.Instance(t, tame.observe, json.RawMessage(wholeModel))
		for _, whole := range []string{wholeQuery, policyQuery} {
			if failed := answer(one, json.RawMessage(whole)); failed != "" {
				t.Fatal(failed)
			}
			for _, q := range variants(t, whole, plain, true) {
				answer(one, q)
			}
		}
		other := database.Instance(t, hostile.observe, json.RawMessage(wholeModel))
		words := corpus
		if slow[h.Name] {
			words = spread(corpus, enough)
		}
		everywhere := long && h.Name != "Trino" // which would take an hour
		queries := append(variants(t, wholeQuery, words, everywhere), variants(t, policyQuery, words, everywhere)...)
		for _, q := range queries {
			hostile.next(q)
			if failed := answer(other, q); h.Name != "DuckDB" && strings.Contains(failed, database.Server.URL) {
				t.Errorf("%s: the message shows where the server is: %s", q, failed)
			}
		}
		t.Logf("%d queries, %d statements apart from values", len(queries), len(hostile.texts))
		wantNoOther(t, tame.texts, hostile.texts)
		wantCanary(t, database.Open(t))
	})
}

// With LEEWAY_LONG every text of a query holds every word, and every text of a model enough of them; else every word
// stands somewhere. Stores that are slow to start a statement get fewer.
var (
	long = os.Getenv("LEEWAY_LONG") != ""
	slow = map[string]bool{"ClickHouse": true, "Trino": true}
)

const enough, few = 300, 75

// harmless are words that nothing in a statement could trip over, and some of which say what a field may say: all, a
// time.
var harmless = regexp.MustCompile(`^\$?[\p{L}\p{N}_]*([-:.+][\p{L}\p{N}_]+)*$`)

// spread is n of the words, from all over.
func spread(words []string, n int) []string {
	some := make([]string, n)
	for i := range some {
		some[i] = words[i*len(words)/n]
	}
	return some
}

// Whatever stands in any text of a model, the statements are those that a plain word brings about, or none.
func TestEveryTextOfAModel(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		words, everywhere := hostileStrings(t), long && !slow[h.Name]
		switch {
		case everywhere:
			words = spread(slices.DeleteFunc(words, harmless.MatchString), enough)
		case !long && slow[h.Name]:
			words = spread(words, few)
		}
		database := h.Make(t, fieldTables()...)
		run := func(seen *asked, definitions []json.RawMessage) {
			for some := range slices.Chunk(definitions, 25) {
				i := database.Unchecked(t, seen.observe, apart(t, some)...)
				for n, d := range some {
					seen.next(d)
					of := fmt.Sprintf(`"models":["m%d"]`, n)
					answer(i, json.RawMessage(strings.Replace(wholeQuery, `"models":["m"]`, of, 1)))
					answer(i, json.RawMessage(`{`+of+`,"measures":[{"id":"accuracy"}],"baseline":"before"}`))
				}
				seen.next(nil)
				// of those with a hostile id, too
				answer(i, json.RawMessage(`{"measures":[{"id":"accuracy"}],"baseline":"before"}`))
				i.Dispose()
			}
		}
		var tame, hostile asked
		run(&tame, []json.RawMessage{json.RawMessage(wholeModel)})
		run(&tame, variants(t, wholeModel, plain[2:], true))
		if len(tame.texts) < 2 {
			t.Fatalf("the plain model ran %d statements", len(tame.texts))
		}
		definitions := variants(t, wholeModel, words, everywhere)
		run(&hostile, definitions)
		t.Logf("%d models, %d statements apart from values", len(definitions), len(hostile.texts))
		wantNoOther(t, tame.texts, hostile.texts)
		wantCanary(t, database.Open(t))
	})
}

// apart are definitions under ids of their own, so that one data source can have them all. A hostile id stays.
func apart(t *testing.T, definitions []json.RawMessage) []json.RawMessage {
	t.Helper()
	list := make([]json.RawMessage, len(definitions))
	for i, d := range definitions {
		list[i] = json.RawMessage(strings.Replace(string(d), `"id":"m"`, fmt.Sprintf(`"id":"m%d"`, i), 1))
	}
	return list
}

// wantNoOther fails for statements that are not among the tame ones.
func wantNoOther(t *testing.T, tame, hostile map[string]json.RawMessage) {
	t.Helper()
	shown := 0
	for text, by := range hostile {
		if _, known := tame[text]; shown < 3 && !known {
			shown++
			t.Errorf("a statement that no plain word brings about, but\n%s\n%s", by, text)
		}
	}
	if len(hostile) == 0 {
		t.Error("no statement ran at all")
	}
}
