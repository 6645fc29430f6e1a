package assess

import (
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/query"
)

// doubt is what it takes to say why something is missing that a query asks for.
type doubt struct {
	what      string // names the subject in messages
	unmatched string // why predictions cannot be compared with labels; empty: they can
	place     int    // among the notices of the comparison
}

func (c *comparison) doubt(described answers.Comparison) doubt {
	return doubt{what: c.what(), unmatched: c.noClassInCommon(), place: len(described.Notices)}
}

// addTo adds to notices why something is missing that a query asks for.
func (d doubt) addTo(notices []answers.Notice, q evidence.Question, point answers.Point) []answers.Notice {
	text := missing(q, point)
	if text == "" {
		return slices.Clip(notices)
	}
	return slices.Insert(slices.Clone(notices), d.place, answers.Notice{Alike: alike(text, d.what),
		Warning: !isAsFreshAsUsual(q, point), Values: text == d.unmatched, Text: d.what + ": " + text})
}

// isAsFreshAsUsual reports whether a point says of a log, or of outcomes, that nothing is late: then what the bound is made
// of is no warning.
func isAsFreshAsUsual(q evidence.Question, point answers.Point) bool {
	breach, judged := point.Stats[query.Breach]
	return q.Ask.JudgesSilence() && judged && breach <= 0
}

// missing says why something that was asked for is missing: the main stat, another that is named, or the verdict where
// it is shown.
func missing(q evidence.Question, point answers.Point) string {
	if point.Reason != "" {
		return point.Reason
	}
	asked := q.Query.Stats
	if len(asked) == 0 && q.Query.Format != query.Table && q.Ask.Policy == nil {
		return ""
	}
	for _, s := range asked {
		if why, lacks := point.Lacking[s]; lacks {
			return string(s) + ": " + why
		}
	}
	shown := func(s query.Stat) bool { return slices.Contains(asked, s) }
	if len(asked) == 0 || shown(query.Verdict) || shown(query.Breach) {
		return point.Unjudged
	}
	return ""
}
