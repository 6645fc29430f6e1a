package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
)

// wideFeatures is how many features the wide log has.
const wideFeatures = 12

// wideModel is a log of numbers on fine grids, two of which have lost their values lately, and its model.
func wideModel() (script, models string) {
	script = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-02-26' + INTERVAL 6 MINUTE * i AS at, i % 5 = 0 AS late,
		['a', 'b', 'c'][1 + i % 3] AS site`
	models = `
- id: wide
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, prediction: late }
  segments: [site]
  features:
`
	for k := range wideFeatures {
		value := fmt.Sprintf("(i * %d %% 997) / 997.0", 7919+2*k)
		if k%5 == 4 {
			value = fmt.Sprintf("CASE WHEN i < 240 * 50 THEN %s END", value)
		}
		script += fmt.Sprintf(", %s AS f%d", value, k)
		models += fmt.Sprintf("    - { name: f%d, kind: numeric }\n", k)
	}
	return script + " FROM range(0, 240 * 56) t(i)", models
}

// wideQueries are the forms in which features are asked for.
var wideQueries = []string{
	`{"measures":[{"id":"psi"},{"id":"mean"},{"id":"missing_rate"}],"target":"features","window":"7d"}`,
	`{"measures":[{"id":"psi"}],"target":"features","window":"7d","every":"1w","format":"timeseries"}`,
	`{"measures":[{"id":"mean"}],"target":"features","window":"7d","splitBy":["site"]}`,
	`{"queryType":"policy"}`,
	`{"queryType":"features","window":"7d"}`,
	`{"queryType":"segments","measures":[{"id":"mean"}],"target":"features","window":"7d"}`,
}

// A query reads at most so many rows of counts at a time. Where all features have more, they are read one batch after
// the other, and the answer is the same in everything: so are those of features of which one is asked for alone.
func TestMoreFeaturesThanFitAreAnsweredInBatches(t *testing.T) {
	script, models := wideModel()
	at := database(t, script)
	for _, text := range wideQueries {
		whole, small := over(t, at, models), over(t, at, models)
		small.maxRows = 25_000
		read := reads(small)
		want, got := whole.ask(t, text), small.ask(t, text)
		if most := batchesSeen(read, 1_000); most < 2 {
			t.Errorf("%s: %d large statements, so nothing is shown", text, most)
		}
		if !reflect.DeepEqual(said(want), said(got)) {
			t.Errorf("%s:\nat once     %v\nin batches  %v", text, said(want), said(got))
		}
		if strings.Contains(text, "queryType") {
			continue
		}
		one := small.ask(t, strings.Replace(text, `"window"`, `"features":["f4"],"window"`, 1))
		if alone := said(one); !subset(alone, said(got)) {
			t.Errorf("%s: f4 alone %v", text, alone)
		}
	}
}

// Spans that ended before the log began hold nothing. So they do not cut the features of a young log into batches, each
// of which would read the log again.
func TestAYoungLogIsReadAtOnceWhateverItsHistoryMayBe(t *testing.T) {
	script, models := wideModel()
	s := on(t, script, models)
	read := reads(s)
	s.ask(t, wideQueries[0])
	s.maxRows = 2 * slices.Max(read.counts)
	s.Invalidate()
	read.counts = nil
	s.ask(t, wideQueries[0])
	if n := batchesSeen(read, 10_000); n != 1 {
		t.Errorf("%d large statements, want one: %v", n, read.counts)
	}
}

// A feature that is too large alone is refused with what to ask less of.
func TestOneFeatureThatIsTooLargeIsRefused(t *testing.T) {
	script, models := wideModel()
	s := on(t, script, models)
	s.maxRows = 1_000
	_, err := s.try(t, wideQueries[0], week)
	if f := fault.As(err); f == nil || f.Kind != fault.TooLarge || !strings.Contains(f.Message, "a shorter range") {
		t.Errorf("the answer is %v", err)
	}
}

// batchesSeen is how many statements brought so many rows.
func batchesSeen(r *reading, least int) (n int) {
	for _, rows := range r.counts {
		if rows >= least {
			n++
		}
	}
	return n
}

// said is what a result says of each subject, and its notices.
func said(r *answers.Result) (list []string) {
	for _, s := range r.Series {
		for _, p := range s.Points {
			list = append(list, fmt.Sprint(s.Measure.ID, s.Feature, s.Segment, p.At, p.Stats, p.Reason, p.Expectation))
		}
		if s.Policy != nil {
			list = append(list, s.Policy.ID)
		}
	}
	for _, f := range r.Features {
		list = append(list, fmt.Sprint(f.Drift.Feature, f.Drift.Points[0].Stats, len(f.Rates)))
	}
	for _, b := range r.Breakdowns {
		list = append(list, fmt.Sprintf("%v %v %+v %v", b.Feature, b.Dimension, b.Rows, b.Doubt))
	}
	return append(list, texts(r.Notices)...)
}

// subset reports whether all of one list is in another.
func subset(some, all []string) bool {
	known := map[string]bool{}
	for _, text := range all {
		known[text] = true
	}
	for _, text := range some {
		if !known[text] {
			return false
		}
	}
	return len(some) > 0
}
