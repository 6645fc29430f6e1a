package frame

import (
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/replay"
)

// Changes is a row for each change, by the field names of Grafana's annotations: time, timeEnd (its time for a moment
// or what lasts still), title, text, tags (separated by commas), id; and the model and kind for tables. No end is null:
// Grafana takes the fields of all annotations from the first one, and fails at the next that has an end if that has none.
func Changes(list []replay.Change, notices []engine.Notice) data.Frames {
	n := len(list)
	start, end := make([]time.Time, n), make([]time.Time, n)
	texts := map[string][]string{}
	for i, c := range list {
		start[i], end[i] = c.Start.UTC(), c.Start.UTC()
		if !c.End.IsZero() {
			end[i] = c.End.UTC()
		}
		for name, text := range map[string]string{"title": c.Title, "text": c.Text, "tags": strings.Join(c.Tags, ","),
			"id":    c.ID,
			"model": c.Model.ID, "kind": string(c.Kind)} {
			texts[name] = append(texts[name], text)
		}
	}
	f := data.NewFrame("changes", data.NewField("time", nil, start), data.NewField("timeEnd", nil, end))
	for _, name := range []string{"title", "text", "tags", "id", "model", "kind"} {
		f.Fields = append(f.Fields, data.NewField(name, nil, append([]string{}, texts[name]...)))
	}
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable}
	addNotices(f, notices)
	return data.Frames{f}
}
