package storetest

import (
	"fmt"
	"math"
	"time"

	"leeway/pkg/sqlast"
)

// NodeCase is an expression over bound values and what it gives: nil, int64, float64 or string.
type NodeCase struct {
	Name string
	X    sqlast.Expr
	Want any
}

func text(s string) sqlast.Expr { return sqlast.Param{Value: s} }

// ValueNodes are expressions of every kind that a tree can hold, but for those of times.
func ValueNodes() []NodeCase {
	f := func(v float64) sqlast.Expr { return sqlast.Param{Value: v} }
	number := func(v string) sqlast.Expr { return sqlast.ToNumber{X: text(v), From: sqlast.Text} }
	nan, inf, null := number("nan"), number("inf"), sqlast.Null{Type: sqlast.Float}
	return []NodeCase{
		{"number of text", number(" 1.5 "), 1.5}, {"number in white space", number("\t1.5\v\f\r\n"), 1.5},
		{"no number", number("N/A"), nil}, {"empty is no number", number(""), nil},
		{"number too large", number("1e400"), math.Inf(1)},
		{"number of truth", sqlast.ToNumber{X: sqlast.Param{Value: true}, From: sqlast.Bool}, int64(1)},
		{"finite", sqlast.Finite{X: f(1)}, int64(1)}, {"NaN", sqlast.Finite{X: nan}, int64(0)},
		{"infinite", sqlast.Finite{X: inf}, int64(0)}, {"finite NULL", sqlast.Finite{X: null}, nil},
		{"text of a whole double", sqlast.ToText{X: f(3), From: sqlast.Float}, "3"},
		{"negative zero", sqlast.ToText{X: f(math.Copysign(0, -1)), From: sqlast.Float}, "0"},
		{"text of a double", sqlast.ToText{X: f(0.1), From: sqlast.Float}, "0.1"},
		{"text of NaN", sqlast.ToText{X: nan, From: sqlast.Float}, "nan"},
		{"text of 2^53", sqlast.ToText{X: f(1 << 53), From: sqlast.Float}, "9007199254740992"},
		{"text of truth", sqlast.ToText{X: sqlast.Param{Value: true}, From: sqlast.Bool}, "true"},
		{"text of a number", sqlast.ToText{X: sqlast.Param{Value: int64(-7)}, From: sqlast.Integer}, "-7"},
		{"text stays", sqlast.ToText{X: text("1.50"), From: sqlast.Text}, "1.50"},
		{"text of NULL", sqlast.ToText{X: null, From: sqlast.Float}, nil},
		{"floor", sqlast.Floor{X: f(-1.5)}, int64(-2)}, {"half goes up", sqlast.Round{X: f(2.5)}, int64(3)},
		{"minus half goes up", sqlast.Round{X: f(-2.5)}, int64(-2)},
		{"scaled up", sqlast.Floor{X: sqlast.Scaled{X: f(1.3), Shift: 10}}, int64(1331)},
		{"scaled down", sqlast.Floor{X: sqlast.Scaled{X: f(-1000), Shift: -3}}, int64(-125)},
		{"not scaled", sqlast.Scaled{X: f(1.25)}, 1.25},
		{"clamped above", sqlast.Floor{X: sqlast.Scaled{X: f(1e300), Shift: 20}}, int64(1 << 53)},
		{"clamped below", sqlast.Floor{X: sqlast.Scaled{X: f(-1e300), Shift: 20}}, int64(-1 << 53)},
		{"infinity clamped", sqlast.Floor{X: sqlast.Scaled{X: inf}}, int64(1 << 53)},
		{"scaled NULL", sqlast.Scaled{X: null, Shift: 3}, nil},
		{"extreme shifts", sqlast.Floor{X: sqlast.Scaled{X: f(1), Shift: 900}}, int64(1 << 53)},
		{"extreme shift down", sqlast.Floor{X: sqlast.Scaled{X: f(1e300), Shift: -900}}, int64(1 << 53)},
		{"ln", sqlast.Call{Func: sqlast.Ln, X: f(math.E)}, 1.0},
		{"abs", sqlast.Call{Func: sqlast.Abs, X: f(-2.5)}, 2.5},
		{"sign", sqlast.Call{Func: sqlast.Sign, X: f(-2.5)}, int64(-1)},
		{"exp2", sqlast.Call{Func: sqlast.Exp2, X: f(-0.5)}, math.Exp2(-0.5)},
		{"least", sqlast.Least{A: f(1.5), B: f(2.5)}, 1.5}, {"greatest", sqlast.Greatest{A: f(1.5), B: f(2.5)}, 2.5},
		{"path", sqlast.Path{X: text(`{"a":{"b/~.c":{"1":{"d":"e"}}}}`), Keys: []string{"a", "b/~.c", "1", "d"}}, "e"},
		{"absent path", sqlast.Path{X: text(`{"a":1}`), Keys: []string{"b"}}, nil},
		{"null in a document", sqlast.Path{X: text(`{"a":null}`), Keys: []string{"a"}}, nil},
		{"no document", sqlast.Path{X: text(`oops`), Keys: []string{"a"}}, nil},
		{"path to truth", sqlast.Path{X: text(`{"a":true}`), Keys: []string{"a"}}, "true"},
		{"a key of quotes", sqlast.Path{X: text(`{"\"'$":"v"}`), Keys: []string{`"'$`}}, "v"},
		{"and", sqlast.And{}, int64(1)}, {"or", sqlast.Or{}, int64(0)}, {"not", sqlast.Not{X: sqlast.Or{}}, int64(1)},
		{"is NULL", sqlast.IsNull{X: null}, int64(1)},
		{"in", sqlast.InTexts{X: text("é"), Values: []string{"a", "é"}}, int64(1)},
		{"in none", sqlast.InTexts{X: text("a")}, int64(0)},
		{"bytes differ", sqlast.InTexts{X: text("A"), Values: []string{"a"}}, int64(0)},
		{"in many", sqlast.InTexts{X: text("v77"), Values: many(100)}, int64(1)},
		{"not in many", sqlast.InTexts{X: text("x"), Values: many(100)}, int64(0)},
		{"division of whole numbers", sqlast.Binary{Op: sqlast.Div, L: sqlast.Int(7), R: sqlast.Int(2)}, 3.5},
		{"wide product", sqlast.Binary{Op: sqlast.Mul, L: sqlast.Int(3_000_000), R: sqlast.Int(3_000_000)},
			int64(9e12)},
		{"negative operands", sqlast.Binary{Op: sqlast.Sub, L: sqlast.Int(-1), R: sqlast.Int(-2)}, int64(1)},
		{"difference in order", sqlast.Binary{Op: sqlast.Sub, L: sqlast.Int(10),
			R: sqlast.Binary{Op: sqlast.Sub, L: sqlast.Int(5), R: sqlast.Int(2)}}, int64(7)},
		{"texts by bytes", sqlast.Binary{Op: sqlast.Lt, L: text("B"), R: text("a")}, int64(1)},
	}
}

// TimeNodes read times of every kind of column as microseconds.
func TimeNodes() []NodeCase {
	at := time.Date(2013, 4, 21, 12, 30, 0, 123456000, time.UTC)
	f := func(v float64) sqlast.Expr { return sqlast.Param{Value: v} }
	nan := sqlast.ToNumber{X: text("nan"), From: sqlast.Text}
	micros := func(x sqlast.Expr, from sqlast.Type, unit string) sqlast.Expr {
		return sqlast.Micros{X: x, From: from, Unit: unit}
	}
	return []NodeCase{
		{"micros of text", micros(text("2013-04-21 12:30:00.123456"), sqlast.Text, ""), at.UnixMicro()},
		{"no time", micros(text("soon"), sqlast.Text, ""), nil},
		{"micros of a timestamp", micros(sqlast.Param{Value: at}, sqlast.Timestamp, ""), at.UnixMicro()},
		{"seconds", micros(sqlast.Param{Value: int64(-2)}, sqlast.Integer, "s"), int64(-2_000_000)},
		{"milliseconds", micros(sqlast.Param{Value: int64(-2)}, sqlast.Integer, "ms"), int64(-2000)},
		{"microseconds", micros(sqlast.Param{Value: int64(-2)}, sqlast.Integer, "us"), int64(-2)},
		{"nanoseconds", micros(sqlast.Param{Value: int64(-1)}, sqlast.Integer, "ns"), int64(-1)},
		{"nanoseconds kept", micros(sqlast.Param{Value: int64(1366547400123456789)}, sqlast.Integer, "ns"),
			int64(1366547400123456)},
		{"seconds out of range", micros(sqlast.Param{Value: int64(math.MaxInt64)}, sqlast.Integer, "s"), nil},
		{"broken seconds", micros(nan, sqlast.Float, "s"), nil},
		{"fractions of a second", micros(f(1.25), sqlast.Float, "s"), int64(1_250_000)},
	}
}

func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprint("v", i))
	}
	return out
}
