package store

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

func TestSplitName(t *testing.T) {
	for ref, want := range map[string][]string{
		"t": {"t"}, "s.t": {"s", "t"}, `"a.b".t`: {"a.b", "t"}, `"a""b"`: {`a"b`}, `s."t"`: {"s",
			"t"}, `a"b`: {`a"b`}, "a b.c d": {"a b", "c d"},
		"": nil, ".": nil, "s.": nil, ".t": nil, "a.b.c": nil, `"a`: nil, `"a"b`: nil, `""`: nil, `"a".`: nil,
	} {
		got, err := SplitName(ref, 2)
		if !slices.Equal(got, want) {
			t.Errorf("%s splits into %q, want %q", ref, got, want)
		}
		if want == nil && (err == nil || fault.As(err).Kind != fault.BadModel ||
			!strings.Contains(err.Error(), "not a table name")) {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestRow(t *testing.T) {
	row := make(Row, 6)
	row[0].SetInt(math.MaxInt64)
	row[1].SetFloat(2)
	row[2].SetFloat(2.5)
	row[3].SetText("2")
	row[4].SetFloat(math.NaN())
	row[5].SetText("x")
	row[5].SetNull()
	ints, floats, texts := []bool{true, true, false, false, false, false}, []bool{true, true, true, false, true,
		false}, []bool{false, false, false, true, false, false}
	for i := range row {
		_, isInt := row.Int(i)
		_, isFloat := row.Float(i)
		_, isText := row.Text(i)
		if isInt != ints[i] || isFloat != floats[i] || isText != texts[i] || row.Null(i) != (i == 5) {
			t.Errorf("cell %d: int %v, float %v, text %v, null %v", i, isInt, isFloat, isText, row.Null(i))
		}
	}
	if n, _ := row.Int(0); n != math.MaxInt64 {
		t.Errorf("a large whole number became %d", n)
	}
	if got := row.bytes(); got != 4*8+1+1 {
		t.Errorf("%d bytes", got)
	}
}

func TestLimits(t *testing.T) {
	l := Limits{}.WithDefaults()
	if l.QueryTimeout != 25*time.Second || l.MaxOpenConns != 8 || l.MaxRows != 2_000_000 || l.MaxBytes != 256_000_000 {
		t.Errorf("%+v", l)
	}
	own := Limits{QueryTimeout: 1, MaxOpenConns: 1, MaxRows: 1, MaxBytes: 9}
	if own.WithDefaults() != own {
		t.Errorf("%+v", own.WithDefaults())
	}
	var s Stats
	row := make(Row, 1)
	row[0].SetInt(1)
	if err := own.Add(&s, row); err != nil {
		t.Error(err)
	}
	if err := own.Add(&s, row); err == nil || fault.As(err).Kind != fault.TooLarge {
		t.Errorf("a second row: %v", err)
	}
}

// still is a store that cannot be moved.
type still struct{ Store }

func (still) Kind() string { return "paper" }

func (still) Query(context.Context, sqlast.Query, func(Row) error) (Stats, error) {
	return Stats{SQL: "SELECT 1"}, errors.New("no")
}

func TestObserve(t *testing.T) {
	var seen []Event
	o := Observe(still{}, func(e Event) { seen = append(seen, e) })
	_, err := o.Query(context.Background(), nil, nil)
	if err == nil || len(seen) != 1 || seen[0].SQL != "SELECT 1" || seen[0].Err != err {
		t.Errorf("%v, %+v", err, seen)
	}
	err = o.(Mover).Move(context.Background(), time.UTC, time.Time{}, nil)
	if err == nil || fault.As(err).Kind != fault.Unsupported {
		t.Errorf("%v", err)
	}
}
