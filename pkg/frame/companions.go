package frame

import (
	"maps"
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// lowerEnds names, for the upper end of a range of values, the stat that is its lower end.
var lowerEnds = map[query.Stat]query.Stat{query.UpperLimit: query.LowerLimit, query.UsualHigh: query.UsualLow}

// companionConfig says how a time series panel draws a stat that accompanies another: a baseline as a dashed line, a
// range as a band that the legend leaves out. A stat that is asked for alone is drawn as the panel says.
func companionConfig(r *engine.Result, s engine.Series, stat query.Stat, own map[string]any) map[string]any {
	if len(r.Query.Stats) < 2 {
		return own
	}
	style := map[string]any{}
	switch stat {
	case query.Baseline:
		style = map[string]any{"lineWidth": 1, "lineStyle": map[string]any{"fill": "dash", "dash": []int{8, 6}},
			"showPoints": "never", "fillOpacity": 0}
	case query.LowerLimit, query.UsualLow, query.UpperLimit, query.UsualHigh:
		style = map[string]any{"lineWidth": 0, "showPoints": "never", "fillOpacity": 0,
			"hideFrom": map[string]any{"legend": true, "tooltip": false, "viz": false}}
	}
	if lower, ok := lowerEnds[stat]; ok && slices.Contains(r.Query.Stats, lower) {
		style["fillBelowTo"] = seriesName(r, s, lower)
		style["fillOpacity"] = 12
	}
	if len(style) == 0 {
		return own
	}
	maps.Copy(style, own)
	return style
}
