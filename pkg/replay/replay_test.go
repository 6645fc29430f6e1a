package replay

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

func june(day float64) time.Time {
	return time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration((day - 1) * 24 * float64(time.Hour)))
}

// looks is a series of weekly windows, a day apart, that end on the first days of June and are known a day later. Each
// letter is a look: ! past the bound, 2 farther past it; . as usual, ~ inside the bound but not beyond the recovery
// point, ? not judged.
func looks(p model.Policy, text string) engine.Series {
	s := engine.Series{Policy: &p}
	for i, c := range text {
		at := june(float64(i + 1))
		point := engine.Point{At: at, Known: at.AddDate(0, 0, 1),
			Stats: map[query.Stat]float64{query.WindowStart: float64(at.AddDate(0, 0, -7).Unix())}}
		if breach, judged := map[rune]float64{'!': 0.01, '2': 0.02, '.': -0.025, '~': -0.005}[c]; judged {
			point.Stats[query.Breach] = breach
		}
		s.Points = append(s.Points, point)
	}
	return s
}

func TestEpisodesAreWhenARuleWouldFire(t *testing.T) {
	below, recover := -0.025, -0.01
	plain := model.Policy{ID: "p", Below: &below}
	recovering, patient := plain, plain
	recovering.Recover = &recover
	patient.For = model.Duration{Clock: 36 * time.Hour}
	// fired and resolved are days of June; an episode that lasts has none.
	for _, c := range []struct {
		name   string
		policy model.Policy
		looks  string
		want   string
	}{
		{"nothing", plain, "...?..", ""},
		{"one look", plain, "..!...", "4-5 of 1"},
		{"a run", plain, "..!2!..", "4-7 of 3"},
		{"two runs", plain, "!.!..", "2-3 of 1 open; 4-5 of 1"},
		{"it lasts", plain, "..!!", "4- of 2"},
		{"a look that cannot be judged ends it, as in Grafana", plain, "..!?!.", "4-5 of 1; 6-7 of 1"},
		{"a value near the bound ends it without a recovery point", plain, "..!~!.", "4-5 of 1; 6-7 of 1"},
		{"and not with one", recovering, "..!~~!~.", "4-9 of 2"},
		{"a value inside the recovery point alone begins none", recovering, "..~~..", ""},
		{"for: one look is too short", patient, "..!...", ""},
		{"for: two looks are long enough", patient, "..!!..", "5.5-6 of 2"},
		{"for begins anew after a look inside", patient, ".!.!!!..", "6.5-8 of 3"},
		{"for has not passed at the end of the range", patient, "..!", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := looks(c.policy, c.looks)
			var got []string
			for _, e := range Episodes(s, s.Points[len(s.Points)-1].Known) {
				text := fmt.Sprintf("%s-%s of %d", dayOf(e.Fired), dayOf(e.Resolved), e.Windows)
				if !e.Began {
					text += " open"
				}
				got = append(got, text)
			}
			if all := strings.Join(got, "; "); all != c.want {
				t.Errorf("%q, want %q", all, c.want)
			}
		})
	}
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprint(1 + t.Sub(june(1)).Hours()/24)
}

func TestAnEpisodeKnowsItsWorstWindow(t *testing.T) {
	below := -0.025
	s := looks(model.Policy{ID: "p", Below: &below}, "..!2!.")
	e := Episodes(s, june(8))[0]
	if !e.Worst.At.Equal(june(4)) || !e.First.Equal(june(3)) || !e.Last.Equal(june(5)) || !e.Start.Equal(june(-4)) {
		t.Errorf("worst %s, first %s, last %s, from %s", e.Worst.At, e.First, e.Last, e.Start)
	}
}

// A two-sided policy recovers at the same distance inside of both bounds: that of the nearer one.
func TestRecoverIsADistanceFromTheBound(t *testing.T) {
	below, recover := -0.025, -0.01
	inside := 3.0
	for _, c := range []struct {
		p    model.Policy
		want float64
	}{
		{model.Policy{Below: &below}, 0},
		{model.Policy{Below: &below, Recover: &recover}, 0.015},
		{model.Policy{Outside: &[2]float64{-4, 4}, Recover: &inside}, 1},
	} {
		if got := recoverDistance(&c.p); got < c.want-1e-12 || got > c.want+1e-12 {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestRollOutsFollowWhoServesMost(t *testing.T) {
	m := &model.Model{ID: "m"}
	day := func(d float64, version string, rows float64) plan.DayTimes {
		return plan.DayTimes{Version: version, Rows: rows, First: june(d), Last: june(d)}
	}
	times := engine.LogTimes{Days: []plan.DayTimes{
		day(1, "v1", 100), day(2, "v1", 100),
		day(3, "v1", 95), day(3.25, "v2", 5), // a canary
		day(4, "v1", 50), day(4, "v2", 50), // no change of the leader
		day(5, "v2", 100),                  // it took over
		day(6.5, "v1", 100),                // and was rolled back
		day(7, "v1", 90), day(7, "v3", 10), // one that never leads
	}}
	var got []string
	for _, c := range rollOuts(m, times, window.Range{Start: june(1), End: june(9)}) {
		got = append(got, fmt.Sprintf("%s: %s-%s", c.Title, dayOf(c.Start), dayOf(c.End)))
	}
	want := "Roll-out of version v2: 3.25-5; Back to version v1: 6.5-; First predictions of version v3: 7-"
	if all := strings.Join(got, "; "); all != want {
		t.Errorf("%s, want %s", all, want)
	}
	if list := rollOuts(m, times, window.Range{Start: june(4), End: june(5)}); len(list) != 1 ||
		list[0].Title != "Roll-out of version v2" {
		t.Errorf("a range within the roll-out shows %v", list)
	}
	if list := rollOuts(m, times, window.Range{Start: june(1), End: june(3)}); len(list) != 0 {
		t.Errorf("before it nothing has changed: %v", list)
	}
}

// Windows of each weekday adopt for themselves: what they adopt within a window's length is one change.
func TestAdoptionsOfNeighboursAreOne(t *testing.T) {
	m, p := &model.Model{ID: "m"}, model.Policy{ID: "p"}
	s := looks(p, "..........")
	s.Feature = "distance"
	for i := range s.Points {
		if i >= 2 {
			s.Points[i].Adopted = s.Points[i].At
		}
	}
	s.Points[4].Adopted = s.Points[3].At // nothing new
	known := map[string]time.Time{}
	list := adoptionsOf(m, s, window.Range{Start: june(1), End: june(20)}, known)
	if len(list) != 1 || list[0].Title != "New normal: distance" || !list[0].Start.Equal(june(3)) {
		t.Errorf("%+v", list)
	}
	if again := adoptionsOf(m, s, window.Range{Start: june(1), End: june(20)}, known); len(again) != 0 {
		t.Errorf("another policy on the feature says it again: %v", again)
	}
	if early := adoptionsOf(m, s, window.Range{Start: june(15), End: june(20)},
		map[string]time.Time{}); len(early) != 0 {
		t.Errorf("before the range: %v", early)
	}
}

func TestAnnouncementsAreTheDocumentedChangesOfTheRange(t *testing.T) {
	m := &model.Model{ID: "m", Timezone: "America/New_York", Expected: []model.Expected{
		{From: model.NewDate("2026-06-01"), To: model.NewDate("2026-06-03"), Reason: "Summer schedule",
			Link: "https://example.org/summer"},
		{From: model.NewDate("2026-07-01"), To: model.NewDate("2026-07-03"), Reason: "later"}}}
	list, err := announcements(m, window.Range{Start: june(2), End: june(20)})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	c := list[0]
	if c.Title != "Announced: Summer schedule" || c.Text != "https://example.org/summer" || c.Start.UTC().Hour() != 4 ||
		c.End.UTC().Day() != 3 ||
		strings.Join(c.Tags, ",") != "leeway,announced,m" {
		t.Errorf("%+v", c)
	}
}

func TestPartsOfARangeMeet(t *testing.T) {
	r := window.Range{Start: june(1), End: june(12)}
	list := parts(r, model.Duration{Days: 1}, 5)
	if len(list) != 3 || !list[0].Start.Equal(r.Start) || !list[2].End.Equal(r.End) ||
		!list[0].End.Equal(list[1].Start) || !list[1].End.Equal(list[2].Start) {
		t.Errorf("%v", list)
	}
}
