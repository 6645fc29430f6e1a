package measure_test

import (
	"regexp"
	"slices"
	"testing"

	"leeway/pkg/measure"
)

var targets = []string{"features", "prediction", "score", "label", "uncertainty", "interval", "latency", "log"}

func TestRegistryIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range measure.All() {
		if seen[m.ID] || !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(m.ID) {
			t.Errorf("id %q is not new and plain", m.ID)
		}
		seen[m.ID] = true
		if m.Title == "" || len(m.Doc) < 20 || m.Unit == "" || m.Needs == 0 || len(m.Targets) == 0 {
			t.Errorf("%s lacks a title, doc, unit, need or target", m.ID)
		}
		if (m.Estimate == nil) == (m.Compare == nil) {
			t.Errorf("%s has not exactly one of Estimate and Compare", m.ID)
		}
		for _, target := range m.Targets {
			if !slices.Contains(targets, target) {
				t.Errorf("%s has target %q", m.ID, target)
			}
		}
		for _, task := range m.Tasks {
			if !slices.Contains([]string{"binary", "multiclass", "regression"}, task) {
				t.Errorf("%s has task %q", m.ID, task)
			}
		}
		if m.TwoSample() != (m.Threshold.Of == measure.OnValue) && m.Threshold.Of != measure.NoThreshold {
			t.Errorf("%s has a threshold of kind %d", m.ID, m.Threshold.Of)
		}
		// Estimated measures read the joint counts of rows that have no label yet.
		labels := m.Needs.Has(measure.NeedJoint) || m.Needs.Has(measure.NeedLabelled) ||
			m.Needs.Has(measure.NeedRevisions)
		if m.Performance != (labels && !m.Needs.Has(measure.NeedCalibration)) {
			t.Errorf("%s needs outcomes and is not about performance, or the reverse", m.ID)
		}
	}
	if ids := measure.IDs(); len(ids) != len(seen) || ids[0] != "psi" {
		t.Errorf("ids %v", ids)
	}
	if _, ok := measure.Lookup("psy"); ok {
		t.Error("found a measure that is not there")
	}
}

func TestAllIsACopy(t *testing.T) {
	measure.All()[0].ID = "gone"
	if measure.All()[0].ID != "psi" {
		t.Error("the registry can be changed from outside")
	}
}
