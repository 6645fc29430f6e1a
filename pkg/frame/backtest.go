package frame

import (
	"maps"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
	"leeway/pkg/replay"
)

// Backtest is a row for each episode: model, policy, tier, its feature and segments, start and end (null: it lasts),
// windows past the bound, the worst value with the bound, and what that rests on. As a time series it is 1 while a rule
// would have fired and 0 while not, null where it could not be judged. end is the end of the range.
func Backtest(courses []replay.Course, end time.Time, format query.Format, notices []engine.Notice) data.Frames {
	f := episodes(courses, end)
	if format == query.TimeSeries {
		f = firing(courses, end)
	}
	addNotices(f, notices)
	return data.Frames{f}
}

func episodes(courses []replay.Course, end time.Time) *data.Frame {
	var list []replay.Episode
	for _, c := range courses {
		for _, s := range c.Series {
			list = append(list, replay.Episodes(s, end)...)
		}
	}
	slices.SortStableFunc(list, func(a, b replay.Episode) int { return a.Fired.Compare(b.Fired) })
	n := len(list)
	names := map[string][]string{"model": make([]string, n), "policy": make([]string, n), "tier": make([]string, n)}
	start, resolved, reasons := make([]time.Time, n), make([]*time.Time, n), make([]string, n)
	windows, worst, threshold := make([]float64, n), make([]*float64, n), make([]*float64, n)
	for i, e := range list {
		for name, value := range labels(e.Series) {
			if names[name] == nil {
				names[name] = make([]string, n)
			}
			names[name][i] = value
		}
		names["tier"][i] = string(e.Series.Policy.Tier)
		start[i], windows[i], reasons[i] = e.Fired.UTC(), float64(e.Windows), e.Worst.Explanation()
		if !e.Resolved.IsZero() {
			at := e.Resolved.UTC()
			resolved[i] = &at
		}
		worst[i], threshold[i] = pointer(e.Worst.Stats, engine.BoundStat(e.Series)), pointer(e.Worst.Stats,
			query.Threshold)
	}
	f := data.NewFrame("")
	first := []string{"model", "policy", "tier"}
	rest := slices.DeleteFunc(slices.Sorted(maps.Keys(names)),
		func(name string) bool { return slices.Contains(first, name) })
	for _, name := range append(first, rest...) {
		f.Fields = append(f.Fields, data.NewField(name, nil, names[name]))
	}
	f.Fields = append(f.Fields, data.NewField("start", nil, start), data.NewField("end", nil, resolved),
		data.NewField("windows", nil, windows),
		data.NewField("worst", nil, worst), data.NewField("threshold", nil, threshold), data.NewField("explanation",
			nil, reasons))
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable}
	return f
}

// firing is a field of each subject of each policy on the times of all looks.
func firing(courses []replay.Course, end time.Time) *data.Frame {
	f := typed(data.FrameTypeTimeSeriesWide)
	at := map[time.Time]int{}
	var looks []time.Time
	for _, c := range courses {
		for _, s := range c.Series {
			for _, p := range s.Points {
				if t := p.Known.UTC(); at[t] == 0 {
					at[t], looks = 1, append(looks, t)
				}
			}
		}
	}
	if len(looks) == 0 {
		return f
	}
	sortTimes(looks)
	for i, t := range looks {
		at[t] = i
	}
	f.Fields = append(f.Fields, data.NewField("time", nil, looks))
	for _, c := range courses {
		for _, s := range c.Series {
			values := make([]*float64, len(looks))
			list := replay.Episodes(s, end)
			for _, p := range s.Points {
				if _, judged := p.Stats[query.Breach]; !judged {
					continue
				}
				fires := slices.ContainsFunc(list, func(e replay.Episode) bool {
					return !p.Known.Before(e.Fired) && (e.Resolved.IsZero() || p.Known.Before(e.Resolved))
				})
				x := map[bool]float64{true: 1}[fires]
				values[at[p.Known.UTC()]] = &x
			}
			field := data.NewField("firing", labels(s), values)
			field.Config = &data.FieldConfig{DisplayNameFromDS: subjectName(s), NoValue: none,
				Description: "1 while the rule of the policy would have fired, else 0"}
			f.Fields = append(f.Fields, field)
		}
	}
	return f
}
