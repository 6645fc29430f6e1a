package model_test

import (
	"encoding/json"
	"testing"

	"leeway/pkg/model"
)

// Labels that are known when the prediction is made have a delay of 0s, which is not the same as a definition without
// one.
func TestADelayOfNothingIsADelay(t *testing.T) {
	text := `
id: m
task: binary
log: { table: log, id: [id], time: { column: at }, prediction: late, positive: true }
outcomes: { table: outcomes, id: [id], label: late, time: { column: seen }, delay: 0s }
`
	m := parsed(t, fromYAML(t, text))
	if !m.Outcomes.Delay.IsZero() {
		t.Errorf("the delay is %s", m.Outcomes.Delay)
	}
	written, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if again := parsed(t, written); again.Outcomes.Delay != m.Outcomes.Delay || again.Revision() != m.Revision() {
		t.Errorf("written and read, the delay is %q", again.Outcomes.Delay)
	}
	if got := (model.Duration{}).String(); got != "" {
		t.Errorf("no duration is written %q", got)
	}
}
