// Package frame writes results as Grafana data frames. Panels of Grafana's own draw them untouched, and alert rules
// rely on their shape: what cannot be computed is a null field, never NaN and never a missing field.
package frame

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
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
		if r.Query.Format != query.Number {
			// Explore would merge the frames of segments and features into one table, in which no row says whose it is.
			f.Meta.PreferredVisualizationPluginID = typeOf(r.Query.QueryType).panel
		}
		if i == 0 {
			addNotices(f, r.Notices)
		}
		if c, ok := f.Meta.Custom.(Custom); ok && o.Stamped {
			c.Comparison.ReadAt = r.ReadAt.UTC().Format(time.RFC3339)
			f.Meta.Custom = c
		}
	}
	sumUp(frames, r)
	return frames, nil
}

func build(r *engine.Result) (data.Frames, error) {
	return typeOf(r.Query.QueryType).build(r)
}
