package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

const citiesModel = `{"id":"cities","task":"regression","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},"prediction":"y"},
	"features":[{"name":"city","kind":"categorical"},{"name":"declared","kind":"categorical","values":["z"],"path":"payload.city"},
		{"name":"code","kind":"categorical"},{"name":"empty","kind":"categorical"}],
	"segments":[{"name":"code","values":["7"]},{"name":"place","column":"city","values":["z","d","b","a|'\""]}],
	"baselines":{"first":{"kind":"fixed","from":"2026-01-05","to":"2026-01-06"}}}`

// cities are the rows of each category on the first day, the reference, and on the second. The empty name is a missing
// value.
var cities = []struct {
	name        string
	code        int64
	first, then int
}{{"a|'\"", 1, 5, 1}, {"b", 2, 4, 2}, {"c", 3, 3, 0}, {"d", 4, 2, 3}, {"e", 5, 1, 0}, {"new", 6, 0, 4}, {"", 0, 1, 2}}

func citiesLog() Table {
	log := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "ts", Type: Timestamp},
		{Name: "y", Type: Double},
		{Name: "city", Type: Text}, {Name: "payload", Type: JSON}, {Name: "code", Type: BigInt},
		{Name: "empty", Type: Text}}}
	for _, c := range cities {
		for i := range c.first + c.then {
			at := hour(1)
			if i >= c.first {
				at = hour(25)
			}
			document, _ := json.Marshal(map[string]string{"city": c.name})
			row := []any{int64(len(log.Rows)), at, 1.0, c.name, string(document), c.code, nil}
			if c.name == "" {
				row[3], row[4], row[5] = nil, `{}`, nil
			}
			log.Rows = append(log.Rows, row)
		}
	}
	return log
}

// categories: every categorical feature can be split by without being a segment. Its parts are the declared categories,
// then the reference's most frequent ones, as many as the limit; all others are one part.
func categories(t *testing.T, h Harness) {
	i := h.Make(t, citiesLog()).Instance(t, nil, json.RawMessage(citiesModel))
	parts := func(t *testing.T, feature, query, stat string) (list []string) {
		t.Helper()
		r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(query),
			TimeRange: backend.TimeRange{From: monday.AddDate(0, 0, 1),
				To: monday.AddDate(0, 0, 2)}}}, plugin.Caller{})["A"]
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		names, at := r.Frames[0].FieldByName(feature)
		numbers, counted := r.Frames[0].FieldByName(stat)
		if at < 0 || counted < 0 {
			t.Fatalf("no field %s or %s", feature, stat)
		}
		for row := range names.Len() {
			text := "null"
			if x, ok := numbers.ConcreteAt(row); ok {
				text = fmt.Sprint(x)
			}
			list = append(list, fmt.Sprintf("%s %s", names.At(row), text))
		}
		return list
	}
	for _, c := range []struct {
		feature string
		want    []string
	}{
		{"city", []string{"a|'\" 1", "b 2", "c 0", "(other) 7", "(missing) 2"}},
		{"declared", []string{"z 0", "a|'\" 1", "b 2", "(other) 7", "(missing) 2"}},
		{"code", []string{"1 1", "2 2", "3 0", "(other) 7", "(missing) 2"}}, // not the segment of that name
		{"empty", []string{"(missing) 12"}},
	} {
		t.Run(c.feature, func(t *testing.T) {
			query := fmt.Sprintf(`{"measures":[{"id":"rows"}],"splitBy":[{"feature":%q}],"limit":3,"window":"1d"}`,
				c.feature)
			if got := parts(t, c.feature, query, "current"); !slices.Equal(got, c.want) {
				t.Errorf("the parts are %q, want %q", got, c.want)
			}
		})
	}
	t.Run("a limit keeps the most frequent declared values, in their order", func(t *testing.T) {
		for limit, want := range map[int][]string{2: {"b 2", "a|'\" 1"}, 3: {"d 3", "b 2", "a|'\" 1"},
			4: {"z 0", "d 3", "b 2", "a|'\" 1"}} {
			query := fmt.Sprintf(`{"measures":[{"id":"rows"}],"splitBy":["place"],"limit":%d,"window":"1d","baseline":"first"}`, limit)
			if got := parts(t, "place", query, "current"); !slices.Equal(got, want) {
				t.Errorf("limit %d: the parts are %q, want %q", limit, got, want)
			}
		}
	})
	t.Run("a breakdown holds every row", func(t *testing.T) {
		got := parts(t, "city",
			`{"queryType":"segments","measures":[{"id":"mean"}],"target":"prediction","splitBy":[{"feature":"city"}],"limit":3,"window":"1d"}`, "count")
		if want := []string{"a|'\" 1", "b 2", "(other) 9"}; !slices.Equal(got, want) {
			t.Errorf("the parts are %q, want %q", got, want)
		}
	})
}
