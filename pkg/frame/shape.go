package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/query"
)

// typed returns a frame of one of Grafana's data plane types.
func typed(kind data.FrameType, fields ...*data.Field) *data.Frame {
	f := data.NewFrame("", fields...)
	f.Meta = &data.FrameMeta{Type: kind, TypeVersion: data.FrameTypeVersion{0, 1}}
	return f
}

// onlyStat returns the one stat that number frames hold.
func onlyStat(r *engine.Result, s engine.Series) (query.Stat, error) {
	stats := statsOf(r, s)
	if len(stats) > 1 {
		return "", fault.Newf(fault.BadQuery, "the format %s holds exactly one stat; %d are asked for", r.Query.Format,
			len(stats)).At("stats")
	}
	return stats[0], nil
}

// statsOf lists the stats that a number or a time series shows of a series.
func statsOf(r *engine.Result, s engine.Series) []query.Stat {
	if len(r.Query.Stats) == 0 {
		return []query.Stat{defaultStat(s)}
	}
	return r.Query.Stats
}

// defaultStat answers a query that names no stat.
func defaultStat(s engine.Series) query.Stat {
	if s.Policy != nil {
		return query.Breach
	}
	return engine.Main(s.Measure)
}

// pointer returns the stat's value, nil where it could not be computed.
func pointer(stats map[query.Stat]float64, s query.Stat) *float64 {
	if x, ok := stats[s]; ok {
		return &x
	}
	return nil
}

// last is the point of the current window.
func last(s engine.Series) engine.Point { return s.Points[len(s.Points)-1] }

// isTime reports whether a stat is an instant, in epoch seconds.
func isTime(s query.Stat) bool {
	switch s {
	case query.WindowStart, query.WindowEnd, query.BaselineStart, query.BaselineEnd, query.RangeStart, query.RangeEnd,
		query.WindowStartLocal, query.WindowEndLocal:
		return true
	}
	return false
}
