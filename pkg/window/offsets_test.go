package window

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestInstantOfAWallClock(t *testing.T) {
	for _, c := range []struct{ name, zone, wall, want string }{
		{"winter in New York", "America/New_York", "2024-01-10T12:00:00Z", "2024-01-10T17:00:00Z"},
		{"summer in New York", "America/New_York", "2024-07-10T12:00:00Z", "2024-07-10T16:00:00Z"},
		{"the last time before the clock is set forward", "America/New_York", "2024-03-10T01:59:59Z",
			"2024-03-10T06:59:59Z"},
		{"a time that the clock skips lies before the change", "America/New_York", "2024-03-10T02:30:00Z",
			"2024-03-10T06:30:00Z"},
		{"the first time after", "America/New_York", "2024-03-10T03:00:00Z", "2024-03-10T07:00:00Z"},
		{"the last time before the clock is set back", "America/New_York", "2024-11-03T00:59:59Z",
			"2024-11-03T04:59:59Z"},
		{"a time that the clock shows twice is the later one", "America/New_York", "2024-11-03T01:30:00Z",
			"2024-11-03T06:30:00Z"},
		{"half an hour of summer time", "Australia/Lord_Howe", "2024-01-10T11:00:00Z", "2024-01-10T00:00:00Z"},
		{"a zone that skipped a day", "Pacific/Apia", "2011-12-31T00:00:00Z", "2011-12-30T10:00:00Z"},
		{"no zone", "UTC", "2024-01-10T12:00:00Z", "2024-01-10T12:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			wall, _ := time.Parse(time.RFC3339, c.wall)
			if got := Instant(wall.UnixMicro(), zone).UTC().Format(time.RFC3339); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// A row counts in the span in which its instant lies, but for times that the clock shows twice, and those that it
// skips.
func TestOffsetsAgreeWithRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{"America/New_York", "Europe/Berlin",
			"Australia/Lord_Howe", "Asia/Kolkata"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		from := time.Unix(rapid.Int64Range(1.4e9, 1.8e9).Draw(t, "from"), 0).In(zone)
		from = midnight(from)
		to := from.AddDate(0, 0, rapid.IntRange(1, 20).Draw(t, "days"))
		spans := Atoms([]Interval{{from, to}}, true, zone)
		wallMicros := rapid.Int64Range(wall(from).UnixMicro(), wall(to).UnixMicro()-1).Draw(t, "wall")
		in := int64(-1)
		for _, r := range Runs(spans, zone) {
			if wallMicros >= r.Start && wallMicros < r.End {
				in = r.First + (wallMicros-r.Start)/r.Width
			}
		}
		if at := Instant(wallMicros, zone); in < 0 || !spans[in].Contains(at) {
			t.Fatalf("%s lies in none of the spans that count it: %d", at, in)
		}
	})
}
