package backtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// Incident is a time in which something is known to have gone wrong, or, for a test of quiet, in which nothing did.
// Dates are the model's local days.
type Incident struct {
	Model string     `json:"model"` // of which it is; empty: of each
	Name  string     `json:"name"`  // empty: the dates
	From  model.Date `json:"from"`
	To    model.Date `json:"to"` // exclusive; empty: it lasts
	Why   string     `json:"why"`
}

// Outcome says of an incident what found it.
type Outcome struct {
	Name  string  `json:"name"`
	From  string  `json:"from"`
	To    string  `json:"to"`
	Why   string  `json:"why"`
	Found []Found `json:"found"` // the earliest first
}

// Found is a policy that fired because of an incident.
type Found struct {
	Policy    string            `json:"policy"`
	Tier      model.Tier        `json:"tier"`
	Labels    map[string]string `json:"labels"`
	Fired     string            `json:"fired"`
	DelayDays float64           `json:"delayDays"` // from the incident's beginning
	Days      float64           `json:"days"`      // for which it fired
}

// match finds which incidents each episode belongs to. One that lies outside of the range, and that nothing in the range
// comes from, is left out with a notice.
func (m *Model) match(incidents []Incident, r window.Range, zone *time.Location) error {
	for _, known := range incidents {
		if known.Model != "" && known.Model != m.Model {
			continue
		}
		during, err := known.interval(r, zone)
		if err != nil {
			return err
		}
		out := Outcome{Name: cmp.Or(known.Name, known.From.String()), From: stamp(during.Start, zone),
			To: stamp(during.End, zone), Why: known.Why, Found: []Found{}}
		if during.Start.Before(r.End) {
			out.Found = m.found(out.Name, during)
		}
		if len(out.Found) == 0 && (!during.Start.Before(r.End) || !during.End.After(r.Start)) {
			m.Notices = append(m.Notices, fmt.Sprintf("incident %s lies outside of the range and is left out", out.Name))
			continue
		}
		m.Incidents = append(m.Incidents, out)
	}
	return nil
}

// interval is the time of an incident; one that lasts ends with the range.
func (i Incident) interval(r window.Range, zone *time.Location) (window.Interval, error) {
	from, err := i.From.In(zone)
	if err != nil || i.To.String() == "" {
		return window.Interval{Start: from, End: r.End}, err
	}
	to, err := i.To.In(zone)
	return window.Interval{Start: from, End: to}, err
}

// found lists what fired of an incident, the earliest first: episodes that fired after it had begun, of which one of the
// windows past the bound holds some of it.
func (m *Model) found(name string, during window.Interval) []Found {
	list := []Found{}
	var fired []time.Time
	for i := range m.Policies {
		p := &m.Policies[i]
		for j := range p.Episodes {
			e := &p.Episodes[j]
			if e.fired.Before(during.Start) || !during.Overlaps(window.Interval{Start: e.start, End: e.last}) {
				continue
			}
			e.Incident = cmp.Or(e.Incident, name)
			at, _ := slices.BinarySearchFunc(fired, e.fired, time.Time.Compare)
			fired = slices.Insert(fired, at, e.fired)
			list = slices.Insert(list, at, Found{Policy: p.Policy, Tier: p.Tier, Labels: e.Labels, Fired: e.Fired,
				DelayDays: e.fired.Sub(during.Start).Hours() / 24, Days: e.Days})
		}
	}
	return list
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
