package conformance

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
)

// loops are the words of a store's plan that compares each row of one side of a join with each of the other, by
// dialect.
var loops = map[string][]string{
	"duckdb": {"NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN",
		"CROSS_PRODUCT"}, "postgres": {"Nested Loop"}, "mysql": {"BNL join", "block nested loop"},
	"clickhouse": {"Type: CROSS"}, "trino": {"CrossJoin"},
}

// joinWords are the words of a plan that joins at all, by dialect.
var joinWords = map[string]string{"duckdb": "HASH_JOIN", "postgres": "Join", "mysql": "outcomes", "clickhouse": "Join",
	"trino": "Join"}

// joins: predictions meet their labels without loops, also those that are newer than the store's statistics and of
// which a store expects none: an append-only log between two looks at it, or one that the store never looked at.
func joins(t *testing.T, h Harness) {
	const old, late = 12_000, 1_500
	start := day(3, 5).UTC()
	log, outcomes := logTable([]Column{{Name: "late", Type: Boolean}}, nil), outcomesTable(BigInt, nil)
	for i := range old + late {
		at := start.Add(time.Duration(i) * time.Minute)
		prediction, label := []any{int64(i), at, i%2 == 0}, []any{int64(i), fmt.Sprint(i%3 == 0), at.Add(2 * time.Hour)}
		if i < old {
			log.Rows, outcomes.Rows = append(log.Rows, prediction), append(outcomes.Rows, label)
		} else {
			log.Later, outcomes.Later = append(log.Later, prediction), append(outcomes.Later, label)
		}
	}
	newest := one(start.Add(old*time.Minute), start.Add((old+late)*time.Minute))
	for _, unknown := range []bool{false, true} {
		log.Unknown, outcomes.Unknown = unknown, unknown
		database := h.Make(t, log, outcomes)
		s := database.Open(t)
		m := labelledModel()
		m.Log.Prediction, m.Log.Unique = "late", "first"
		outcomes, how := outcomesOf(t, s, m)
		predictions := source(t, s, m)
		joint, jointErr := plan.Scan{Rows: plan.Rows{Model: m, Source: predictions, Spans: newest}}.Joint(how)
		revisions, revisionsErr := plan.Scan{Rows: plan.Rows{Model: m, Source: predictions,
			Spans: newest}}.Revisions(how)
		timeless := how
		timeless.Time = nil
		untimed, untimedErr := plan.Scan{Rows: plan.Rows{Model: m, Source: predictions, Spans: newest}}.Joint(timeless)
		orphans, orphansErr := plan.Scan{Rows: plan.Rows{Model: m, Source: outcomes,
			Spans: newest}}.Orphans(predictions, "label", plan.LookBack(m), time.Hour)
		skewed := *m
		skewed.Skew = &model.Skew{Table: "outcomes", ID: []string{"id"}}
		offline := plan.Scan{Rows: plan.Rows{Model: &skewed, Source: predictions, Spans: newest,
			Offline: &plan.Offline{Source: outcomes}},
			Columns: plan.SkewColumns(&skewed)}
		skew, skewErr := offline.Count(s.Dialect().Counting)
		for _, c := range []struct {
			name      string
			statement plan.Statement
			err       error
		}{{"labels", joint, jointErr}, {"labels without a time", untimed, untimedErr}, {"revisions", revisions,
			revisionsErr}, {"orphans", orphans, orphansErr}, {"an offline table", skew, skewErr}} {
			t.Run(fmt.Sprintf("%s, statistics %v", c.name, !unknown), func(t *testing.T) {
				if c.err != nil {
					t.Fatal(c.err)
				}
				steps := database.Plan(t, s.Dialect(), c.statement.Query)
				if !strings.Contains(steps, joinWords[s.Dialect().Name]) {
					t.Fatalf("the plan joins nothing:\n%s", steps)
				}
				for _, word := range loops[s.Dialect().Name] {
					if strings.Contains(steps, word) {
						t.Errorf("the plan compares each row with each:\n%s", steps)
					}
				}
			})
		}
	}
}
