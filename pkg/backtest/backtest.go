// Package backtest says what the policies of a model would have alerted of in a past range: each episode, and of known
// incidents which were found, how late, and what else fired. Each window is judged with what was known when it ended.
package backtest

import (
	"context"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/replay"
	"leeway/pkg/window"
)

// Options say what is judged.
type Options struct {
	Model     string // id; empty: all
	Policy    string // id; empty: those that alert
	Every     model.Duration
	Incidents []Incident

	// Range returns the range for a model; end tells until when its log is complete.
	Range func(m *model.Model, end func() (time.Time, error)) (window.Range, error)
}

// Report is the outcome for all models.
type Report struct {
	Models []Model `json:"models"`
}

// Model is the outcome for one model. Times are RFC 3339, on the model's clock.
type Model struct {
	Model     string    `json:"model"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	Policies  []Policy  `json:"policies"`
	Incidents []Outcome `json:"incidents"`
	Notices   []string  `json:"notices"`
}

// Policy is what the rule of one policy would have done.
type Policy struct {
	Policy   string     `json:"policy"`
	Tier     model.Tier `json:"tier"`
	Measure  string     `json:"measure"`
	Stat     query.Stat `json:"stat"`
	Subjects int        `json:"subjects"` // features and segments, each judged by itself
	Looks    int        `json:"looks"`    // of all subjects …
	Judged   int        `json:"judged"`   // … that could be judged
	Finds    string     `json:"finds"`    // the smallest change it could find in the middle one of the looks that were judged, of its first subject
	Episodes []Episode  `json:"episodes"`
}

// Episode is a time in which a rule would have fired for one subject.
type Episode struct {
	Labels    map[string]string `json:"labels"`
	Fired     string            `json:"fired"`
	Resolved  string            `json:"resolved"` // empty: it fires still at the end of the range
	Days      float64           `json:"days"`
	Windows   int               `json:"windows"` // past the bound
	Open      bool              `json:"open"`    // it fires from the first look on, so it may have begun earlier
	Worst     string            `json:"worst"`   // the end of the window farthest past the bound
	Value     *float64          `json:"value"`   // the stat that the policy bounds, in that window
	Threshold *float64          `json:"threshold"`
	Reason    string            `json:"reason"`
	Incident  string            `json:"incident"` // the known incident that it belongs to

	fired, resolved, start, last time.Time
	shown                        string // the value, as people write it
}

// Run judges the policies of one model or all.
func Run(ctx context.Context, e *engine.Engine, o Options) (*Report, error) {
	models, err := e.ModelsNamed(o.Model)
	if err != nil {
		return nil, err
	}
	all, err := e.ModelsNamed("")
	if err != nil {
		return nil, err
	}
	if err := checkModels(o.Incidents, all); err != nil {
		return nil, err
	}
	report := &Report{Models: []Model{}}
	for _, m := range models {
		one, err := runModel(ctx, e, m, o)
		if err != nil {
			return nil, err
		}
		report.Models = append(report.Models, one)
	}
	return report, nil
}

func runModel(ctx context.Context, e *engine.Engine, m *model.Model, o Options) (Model, error) {
	r, err := o.Range(m, func() (time.Time, error) { return e.LogEnd(ctx, m) })
	if err != nil {
		return Model{}, err
	}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypeBacktest, Models: []string{m.ID},
		Policy: o.Policy,
		Every:  o.Every, Limit: query.DefaultLimit, Bins: query.DefaultBins}
	courses, notices, err := replay.Courses(ctx, e, m, q, r)
	if err != nil {
		return Model{}, err
	}
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return Model{}, err
	}
	out := Model{Model: m.ID, From: stamp(r.Start, zone), To: stamp(r.End, zone), Policies: []Policy{},
		Incidents: []Outcome{}, Notices: []string{}}
	for _, c := range courses {
		out.Policies = append(out.Policies, policyOf(c, r.End, zone))
	}
	for _, n := range notices {
		if !slices.Contains(out.Notices, n.Text) {
			out.Notices = append(out.Notices, n.Text)
		}
	}
	return out, out.match(o.Incidents, r, zone)
}

func stamp(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.RFC3339) }

func policyOf(c replay.Course, end time.Time, zone *time.Location) Policy {
	out := Policy{Policy: c.Policy.ID, Tier: c.Policy.Tier, Measure: c.Policy.Measure, Stat: query.Stat(c.Policy.Stat),
		Subjects: len(c.Series),
		Episodes: []Episode{}}
	for i, s := range c.Series {
		out.Stat = engine.BoundStat(s)
		if i == 0 {
			out.Finds = typicalFinds(s)
		}
		for _, p := range s.Points {
			out.Looks++
			if _, judged := p.Stats[query.Breach]; judged {
				out.Judged++
			}
		}
		for _, e := range replay.Episodes(s, end) {
			out.Episodes = append(out.Episodes, episodeOf(e, end, zone))
		}
	}
	slices.SortStableFunc(out.Episodes, func(a, b Episode) int { return a.fired.Compare(b.fired) })
	return out
}

// typicalFinds is what the middle one of the looks that were judged could find.
func typicalFinds(s engine.Series) string {
	var texts []string
	for _, p := range s.Points {
		if p.Finds != "" {
			texts = append(texts, p.Finds)
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return texts[len(texts)/2]
}

func episodeOf(e replay.Episode, end time.Time, zone *time.Location) Episode {
	s, stat := e.Series, engine.BoundStat(e.Series)
	out := Episode{Labels: map[string]string{}, Fired: stamp(e.Fired, zone), Windows: e.Windows, Open: !e.Began,
		Worst:  stamp(e.Worst.At, zone),
		Reason: e.Worst.Explanation(), fired: e.Fired, resolved: end, start: e.Start, last: e.Last}
	if s.Feature != "" {
		out.Labels["feature"] = s.Feature
	}
	for _, l := range s.Segment {
		out.Labels[l.Name] = l.Value
	}
	if !e.Resolved.IsZero() {
		out.Resolved, out.resolved = stamp(e.Resolved, zone), e.Resolved
	}
	out.Days = out.resolved.Sub(out.fired).Hours() / 24
	if x, ok := e.Worst.Stats[stat]; ok {
		out.Value, out.shown = &x, engine.FormatStat(s, stat, x)
	}
	if x, ok := e.Worst.Stats[query.Threshold]; ok {
		out.Threshold = &x
	}
	return out
}

// subject names what an episode is about.
func (e Episode) subject() string {
	var parts []string
	for _, name := range sortedKeys(e.Labels) {
		if name == "feature" {
			parts = append(parts, e.Labels[name])
		} else {
			parts = append(parts, name+"="+e.Labels[name])
		}
	}
	return strings.Join(parts, " ")
}
