package refresh

import (
	"testing"
	"time"

	"leeway/pkg/window"
)

func TestTheRefreshTimeGrowsWithTheAgeOfASpan(t *testing.T) {
	for _, c := range []struct {
		name  string
		ended time.Duration // how long before now the span ended
		want  time.Duration
	}{
		{"a span that is still running", -time.Hour, time.Minute},
		{"just ended", time.Second, time.Minute},
		{"a twentieth of a short age is under a minute", 10 * time.Minute, time.Minute},
		{"an hour ago", time.Hour, 3 * time.Minute},
		{"ten hours ago", 10 * time.Hour, 30 * time.Minute},
		{"20 hours ago", 20 * time.Hour, time.Hour},
		{"years ago", 20_000 * time.Hour, time.Hour},
	} {
		if got := TimeOf(window.Interval{Start: noon.Add(-c.ended - 24*time.Hour), End: noon.Add(-c.ended)},
			noon); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := TimeOf(window.Interval{}, noon); got != time.Hour {
		t.Errorf("a table without times: %s, want an hour", got)
	}
}

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)
