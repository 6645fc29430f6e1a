package frame

import (
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Custom is a frame's meta.custom.
type Custom struct {
	Comparison Comparison `json:"comparison"`
}

// UsualShares are what earlier windows predict of a bin's share, by time; null where they predict nothing.
type UsualShares struct {
	Low  []*float64 `json:"low"`
	High []*float64 `json:"high"`
}

// Comparison says what was compared with what. It holds no SQL, host or table name: viewers receive it.
type Comparison struct {
	Model     string          `json:"model"`
	ModelName string          `json:"modelName"`
	Revision  string          `json:"revision"` // of the model and of what its reference fixed
	Timezone  string          `json:"timezone"`
	Subject   Subject         `json:"subject"`
	Current   CurrentWindow   `json:"current"`
	Baseline  BaselineWindows `json:"baseline"`
	History   *PastWindows    `json:"history,omitempty"`
	Measures  []ComparedBy    `json:"measures"`
	Usual     []UsualShares   `json:"usual,omitempty"`    // of a heat map: by bin
	Verdicts  []*float64      `json:"verdicts,omitempty"` // of a heat map: by time, as the verdict of a measure
	Grid      string          `json:"grid,omitempty"`
	Coverage  *float64        `json:"labelCoverage,omitempty"` // share of mature predictions that have a label, 0 to 1
	ReadAt    string          `json:"readAt,omitempty"`
}

// Subject is what was measured.
type Subject struct {
	Target   string            `json:"target"`
	Feature  string            `json:"feature,omitempty"`
	Kind     string            `json:"kind" jsonschema:"enum=numeric,enum=categorical"`
	Unit     string            `json:"unit,omitempty"`
	Segments map[string]string `json:"segments,omitempty"`
}

// Window is a half-open interval of time, RFC 3339.
type Window struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// CurrentWindow is the window that was judged, and how many values it holds.
type CurrentWindow struct {
	From  string   `json:"from"`
	To    string   `json:"to"`
	Count *float64 `json:"count"`
}

// BaselineWindows is what it was compared with; a table has no windows.
type BaselineWindows struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Windows []Window `json:"windows"`
	Count   *float64 `json:"count"`
}

// PastWindows are the earlier windows that show what is usual.
type PastWindows struct {
	Read    int    `json:"read"`    // windows that were read
	Counted int    `json:"counted"` // of these, windows that count: those that were not unusual themselves, as many as the model takes
	From    string `json:"from"`    // start of the oldest that counts, RFC 3339
	To      string `json:"to"`      // end of the newest that counts
}

// ComparedBy is one measure of the comparison.
type ComparedBy struct {
	ID        string   `json:"id"`
	Value     *float64 `json:"value"`
	Critical  *float64 `json:"critical"`
	UsualLow  *float64 `json:"usualLow"` // least divergence of an earlier window from the others
	UsualHigh *float64 `json:"usualHigh"`
	Threshold *float64 `json:"threshold"`
	Verdict   *float64 `json:"verdict"`            // 0 steady, 1 significant but not material, 2 drifted, 3 usual: material, but within what earlier windows did; null: too little data
	Expected  string   `json:"expected,omitempty"` // the value with what earlier windows predict, in words
	Finding   *Finding `json:"finding,omitempty"`  // the same words in parts, of a divergence
	Reason    string   `json:"reason,omitempty"`
}

// Finding is what Expected says, in the parts that a headline needs.
type Finding struct {
	Value string   `json:"value"`           // "PSI 3.0", "PSI 3.0 from baseline launch"
	Range string   `json:"range,omitempty"` // "earlier weeks 0.40 to 3.9"; absent where it is not known
	Notes []string `json:"notes,omitempty"` // what else is known, the most urgent first
}

func finding(e engine.Expectation) *Finding {
	if e.Value == "" {
		return nil
	}
	return &Finding{Value: e.Value, Range: e.Range, Notes: append(append([]string{}, e.Lead...), e.Notes...)}
}

func comparison(s engine.Series) Comparison {
	c := s.Compare
	out := Comparison{
		Model: s.Model.ID, ModelName: s.Model.Name, Revision: shortRevision(c.Revision), Timezone: s.Model.Timezone,
		Subject: subject(s),
		Current: CurrentWindow{From: stamp(c.Current.Start), To: stamp(c.Current.End), Count: c.Count},
		Baseline: BaselineWindows{Name: c.BaselineName, Kind: string(c.BaselineKind), Windows: windows(c.Baseline),
			Count: c.BaselineCount},
		Grid: c.Grid, Coverage: c.LabelCoverage,
	}
	if n := len(c.Past); n > 0 {
		out.History = &PastWindows{Read: c.Read, Counted: n, From: stamp(c.Past[n-1].Start), To: stamp(c.Past[0].End)}
	}
	by := ComparedBy{ID: s.Measure.ID, Threshold: c.Threshold}
	if n := len(s.Points); n > 0 {
		p := s.Points[n-1]
		by.Value, by.Critical = pointer(p.Stats, engine.Main(s.Measure)), pointer(p.Stats, query.Critical)
		by.UsualLow, by.UsualHigh = pointer(p.Stats, query.UsualLow), pointer(p.Stats, query.UsualHigh)
		by.Verdict, by.Expected, by.Reason = pointer(p.Stats, query.Verdict), p.Expectation.String(), p.Reason
		if s.Measure.TwoSample() {
			by.Finding = finding(p.Expectation)
		}
		if by.Reason == "" {
			by.Reason = p.Unjudged
		}
	}
	out.Measures = []ComparedBy{by}
	return out
}

func subject(s engine.Series) Subject {
	out := Subject{Target: string(s.Target), Feature: s.Feature, Kind: "numeric", Unit: unitOf(s)}
	if s.Compare.Categorical {
		out.Kind = "categorical"
	}
	for _, l := range s.Segment {
		if out.Segments == nil {
			out.Segments = map[string]string{}
		}
		out.Segments[l.Name] = l.Value
	}
	return out
}

// unitOf is the unit of a feature's values.
func unitOf(s engine.Series) string {
	if f, ok := s.Model.Feature(s.Feature); ok {
		return f.Unit
	}
	return ""
}

func windows(list []window.Interval) []Window {
	out := make([]Window, 0, len(list))
	for _, i := range list {
		out = append(out, Window{From: stamp(i.Start), To: stamp(i.End)})
	}
	return out
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// shortRevision keeps the model's own part: the reference's follows after a bar.
func shortRevision(r string) string {
	for i, c := range r {
		if c == '|' {
			return r[:i]
		}
	}
	return r
}
