// Package frame writes results as Grafana data frames. Panels of Grafana's own draw them untouched, and alert rules
// rely on their shape: what cannot be computed is a null field, never NaN and never a missing field.
package frame

import (
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/query"
)

// Options say what surrounds the numbers.
type Options struct {
	Statements string // the SQL that ran; empty: not shown to this caller
	Stamped    bool   // say when the rows were read
}

// Build returns the frames of a result in the format its query asks for.
func Build(r *engine.Result, o Options) (data.Frames, error) {
	frames, err := build(r)
	if err != nil {
		return nil, err
	}
	for i, f := range frames {
		if f.Meta == nil {
			f.Meta = &data.FrameMeta{}
		}
		f.Meta.ExecutedQueryString = o.Statements
		if i == 0 {
			addNotices(f, r.Notices)
		}
		if c, ok := f.Meta.Custom.(Custom); ok && o.Stamped {
			c.Comparison.ReadAt = r.ReadAt.UTC().Format(time.RFC3339)
			f.Meta.Custom = c
		}
	}
	return frames, nil
}

func build(r *engine.Result) (data.Frames, error) {
	switch {
	case r.Query.QueryType == query.TypeDistribution && r.Query.Format == query.TimeSeries:
		return heatmap(r)
	case r.Query.QueryType == query.TypeDistribution:
		return distribution(r), nil
	case r.Query.QueryType == query.TypeFeatures:
		return features(r), nil
	case r.Query.QueryType == query.TypeSegments:
		return segments(r), nil
	case r.Query.QueryType == query.TypeRecords:
		return records(r), nil
	case r.Query.Format == query.Number:
		return number(r)
	case r.Query.Format == query.TimeSeries:
		return timeSeries(r)
	default:
		return table(r), nil
	}
}

// addNotices says each notice once, however many series of the frame have it.
func addNotices(f *data.Frame, notices []engine.Notice) {
	for _, n := range notices {
		notice := data.Notice{Severity: data.NoticeSeverityInfo, Text: n.Text}
		if n.Warning {
			notice.Severity = data.NoticeSeverityWarning
		}
		if f.Meta == nil || !slices.Contains(f.Meta.Notices, notice) {
			f.AppendNotices(notice)
		}
	}
}

// typed returns a frame of one of Grafana's data plane types.
func typed(kind data.FrameType, fields ...*data.Field) *data.Frame {
	f := data.NewFrame("", fields...)
	f.Meta = &data.FrameMeta{Type: kind, TypeVersion: data.FrameTypeVersion{0, 1}}
	return f
}

// theStat returns the one stat that number and time series frames hold.
func theStat(r *engine.Result, s engine.Series) (query.Stat, error) {
	switch len(r.Query.Stats) {
	case 0:
		return defaultStat(s), nil
	case 1:
		return r.Query.Stats[0], nil
	}
	return "", fault.Newf(fault.BadQuery, "the format %s holds exactly one stat; %d are asked for", r.Query.Format, len(r.Query.Stats)).
		At("stats")
}

// defaultStat answers a query that names no stat.
func defaultStat(s engine.Series) query.Stat {
	if s.Policy != nil {
		return query.Breach
	}
	return engine.Main(s.Measure)
}

// labels name the thing a field is about, never its state, and are equal for every measure and stat of it, so that an
// alert rule can join them.
func labels(s engine.Series) data.Labels {
	l := data.Labels{"model": s.Model.ID}
	if s.Feature != "" {
		l["feature"] = s.Feature
	}
	if s.With != "" {
		l["with"] = s.With
	}
	if s.Policy != nil {
		l["policy"] = s.Policy.ID
	}
	for _, segment := range s.Segment {
		l[segment.Name] = segment.Value
	}
	return l
}

// pointer returns the stat's value, nil where it could not be computed.
func pointer(stats map[query.Stat]float64, s query.Stat) *float64 {
	if x, ok := stats[s]; ok {
		return &x
	}
	return nil
}
