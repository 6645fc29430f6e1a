package frame

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/query"
)

// number is one row with a nullable field per subject: what alert rules, stat, gauge and bar gauge panels read.
func number(r *engine.Result) (data.Frames, error) {
	f := typed(data.FrameTypeNumericWide)
	if len(r.Query.Measures) > 1 {
		return nil, oneMeasure(r)
	}
	var unknown query.Stat
	for _, s := range r.Series {
		stat, err := onlyStat(r, s)
		if err != nil {
			return nil, err
		}
		var value *float64
		if n := len(s.Points); n > 0 {
			value = pointer(s.Points[n-1].Stats, stat)
		}
		if value == nil && leavesOutNulls(r) {
			unknown = stat
			continue
		}
		field := data.NewField(string(stat), labels(s), []*float64{value})
		field.Config = config(s, stat, UnknownTile)
		field.Config.DisplayNameFromDS = seriesName(r, s, stat)
		f.Fields = append(f.Fields, field)
		describe(f, s)
	}
	keepLabelled(f, r, unknown)
	return data.Frames{f}, nil
}

func leavesOutNulls(r *engine.Result) bool {
	return r.Query.Nulls == query.DropNulls || r.Query.Nulls == query.LabelNulls
}

// keepLabelled adds a null with a label to a frame that nulls were left out of and that holds nothing else, where the query
// wants that. No subject has this label, so an alert rule joins it to none of its alerts. stat is empty where none was left
// out.
func keepLabelled(f *data.Frame, r *engine.Result, stat query.Stat) {
	if r.Query.Nulls == query.LabelNulls && len(f.Fields) == 0 && stat != "" {
		f.Fields = append(f.Fields, data.NewField(string(stat), data.Labels{"unknown": string(stat)}, []*float64{nil}))
	}
}

// timeSeries is one time field and a nullable field per subject and stat, on one grid of times.
func timeSeries(r *engine.Result) (data.Frames, error) {
	f := typed(data.FrameTypeTimeSeriesWide)
	if len(r.Query.Measures) > 1 {
		return nil, oneMeasure(r)
	}
	if len(r.Series) == 0 {
		return data.Frames{f}, nil
	}
	f.Fields = append(f.Fields, data.NewField("time", nil, times(r.Series)))
	for _, s := range r.Series {
		points := map[time.Time]engine.Point{}
		for _, p := range s.Points {
			points[p.At.UTC()] = p
		}
		for _, stat := range statsOf(r, s) {
			values := make([]*float64, f.Fields[0].Len())
			for j := range values {
				values[j] = pointer(points[f.Fields[0].At(j).(time.Time)].Stats, stat)
			}
			field := data.NewField(string(stat), labels(s), values)
			field.Config = config(s, stat, UnknownTile)
			field.Config.DisplayNameFromDS = seriesName(r, s, stat)
			field.Config.Custom = companionConfig(r, s, stat, field.Config.Custom)
			f.Fields = append(f.Fields, field)
		}
		describe(f, s)
	}
	return data.Frames{f}, nil
}

// times are the ends of all windows, ascending.
func times(series []engine.Series) []time.Time {
	seen := map[time.Time]bool{}
	var list []time.Time
	for _, s := range series {
		for _, p := range s.Points {
			if at := p.At.UTC(); !seen[at] {
				seen[at] = true
				list = append(list, at)
			}
		}
	}
	sortTimes(list)
	return list
}

func oneMeasure(r *engine.Result) error {
	return fault.Newf(fault.BadQuery, "the format %s holds exactly one measure; %d are asked for", r.Query.Format,
		len(r.Query.Measures)).At("measures")
}

// describe adds a series' notices and, from the first series shown, what was compared with what.
func describe(f *data.Frame, s engine.Series) {
	addNotices(f, s.Compare.Notices)
	if f.Meta.Custom == nil {
		f.Meta.Custom = Custom{Comparison: comparison(s)}
	}
}
