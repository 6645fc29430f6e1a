package stress

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

// A dashboard that refreshes every five seconds for an hour takes no more at the end than after its first minutes.
// Every refresh moves the range on by three hours, so that new days are read all the time. LEEWAY_SOAK is another time
// than the hour of the long profile; else a few refreshes follow one another at once, and memory is only reported.
func TestADashboardMayRefreshForAnHour(t *testing.T) {
	const every = 5 * time.Second
	l := flights(t)
	i := l.Instance(t, nil, l.model)
	refreshes, pause := 12, time.Duration(0)
	if lasts := soak(t); lasts > 0 {
		refreshes, pause = int(lasts/every), every
	}
	var took []time.Duration
	var early holding
	for n := range refreshes {
		begun := time.Now()
		l.refresh(t, i, time.Duration(n)*3*time.Hour)
		took = append(took, time.Since(begun))
		if n == refreshes/6 {
			early = held()
		}
		if n%max(1, refreshes/12) == 0 {
			t.Logf("refresh %d: %v", n, held())
		}
		time.Sleep(max(0, pause-time.Since(begun)))
	}
	slices.Sort(took)
	late := settled(early)
	t.Logf("%d refreshes: median %v, slowest %v; after a sixth %v, in the end %v", refreshes,
		took[len(took)/2].Round(time.Millisecond),
		took[len(took)-1].Round(time.Millisecond), early, late)
	most := holding{megabytes: 1.2 * early.megabytes, descriptors: early.descriptors, goroutines: early.goroutines}
	if more := late.over(most); more != "" && pause > 0 {
		t.Error(more)
	}
}

// soak is how long the dashboard refreshes; 0: a few times.
func soak(t *testing.T) time.Duration {
	t.Helper()
	lasts := os.Getenv("LEEWAY_SOAK")
	switch {
	case lasts != "":
		d, err := time.ParseDuration(lasts)
		if err != nil {
			t.Fatal(err)
		}
		return d
	case long:
		return time.Hour
	}
	return 0
}

// refresh asks all panels at once, as a browser does, for a range that is later by some time.
func (l log) refresh(t *testing.T, i *plugin.Instance, later time.Duration) {
	t.Helper()
	var queries []backend.DataQuery
	for n, q := range l.panels(t) {
		queries = append(queries, q.query(t, fmt.Sprintf("Q%d", n), l.from.Add(later), l.to.Add(later)))
	}
	for refID, r := range i.Answer(context.Background(), queries, plugin.Caller{}) {
		if r.Error != nil {
			t.Errorf("%s, %v later: %v", refID, later, r.Error)
		}
	}
}
