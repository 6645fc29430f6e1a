package hostile

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/tests/stores"
)

// A model whose table or column is not there fails alone: in the same request the others answer.
func TestModelsFailApart(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		models := map[string]struct{ from, to, fails string }{
			"m": {}, "table": {`"table":"log"`, `"table":"gone"`, "gone"}, "column": {`"column":"at"`,
				`"column":"never"`, "never"},
		}
		day := time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)
		var definitions []json.RawMessage
		var panels []backend.DataQuery
		for id, c := range models {
			text := strings.Replace(strings.Replace(wholeModel, `"id":"m"`, `"id":"`+id+`"`, 1), c.from, c.to, 1)
			definitions = append(definitions, json.RawMessage(text))
			panels = append(panels, backend.DataQuery{RefID: id,
				TimeRange: backend.TimeRange{From: day, To: day.AddDate(0, 0, 1)},
				JSON: json.RawMessage(`{"models":["` + id +
					`"],"target":"features","features":["distance"],"measures":[{"id":"psi"}],"baseline":"before"}`)})
		}
		i := h.Make(t, fieldTables()...).Unchecked(t, nil, definitions...)
		defer i.Dispose()
		answers := i.Answer(context.Background(), panels, plugin.Caller{})
		for id, c := range models {
			switch err := answers[id].Error; {
			case c.fails == "" && (err != nil || len(answers[id].Frames) == 0):
				t.Errorf("%s does not answer: %v", id, err)
			case c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)):
				t.Errorf("%s: %v, want words about %s", id, err, c.fails)
			}
		}
	})
}
