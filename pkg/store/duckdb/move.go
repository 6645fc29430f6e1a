package duckdb

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Move shifts tables in time. See store.Mover. The store does no zone arithmetic: how far each stretch of time moves
// is computed here and written into the source of the table as numbers.
func (s *Store) Move(ctx context.Context, zone *time.Location, to time.Time, tables []store.MovedTable) error {
	if len(tables) == 0 || len(tables[0].Times) == 0 {
		return fault.Newf(fault.BadSettings, "store.moveTo needs a table with a time column")
	}
	s.moving.Lock()
	defer s.moving.Unlock()
	sources := s.unmoved(tables) // what follows looks at these tables as they are
	last, err := s.extent(ctx, tables[0].Name, tables[0].Times[0])
	if err != nil {
		return err
	}
	if last.empty {
		return fault.Newf(fault.BadSettings, "store.moveTo has nothing to move: %s has no times",
			s.written(tables[0].Name))
	}
	move := shift{calendar: zone, naive: last.naive}
	move.weeks = weeksTo(move, instantOf(last.naive, last.hi), to.UnixMicro())
	for _, t := range tables {
		if len(t.Times) == 0 {
			continue
		}
		text, err := s.movedSource(ctx, t, move, to)
		if err != nil {
			return err
		}
		sources[key(t.Name)] = text
	}
	s.moved.Store(&sources)
	return nil
}

// unmoved takes tables back to where they lie and returns a copy of the sources of all others.
func (s *Store) unmoved(tables []store.MovedTable) map[string]string {
	others := map[string]string{}
	if moved := s.moved.Load(); moved != nil {
		maps.Copy(others, *moved)
	}
	for _, t := range tables {
		delete(others, key(t.Name))
	}
	s.moved.Store(&others)
	return maps.Clone(others)
}

// weeksTo is the least number of weeks that brings an instant to target or later.
func weeksTo(move shift, last, target int64) int64 {
	move.weeks = (target - last) / week
	for ; move.instant(last) >= target; move.weeks-- {
	}
	for ; move.instant(last) < target; move.weeks++ {
	}
	return move.weeks
}

// extent is what Move needs to know of a time column.
type extent struct {
	column sqlast.Column
	unit   string
	naive  *time.Location
	lo, hi int64 // microseconds, as sqlast.Micros reads them
	empty  bool
}

func (s *Store) extent(ctx context.Context, table []string, t store.TimeColumn) (extent, error) {
	columns, err := s.Columns(ctx, table)
	if err != nil {
		return extent{}, err
	}
	at := slices.IndexFunc(columns, func(c store.Column) bool { return c.Name == t.Name })
	if at < 0 {
		return extent{}, store.NoColumn(t.Name, columns)
	}
	e := extent{column: sqlast.Column{Name: t.Name, Type: columns[at].Type}, unit: t.Unit, naive: time.UTC}
	if !e.movable() {
		return e, fault.Newf(fault.BadSettings,
			"store.moveTo cannot move the column %q; it moves timestamps, dates and "+
				"epochs with a unit", t.Name)
	}
	if t.Zone != nil && (e.column.Type == sqlast.Timestamp || e.column.Type == sqlast.DateOnly) {
		e.naive = t.Zone
	}
	micros := sqlast.Micros{X: e.column, From: e.column.Type, Unit: t.Unit}
	_, err = s.Query(ctx, sqlast.Select{
		Items: []sqlast.Item{
			{X: sqlast.Agg{Func: sqlast.Min, X: micros}, As: "first"},
			{X: sqlast.Agg{Func: sqlast.Max, X: micros}, As: "last"},
		},
		From: sqlast.Table{Name: table},
	}, func(row store.Row) error {
		var some bool
		e.lo, some = row.Int(0)
		e.hi, _ = row.Int(1)
		e.empty = !some
		return nil
	})
	return e, err
}

// movedSource is a subquery in place of the table: its time columns are shifted, later rows are hidden. A row without
// a time stays.
func (s *Store) movedSource(ctx context.Context, t store.MovedTable, move shift, to time.Time) (string, error) {
	source, err := s.place(t.Name)
	if err != nil {
		return "", err
	}
	var replaced []string
	var hidden string
	for i, column := range t.Times {
		e, err := s.extent(ctx, t.Name, column)
		if err != nil {
			return "", err
		}
		move.naive = e.naive
		name, err := dialect.DuckDB.Names.Apply(column.Name)
		if err != nil {
			return "", err
		}
		replaced = append(replaced, e.moved(name, move)+" AS "+name)
		if i == 0 {
			hidden = e.after(name, to.UnixMicro()+offset(e.naive, to.UnixMicro()))
		}
	}
	return fmt.Sprintf("(SELECT * FROM (SELECT * REPLACE (%s) FROM %s) WHERE (%s) IS NOT TRUE)",
		strings.Join(replaced, ", "), source, hidden), nil
}

// movable reports whether moved knows the column's type.
func (e extent) movable() bool {
	switch e.column.Type {
	case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
		return true
	case sqlast.Integer, sqlast.Float, sqlast.Decimal:
		return perSecond[e.unit] > 0
	}
	return false
}

// moved is the shifted column, of the column's own kind of type.
func (e extent) moved(name string, move shift) string {
	switch e.column.Type {
	case sqlast.Timestamp:
		return "make_timestamp(" + e.sum("epoch_us("+name+")", perSecond["us"], move) + ")"
	case sqlast.TimestampTZ:
		return "make_timestamptz(" + e.sum("epoch_us("+name+")", perSecond["us"], move) + ")"
	case sqlast.DateOnly:
		return fmt.Sprintf("%s + %d", name, 7*move.weeks)
	}
	return e.sum(name, perSecond[e.unit], move)
}

var perSecond = map[string]int64{"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}

// sum adds to a number of units what its piece moves by. Boundaries and amounts are whole seconds, so every unit
// holds them.
func (e extent) sum(number string, perSecond int64, move shift) string {
	if e.empty {
		return number
	}
	units := func(micros int64) int64 { return micros / second * perSecond }
	pieces := move.pieces(e.lo, e.hi)
	if len(pieces) == 1 {
		return fmt.Sprintf("%s + %d", number, units(pieces[0].By))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s + CASE", number)
	for i := range len(pieces) - 1 {
		fmt.Fprintf(&b, " WHEN %s < %d THEN %d", number, units(pieces[i+1].From), units(pieces[i].By))
	}
	fmt.Fprintf(&b, " ELSE %d END", units(pieces[len(pieces)-1].By))
	return b.String()
}

// after tests whether the shifted column lies after a wall clock or instant.
func (e extent) after(name string, micros int64) string {
	switch e.column.Type {
	case sqlast.Timestamp:
		return fmt.Sprintf("%s > make_timestamp(%d)", name, micros)
	case sqlast.TimestampTZ:
		return fmt.Sprintf("%s > make_timestamptz(%d)", name, micros)
	case sqlast.DateOnly:
		return fmt.Sprintf("epoch_us(%s) > %d", name, micros)
	}
	return fmt.Sprintf("%s > %d", name, micros/second*perSecond[e.unit]) // to whole seconds
}
