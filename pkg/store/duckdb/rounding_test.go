package duckdb

import (
	"strings"
	"testing"

	"leeway/pkg/sqlast"
)

// Whole numbers that a floating-point type rounds may be ids that become one. The column says so; small ones are exact.
func TestWholeNumbersThatAGlobRoundsAreSaid(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		says  string
	}{
		"beyond 2^53": {[]string{"9007199254740993 AS x", "2.5::DOUBLE AS x"},
			"t/0.parquet holds whole numbers beyond 9007199254740992, which are rounded because t/1.parquet has the column as double"},
		"beyond 2^53 in the second file": {[]string{"1::DOUBLE AS x", "9223372036854775807 AS x"},
			"t/1.parquet holds whole numbers beyond"},
		"far below zero": {[]string{"-9007199254740993 AS x", "2.5::DOUBLE AS x"}, "t/0.parquet"},
		"unsigned": {[]string{"18446744073709551615::UBIGINT AS x", "2.5::DOUBLE AS x"},
			"t/0.parquet"},
		"beyond 2^24 beside single floats": {[]string{"16777217::INTEGER AS x", "2.5::FLOAT AS x"}, "beyond 16777216"},
		"small enough":                     {[]string{"9007199254740992 AS x", "2.5::DOUBLE AS x"}, ""},
		"nothing but NULL":                 {[]string{"NULL::BIGINT AS x", "2.5::DOUBLE AS x"}, ""},
		"whole in all files":               {[]string{"9007199254740993 AS x", "1 AS x"}, ""},
		"doubles in all files":             {[]string{"9007199254740993::DOUBLE AS x", "1::DOUBLE AS x"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, Options{Root: writeFiles(t, c.files...)})
			got := kindOf(t, s, []string{"t/*.parquet"}, "x")
			if got.Type == sqlast.Unknown || got.Refused != "" || !strings.Contains(got.Rounded, c.says) ||
				c.says == "" && got.Rounded != "" {
				t.Errorf("x is %+v, want it rounded: %q", got, c.says)
			}
		})
	}
}
