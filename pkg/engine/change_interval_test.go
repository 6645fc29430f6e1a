package engine

import (
	"context"
	"math"
	"testing"

	"leeway/pkg/query"
)

// Champion and challenger are compared in one window: the difference with its interval, and how many rows each has.
func TestVersionsAreComparedWithTheIntervalOfTheirDifference(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	series := the(t, s.over(t,
		`{"measures":[{"id":"accuracy"}],"versions":["v1"],"baseline":{"kind":"version","version":"v2"},
		"stats":["current","baseline","change","changeLower","changeUpper","count","baselineCount"],"window":"7d"}`, weekTo(day(4, 22))))
	stats := last(t, series).Stats
	p1, p2, n1, n2 := stats[query.Current], stats[query.Baseline], stats[query.Count], stats[query.BaselineCount]
	wilson := func(p, n float64) (low, high float64) {
		z := 1.959963984540054
		middle, half := (p+z*z/2/n)/(1+z*z/n), z/(1+z*z/n)*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
		return middle - half, middle + half
	}
	l1, u1 := wilson(p1, n1)
	l2, u2 := wilson(p2, n2)
	lower, upper := p1-p2-math.Hypot(p1-l1, u2-p2), p1-p2+math.Hypot(u1-p1, p2-l2)
	if n1 == 0 || n2 == 0 || p1 == p2 || math.Abs(stats[query.ChangeLower]-lower) > 1e-9 ||
		math.Abs(stats[query.ChangeUpper]-upper) > 1e-9 {
		t.Errorf("%v: want the interval %v to %v", stats, lower, upper)
	}
}

func TestAMeasureWithoutAnIntervalSaysSo(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	point := last(t, the(t, s.over(t, `{"measures":[{"id":"freshness"}],"stats":["changeLower"],"window":"7d"}`,
		weekTo(day(4, 22)))))
	if _, there := point.Stats[query.ChangeLower]; there || point.Lacking[query.ChangeLower] == "" {
		t.Errorf("%v, %v", point.Stats, point.Lacking)
	}
}

// A challenger that began last week is known, although no earlier window has it.
func TestRecentVersionsHoldThoseThatHaveJustBegun(t *testing.T) {
	s := on(t, steadyLog+`UPDATE log SET version = 'v3' WHERE log.at >= TIMESTAMP '2024-04-26' AND id % 10 = 0;`,
		steadyModel)
	got, err := s.Values(context.Background(), "steady", "version", day(4, 22))
	if err != nil || len(got) != 3 || got[2] != "v3" {
		t.Errorf("%q, %v", got, err)
	}
}

// What a variable of a dashboard lists should not cost more than the dashboard.
func TestRecentVersionsReadNothingButTheLastDays(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	r := reads(s)
	if _, err := s.Values(context.Background(), "steady", "version", day(4, 22)); err != nil {
		t.Fatal(err)
	}
	if days := r.logged[len(r.logged)-1] / 240; days != 90 {
		t.Errorf("the rows of %v days were counted after the reference, want 90", days)
	}
}
