package frame

import (
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/replay"
)

// Changes is a row for each change, by the field names of Grafana's annotations: time, timeEnd (null: a moment), title,
// text, tags (separated by commas), id; and the model and kind for tables.
func Changes(list []replay.Change, notices []engine.Notice) data.Frames {
	n := len(list)
	start, end := make([]time.Time, n), make([]*time.Time, n)
	texts := map[string][]string{}
	for i, c := range list {
		start[i] = c.Start.UTC()
		if !c.End.IsZero() {
			last := c.End.UTC()
			end[i] = &last
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
