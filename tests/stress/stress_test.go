package stress

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/tests/stores"
)

// Whatever was asked before, cancelled or refused, a data source answers as one that was just opened. It holds no more
// memory than it did and as many connections as it may, and once it is closed nothing. LEEWAY_LONG asks a thousand
// questions of each store.
func TestRandomQuestionsLeaveNothingBehind(t *testing.T) {
	t.Run("demo", func(t *testing.T) { stress(t, flights(t)) })
	stores.EachServer(t, func(t *testing.T, h stores.Harness) { stress(t, made(t, h)) })
}

const atATime = 8

var long = os.Getenv("LEEWAY_LONG") != ""

func rounds() int {
	if long {
		return 1_000
	}
	return 24
}

func stress(t *testing.T, l log) {
	l.Limits = map[string]any{"cacheMB": 8, "maxOpenConns": atATime, "queryTimeout": "2m"}
	first := l.Unchecked(t, nil, l.model)
	l.mustAnswer(t, first) // so that what only the first one needs is there
	first.Dispose()
	closed := held()
	i := l.Instance(t, nil, l.model)
	l.ask(t, i, rounds()/4, 1) // fills the cache, and what DuckDB and the allocator keep for later
	before := held()
	outcome := l.ask(t, i, rounds(), 2)
	l.mustAnswer(t, i)
	most := holding{megabytes: 1.2 * before.megabytes, descriptors: closed.descriptors + 2*atATime,
		goroutines: closed.goroutines + 4*atATime}
	if !long { // a quarter of a few rounds fills too little of it
		most.megabytes = math.Inf(1)
	}
	after := settled(most)
	t.Logf("%d questions: %d answered, %d cancelled, %d too large, %d timed out; before %v, after %v", rounds(),
		outcome.answered.Load(),
		outcome.cancelled.Load(), outcome.tooLarge.Load(), outcome.timedOut.Load(), before, after)
	if more := after.over(most); more != "" {
		t.Errorf("in the end %s", more)
	}
	if outcome.answered.Load() == 0 || outcome.cancelled.Load() == 0 {
		t.Error("the questions did not end in both ways: answered and cancelled")
	}
	i.Dispose()
	closed.megabytes = math.Inf(1)
	if more := settled(closed).over(closed); more != "" {
		stacks := make([]byte, 1<<20)
		t.Errorf("once it is closed %s\n%s", more, stacks[:runtime.Stack(stacks, true)])
	}
}

// outcomes is how questions ended.
type outcomes struct{ answered, cancelled, tooLarge, timedOut atomic.Int64 }

// ask sends random questions, some at a time: a third is cancelled after 1.5 to 1,500 ms, short times as often as
// long ones by their logarithm, a tenth asks for more than an answer holds.
func (l log) ask(t *testing.T, i *plugin.Instance, n int, seed uint64) *outcomes {
	t.Helper()
	ended := &outcomes{}
	var left atomic.Int64
	left.Store(int64(n))
	var group sync.WaitGroup
	for worker := range atATime {
		group.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(worker)))
			for number := left.Add(-1); number >= 0; number = left.Add(-1) {
				q := l.random(r)
				switch number % 20 {
				case 3:
					q = l.widest(r)
				case 13:
					q = l.hourly(r)
				}
				ctx, cancel := context.WithCancel(context.Background())
				if number == 1 {
					cancel() // one question at least is cancelled in time, however quick the machine is
				} else if number%3 == 1 {
					time.AfterFunc(time.Duration(1500*math.Pow(1e-3, r.Float64())*float64(time.Millisecond)), cancel)
				}
				ended.add(t, q, i.Answer(ctx, []backend.DataQuery{q.query(t, "A", l.from, l.to)}, plugin.Caller{})["A"],
					ctx.Err() != nil)
				cancel()
			}
		})
	}
	group.Wait()
	return ended
}

// add counts an answer, and fails the test for one that no legal question has.
func (o *outcomes) add(t *testing.T, q question, r backend.DataResponse, cancelled bool) {
	switch {
	case r.Error == nil:
		o.answered.Add(1)
	case cancelled:
		o.cancelled.Add(1)
	case r.Status == http.StatusUnprocessableEntity:
		o.tooLarge.Add(1)
	case r.Status == http.StatusGatewayTimeout:
		o.timedOut.Add(1)
	default:
		t.Errorf("%v: status %d, %v", q, r.Status, r.Error)
	}
}

// mustAnswer asks what the panels of the demo's dashboard ask; a data source that was just opened answers the same.
func (l log) mustAnswer(t *testing.T, i *plugin.Instance) {
	t.Helper()
	fresh := l.Unchecked(t, nil, l.model)
	defer fresh.Dispose()
	for _, q := range l.panels(t) {
		want, err := l.frames(t, fresh, q)
		if err != nil {
			t.Fatalf("a fresh process answers %v by %v", q, err)
		}
		if got, err := l.frames(t, i, q); err != nil || !slices.Equal(got, want) {
			t.Errorf("%v is answered %.300s, %v\nby a fresh process %.300s", q, got, err, want)
		}
	}
}

// frames is an answer as JSON.
func (l log) frames(t *testing.T, i *plugin.Instance, q question) ([]byte, error) {
	t.Helper()
	r := i.Answer(context.Background(), []backend.DataQuery{q.query(t, "A", l.from, l.to)}, plugin.Caller{})["A"]
	if r.Error != nil {
		return nil, r.Error
	}
	text, err := json.Marshal(r.Frames)
	return text, errors.Join(err, r.Error)
}
