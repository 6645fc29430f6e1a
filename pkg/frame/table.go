package frame

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// row is one line of a table: a subject, with its series by measure or policy.
type row struct {
	key    string
	first  engine.Series
	series map[string]engine.Series
}

// table is a row per model, feature and segment; a column per stat, prefixed by the measure when there are several.
// Without rows it has no fields.
func table(r *engine.Result) data.Frames {
	f := data.NewFrame("")
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable}
	rows, measures := rowsOf(r.Series)
	if len(rows) == 0 {
		return data.Frames{f} // without a field Grafana says that there are no data; with one it draws nothing
	}
	f.Fields = append(f.Fields, subjectFields(rows)...)
	for _, name := range measures {
		stats := r.Query.Stats
		if len(stats) == 0 {
			stats = statsWorthReading(r.Series, name)
		}
		for _, stat := range stats {
			f.Fields = append(f.Fields, statField(rows, name, stat, len(measures) > 1))
		}
	}
	for _, s := range r.Series {
		describe(f, s)
	}
	return data.Frames{f}
}

// rowsOf groups series by subject, in order, and lists the measures. Policies differ in window and stat, so each is a
// row of its own.
func rowsOf(series []engine.Series) (rows []row, measures []string) {
	for _, s := range series {
		name, key := measureName(s), labels(s).String()
		if s.Policy != nil {
			name = ""
		}
		if !slices.Contains(measures, name) {
			measures = append(measures, name)
		}
		i := slices.IndexFunc(rows, func(r row) bool { return r.key == key })
		if i < 0 {
			rows = append(rows, row{key: key, first: s, series: map[string]engine.Series{}})
			i = len(rows) - 1
		}
		rows[i].series[name] = s
	}
	return rows, measures
}

// subjectFields are the columns that name a row's subject; those that are empty in every row are left out.
func subjectFields(rows []row) []*data.Field {
	names := []string{"policy", "feature", "with"}
	for _, r := range rows {
		for _, l := range r.first.Segment {
			if !slices.Contains(names, l.Name) {
				names = append(names, l.Name)
			}
		}
	}
	var fields []*data.Field
	for _, name := range append(names, "model") { // last: bar charts name their bars by the first text
		values := make([]string, len(rows))
		for i, r := range rows {
			values[i] = labels(r.first)[name]
		}
		if name == "model" || strings.Join(values, "") != "" {
			fields = append(fields, data.NewField(name, nil, values))
		}
	}
	return fields
}

func statField(rows []row, name string, stat query.Stat, several bool) *data.Field {
	values := make([]*float64, len(rows))
	var c *data.FieldConfig
	for i, r := range rows {
		s, ok := r.series[name]
		if !ok {
			continue
		}
		c = shared(c, config(s, stat, unjudged))
		if n := len(s.Points); n > 0 {
			values[i] = pointer(s.Points[n-1].Stats, stat)
		}
	}
	title := string(stat)
	if several {
		title = name + ":" + title
	}
	if isTime(stat) {
		return timeField(title, values)
	}
	if stat == query.Explanation {
		return explanationField(title, rows, name)
	}
	field := data.NewField(title, nil, values)
	field.Config = c
	return field
}

// explanationField says of each row what its verdict rests on.
func explanationField(title string, rows []row, name string) *data.Field {
	texts := make([]*string, len(rows))
	for i, r := range rows {
		if s, ok := r.series[name]; ok && len(s.Points) > 0 {
			if text := s.Points[len(s.Points)-1].Explanation(); text != "" {
				texts[i] = &text
			}
		}
	}
	field := data.NewField(title, nil, texts)
	field.Config = &data.FieldConfig{NoValue: none,
		Description: "The value with what earlier windows predict, and why there is no breach or no verdict"}
	return field
}

// shared is what a column's rows have in common: a column has one unit, one description and one set of thresholds, and
// rows of miles beside rows of degrees have none of them.
func shared(c, next *data.FieldConfig) *data.FieldConfig {
	if c == nil {
		return next
	}
	if c.Unit != next.Unit {
		c.Unit = ""
	}
	if c.Description != next.Description {
		c.Description = ""
	}
	if !reflect.DeepEqual(c.Thresholds, next.Thresholds) {
		c.Thresholds = nil
	}
	return c
}

// timeField shows epoch seconds as times.
func timeField(title string, seconds []*float64) *data.Field {
	at := make([]*time.Time, len(seconds))
	for i, s := range seconds {
		if s != nil {
			t := time.UnixMicro(int64(*s * 1e6)).UTC()
			at[i] = &t
		}
	}
	return data.NewField(title, nil, at)
}

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
	out := Comparison{Model: r.Model.ID, ModelName: r.Model.Name, Revision: shortRevision(r.Revision),
		Timezone: r.Model.Timezone,
		Subject:  Subject{Target: "log", Kind: "categorical"},
		Current:  CurrentWindow{From: stamp(r.Window.Start), To: stamp(r.Window.End)},
		Baseline: BaselineWindows{Windows: []Window{}}, Measures: []ComparedBy{}}
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable, Custom: Custom{Comparison: out}}
	return f
}
