package backtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// Incident is a time in which something is known to have gone wrong, or, for a test of quiet, in which nothing did.
// Dates are the model's local days.
type Incident struct {
	Name string     `json:"name"` // empty: the dates
	From model.Date `json:"from"`
	To   model.Date `json:"to"` // exclusive; empty: it lasts
	Why  string     `json:"why"`
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

// ReadIncidents reads a list of incidents as JSON. The error names what is wrong and what is allowed.
func ReadIncidents(text []byte) ([]Incident, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var list []Incident
	if err := d.Decode(&list); err != nil {
		return nil, fault.Newf(fault.BadQuery, "incidents are a JSON list of {\"name\", \"from\", \"to\", \"why\"}: %s",
			strings.TrimPrefix(err.Error(), "json: "))
	}
	for i, one := range list {
		if one.From.String() == "" {
			return nil, fault.Newf(fault.BadQuery,
				"is missing; write the day on which the incident began").At(fmt.Sprintf("[%d].from", i))
		}
	}
	return list, nil
}

// match finds which incidents each episode belongs to: it fired after the incident had begun, and one of its windows
// past the bound holds some of the incident.
func (m *Model) match(incidents []Incident, r window.Range, zone *time.Location) error {
	for _, known := range incidents {
		from, err := known.From.In(zone)
		if err != nil {
			return err
		}
		to := r.End
		if known.To.String() != "" {
			if to, err = known.To.In(zone); err != nil {
				return err
			}
		}
		out := Outcome{Name: cmp.Or(known.Name, from.Format(time.DateOnly)), From: stamp(from, zone),
			To: stamp(to, zone), Why: known.Why, Found: []Found{}}
		during := window.Interval{Start: from, End: to}
		var fired []time.Time
		for i := range m.Policies {
			p := &m.Policies[i]
			for j := range p.Episodes {
				e := &p.Episodes[j]
				if e.fired.Before(from) || !during.Overlaps(window.Interval{Start: e.start, End: e.last}) {
					continue
				}
				e.Incident = cmp.Or(e.Incident, out.Name)
				at, _ := slices.BinarySearchFunc(fired, e.fired, time.Time.Compare)
				fired = slices.Insert(fired, at, e.fired)
				out.Found = slices.Insert(out.Found, at,
					Found{Policy: p.Policy, Tier: p.Tier, Labels: e.Labels, Fired: e.Fired,
						DelayDays: e.fired.Sub(from).Hours() / 24, Days: e.Days})
			}
		}
		m.Incidents = append(m.Incidents, out)
	}
	return nil
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
