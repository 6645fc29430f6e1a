package simulation

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/window"
)

// report is what check says of the week that ends so many days after the log began.
func (d database) report(t *testing.T, day int) check.Model {
	t.Helper()
	end := begin.AddDate(0, 0, day)
	report, err := check.Run(context.Background(), d.Engine,
		check.Options{Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: end.AddDate(0, 0, -7), End: end}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return report.Models[0]
}

// checked runs check at the end of every step days of a range, in days since the log began, and returns what it says by
// policy and by subject, as looks does.
func (d database) checked(t *testing.T, step, from, to int) map[string]map[string][]look {
	t.Helper()
	out := map[string]map[string][]look{}
	for at := from + step; at <= to; at += step {
		for _, p := range d.report(t, at).Policies {
			subject := ""
			for _, value := range p.Labels {
				subject += value
			}
			if out[p.Policy] == nil {
				out[p.Policy] = map[string][]look{}
			}
			out[p.Policy][subject] = append(out[p.Policy][subject],
				look{p.Verdict != policies.Unknown, p.Verdict == policies.Breach})
		}
	}
	return out
}
