package plan

import (
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// flights is the model that all golden statements are about; its log and its other tables have the columns of
// flightTypes.
func flights() *model.Model {
	return &model.Model{ID: "flights", Task: model.Binary, Timezone: "America/New_York",
		Resolution: model.Duration{Clock: time.Hour},
		Log: model.Log{Table: "log", ID: []string{"id"}, Unique: "all", Time: model.Time{Column: "at", Zone: "UTC"},
			Prediction: "late", Positive: model.Spellings{"true"}, Score: &model.Score{ScoreColumn: model.ScoreColumn{Column: "score"}}, Version: "version"},
		Outcomes: &model.Outcomes{Table: "outcomes", ID: []string{"id"}, Label: "was_late",
			Time: &model.Time{Column: "seen", Zone: "UTC"}, Delay: model.Duration{Days: 1}},
		Features: []model.Feature{{Name: "wind", Kind: model.Numeric}, {Name: "carrier", Kind: model.Categorical}},
	}
}

var flightTypes = map[string]sqlast.Type{"id": sqlast.Integer, "at": sqlast.Timestamp, "late": sqlast.Bool,
	"score": sqlast.Float, "version": sqlast.Text,
	"wind": sqlast.Float, "rain": sqlast.Float, "distance": sqlast.Integer, "age": sqlast.Text, "carrier": sqlast.Text, "call": sqlast.Integer, "rows": sqlast.Float}

var outcomeTypes = map[string]sqlast.Type{"id": sqlast.Integer, "was_late": sqlast.Bool, "seen": sqlast.Timestamp}

// flightScan counts columns in a day and, after a gap, in two days of the flights' log.
func flightScan(t *testing.T, columns ...Column) Scan {
	t.Helper()
	m := flights()
	source, err := LogSource(m, []string{"ml", "log"}, flightTypes)
	if err != nil {
		t.Fatal(err)
	}
	at := func(d int) time.Time { return time.Date(2013, 3, d, 5, 0, 0, 0, time.UTC) }
	spans := []window.Interval{{Start: at(1), End: at(2)}, {Start: at(8), End: at(9)}, {Start: at(9), End: at(10)}}
	return Scan{Rows: Rows{Model: m, Source: source, Spans: spans}, Columns: columns}
}

// numeric are columns of each type that numbers are read of, counted by mode.
func numeric(mode Mode, grids ...summary.Grid) []Column {
	var columns []Column
	for i, name := range []string{"wind", "rain", "distance", "age"} {
		c := Column{Key: name, Role: name, Name: name, Mode: mode}
		if mode == OnGrid {
			c.Grid = grids[i%len(grids)]
		}
		columns = append(columns, c)
	}
	return columns
}

var (
	quarters   = summary.Grid{Family: summary.Linear, Scale: 2}
	eachFamily = []summary.Grid{quarters, summary.DefaultExponential, {Family: summary.Linear}}
	somewhere  = edges(0, 0.5, 0.75)
	scoreCells = Column{Key: ScoreKey, Role: ScoreKey, Name: "score", Grid: summary.ScoreGrid, Probability: true}
	carriers   = Column{Key: "carrier", Role: "carrier", Name: "carrier", Mode: Classified, Kept: []string{"AA", "UA"},
		Known: []string{"DL"}}
)

func edges(cuts ...float64) summary.Grid {
	g, err := summary.NewEdges(cuts)
	if err != nil {
		panic(err)
	}
	return g
}

func ranges(columns []Column) []Column {
	for i := range columns {
		columns[i].Grid = somewhere
	}
	return columns
}

func countsOnly(columns []Column) []Column {
	for i := range columns {
		columns[i].CountsOnly = true
	}
	return columns
}

// countingForms are all the ways in which a scan counts, by a sentence that also names the folder of their
// statements. Nil: the dialect's ways of counting have no such statement.
var countingForms = []struct {
	name  string
	count func(t *testing.T, how sqlast.Counting) (*Statement, error)
}{
	{"octaves of a first pass", counted(numeric(FirstPass))},
	{"counts on grids", counted(countsOnly(append(numeric(OnGrid, eachFamily...), scoreCells)))},
	{"counts on grids in one span", countsOf(func(s *Scan) { s.Spans = s.Spans[:1] })},
	{"counts on grids by segment", countsOf(func(s *Scan) {
		s.Dimensions = []Dimension{{Name: "carrier", Column: "carrier"},
			{Name: "distance", Column: "distance", Bins: []float64{500, 1500}}}
		s.Filters = []Filter{{Dimension: Dimension{Column: "age"}, Op: sqlast.Gt, Number: 18}}
		s.Versions = []string{"v1"}
	})},
	{"counts on grids of weighted rows", countsOf(func(s *Scan) { s.Source.Weight = "rows" })},
	{"counts on grids of rows that may be copies", countsOf(func(s *Scan) { s.Source.Unique = true })},
	{"counts on grids of a table without times", countsOf(func(s *Scan) { s.Source.Time = nil })},
	{"counts and places on grids", counted(append(numeric(OnGrid, eachFamily...), scoreCells))},
	{"counts and places with bounds", counted([]Column{{Key: "wind", Name: "wind", Grid: quarters,
		Bounds: &[2]float64{0, 40}}})},
	{"counts between edges", counted(countsOnly(numeric(OnGrid, somewhere)))},
	{"counts and places between edges", counted(numeric(OnGrid, somewhere))},
	{"ranges between edges", counted(ranges(numeric(Ranges)))},
	{"one row a call", counted([]Column{{Key: LatencyKey, Name: "wind", Grid: quarters, Call: "call"},
		{Key: "first", Name: "rain", Mode: FirstPass, Call: "call"}})},
	{"categories", counted([]Column{carriers, {Key: PredictionKey, Name: "late", Mode: Classified,
		Kept: []string{"true"}}})},
	{"the most frequent categories", counted([]Column{{Key: "carrier", Name: "carrier", Mode: Distinct},
		{Key: "distance", Name: "distance", Mode: Distinct}})},
	{"how many values there are", counted([]Column{{Key: "carrier", Name: "carrier", Mode: Classified, Distinct: true},
		{Key: "wind", Name: "wind", Mode: FirstPass, Distinct: true}})},
	{"exact moments of a table", ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
		s := flightScan(t, numeric(Exactly)[:3]...)
		s.Source.Time = nil
		for i := range s.Columns {
			s.Columns[i].Open = summary.Open{Sd: i != 1, Whole: i != 0}
		}
		return s.Count(how)
	})},
	{"what the quickest form left in doubt", func(t *testing.T, how sqlast.Counting) (*Statement, error) {
		first, err := flightScan(t, countsOnly(numeric(OnGrid, eachFamily...))...).Count(how)
		if err != nil || first.recount == nil {
			return nil, err
		}
		again, err := first.recount(countsOnly(numeric(OnGrid, eachFamily...)))
		return &again, err
	}},
	{"counts on grids with copies distinguished from each other",
		ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
			s := flightScan(t, countsOnly(numeric(OnGrid, eachFamily...))...)
			s.Source.Unique = true
			s.Source.MarkCopied()
			return s.Count(how)
		})},
	{"predictions against labels",
		ofLabels(func(s Scan, l Labels, _ sqlast.Counting) (Statement, error) { return s.Joint(l) })},
	{"predictions against labels by score", ofLabels(func(s Scan, l Labels, _ sqlast.Counting) (Statement, error) {
		l.Score, l.All = true, true
		return s.Joint(l)
	})},
	{"columns of labels", ofLabels(func(s Scan, l Labels, how sqlast.Counting) (Statement, error) {
		s.Labels, s.Columns = &l, LabelledColumns(s.Model)
		return s.Count(how)
	})},
	{"labels that were revised",
		ofLabels(func(s Scan, l Labels, _ sqlast.Counting) (Statement, error) { return s.Revisions(l) })},
	{"labels without a prediction", ofLabels(func(s Scan, l Labels, _ sqlast.Counting) (Statement, error) {
		log := s.Source
		s.Source = l.Source
		return s.Orphans(log, "was_late", LookBack(s.Model), time.Hour)
	})},
	{"moments of pairs", ofLabels(func(s Scan, l Labels, how sqlast.Counting) (Statement, error) {
		wind, rain := numeric(FirstPass)[0], numeric(FirstPass)[1]
		s.Labels = &l
		s.Columns = []Column{{Key: PairKey("wind", "rain"),
			Pair: &Pair{X: wind, Y: rain, ScaleX: Scale{Center: 10, Exponent: 3}}},
			{Key: PairKey("wind", "label"), Pair: &Pair{X: wind, Y: Column{Key: summary.LabelKey}}}}
		return s.Pairs(how)
	})},
	{"agreement with an offline table", ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
		s := flightScan(t)
		s.Model.Skew = &model.Skew{Table: "offline"}
		s.Columns, s.Offline = SkewColumns(s.Model), &Offline{Source: Source{Table: []string{"ml", "offline"},
			Types: flightTypes, ID: []string{"id"}}, Tolerance: 1e-6}
		return s.Count(how)
	})},
	{"single rows", ofLabels(func(s Scan, l Labels, _ sqlast.Counting) (Statement, error) {
		s.Labels = &l
		test := BinTest{Column: scoreCells, Number: true, Op: sqlast.Ge, Bound: 0.5}
		records, err := s.Records(RecordRoles(s.Model, nil), []BinTest{test}, 50)
		if err != nil {
			return Statement{}, err
		}
		return Statement{Query: records.Query}, nil
	})},
}

type countingForm = func(*testing.T, sqlast.Counting) (*Statement, error)

func ofScan(count func(*testing.T, sqlast.Counting) (Statement, error)) countingForm {
	return func(t *testing.T, how sqlast.Counting) (*Statement, error) {
		s, err := count(t, how)
		return &s, err
	}
}

func counted(columns []Column) countingForm {
	return ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
		return flightScan(t, columns...).Count(how)
	})
}

// countsOf counts two columns on grids in a scan that change has changed.
func countsOf(change func(*Scan)) countingForm {
	return ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
		s := flightScan(t, countsOnly(numeric(OnGrid, eachFamily...)[:2])...)
		change(&s)
		return s.Count(how)
	})
}

func ofLabels(count func(Scan, Labels, sqlast.Counting) (Statement, error)) countingForm {
	return ofScan(func(t *testing.T, how sqlast.Counting) (Statement, error) {
		s := flightScan(t)
		outcomes, err := OutcomeSource(s.Model, []string{"ml", "outcomes"}, outcomeTypes)
		if err != nil {
			t.Fatal(err)
		}
		l, err := LabelsOf(s.Model, outcomes)
		if err != nil {
			t.Fatal(err)
		}
		return count(s, l, how)
	})
}
