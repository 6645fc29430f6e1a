package answers

import (
	"math"
	"slices"
	"strings"
	"time"

	"leeway/pkg/query"
)

// Set stores a stat that could be computed. What overflowed could not.
func (p *Point) Set(s query.Stat, value float64, ok bool) {
	if ok && !math.IsNaN(value) && !math.IsInf(value, 0) {
		p.Stats[s] = value
	}
}

// Lack says why stats are absent. One that is there, or has a reason already, keeps it.
func (p *Point) Lack(why string, stats ...query.Stat) {
	for _, s := range stats {
		_, there := p.Stats[s]
		if _, said := p.Lacking[s]; !there && !said && why != "" {
			p.Lacking[s] = why
		}
	}
}

// Point is what is known at one time: the end of its window.
type Point struct {
	At     time.Time
	Known  time.Time              // the end of the first range that holds the window: from then on a rule judges it
	Stats  map[query.Stat]float64 // a stat that is absent could not be computed
	Past   []float64              // divergences of the earlier windows, each from the others, the newest first
	Shares []*float64             // of a heat map: by bin of Compare.Bins; null without rows

	// of a heat map, by bin: what earlier windows predict of the share; nil where nothing tells
	UsualLow, UsualHigh []*float64

	Reason   string                // why the main stat is absent; or what weakens it
	Lacking  map[query.Stat]string // why another stat is absent
	Unjudged string                // why there is no verdict

	// the value with what earlier windows predict, in words: "81.1 %, expected 87.0 to 93.0 % from 11 earlier weeks"
	Expectation Expectation
	// of a policy: the smallest change it can find in a window like this, in words: "finds 3.4 points at 1,000 labels a
	// week"
	Finds string
	// the end of the window with which a level that was unusual at first became the new normal; zero: none is
	Adopted time.Time
	Spared  string // why a policy does not breach although its bound is crossed in words
}

// Explanation says in words what the verdict rests on: why a policy does not breach, the value with what earlier
// windows predict, and why there is no verdict or what weakens it.
func (p Point) Explanation() string {
	why := p.Reason
	if why == "" {
		why = p.Unjudged
	}
	return JoinTexts(p.Spared, p.Expectation.String(), why)
}

// JoinTexts puts what is said one after the other.
func JoinTexts(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "; ")
}

// StatOf returns a stat of a point; nil where it could not be computed.
func StatOf(p Point, s query.Stat) *float64 {
	if x, ok := p.Stats[s]; ok {
		return &x
	}
	return nil
}
