package engine

import (
	"context"
	"errors"
	"strings"
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// The whole text is what a user reads: what was found, where, and what is allowed.
func TestEveryRefusalSaysWhatIsAllowed(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	var defaults []string
	for _, p := range s.models[0].Policies {
		defaults = append(defaults, p.ID)
	}
	for _, c := range []struct{ query, want string }{
		{`{"models":["stedy"],"measures":[{"id":"psi"}]}`, `models: "stedy" is not one of steady (did you mean steady?)`},
		{`{"measures":[{"id":"psy"}]}`, `measures[0].id: "psy" is not one of ` + fault.List(measure.IDs()) + ` (did you mean psi?)`},
		{`{"measures":[{"id":"psi"},{"id":"quantile"}]}`,
			`measures[1]: measure "quantile" needs p, a number from 0 to 1`},
		{`{"measures":[{"id":"mean","p":0.5}]}`, `measures[0]: measure "mean" has no parameter p`},
		{`{"measures":[{"id":"mean","class":"red"}]}`, `measures[0]: measure "mean" has no parameter class`},
		{`{"measures":[{"id":"share"}]}`, `measures[0]: measure "share" needs class, one of the classes or categories`},
		{`{"measures":[{"id":"psi"}],"features":["y"]}`, `features[0]: "y" is not one of x, colour`},
		{`{"measures":[{"id":"ks"}],"features":["colour"]}`,
			`features: "ks" is not defined for categorical features, and "colour" is one`},
		{`{"measures":[{"id":"accuracy"}],"target":"features"}`,
			`target: "accuracy" cannot be computed for target features; allowed are prediction`},
		{`{"measures":[{"id":"psi"}],"target":"latency"}`,
			`target: "latency" needs log.latency, which the definition of model steady does not have`},
		{`{"measures":[{"id":"mean"}],"stats":["critical"]}`,
			`stats[0]: "mean" has no "critical"; it has current, baseline, pvalue, change, changeLower, changeUpper, changePoints, relativeChange, sigma, ` +
				`baselineMean, baselineSd, upperLimit, lowerLimit, trend, trendPvalue, verdict, explanation, count, baselineCount, historyCount … (10 more)`},
		{`{"measures":[{"id":"psi"}],"stats":["value","breach"]}`,
			`stats[1]: "psi" has no "breach"; it has value, critical, usualLow, usualHigh, pvalue, verdict, explanation, count, baselineCount, historyCount, expected, windowStart, windowEnd, ` +
				`baselineStart, baselineEnd, rangeStart, rangeEnd, baselinePeriods, windowStartLocal, windowEndLocal`},
		{`{"measures":[{"id":"psi"}],"splitBy":["region"]}`, `splitBy[0]: "region" is not one of ` +
			fault.List(s.models[0].SplitNames())},
		{`{"measures":[{"id":"psi"}],"filters":[{"key":"region","operator":"=","values":["a"]}]}`,
			`filters[0].key: "region" is not one of site, size, version, x, colour`},
		{`{"measures":[{"id":"psi"}],"filters":[{"key":"x","operator":"=~","values":["a"]}]}`,
			`filters[0].operator: "=~" is not one of <, <=, >, >=`},
		{`{"measures":[{"id":"psi"}],"baseline":"champion"}`,
			`baseline: "champion" is not one of january, launch, rolling`},
		{`{"measures":[{"id":"psi"}],"baseline":{"kind":"table","table":"outcomes"}}`,
			`baseline.table: a query cannot name a table; name a baseline of the model: january, launch, rolling`},
		{`{"measures":[{"id":"psi"}],"features":["$feature"]}`,
			`features[0]: "$feature" holds the variable $feature, which nothing has replaced; the backend sees no dashboard variables`},
		{`{"models":["${model}"],"measures":[{"id":"psi"}]}`,
			`models[0]: "${model}" holds the variable ${model}, which nothing has replaced; the backend sees no dashboard variables`},
		{`{"queryType":"distribution","measures":[{"id":"mean"}]}`,
			`measures: a distribution needs a measure that compares two windows; "mean" is of one window`},
		{`{"queryType":"policy","policy":"drfit"}`, `policy: "drfit" is not one of ` + fault.List(defaults)},
	} {
		t.Run(c.query, func(t *testing.T) {
			_, err := s.try(t, c.query, week)
			if err == nil {
				t.Fatalf("answered; want %s", c.want)
			}
			if err.Error() != c.want {
				t.Errorf("it says\n%s\nwant\n%s", err, c.want)
			}
			if kind := fault.As(err).Kind; kind != fault.BadQuery {
				t.Errorf("the kind is %s, want a bad query", kind)
			}
		})
	}
	if n := s.statements.Load(); n != 0 {
		t.Errorf("refusals ran %d statements", n)
	}
}

func TestRangesAndWindowsThatMakeNoSenseAreRefused(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	_, err := s.try(t, psi, window.Range{Start: week.End, End: week.Start})
	want := "model steady: the range is inverted: it ends at 2024-04-15T00:00:00Z, before it starts at 2024-04-22T00:15:00Z"
	if err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
	_, err = s.try(t, `{"measures":[{"id":"psi"}],"window":"90m"}`, week)
	want = `window: "1h30m" is not a multiple of 1h; windows below 2d are multiples of the model's resolution, 1h, longer ones whole days`
	if err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}

func TestWhatIsNotInTheStoreIsNamed(t *testing.T) {
	const columns = "at, colour, id, late, score, site, version, x"
	rename := func(old, new string) string { return strings.Replace(steadyModel, old, new, 1) }
	for _, c := range []struct {
		name, models, want string
		kind               fault.Kind
	}{
		{"table", rename("table: log,", "table: lag,"),
			`model steady.log.table: there is no table lag; there are log, outcomes`, fault.NotFound},
		{"outcomes", rename("table: outcomes", "table: labels"),
			`model steady.outcomes.table: there is no table labels; there are outcomes, log`, fault.NotFound},
		{"time", rename("column: at", "column: when"),
			`model steady.log: column "when" is not in table "log"; its columns are ` + columns, fault.NotFound},
		{"id", rename("id: [id], unique", "id: [key], unique"),
			`model steady.log: column "key" is not in table "log"; its columns are ` + columns, fault.NotFound},
		{"feature", rename("name: x, kind: numeric", "name: x, column: why, kind: numeric"),
			`model steady: column "why" is not in table "log"; its columns are ` + columns, fault.NotFound},
		{"a time that is none", rename("column: at", "column: late"),
			`model steady: column "late" cannot serve as a time; allowed are timestamps, dates, ISO 8601 texts, and numbers with time.unit`, fault.BadModel},
		{"an epoch without unit", rename("column: at", "column: id"),
			`model steady: time column "id" holds numbers; say their unit with time.unit: s, ms, us or ns`, fault.BadModel},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t, steadyLog, c.models)
			_, err := s.try(t, psi, week)
			if err == nil || err.Error() != c.want {
				t.Fatalf("it says\n%v\nwant\n%s", err, c.want)
			}
			if kind := fault.As(err).Kind; kind != c.kind {
				t.Errorf("the kind is %s, want %s", kind, c.kind)
			}
		})
	}
}

// A model whose table is missing is left out of "all models" and named; asked for by name it is an error. The others
// answer either way.
func TestABrokenModelLeavesTheOthersWorking(t *testing.T) {
	broken := strings.Replace(strings.Replace(steadyModel, "id: steady", "id: broken", 1), "table: log", "table: gone",
		1)
	s := on(t, steadyLog, steadyModel+broken)
	r := s.ask(t, psi)
	if len(r.Series) != 2 || r.Series[0].Model.ID != "steady" {
		t.Fatalf("%d series, want those of steady", len(r.Series))
	}
	want := `model "broken" is left out: model broken.log.table: there is no table gone; there are outcomes, log`
	if len(r.LeftOut) != 1 || r.LeftOut[0].Notice() != (answers.Notice{Warning: true, Text: want}) ||
		!r.LeftOut[0].Unreadable() {
		t.Errorf("left out are %v, want %q", r.LeftOut, want)
	}
	if _, err := s.try(t, `{"models":["broken"],"measures":[{"id":"psi"}]}`, week); err == nil {
		t.Error("the broken model answered")
	}
	if r := s.ask(t, `{"models":["steady"],"measures":[{"id":"psi"}]}`); len(r.Notices) != 0 {
		t.Errorf("steady alone has the notices %q", texts(r.Notices))
	}
	if _, err := on(t, steadyLog, broken).try(t, psi, week); err == nil {
		t.Error("with no model left there is nothing to answer")
	}
}

// One bad query is an error of that query; what comes after it is answered.
func TestARefusalLeavesTheEngineWorking(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	for range 3 {
		if _, err := s.try(t, `{"measures":[{"id":"psi"}],"features":["y"]}`, week); err == nil {
			t.Fatal("an unknown feature was answered")
		}
		if x, ok := last(t, s.ask(t, psi).Series[0]).Stats[query.Value]; !ok || x > 0.01 {
			t.Fatalf("psi of a steady feature is %v (%v)", x, ok)
		}
	}
}

func TestMoreSeriesThanAllowedAreRefused(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.limits.MaxSeries = 1
	_, err := s.try(t, psi, week)
	want := "the answer has 2 series; at most 1 are allowed: name fewer features or a smaller limit"
	if err == nil || err.Error() != want || fault.As(err).Kind != fault.TooLarge {
		t.Errorf("it says %v, want %s", err, want)
	}
	if _, err := s.try(t, `{"measures":[{"id":"psi"}],"features":["x"],"window":"7d"}`, week); err != nil {
		t.Errorf("one series: %v", err)
	}
}

// Who has left gets no answer, even where nothing has to be read: what is computed ends, too. Only what was computed
// already is still told.
func TestComputingEndsWithItsCaller(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	for _, text := range []string{
		`{"measures":[{"id":"psi"}],"target":"features","every":"1d","window":"7d","format":"timeseries"}`,
		`{"queryType":"distribution","features":["x"],"window":"7d"}`,
		`{"queryType":"segments","measures":[{"id":"mean"}],"features":["x"],"splitBy":["site"],"window":"7d"}`,
	} {
		s.ask(t, text)
		s.counts.Derived().Clear()
		q, err := query.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithCancelCause(context.Background())
		left := errors.New("left")
		leave(left)
		if n := s.reads(func() { _, err = s.Answer(ctx, q, week) }); n != 0 || !errors.Is(err, left) {
			t.Errorf("%s: %d statements, %v", text, n, err)
		}
	}
}
