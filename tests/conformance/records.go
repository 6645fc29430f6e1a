package conformance

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/summary"
)

// records: single rows come newest first, each once and with the label that counts, by every kind of bin; hostile texts
// are values.
func records(t *testing.T, h Harness) {
	at := func(hour int) time.Time { return day(3, 5).UTC().Add(time.Duration(hour) * time.Hour) }
	hostile := `'; DROP TABLE log; -- \" é`
	log := logTable([]Column{{Name: "x", Type: Double}, {Name: "n", Type: Text}, {Name: "c", Type: Text}}, [][]any{
		{int64(1), at(1), 1.5, "1.5", "a"}, {int64(2), at(2), math.NaN(), "n/a", "b"},
		{int64(3), at(3), math.Inf(1), "", hostile},
		{int64(4), at(4), nil, nil, nil}, {int64(5), at(5), -7.0, "1e400", ""}, {int64(6), at(5), 0.25, " 2 ", "A"},
		{int64(7), at(30), 9.0, "9", "a"}, {int64(1), at(6), 100.0, "100", "a"},
	})
	outcomes := outcomesTable(BigInt, [][]any{
		{int64(1), "yes", at(2)}, {int64(1), "no", at(3)}, {int64(2), "yes", at(40)}, {int64(5), hostile, at(6)}})
	s := h.Open(t, log, outcomes)
	m := labelledModel()
	m.Log.Unique = "first"
	m.Features = []model.Feature{{Name: "x", Kind: model.Numeric, Column: "x"},
		{Name: "c", Kind: model.Categorical, Column: "c"}}
	number := plan.Column{Key: "x", Role: "x", Name: "x"}
	parsed := plan.Column{Key: "n", Role: "n", Name: "n"}
	class := plan.Column{Key: "c", Role: "c", Name: "c", Mode: plan.Classified, Kept: []string{"a"},
		Known: []string{"b", ""}}
	score := number
	score.Probability = true
	label := plan.Column{Key: summary.LabelKey}
	cases := []struct {
		name  string
		tests []plan.BinTest
		limit int
		want  string
	}{
		{"all", nil, 200, "5 6 4 3 2 1"},
		{"the newest", nil, 3, "5 6 4"},
		{"a range, to which NaN and infinities do not belong",
			[]plan.BinTest{{Column: number, Number: true, Op: sqlast.Ge, Bound: 0.25}}, 200, "6 1"},
		{"invalid numbers", []plan.BinTest{{Column: number, Number: true, Texts: []string{"(invalid)"}}}, 200, "3 2"},
		{"texts that are no numbers", []plan.BinTest{{Column: parsed, Number: true, Texts: []string{"(invalid)"}}}, 200,
			"5 3 2"},
		{"no probabilities", []plan.BinTest{{Column: score, Number: true, Texts: []string{"(invalid)"}}}, 200,
			"5 3 2 1"},
		{"all but missing", []plan.BinTest{{Column: number, Number: true, Not: true, Texts: []string{"(missing)"}}},
			200, "5 6 3 2 1"},
		{"a category", []plan.BinTest{{Column: class, Texts: []string{"a"}}}, 200, "1"},
		{"a hostile category", []plan.BinTest{{Column: class, Texts: []string{hostile}}}, 200, "3"},
		{"none of some, NULL among them", []plan.BinTest{{Column: class, Not: true, Texts: []string{"a", "b"}}}, 200,
			"5 6 4 3"},
		{"other", []plan.BinTest{{Column: class, Texts: []string{"(other)"}}}, 200, "5 2"},
		{"new or missing", []plan.BinTest{{Column: class, Texts: []string{"(new)", "(missing)"}}}, 200, "6 4 3"},
		{"a label", []plan.BinTest{{Column: label, Texts: []string{"no"}}}, 200, "1"},
		{"a hostile label", []plan.BinTest{{Column: label, Texts: []string{hostile}}}, 200, "5"},
		{"no label that counts", []plan.BinTest{{Column: label, Texts: []string{"(missing)"}}}, 2, "6 4"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := readRecords(t, s, m, c.tests, c.limit)
			if got != c.want {
				t.Errorf("rows %s, want %s", got, c.want)
			}
		})
	}
}

// readRecords returns the ids of single rows, and checks what else the first row of id 1 and the row of id 3 say.
func readRecords(t *testing.T, s store.Store, m *model.Model, tests []plan.BinTest, limit int) string {
	t.Helper()
	_, how := outcomesOf(t, s, m)
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6)),
		Labels: &how}}
	statement, err := scan.Records(plan.RecordRoles(m, nil), tests, limit)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Query(context.Background(), statement.Query,
		func(r store.Row) error { return statement.Add(r) }); err != nil {
		t.Fatalf("%v (%v)", err, causeOf(err))
	}
	fields := map[string]plan.RecordValues{}
	for _, v := range statement.Values {
		fields[v.Role.Name] = v
	}
	var ids []string
	for i, id := range fields["id"].Texts {
		ids = append(ids, *id)
		x, seen := fields["x"].Numbers[i], fields["labelled_at"].Times[i]
		switch *id {
		case "1":
			if x == nil || *x != 1.5 || *fields["label"].Texts[i] != "no" || !seen.Equal(day(3, 5).Add(3*time.Hour)) {
				t.Errorf("id 1 has x %v and the label %v", fmtPointer(x), *fields["label"].Texts[i])
			}
		case "3":
			if x != nil || fields["label"].Texts[i] != nil || seen != nil {
				t.Errorf("id 3 has x %v and a label, want neither", fmtPointer(x))
			}
		}
	}
	return strings.Join(ids, " ")
}

func fmtPointer(x *float64) string {
	if x == nil {
		return "null"
	}
	return fmt.Sprint(*x)
}
