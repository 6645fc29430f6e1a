package policies

import (
	"fmt"
	"strconv"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// statWords name what a bound holds, where that is not the measure itself.
var statWords = map[query.Stat]string{query.Change: "change ", query.ChangePoints: "change ",
	query.RelativeChange: "relative change ",
	query.Sigma:          "sigma ", query.PValue: "p-value ", query.Trend: "trend ", query.TrendPvalue: "p-value of the trend "}

// WriteBound writes the bound of a series' policy for people: "change below -2.5 points", "sigma outside -4 to 4".
func WriteBound(s engine.Series) string {
	stat := engine.BoundStat(s)
	words, write := statWords[stat], func(x float64) string { return engine.FormatStat(s, stat, x) }
	switch p := s.Policy; {
	case p.Outside != nil:
		return fmt.Sprintf("%soutside %s to %s", words, write(p.Outside[0]), write(p.Outside[1]))
	case p.Above != nil:
		return words + "above " + write(*p.Above)
	case p.Below != nil:
		return words + "below " + write(*p.Below)
	case p.AboveUsualGap != nil:
		return fmt.Sprintf("above %s times the largest usual gap", strconv.FormatFloat(*p.AboveUsualGap, 'g', -1, 64))
	}
	return ""
}

// tierWords say what happens at the bound.
var tierWords = map[model.Tier]string{model.Page: "to page", model.Notify: "to notify", model.Explain: "to its bound"}

// WriteLeft says how far a policy is from its bound, or past it: "0.7 points to page"; empty where it is not judged, or
// cannot breach.
func WriteLeft(e Evaluation, s engine.Series) string {
	switch {
	case e.Verdict == Unknown || e.Finds == engine.CannotBreach:
		return ""
	case e.Verdict == Breach:
		return engine.FormatDistance(s, e.Breach) + " past it"
	case e.Spared:
		return "past it, as usual"
	}
	left := engine.FormatDistance(s, e.Breach)
	if left == engine.FormatDistance(s, 0) {
		return "at its bound"
	}
	return left + " " + tierWords[e.Tier]
}
