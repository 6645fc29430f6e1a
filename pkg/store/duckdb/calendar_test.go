package duckdb

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// wall is a wall clock as the microseconds it would be in UTC.
func wall(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05", text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UnixMicro()
}

func TestInstantOf(t *testing.T) {
	for _, c := range []struct{ zone, wall, want string }{
		{"America/New_York", "2013-01-15 12:00:00", "2013-01-15 17:00:00"},
		{"America/New_York", "2013-03-10 01:59:59", "2013-03-10 06:59:59"},
		{"America/New_York", "2013-03-10 02:30:00", "2013-03-10 07:30:00"}, // not there: 03:30 on the new clock
		{"America/New_York", "2013-03-10 03:00:00", "2013-03-10 07:00:00"},
		{"America/New_York", "2013-11-03 01:30:00", "2013-11-03 05:30:00"}, // twice: the first
		{"America/New_York", "2013-11-03 02:00:00", "2013-11-03 07:00:00"},
		{"Australia/Lord_Howe", "2013-04-07 01:45:00", "2013-04-06 14:45:00"}, // half an hour, twice: the first
		{"Australia/Lord_Howe", "2013-10-06 02:15:00", "2013-10-05 15:45:00"},
		{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00"}, // a whole day that is not there
		{"Asia/Kolkata", "2013-06-01 00:00:00", "2013-05-31 18:30:00"},
	} {
		if got := instantOf(zone(t, c.zone), wall(t, c.wall)); got != wall(t, c.want) {
			t.Errorf("%s in %s = %v, want %s", c.wall, c.zone, time.UnixMicro(got).UTC(), c.want)
		}
	}
}

// The pieces that are written into the SQL say the same as moving every value by itself.
func TestPiecesAreTheMove(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	zones := []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata",
		"Africa/Casablanca", "UTC"}
	for _, calendar := range zones {
		for _, naive := range zones {
			for _, weeks := range []int64{-700, -52, -1, 0, 1, 26, 52, 613, 675} {
				s := shift{calendar: zone(t, calendar), naive: zone(t, naive), weeks: weeks}
				lo, hi := wall(t, "2013-01-31 23:00:00"), wall(t, "2014-01-05 04:30:00")
				pieces := s.pieces(lo, hi)
				for range 400 {
					v := lo + random.Int64N(hi-lo+1)
					if random.IntN(2) == 0 { // near a boundary, where mistakes would be
						v = min(max(pieces[random.IntN(len(pieces))].From+random.Int64N(7200*second)-3600*second, lo),
							hi)
					}
					by := pieces[0].By
					for _, p := range pieces {
						if v >= p.From {
							by = p.By
						}
					}
					if want := s.apply(v); v+by != want {
						t.Fatalf("%s, naive %s, %d weeks: %v moves to %v, want %v", calendar, naive, weeks,
							time.UnixMicro(v).UTC(), time.UnixMicro(v+by).UTC(), time.UnixMicro(want).UTC())
					}
				}
				for _, p := range pieces[1:] {
					if p.From%second != 0 || p.By%second != 0 {
						t.Errorf("%s, naive %s: a piece is not in whole seconds: %+v", calendar, naive, p)
					}
				}
				if len(pieces) > 40 {
					t.Errorf("%s, naive %s: %d pieces for a year", calendar, naive, len(pieces))
				}
			}
		}
	}
}

// A move keeps the weekday and the wall clock of the calendar, whatever zone the values are in.
func TestMoveKeepsTheWallClock(t *testing.T) {
	newYork := zone(t, "America/New_York")
	s := shift{calendar: newYork, naive: time.UTC, weeks: 674} // from 2013 to late 2025 and 2026
	for at := time.Date(2013, 2, 1, 0, 10, 0, 0, newYork); at.Year() == 2013; at = at.Add(6 * time.Hour) {
		moved := time.UnixMicro(s.apply(at.UnixMicro())).In(newYork)
		if moved.Weekday() != at.Weekday() || moved.Hour() != at.Hour() || moved.Minute() != at.Minute() {
			t.Fatalf("%v moves to %v", at, moved)
		}
	}
}

func TestWeeksTo(t *testing.T) {
	newYork := zone(t, "America/New_York")
	for _, last := range []string{"2014-01-01 04:50:00", "2013-03-10 07:00:00", "2013-11-03 05:30:00",
		"2030-05-05 00:00:00"} {
		for day := range 21 {
			target := wall(t, "2026-03-01 07:30:00") + int64(day)*86_400*second
			s := shift{calendar: newYork, naive: time.UTC}
			s.weeks = weeksTo(s, wall(t, last), target)
			moved := s.instant(wall(t, last))
			if moved < target || moved >= target+week+3600*second {
				t.Errorf("%s moves to %v for %v", last, time.UnixMicro(moved).UTC(), time.UnixMicro(target).UTC())
			}
		}
	}
}
