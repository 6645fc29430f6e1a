package model_test

import "testing"

func TestAQuerysWindowIsAWeekUnlessTheModelSaysElse(t *testing.T) {
	for given, want := range map[string]string{
		"": "7d", "window: 3d, ": "3d", "window: 36h, ": "36h", "window: 48h, ": "48h",
		"shortestWindow: 3d, ": "7d", "shortestWindow: 14d, ": "14d", "shortestWindow: 14d, window: 7d, ": "7d",
	} {
		text := `{ id: m, task: binary, ` + given + `log: { table: p, time: { column: at }, prediction: y } }`
		if got := parsed(t, fromYAML(t, text)).Window.String(); got != want {
			t.Errorf("%q: the window is %s, want %s", given, got, want)
		}
	}
}
