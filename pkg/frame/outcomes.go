package frame

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
)

func calibrations(r *engine.Result) data.Frames { return outcomeTables(r, calibration) }
func confusions(r *engine.Result) data.Frames   { return outcomeTables(r, confusion) }

// outcomeTables is a frame per subject of what came true in both windows, by what was predicted.
func outcomeTables(r *engine.Result, fields func(engine.Series) []*data.Field) data.Frames {
	frames := data.Frames{}
	for _, s := range r.Series {
		f := data.NewFrame(frameName(s), fields(s)...)
		f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
			PreferredVisualization: data.VisTypeTable,
			Custom:                 Custom{Comparison: comparison(s)}}
		addNotices(f, s.Compare.Notices)
		if reason := last(s).Reason; f.Rows() == 0 && reason != "" {
			addNotices(f, []engine.Notice{{Warning: true, Text: reason}})
		}
		frames = append(frames, f)
	}
	if len(frames) == 0 {
		frames = append(frames, data.NewFrame(""))
	}
	return frames
}

// calibration is a row per range of scores: what was said on average, and the share that came true.
func calibration(s engine.Series) []*data.Field {
	groups := s.Compare.Calibration
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = fmt.Sprintf("%.3g to %.3g", g.Low, g.High)
	}
	list := []*data.Field{data.NewField("scores", nil, names)}
	for _, w := range []struct {
		prefix, window string
		of             func(measure.CalibrationGroup) measure.Calibrated
	}{
		{"", "the current window", func(g measure.CalibrationGroup) measure.Calibrated { return g.Current }},
		{"baseline", "the baseline", func(g measure.CalibrationGroup) measure.Calibrated { return g.Baseline }},
	} {
		list = append(list,
			outcomeNumbers(groups, nameIn(w.prefix, "score"), "percentunit",
				"mean score of the labelled rows in "+w.window,
				func(g measure.CalibrationGroup) (float64, bool) { return w.of(g).Score, w.of(g).Positive.OK }))
		list = append(list, estimates(groups, w.prefix, "share of positive labels in "+w.window,
			func(g measure.CalibrationGroup) measure.Estimate { return w.of(g).Positive }, func(e measure.Estimate) float64 { return e.N })...)
	}
	return list
}

// confusion is a row per predicted and actual class: the share of the labelled rows that have both.
func confusion(s engine.Series) []*data.Field {
	cells := s.Compare.Confusion
	predictions, labels := make([]string, len(cells)), make([]string, len(cells))
	for i, c := range cells {
		predictions[i], labels[i] = c.Prediction, c.Label
	}
	now := func(c measure.ConfusionCell) measure.Estimate { return c.Current }
	then := func(c measure.ConfusionCell) measure.Estimate { return c.Baseline }
	hits := func(e measure.Estimate) float64 { return e.Hits }
	list := []*data.Field{data.NewField("prediction", nil, predictions), data.NewField("label", nil, labels)}
	list = append(list, estimates(cells, "", "share of the current window's labelled rows", now, hits)...)
	list = append(list, estimates(cells, "baseline", "share of the baseline's labelled rows", then, hits)...)
	return append(list, outcomeNumbers(cells, "change", "percentunit", "current share minus the baseline's",
		func(c measure.ConfusionCell) (float64, bool) {
			return c.Current.Value - c.Baseline.Value, c.Current.OK && c.Baseline.OK
		}))
}

// estimates are the value of one window, its interval and the rows that are counted of it.
func estimates[T any](rows []T, prefix, text string, of func(T) measure.Estimate,
	counted func(measure.Estimate) float64) []*data.Field {
	value := prefix
	if prefix == "" {
		value = "current"
	}
	return []*data.Field{
		outcomeNumbers(rows, value, "percentunit", text, func(x T) (float64, bool) { return of(x).Value, of(x).OK }),
		outcomeNumbers(rows, value+"Lower", "percentunit", "lower end of the 95 % interval",
			func(x T) (float64, bool) { return of(x).Lower, of(x).IntervalOK }),
		outcomeNumbers(rows, value+"Upper", "percentunit", "upper end of the 95 % interval",
			func(x T) (float64, bool) { return of(x).Upper, of(x).IntervalOK }),
		outcomeNumbers(rows, nameIn(prefix, "count"), "short", "labelled rows",
			func(x T) (float64, bool) { return counted(of(x)), of(x).OK }),
	}
}

// nameIn is the name of a column of one window.
func nameIn(prefix, name string) string {
	switch {
	case prefix == "":
		return name
	case name == "score":
		return prefix + "Score"
	}
	return prefix + "Count"
}

func outcomeNumbers[T any](rows []T, name, unit, description string, of func(T) (float64, bool)) *data.Field {
	values := make([]*float64, len(rows))
	for i, row := range rows {
		if x, ok := of(row); ok {
			values[i] = &x
		}
	}
	f := data.NewField(name, nil, values)
	f.Config = &data.FieldConfig{Unit: unit, Description: description, NoValue: none}
	return f
}
