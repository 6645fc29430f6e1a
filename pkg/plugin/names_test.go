package plugin

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// An error names the tables and columns there are, to help who writes models. Viewers, alert rules and those who are
// not signed in do not get the names, whichever way the error takes.
func TestOnlyEditorsReadWhatElseThereIsInTheStore(t *testing.T) {
	gone, broken := strings.Replace(flights, "p.parquet", "gone.parquet", 1), strings.Replace(flights,
		`"name": "distance"`, `"name": "salary"`, 1)
	two := strings.Replace(flights, `"models": [`, `"models": [`+strings.NewReplacer(`"delay"`, `"other"`, "p.parquet",
		"gone.parquet").Replace(flights[strings.Index(flights, `{"schemaVersion`):strings.LastIndex(flights,
		"]")])+", ", 1)
	alert := map[string]string{"FromAlert": "true"}
	for _, c := range []struct {
		name, settings, query string
	}{
		{"a table that is gone", gone, rows}, {"a column that is gone", broken,
			`{"measures":[{"id":"mean"}],"window":"7d","format":"number"}`},
		{"one model of two", two, rows}, {"the health of models", gone, `{"queryType":"health","format":"number"}`},
	} {
		for _, caller := range []struct {
			role    string
			headers map[string]string
			reads   bool
		}{{"Admin", nil, true}, {"Editor", nil, true}, {"Viewer", nil, false}, {"", nil, false}, {"Admin", alert,
			false}} {
			r := send(instance(t, c.settings, &fake{}), c.query, caller.role, caller.headers)
			text := fmt.Sprint(r.Error)
			for _, f := range r.Frames {
				for _, n := range f.Meta.Notices {
					text += n.Text
				}
			}
			if !strings.Contains(text, "gone.parquet") && !strings.Contains(text, "salary") {
				t.Errorf("%s: %q says nothing of what is wrong", c.name, text)
			}
			if reads := strings.Contains(text, "salaries.parquet") ||
				strings.Contains(text, "carrier"); reads != caller.reads {
				t.Errorf("%s, %q with %v: %q", c.name, caller.role, caller.headers, text)
			}
		}
	}
	for role, want := range map[string]bool{"Admin": true, "Editor": true, "Viewer": false, "": false} {
		r, err := instance(t, gone, &fake{}).CheckHealth(context.Background(),
			&backend.CheckHealthRequest{PluginContext: backend.PluginContext{User: &backend.User{Login: "x",
				Role: role}}})
		if err != nil || strings.Contains(r.Message, "salaries.parquet") != want {
			t.Errorf("the health check of %q says %q (%v)", role, r.Message, err)
		}
	}
}
