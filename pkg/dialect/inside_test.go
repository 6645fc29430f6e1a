package dialect

import (
	"testing"
	"time"

	"leeway/pkg/sqlast"
)

// Where every row is known to lie in a run, its ends need no comparison.
func TestSpansOfRowsThatLieInside(t *testing.T) {
	at := sqlast.Micros{X: sqlast.Column{Name: "at", Type: sqlast.Integer}, From: sqlast.Integer, Unit: "us"}
	week := []sqlast.Run{{Start: 0, End: 700, Width: 100}}
	changed := []sqlast.Run{{Start: 0, End: 300, Width: 100}, {Start: 300, End: 390, Width: 90, First: 3},
		{Start: 390, End: 590, Width: 100, First: 4}}
	for _, c := range []struct {
		name string
		span sqlast.SpanIndex
		want string
	}{
		{"one run", sqlast.SpanIndex{Micros: at, Runs: week, Inside: true}, `((TRY_CAST("at" AS BIGINT) - ?) // ?)`},
		{"one span", sqlast.SpanIndex{Micros: at, Runs: []sqlast.Run{{Start: 5, End: 9, Width: 4, First: 2}},
			Inside: true}, `2`},
		{"a day that is shorter", sqlast.SpanIndex{Micros: at, Runs: changed, Inside: true},
			`CASE WHEN "at" < ? THEN ((TRY_CAST("at" AS BIGINT) - ?) // ?) WHEN "at" < ? THEN 3 ELSE 4 + ((TRY_CAST("at" AS BIGINT) - ?) // ?) END`},
		{"rows may lie outside", sqlast.SpanIndex{Micros: at, Runs: week},
			`CASE WHEN "at" < ? THEN CAST(NULL AS BIGINT) WHEN "at" < ? THEN ((TRY_CAST("at" AS BIGINT) - ?) // ?) END`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Render(DuckDB, sqlast.Select{Items: []sqlast.Item{{X: c.span, As: "span"}},
				From: sqlast.Table{Name: []string{"log"}}})
			if err != nil {
				t.Fatal(err)
			}
			if want := "SELECT\n  " + c.want + ` AS "span"` + "\nFROM \"log\""; s.SQL != want {
				t.Errorf("rendered\n%s\nwant\n%s", s.SQL, want)
			}
		})
	}
}

// Few spans are searched by halves on the bare column where that costs less than a division; many are divided.
func TestFewSpansAreCompared(t *testing.T) {
	at := sqlast.Micros{X: sqlast.Column{Name: "at", Type: sqlast.Timestamp}, From: sqlast.Timestamp}
	rendered := func(spans int64) Statement {
		t.Helper()
		index := sqlast.SpanIndex{Micros: at, Runs: []sqlast.Run{{Start: 0, End: spans*10 - 1, Width: 10, First: 5}},
			Inside: true}
		s, err := Render(Postgres, sqlast.Select{Items: []sqlast.Item{{X: index, As: "span"}}})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	few := rendered(3)
	if want := "SELECT\n  " +
		`CASE WHEN "at" < $1::timestamp THEN 5 ELSE CASE WHEN "at" < $2::timestamp THEN 6 ELSE 7 END END AS "span"`; few.SQL != want {
		t.Errorf("rendered\n%s\nwant\n%s", few.SQL, want)
	}
	for i, micros := range []int64{10, 20} {
		if got := few.Args[i].(time.Time).UnixMicro(); got != micros {
			t.Errorf("boundary %d is at %d µs, want %d", i, got, micros)
		}
	}
	if most := Postgres.SpansCompared; len(rendered(most).Args) != int(most)-1 || len(rendered(most+1).Args) != 2 {
		t.Errorf("%d spans are not compared, or %d not divided", most, most+1)
	}
}
