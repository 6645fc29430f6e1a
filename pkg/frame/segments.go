package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// segments is a row per segment value: weight and value in both windows with their intervals, and the two effects.
func segments(r *engine.Result) data.Frames {
	var frames data.Frames
	for _, b := range r.Breakdowns {
		frames = append(frames, breakdown(b))
	}
	if len(frames) == 0 {
		frames = append(frames, data.NewFrame(""))
	}
	return frames
}

func breakdown(b engine.Breakdown) *data.Frame {
	s := engine.Series{Model: b.Model, Measure: b.Measure, Param: b.Param, Target: b.Target, Feature: b.Feature,
		Compare: b.Compare}
	f := data.NewFrame(b.Dimension, breakdownFields(b, unit(s, query.Current))...)
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		Custom: Custom{Comparison: comparison(s)}}
	addNotices(f, b.Compare.Notices)
	if b.Effects != nil {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: b.Explanation()})
	}
	return f
}

// breakdownFields are the columns of a breakdown: the segment's value, named after the dimension, then its numbers.
func breakdownFields(b engine.Breakdown, valueUnit string) data.Fields {
	column := func(name, unit, text string, of func(i int, p measure.Part) (float64, bool)) *data.Field {
		values := make([]*float64, len(b.Rows))
		for i, p := range b.Rows {
			if x, ok := of(i, p); ok {
				values[i] = &x
			}
		}
		f := data.NewField(name, nil, values)
		f.Config = &data.FieldConfig{Unit: unit, Description: text, NoValue: none}
		return f
	}
	doc := b.Measure.Doc
	names := make([]string, len(b.Rows))
	for i, p := range b.Rows {
		names[i] = p.Name
	}
	effect := func(of func(measure.Effect) float64) func(int, measure.Part) (float64, bool) {
		return func(i int, _ measure.Part) (float64, bool) {
			if b.Effects == nil {
				return 0, false
			}
			return of(b.Effects.Effects[i]), true
		}
	}
	return data.Fields{
		data.NewField(b.Dimension, nil, names),
		column("count", "short", "rows the measure was taken of in the current window",
			func(_ int, p measure.Part) (float64, bool) { return p.Current.N, true }),
		column("baselineCount", "short", "rows the measure was taken of in the baseline",
			func(_ int, p measure.Part) (float64, bool) {
				return p.Baseline.N, p.Baseline.Reason == "" || p.Baseline.N > 0
			}),
		column("weight", "percentunit", "share of the "+weighedRows(b)+" in the current window",
			effect(func(e measure.Effect) float64 { return e.CurrentWeight })),
		column("baselineWeight", "percentunit", "share of the "+weighedRows(b)+" in the baseline",
			effect(func(e measure.Effect) float64 { return e.BaselineWeight })),
		column("current", valueUnit, doc,
			func(_ int, p measure.Part) (float64, bool) { return p.Current.Value, p.Current.OK }),
		column("currentLower", valueUnit, "lower end of the 95 % interval",
			func(_ int, p measure.Part) (float64, bool) { return p.Current.Lower, p.Current.IntervalOK }),
		column("currentUpper", valueUnit, "upper end of the 95 % interval",
			func(_ int, p measure.Part) (float64, bool) { return p.Current.Upper, p.Current.IntervalOK }),
		column("baseline", valueUnit, doc,
			func(_ int, p measure.Part) (float64, bool) { return p.Baseline.Value, p.Baseline.OK }),
		column("baselineLower", valueUnit, "lower end of the 95 % interval",
			func(_ int, p measure.Part) (float64, bool) { return p.Baseline.Lower, p.Baseline.IntervalOK }),
		column("baselineUpper", valueUnit, "upper end of the 95 % interval",
			func(_ int, p measure.Part) (float64, bool) { return p.Baseline.Upper, p.Baseline.IntervalOK }),
		column("mixEffect", valueUnit, "part of the change that comes from this segment's weight",
			effect(func(e measure.Effect) float64 { return e.Mix })),
		column("withinEffect", valueUnit, "part of the change that comes from this segment's own value",
			effect(func(e measure.Effect) float64 { return e.Within })),
		column("shareOfChange", "percentunit",
			"this segment's part of the whole change, by its weight and by its own value", shareOfChange(b)),
		data.NewField("named", nil, named(b)),
		explanation(b),
	}
}

// weighedRows are the rows whose shares are the weights of a breakdown.
func weighedRows(b engine.Breakdown) string {
	if b.Measure.OfLabel && b.ByScore() {
		return "labelled rows"
	}
	return "measure's rows"
}

// named marks the segments that carry the change.
func named(b engine.Breakdown) []bool {
	marks := make([]bool, len(b.Rows))
	for i, p := range b.Rows {
		marks[i] = b.Effects != nil && b.Doubt == "" && slices.Contains(b.Effects.Named, p.Name)
	}
	return marks
}

func shareOfChange(b engine.Breakdown) func(int, measure.Part) (float64, bool) {
	return func(i int, _ measure.Part) (float64, bool) {
		if b.Effects == nil || b.Effects.Change == 0 {
			return 0, false
		}
		e := b.Effects.Effects[i]
		return (e.Mix + e.Within) / b.Effects.Change, true
	}
}

// explanation is the verdict in words beside the first segment, null beside the others, so that a stat panel shows it
// once.
func explanation(b engine.Breakdown) *data.Field {
	values := make([]*string, len(b.Rows))
	if text := b.Explanation(); text != "" && len(values) > 0 {
		values[0] = &text
	}
	f := data.NewField("explanation", nil, values)
	f.Config = &data.FieldConfig{Description: "who carries the change, in words"}
	return f
}
