package propose

import (
	"context"
	"strings"
	"testing"
)

// parcels are a log and labels of which no name tells anything: numbers of parcels, minutes, and when they arrived.
var parcels = []string{
	`CREATE TABLE shipped AS SELECT 7 * i + 1000 AS parcel, happened AS asked, 12 + 30 * u AS eta, 2 + 30 * u AS eta_lo, 22 + 30 * u AS eta_hi,
		['north', 'south'][1 + i % 2] AS depot, '{"a": 1}' AS body` + rows,
	`CREATE TABLE arrived AS SELECT 7 * i + 1000 AS parcel, 13 + 30 * u AS took, happened + INTERVAL 30 HOUR AS seen` + rows,
	`CREATE TABLE customers AS SELECT 7 * i + 1000 AS parcel, 'customer ' || i AS name` + rows,
}

func TestAColumnThatIsNamedIsThePrediction(t *testing.T) {
	s := open(t, parcels...)
	for name, asked := range map[string]Options{
		"with the table":    {Table: "shipped", Prediction: "eta"},
		"without the table": {Prediction: "eta"},
		"with the label":    {Prediction: "eta", Label: "took", Outcomes: "arrived"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Propose(context.Background(), s, asked)
			if err != nil {
				t.Fatal(err)
			}
			const want = "id parcel, time asked, regression: eta, label took of arrived\n" +
				"categorical depot, categorical a at body.a, segment depot"
			if got := roles(p.Model); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			if i := p.Model.Log.Interval; i == nil || i.Lower != "eta_lo" || i.Upper != "eta_hi" {
				t.Errorf("the interval is %+v", i)
			}
			if at := p.Model.Outcomes.Time; at == nil || at.Column != "seen" {
				t.Errorf("the time of labels is %+v", at)
			}
			if !strings.HasPrefix(p.reason("log.id"), "low: it identifies the rows of the sample, and arrived has it, too") {
				t.Errorf("of the id it says %q", p.reason("log.id"))
			}
			works(t, s, p)
		})
	}
}

func TestWhatCannotBeThePredictionOrTheLabelIsRefusedByName(t *testing.T) {
	s := open(t, parcels...)
	for want, asked := range map[string]Options{
		`prediction: "nope" is not one of parcel, asked, eta, eta_lo, eta_hi, depot, body, body.a`: {Table: "shipped", Prediction: "nope"},
		`prediction: "asked" of the table shipped holds neither numbers nor few classes`:           {Table: "shipped", Prediction: "asked"},
		`prediction: "body.a" of the table shipped lies inside a document`:                         {Table: "shipped", Prediction: "body.a"},
		`label: no column "depot" that fits the prediction is in the log`:                          {Prediction: "eta", Label: "depot"},
		`label: no column "nope" that fits the prediction is in the log`:                           {Prediction: "eta", Label: "nope"},
		"no table looks like a prediction log":                                                     {Prediction: "nope"},
	} {
		if _, err := Propose(context.Background(), s, asked); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", asked, err, want)
		}
	}
}

// A number may identify the rows of a sample and a table may have it, too, and still several predictions may share it.
func TestAnIDThatNoNameTellsNeedsALabel(t *testing.T) {
	p := proposed(t, "CREATE TABLE predictions AS SELECT 7 * i + 1000 AS customer, happened AS ts, u > 0.5 AS prediction"+rows,
		"CREATE TABLE customers AS SELECT 7 * i + 1000 AS customer, 'customer ' || i AS name"+rows)
	if len(p.Model.Log.ID) != 0 || p.Model.Outcomes != nil {
		t.Errorf("the id is %v, the outcomes are %+v; want none", p.Model.Log.ID, p.Model.Outcomes)
	}
}
