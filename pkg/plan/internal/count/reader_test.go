package count

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

func TestRowsAreReadBySegmentWithTheNewest(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	wall := time.Date(2024, 1, 5, 12, 0, 0, 0, time.UTC) // as the clock in New York shows it
	r := Union{}.Reader(nil, Layout{Spans: 2, Segments: 1}, newYork)
	if err := r.Add(cells{rowsIndex, 1, "JFK", 0, int(wall.UnixMicro()), nil, 9, 0, 0}); err != nil {
		t.Fatal(err)
	}
	want := Rows{Rows: 9, Latest: wall.Add(5 * time.Hour).UnixMicro()}
	if got := r.Spans()[1].Rows[columns.NewSegment("JFK")]; got != want {
		t.Errorf("it has %+v, want %+v", got, want)
	}
}

func TestARowOfNoColumnOrSpanIsAnError(t *testing.T) {
	r := Union{forms: []form{keys{}}}.Reader([]columns.Column{{Key: "x", Grid: halves}}, Layout{Spans: 1}, nil)
	for name, row := range map[string]cells{
		"a column there is not": {1, 0, 0, 0, nil, 1, 0, 0},
		"a span there is not":   {0, 1, 0, 0, nil, 1, 0, 0},
		"a span before all":     {0, -1, 0, 0, nil, 1, 0, 0},
		"no column":             {nil, 0, 0, 0, nil, 1, 0, 0},
	} {
		if err := r.Add(row); err == nil {
			t.Errorf("%s: it is counted", name)
		}
	}
}

func TestCopiesAreFoundWhereAnIDIsThereTwice(t *testing.T) {
	for most, want := range map[int]bool{0: false, 1: false, 2: true} {
		r := Union{}.Reader(nil, Layout{Spans: 1}, nil)
		if err := r.Add(cells{copiesIndex, 0, 0, 0, nil, most, 0, 0}); err != nil {
			t.Fatal(err)
		}
		if r.FoundCopies() != want {
			t.Errorf("with an id that is there %d times, copies are found: %v", most, !want)
		}
	}
}

func TestJointCountsAreReadByStateAndClasses(t *testing.T) {
	r := JointReader(Layout{Spans: 1, Segments: 1})
	for _, row := range []cells{
		{0, "JFK", int(summary.InTime), "true", "false", 4, 3},
		{0, "JFK", int(summary.Unlabelled), nil, nil, int(summary.NoScore), 2},
	} {
		if err := r.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	want := &summary.Outcomes{Rows: 5, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "true", Label: "false",
			ScoreCell: 4}: 3,
		{State: summary.Unlabelled, Prediction: summary.NoClass, Label: summary.NoClass,
			ScoreCell: int64(summary.NoScore)}: 2,
	}}
	if diff := cmp.Diff(want, r.Spans()[0].Outcomes[columns.NewSegment("JFK")]); diff != "" {
		t.Error(diff)
	}
	if err := r.Add(cells{1, "JFK", 0, nil, nil, 0, 1}); err == nil {
		t.Error("a row of a span there is not is counted")
	}
}

func TestMomentsOfPairsAreRead(t *testing.T) {
	r := PairReader([]columns.Column{{Key: "p"}}, Layout{Spans: 1})
	row := cells{0, 0, 6, 1}
	for k := range summary.PairMoments {
		row = append(row, 10+k, 20+k)
	}
	if err := r.Add(row); err != nil {
		t.Fatal(err)
	}
	got := r.Spans()[0].Columns["p"][""].Cells
	for k := range summary.PairMoments {
		want := summary.Cell{N: 6, Off: float64(10 + k), Off2: float64(20 + k)}
		if cell := got[summary.PairX+int64(k)]; cell != want {
			t.Errorf("moment %d is %+v, want %+v", k, cell, want)
		}
	}
	if got[summary.PairBeyond].N != 1 {
		t.Errorf("%v rows were cut, want 1", got[summary.PairBeyond].N)
	}
}
