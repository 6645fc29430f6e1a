package window

import (
	"testing"
	"time"
)

func TestAnIntervalReadsAsItsDatesOrTimes(t *testing.T) {
	york, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2024, 3, day, hour, 0, 0, 0, york) }
	for want, i := range map[string]Interval{
		"2024-03-04 to 2024-03-11":             {at(4, 0), at(11, 0)}, // over the change of clocks
		"2024-03-04 05:00 to 2024-03-04 06:00": {at(4, 5), at(4, 6)},
		"2024-03-04 00:00 to 2024-03-04 06:00": {at(4, 0), at(4, 6)},
	} {
		if got := i.Text(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
