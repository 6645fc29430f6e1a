package duckdb

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

// micros reads a time column of a table by id.
func micros(t *testing.T, s *Store, table, name, unit string) map[int64]int64 {
	t.Helper()
	columns, err := s.Columns(context.Background(), []string{table})
	if err != nil {
		t.Fatal(err)
	}
	out := map[int64]int64{}
	for _, c := range columns {
		if c.Name != name {
			continue
		}
		rows := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: column("id", sqlast.Integer), As: "id"},
			{X: sqlast.Micros{X: column(name, c.Type), From: c.Type, Unit: unit}, As: "t"}},
			From: sqlast.Table{Name: []string{table}}})
		for _, row := range rows {
			if row[1] != nil {
				out[row[0].(int64)] = row[1].(int64)
			}
		}
	}
	return out
}

// wantMoved compares a column before and after a move and returns how many rows are hidden.
func wantMoved(t *testing.T, name string, move shift, before, after map[int64]int64,
	stays func(id int64) bool) (hidden int) {
	t.Helper()
	for id, was := range before {
		want := move.apply(was)
		if name == "day" { // a date moves by days
			want = was + move.weeks*week
		}
		got, there := after[id]
		if there != stays(id) {
			t.Fatalf("%s: row %d is there: %v, want %v", name, id, there, !there)
		}
		if !there {
			hidden++
		} else if got != want {
			t.Fatalf("%s of row %d moves from %v to %v, want %v", name, id, time.UnixMicro(was).UTC(),
				time.UnixMicro(got).UTC(), time.UnixMicro(want).UTC())
		}
	}
	return hidden
}

func TestMove(t *testing.T) {
	root := t.TempDir()
	newYork, berlin := zone(t, "America/New_York"), zone(t, "Europe/Berlin")
	// A row every 5 hours and 7 minutes of 2013, in every kind of time column; two rows without a time.
	duckdbtest.Exec(t, filepath.Join(root, "f.duckdb"),
		`CREATE TABLE log AS SELECT i AS id, ts, ts AT TIME ZONE 'UTC' AS tz, ts AS berlin, CAST(ts AS DATE) AS day,
		epoch_ms(ts) AS ms, CAST(epoch_us(ts) / 1e6 AS DOUBLE) AS s, epoch_us(ts) * 1000 AS ns
		FROM (SELECT i, CASE WHEN i < 1700 THEN TIMESTAMP '2013-01-03 00:01:00' + INTERVAL (i * 307) MINUTE END AS ts FROM range(1702) t(i))`,
		`CREATE TABLE outcomes AS SELECT id, ts + INTERVAL 3 DAY AS seen FROM log`, "CREATE TABLE still AS SELECT 1 AS id, TIMESTAMP '2013-05-05' AS ts")
	times := []store.TimeColumn{{Name: "ts"}, {Name: "tz", Zone: berlin}, {Name: "berlin", Zone: berlin},
		{Name: "day", Zone: newYork},
		{Name: "ms", Unit: "ms"}, {Name: "s", Unit: "s"}, {Name: "ns", Unit: "ns"}}
	for _, to := range []string{"2026-11-22 18:00:00", "2026-03-08 07:00:00", "2013-12-30 00:00:00",
		"2013-04-24 00:00:00", "2001-01-01 00:00:00"} {
		t.Run(to, func(t *testing.T) {
			s := open(t, Options{Root: root, Path: "f.duckdb"})
			before := map[string]map[int64]int64{}
			for _, c := range times {
				before[c.Name] = micros(t, s, "log", c.Name, c.Unit)
			}
			target := wall(t, to)
			tables := []store.MovedTable{{Name: []string{"log"}, Times: times},
				{Name: []string{"outcomes"}, Times: []store.TimeColumn{{Name: "seen"}}}, {Name: []string{"still"}}}
			if err := s.Move(context.Background(), newYork, time.UnixMicro(target), tables); err != nil {
				t.Fatal(err)
			}
			plain := shift{calendar: newYork, naive: time.UTC}
			plain.weeks = weeksTo(plain, before["ts"][1699], target)
			hidden := 0
			for _, c := range times {
				move := plain
				if c.Name == "berlin" {
					move.naive = berlin
				}
				stays := func(id int64) bool { return plain.apply(before["ts"][id]) <= target }
				hidden = wantMoved(t, c.Name, move, before[c.Name], micros(t, s, "log", c.Name, c.Unit), stays)
			}
			if hidden > 7*24*60/307+2 {
				t.Errorf("%d rows are hidden, more than a week", hidden)
			}
			if n, err := storetest.CountOf(s, "log"); err != nil || n != int64(1702-hidden) {
				t.Errorf("%d rows (%v), want %d: rows without a time stay", n, err, 1702-hidden)
			}
			if still := micros(t, s, "still", "ts", ""); still[1] != wall(t, "2013-05-05 00:00:00") {
				t.Error("a table without time columns moved")
			}
			if len(micros(t, s, "outcomes", "seen", "")) >= 1700 {
				t.Error("no later outcome is hidden")
			}
		})
	}
}

func TestMoveRefuses(t *testing.T) {
	root := place(t)
	duckdbtest.Exec(t, "", fmt.Sprintf("COPY (SELECT NULL::TIMESTAMP AS ts, 'x' AS name) TO '%s/empty.parquet'", root))
	s := open(t, Options{Root: root})
	for name, c := range map[string]struct {
		tables []store.MovedTable
		kind   fault.Kind
		says   string
	}{
		"nothing": {nil, fault.BadSettings, "moveTo"},
		"no times": {[]store.MovedTable{{Name: []string{"empty.parquet"}, Times: []store.TimeColumn{{Name: "ts"}}}},
			fault.BadSettings, "no times"},
		"no column": {[]store.MovedTable{{Name: []string{"log.parquet"}, Times: []store.TimeColumn{{Name: "time"}}}},
			fault.NotFound, `"time"`},
		"text": {[]store.MovedTable{{Name: []string{"log.parquet"},
			Times: []store.TimeColumn{{Name: "ts"}, {Name: "carrier"}}}}, fault.BadSettings, `"carrier"`},
		"no unit": {[]store.MovedTable{{Name: []string{"log.parquet"},
			Times: []store.TimeColumn{{Name: "ts"}, {Name: "id"}}}}, fault.BadSettings, `"id"`},
		"no table": {[]store.MovedTable{{Name: []string{"lag.parquet"}, Times: []store.TimeColumn{{Name: "ts"}}}},
			fault.NotFound, "log.parquet"},
	} {
		t.Run(name, func(t *testing.T) {
			err := s.Move(context.Background(), time.UTC, time.Now(), c.tables)
			wantFault(t, err, c.kind, root, c.says)
		})
	}
	if n, err := storetest.CountOf(s, "log.parquet"); err != nil || n != 100 {
		t.Errorf("after refused moves: %d rows, %v", n, err)
	}
}

// A moved table is shown under its own name, so that the text has no path of the machine in it.
func TestMovedTextIsPlain(t *testing.T) {
	s := open(t, Options{Root: place(t)})
	table := store.MovedTable{Name: []string{"log.parquet"}, Times: []store.TimeColumn{{Name: "ts"}}}
	if err := s.Move(context.Background(), time.UTC, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC),
		[]store.MovedTable{table}); err != nil {
		t.Fatal(err)
	}
	stats, err := s.Query(context.Background(),
		sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
			From: sqlast.Table{Name: table.Name}}, func(store.Row) error { return nil })
	if err != nil || !strings.HasSuffix(stats.SQL, `FROM "log.parquet"`) {
		t.Errorf("%q, %v", stats.SQL, err)
	}
}

// Models share a store: each moves its own tables, and moving one again starts from where it lies.
func TestMovesAddUp(t *testing.T) {
	s := open(t, Options{Root: place(t)})
	before := micros(t, s, "log.parquet", "ts", "")
	move := func(year int, name string) {
		t.Helper()
		table := store.MovedTable{Name: []string{name}, Times: []store.TimeColumn{{Name: "ts"}}}
		if err := s.Move(context.Background(), time.UTC, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC),
			[]store.MovedTable{table}); err != nil {
			t.Fatal(err)
		}
	}
	move(2020, "log.parquet")
	first := micros(t, s, "log.parquet", "ts", "")
	move(2021, "deep/a.parquet")
	move(2022, "log.parquet")
	move(2020, "log.parquet")
	if again := micros(t, s, "log.parquet", "ts", ""); fmt.Sprint(again) != fmt.Sprint(first) || again[0] == before[0] {
		t.Errorf("row 0 was at %d, moved to %d, then to %d", before[0], first[0], again[0])
	}
	if other := micros(t, s, "deep/a.parquet", "ts", ""); time.UnixMicro(other[0]).UTC().Year() < 2020 {
		t.Error("the other table went back")
	}
}
