package equivalence

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"leeway/tests/stores"
)

// first is the log's first instant: New York's midnight. Its clocks go forward in the night to 10 March 2024.
var first = time.Date(2024, 1, 1, 5, 0, 0, 0, time.UTC)

// days is how long the log is, and rowsADay how many predictions a day has.
const (
	days     = 84
	rowsADay = 60
)

// tables are a log of mixed predictions with gaps, copies and odd spellings, labels that come late, twice or never, and
// a training set. They are the same in every run.
func tables() []stores.Table {
	r := rand.New(rand.NewPCG(2024, 1))
	log := stores.Table{Name: "log", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "at", Type: stores.Timestamp}, {Name: "version", Type: stores.Text},
		{Name: "late", Type: stores.Boolean}, {Name: "p", Type: stores.Double}, {Name: "kind", Type: stores.Text},
		{Name: "pa", Type: stores.Double}, {Name: "pb", Type: stores.Double},
		{Name: "pc", Type: stores.Double}, {Name: "worth", Type: stores.Double}, {Name: "lo", Type: stores.Double},
		{Name: "hi", Type: stores.Double}, {Name: "doubt", Type: stores.Double},
		{Name: "ms", Type: stores.Double}, {Name: "batch", Type: stores.BigInt}, {Name: "x", Type: stores.Double},
		{Name: "n", Type: stores.BigInt}, {Name: "price", Type: stores.Numeric},
		{Name: "colour", Type: stores.Text}, {Name: "site", Type: stores.Text}}}
	outcomes := stores.Table{Name: "outcomes", Columns: []stores.Column{{Name: "id", Type: stores.BigInt},
		{Name: "yes", Type: stores.Boolean}, {Name: "actual", Type: stores.Text},
		{Name: "paid", Type: stores.Double}, {Name: "seen", Type: stores.Timestamp}}}
	training := stores.Table{Name: "training", Columns: slices.Concat(log.Columns, outcomes.Columns[1:4])}
	for i := range days * rowsADay {
		at := first.Add(time.Duration(i)*(24*time.Hour/rowsADay) +
			time.Duration(r.IntN(1000))*time.Second).Truncate(time.Second)
		row, yes := prediction(r, i, at)
		log.Rows = append(log.Rows, row)
		if i%41 == 0 { // logged twice
			again := slices.Clone(row)
			again[1] = at.Add(time.Duration(1+i%7) * time.Minute)
			log.Rows = append(log.Rows, again)
		}
		if i%5 == 0 {
			training.Rows = append(training.Rows, append(slices.Clone(row), yes, row[5], row[9]))
		}
		label := func(after time.Duration, yes bool) {
			actual := []string{"a", "b", "c"}[r.IntN(3)]
			outcomes.Rows = append(outcomes.Rows, []any{int64(i), yes, actual,
				round(row[9].(float64)+3*r.NormFloat64(), 3), at.Add(after)})
		}
		switch {
		case i%10 == 3: // none
		case i%17 == 0: // after the horizon
			label(30*time.Hour, yes)
		case i%23 == 0: // revised
			label(2*time.Hour, !yes)
			label(5*time.Hour, yes)
		default:
			label(time.Duration(r.IntN(20))*time.Hour, yes)
		}
	}
	return []stores.Table{log, outcomes, training}
}

// prediction is a row of the log, and whether the truth is yes.
func prediction(r *rand.Rand, i int, at time.Time) (row []any, yes bool) {
	p := round(r.Float64(), 6)
	a, b := round(r.Float64()*0.6, 6), round(r.Float64()*0.4, 6)
	worth := round(20+5*r.NormFloat64(), 3)
	x := any(round(10+3*r.NormFloat64()+float64(i)/3000, 2))
	switch k := r.IntN(100); {
	case k < 4:
		x = nil
	case k < 10:
		x = 0.0
	case k == 10:
		x = 1e18
	}
	colour := any([]string{"red", "Red", "green", "blue", "blue", "bl\u00fce", "it's \\ \"quoted\"", " red"}[r.IntN(8)])
	if r.IntN(40) == 0 {
		colour = nil
	}
	version := "v1"
	if i > days*rowsADay*2/3 {
		version = "v2"
	}
	score := any(p)
	if r.IntN(60) == 0 {
		score = nil
	}
	kind := []string{"a", "b", "c"}[r.IntN(3)]
	site := []string{"north", "south", "east"}[r.IntN(3)]
	price := round(math.Exp(r.NormFloat64()*2), 4)
	return []any{int64(i), at, version, p >= 0.5, score, kind, a, b, round(1-a-b, 6), worth, worth - 6, worth + 6,
		round(r.Float64(), 4), round(40+200*r.Float64(), 1),
		int64(1 + r.IntN(500)), x, int64(r.IntN(12)), price, colour, site}, r.Float64() < p
}

func round(x float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(x*scale) / scale
}

// shared is what the models have in common.
const shared = `"timezone":"America/New_York","resolution":"1h","records":"viewers","skew":{"table":"training","id":["id"]},
	"features":[{"name":"x","kind":"numeric","bounds":[2,18]},{"name":"n","kind":"numeric"},{"name":"price","kind":"numeric"},
		{"name":"colour","kind":"categorical"},{"name":"site","kind":"categorical"}],
	"segments":["site",{"name":"size","column":"x","bins":[8,12]}],
	"baselines":{"rolling":{"kind":"rolling","periods":4,"every":"1w","minPeriods":2},"launch":{"kind":"fixed","from":"2024-01-01","to":"2024-01-29"},
		"training":{"kind":"table","table":"training"},"before":{"kind":"previous"},"fortnight":{"kind":"offset","by":"14d"},"begin":{"kind":"launch"},
		"champion":{"kind":"version","version":"v1"}},
	"baseline":"rolling","reference":"launch"`

const columns = `"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"lateness":"15m","version":"version","uncertainty":"doubt",
	"latency":{"column":"ms","slo":"200ms"},"inputSize":{"column":"batch","bins":[10,100]}`

const labels = `"outcomes":{"table":"outcomes","id":["id"],"time":{"column":"seen","zone":"UTC"},"delay":"1d","label":`

// models are one of each task over the same log.
var models = []json.RawMessage{
	json.RawMessage(`{"id":"binary","task":"binary",` + shared + `,"log":{` + columns +
		`,"prediction":"late","score":"p"},` + labels + `"yes"},
		"costs":{"falsePositive":1,"falseNegative":5}}`),
	json.RawMessage(`{"id":"multiclass","task":"multiclass",` + shared + `,"log":{` + columns +
		`,"prediction":"kind","score":{"a":"pa","b":"pb","c":"pc"}},` + labels + `"actual"}}`),
	json.RawMessage(`{"id":"regression","task":"regression",` + shared + `,"log":{` + columns +
		`,"prediction":"worth","interval":{"lower":"lo","upper":"hi","level":0.9}},` + labels + `"paid"}}`),
}
