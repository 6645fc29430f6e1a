package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/fault"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// scattered is a log whose x and y have thousands of cells a day, so that counting them takes megabytes.
const scattered = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-04-08' + INTERVAL (i * 86400 // 10000) SECOND AS at,
	['a', 'b', 'c'][1 + i % 3] AS site, i % 5 = 0 AS late, hash(i) % 1000003 / 16.0 AS x, hash(i + 1) % 1000003 / 16.0 AS y
	FROM range(0, 10000 * 14) t(i)`

const scatteredModel = `
- id: scattered
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, prediction: late }
  features: [{ name: x, kind: numeric, grid: linear(0) }, { name: y, kind: numeric, grid: linear(0) }]
  segments: [site]
  baselines: { previous: { kind: previous } }
  baseline: previous
`

// What one statement has no memory for is counted by several, and the answer is the same.
func TestWhatIsTooLargeIsCountedInHalves(t *testing.T) {
	const question = `{"measures":[{"id":"mean"},{"id":"ks"}],"target":"features","window":"7d","splitBy":["site"],"format":"timeseries","every":"1d"}`
	ample, scarce := on(t, scattered, scatteredModel), over(t, databaseWith(t, 128, scattered), scatteredModel)
	var want, got *answers.Result
	once := ample.reads(func() { want = ample.ask(t, question) })
	halves := scarce.reads(func() { got = scarce.ask(t, question) })
	if halves <= once {
		t.Errorf("%d statements with little memory, %d with much: nothing was counted in halves", halves, once)
	}
	if a, b := pointsOf(t, want), pointsOf(t, got); a != b {
		t.Errorf("with little memory\n%.600s\nwith much\n%.600s", b, a)
	}
}

func pointsOf(t *testing.T, r *answers.Result) string {
	t.Helper()
	var all strings.Builder
	for _, s := range r.Series {
		for _, p := range s.Points {
			text, err := json.Marshal(p.Stats)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&all, s.Feature, s.Segment, string(text))
		}
	}
	return all.String()
}

// refusing is a store that has no memory for statements on a column.
type refusing struct {
	store.Store
	column string
}

func (r refusing) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	if s, err := dialect.Render(r.Dialect(), q); err != nil || strings.Contains(s.SQL, r.column) {
		return store.Stats{}, fault.Newf(fault.TooLarge, "no memory")
	}
	return r.Store.Query(ctx, q, each)
}

// One column in one stretch of time cannot be halved; it is refused by name.
func TestWhatCannotBeHalvedIsRefusedByName(t *testing.T) {
	s := on(t, scattered, scatteredModel)
	s.replaced.Store = refusing{s.replaced.Store, `"y"`}
	_, err := s.try(t, `{"measures":[{"id":"ks"}],"target":"features","window":"7d","splitBy":["site"]}`, week)
	if f := fault.As(err); err == nil || f.Kind != fault.TooLarge ||
		!strings.Contains(f.Message, "feature y alone: no memory") {
		t.Errorf("%v", err)
	}
}

// By hour and by segment a query counts the features it asks for, and no others.
func TestOnlyWhatIsAskedIsCountedByHour(t *testing.T) {
	s := on(t, scattered, scatteredModel)
	s.ask(t, `{"measures":[{"id":"rows"}],"window":"7d"}`) // reads the reference
	for question, others := range map[string]bool{
		`{"measures":[{"id":"mean"}],"features":["x"],"format":"timeseries","every":"1h"}`:                          false,
		`{"measures":[{"id":"mean"}],"features":["x"],"window":"7d","splitBy":["site"]}`:                            false,
		`{"measures":[{"id":"mean"}],"features":["x"],"splitBy":[{"feature":"y","bins":4}],"window":"7d"}`:          true,
		`{"measures":[{"id":"mean"}],"features":["x"],"format":"timeseries","every":"1d"}`:                          true,
		`{"measures":[{"id":"mean"}],"features":["x"],"window":"7d"}`:                                               true,
		`{"measures":[{"id":"mean"}],"target":"features","format":"timeseries","every":"1h","baseline":"previous"}`: true,
	} {
		s.counts.Clear()
		q, err := query.Parse([]byte(question))
		if err != nil {
			t.Fatal(err)
		}
		var statements strings.Builder
		ctx := gather.WithTrace(context.Background(), func(done store.Stats) { statements.WriteString(done.SQL) })
		if _, err := s.Answer(ctx, q, week); err != nil {
			t.Fatal(err)
		}
		if counted := strings.Contains(statements.String(), `"y"`); counted != others {
			t.Errorf("%s counts y: %v, want %v\n%s", question, counted, others, statements.String())
		}
	}
}
