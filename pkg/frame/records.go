package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// records is a frame per model: a row per prediction, the newest first, a field per role under the model's own name.
func records(r *engine.Result) data.Frames {
	frames := data.Frames{}
	for _, one := range r.Records {
		frames = append(frames, recordsOf(one))
	}
	return frames
}

func recordsOf(r engine.Records) *data.Frame {
	f := data.NewFrame(r.Model.ID)
	for _, c := range r.Columns {
		var field *data.Field
		switch {
		case c.Times != nil:
			field = data.NewField(c.Role.Name, nil, c.Times)
		case c.Numbers != nil:
			field = data.NewField(c.Role.Name, nil, c.Numbers)
		default:
			field = data.NewField(c.Role.Name, nil, c.Texts)
		}
		field.Config = &data.FieldConfig{NoValue: none}
		if feature, ok := r.Model.Feature(c.Role.Role); ok {
			field.Config.Unit = feature.Unit
		} else if c.Role.Role == string(query.Latency) {
			field.Config.Unit = latencyUnit(r.Model)
		}
		f.Fields = append(f.Fields, field)
	}
	out := Comparison{Model: r.Model.ID, ModelName: r.Model.Name, Revision: shortRevision(r.Revision), Timezone: r.Model.Timezone,
		Subject:  Subject{Target: "log", Kind: "categorical"},
		Current:  CurrentWindow{From: stamp(r.Window.Start), To: stamp(r.Window.End)},
		Baseline: BaselineWindows{Windows: []Window{}}, Measures: []ComparedBy{}}
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable, Custom: Custom{Comparison: out}}
	return f
}
