// Package policies says in words how the policies of a model stand. The command line, tables in Grafana and the
// settings page say the same.
package policies

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// The verdicts.
const (
	OK      = "ok"
	Breach  = "breach"
	Unknown = "unknown"
)

// Evaluation is how one policy stands for one subject.
type Evaluation struct {
	Policy        string            `json:"policy"`
	Tier          model.Tier        `json:"tier"`
	Measure       string            `json:"measure"`
	Target        query.Target      `json:"target"`
	Stat          query.Stat        `json:"stat"`
	Labels        map[string]string `json:"labels"`
	Window        string            `json:"window"` // the days or times that were judged, in the model's time zone
	Verdict       string            `json:"verdict"`
	Value         *float64          `json:"value"` // of the stat the policy bounds
	Threshold     *float64          `json:"threshold"`
	Current       *float64          `json:"current"`
	Baseline      *float64          `json:"baseline"`
	Count         *float64          `json:"count"`
	BaselineCount *float64          `json:"baselineCount"`
	Finds         string            `json:"finds"`  // the smallest change that it can find in a window like this
	Reason        string            `json:"reason"` // what earlier windows predict; why it does not breach; or why it is unknown

	Breach float64                                 `json:"-"` // how far past the bound; -Inf where that is unknown
	Spared bool                                    `json:"-"` // past its bound, within what earlier windows predict
	Format func(stat query.Stat, x float64) string `json:"-"` // writes a stat for people
}

// Evaluate reads how the policy of a series stands at its last point.
func Evaluate(s engine.Series) Evaluation {
	stat := engine.BoundStat(s)
	e := Evaluation{Policy: s.Policy.ID, Tier: s.Policy.Tier, Measure: s.Measure.ID, Target: s.Target, Stat: stat,
		Labels: map[string]string{}, Verdict: Unknown, Breach: math.Inf(-1),
		Format: func(stat query.Stat, x float64) string { return engine.FormatStat(s, stat, x) }}
	if s.Feature != "" {
		e.Labels["feature"] = s.Feature
	}
	for _, l := range s.Segment {
		e.Labels[l.Name] = l.Value
	}
	point := s.Points[len(s.Points)-1]
	read := func(stat query.Stat) *float64 {
		if x, ok := point.Stats[stat]; ok {
			return &x
		}
		return nil
	}
	e.Value, e.Threshold, e.Reason, e.Finds = read(stat), read(query.Threshold), point.Explanation(), point.Finds
	e.Current, e.Baseline = read(query.Current), read(query.Baseline)
	if e.Spared = point.Spared != ""; !s.Compare.Current.Start.IsZero() {
		e.Window = s.Compare.Current.Text()
	}
	e.Count, e.BaselineCount = read(query.Count), read(query.BaselineCount)
	if breach := read(query.Breach); breach != nil {
		e.Breach, e.Verdict = *breach, OK
		if *breach > 0 {
			e.Verdict = Breach
		}
	}
	return e
}

// Subject names what the policy is judged on: "feature=temp", "origin=JFK"; empty for the model as a whole.
func (e Evaluation) Subject() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(e.Labels)) {
		parts = append(parts, name+"="+Printable(e.Labels[name]))
	}
	return strings.Join(parts, " ")
}

// Printable quotes a value that would move the cursor or end the line: values are data, and a terminal obeys them.
func Printable(value string) string {
	if strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(value)
	}
	return value
}

// Write writes a stat as people read it, "–" where it is absent.
func (e Evaluation) Write(stat query.Stat, x *float64) string {
	switch {
	case x == nil:
		return "–"
	case e.Format == nil: // read back from JSON
		return fmt.Sprintf("%.4g", *x)
	}
	return e.Format(stat, *x)
}

// tiers in order of rank: a page stands above what only explains it, however far past its bound that is.
var tiers = []model.Tier{model.Page, model.Notify, model.Explain}

// Compare orders evaluations: breached ones first, each group by tier, in a tier those closest to (or farthest past)
// their threshold first, then by id.
func Compare(a, b Evaluation) int {
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.severity(), a.severity()),
		strings.Compare(a.Policy, b.Policy))
}

func (e Evaluation) rank() int {
	rank := slices.Index(tiers, e.Tier)
	if e.Verdict != Breach {
		rank += len(tiers)
	}
	return rank
}

// severity is breach ÷ |threshold|.
func (e Evaluation) severity() float64 {
	if e.Threshold == nil || *e.Threshold == 0 {
		return e.Breach
	}
	return e.Breach / math.Abs(*e.Threshold)
}
