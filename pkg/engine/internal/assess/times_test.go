package assess

import (
	"testing"
	"time"
)

// What a template prints of the local stats are the date and the hour on the model's wall, on either side of a change
// of clocks.
func TestWallClocksAreReadAsUTC(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for instant, want := range map[string]string{"2013-04-21T04:00:00Z": "2013-04-21T00:00:00Z",
		"2013-03-10T05:00:00Z": "2013-03-10T00:00:00Z",
		"2013-03-10T07:00:00Z": "2013-03-10T03:00:00Z", "2013-11-03T06:30:00Z": "2013-11-03T01:30:00Z"} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := onWallClock(at, zone).Format(time.RFC3339); got != want {
			t.Errorf("at %s the wall says %s, want %s", instant, got, want)
		}
	}
}
