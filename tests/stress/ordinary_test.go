package stress

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

// asked is a question over the last days of the demo's month.
type asked struct {
	name string
	days int
	json string
}

// ordinary are questions that people ask of the demo's log, among them those that once were refused.
var ordinary = []asked{
	{"drift of all features", 7, `{"measures":[{"id":"psi"}],"window":"7d"}`},
	{"drift of all features by origin", 7, `{"measures":[{"id":"psi"}],"window":"7d","splitBy":["origin"]}`},
	{"drift of two features by carrier", 7,
		`{"measures":[{"id":"psi"}],"features":["dep_delay","distance"],"window":"7d","splitBy":["carrier"]}`},
	{"drift of one feature by three segments", 21,
		`{"measures":[{"id":"psi"}],"features":["dep_delay"],"window":"7d","splitBy":["carrier","origin","haul"]}`},
	{"a mean by hour, a week", 7,
		`{"measures":[{"id":"mean"}],"features":["dep_delay"],"format":"timeseries","every":"1h"}`},
	{"a mean by hour, three weeks", 21,
		`{"measures":[{"id":"mean"}],"features":["dep_delay"],"format":"timeseries","every":"1h"}`},
	{"a mean by hour and carrier", 7,
		`{"measures":[{"id":"mean"}],"features":["dep_delay"],"format":"timeseries","every":"1h","splitBy":["carrier"]}`},
	{"a mean by day and carrier", 87,
		`{"measures":[{"id":"mean"}],"features":["dep_delay"],"format":"timeseries","every":"1d","splitBy":["carrier"]}`},
	{"a mean by day, carrier and airport", 87,
		`{"measures":[{"id":"mean"}],"features":["dep_delay"],"format":"timeseries","every":"1d","splitBy":["carrier","origin"]}`},
	{"a mean by day", 100, `{"measures":[{"id":"mean"}],"features":["wind_speed"],"format":"timeseries","every":"1d"}`},
	{"a heat map by hour", 7,
		`{"queryType":"distribution","features":["dep_delay"],"format":"timeseries","every":"1h"}`},
	{"segments of a mean", 7,
		`{"queryType":"segments","measures":[{"id":"mean"}],"splitBy":["carrier"],"window":"7d"}`},
	{"the median latency by hour", 28,
		`{"measures":[{"id":"quantile","p":0.5}],"target":"latency","format":"timeseries","every":"1h"}`},
	{"accuracy", 7, `{"measures":[{"id":"accuracy"}],"window":"7d"}`},
	{"rows", 7, `{"measures":[{"id":"rows"}],"window":"7d"}`},
}

// overLarge are questions of far too much.
var overLarge = []asked{
	{"a mean by day, carrier and airport", 87,
		`{"measures":[{"id":"mean"}],"target":"features","splitBy":["carrier","origin"],"format":"timeseries","every":"1d"}`},
	{"a mean by hour and carrier", 7,
		`{"measures":[{"id":"mean"}],"target":"features","splitBy":["carrier"],"format":"timeseries","every":"1h"}`},
	{"a score by hour and many bins", 7,
		`{"measures":[{"id":"mean"}],"target":"score","splitBy":["carrier",{"feature":"distance","bins":20},{"feature":"dep_delay","bins":20}],"format":"timeseries","every":"1h"}`},
}

// answer asks a question as a browser does; other numbers make questions that no cache has answered.
func (l log) answer(ctx context.Context, i *plugin.Instance, a asked, number int) backend.DataResponse {
	filter := fmt.Sprintf(`{"models":["%s"],"filters":[{"key":"distance","operator":"<","value":"%d"}],`, l.id,
		100_000+number)
	q := backend.DataQuery{RefID: "A", JSON: json.RawMessage(filter + a.json[1:]),
		TimeRange: backend.TimeRange{From: l.to.AddDate(0, 0, -a.days), To: l.to}}
	return i.Answer(ctx, []backend.DataQuery{q}, plugin.Caller{})["A"]
}

// The first question of a new process is answered, with the memory that a data source has where nobody sets a limit.
func TestOrdinaryQuestionsAreAnsweredByAFreshProcess(t *testing.T) {
	l := flights(t)
	for number, a := range ordinary {
		t.Run(a.name, func(t *testing.T) {
			if r := l.answer(context.Background(), l.Instance(t, nil, l.model), a, number); r.Error != nil {
				t.Errorf("status %d, %v", r.Status, r.Error)
			}
		})
	}
}

// A closed browser tab abandons its questions under way. However many do, and whatever was refused, ordinary ones are
// answered.
func TestAbandonedAndOverLargeQuestionsTakeNothingAway(t *testing.T) {
	l := flights(t)
	i := l.Instance(t, nil, l.model)
	random := rand.New(rand.NewPCG(3, 30))
	var group sync.WaitGroup
	for number := range 60 {
		after := time.Duration(random.IntN(1500)) * time.Millisecond
		group.Go(func() {
			ctx, leave := context.WithCancel(context.Background())
			defer leave()
			time.AfterFunc(after, leave)
			l.answer(ctx, i, ordinary[number%len(ordinary)], number)
		})
		if number%30 == 29 {
			group.Wait()
		}
	}
	for number, a := range overLarge {
		if r := l.answer(context.Background(), i, a, 100+number); r.Error != nil &&
			r.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d, %v", a.name, r.Status, r.Error)
		}
	}
	for number, a := range ordinary {
		if r := l.answer(context.Background(), i, a, 200+number); r.Error != nil {
			t.Errorf("then %s: status %d, %v", a.name, r.Status, r.Error)
		}
	}
}
