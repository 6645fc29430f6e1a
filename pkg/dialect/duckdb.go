package dialect

import (
	"strings"

	"leeway/pkg/sqlast"
)

// DuckDB is the SQL of DuckDB 1.5. Sessions run with TimeZone UTC, so a timestamp without zone reads as UTC.
var DuckDB = &Dialect{
	Name:     "duckdb",
	Snapshot: true,
	Names:    Quoting{Quote: `"`, Escapes: []string{`"`, `""`}, MaxBytes: 4096},
	Types: map[sqlast.Type]string{
		sqlast.Float: "DOUBLE", sqlast.Integer: "BIGINT", sqlast.Decimal: "DECIMAL(38, 9)", sqlast.Text: "VARCHAR",
		sqlast.Bool: "BOOLEAN", sqlast.Timestamp: "TIMESTAMP", sqlast.TimestampTZ: "TIMESTAMPTZ",
		sqlast.DateOnly: "DATE", sqlast.JSON: "JSON",
	},
	Templates:   duckdbTemplates,
	Placeholder: func(int, any) string { return "?" },
	Path:        jsonPointer,
	MostInline:  16,
	Counting:    sqlast.Counting{Lists: true},
}

var duckdbTemplates = map[Node]Template{
	Finite:     "isfinite({x})",
	FloorFloat: "floor({x})",
	Floor:      "CAST(floor({x}) AS BIGINT)",
	// Half goes up, as in every other dialect: round() differs between stores. It stays a double, which adds up exactly
	// to 2^53 and much faster than whole numbers, whose sums have 128 bits.
	Round:    "floor({(x)} + 5e-01)",
	Log2:     "log2({x})",
	Ln:       "ln({x})",
	Abs:      "abs({x})",
	Sign:     "sign({x})",
	Exp2:     "pow(2e+00, {x})",
	Least:    "least({x}, {y})",
	Greatest: "greatest({x}, {y})",
	Divide:   "({(x)} // {(y)})",
	AnyOf:    "{(x)} IN (SELECT unnest(CAST({?} AS VARCHAR[])))", // a hash join; = ANY walks the list for every row
	NoZeros:  "ltrim({x}, '0')",
	BareHex:  "replace(lower({x}), '-', '')",
	Asc:      "{x} NULLS LAST",
	Desc:     "{x} DESC NULLS LAST",

	// Aggregates of pkg/store/duckdb/tally.
	Tally:                         "leeway_tally({x})",
	TallyOf:                       "leeway_tally({x}, {y})",
	TallyExp:                      "leeway_tally_exponential({x}, {y})",
	TallySum:                      "leeway_tally({x}, {y}, {z}, {w})",
	Octaves:                       "leeway_octaves({x})",
	Places:                        "leeway_places({x}, {y})",
	PlacesWithin:                  "leeway_places({x}, {y}, {z}, {w})",
	PlacesExp:                     "leeway_places_exponential({x}, {y})",
	PlacesExpWithin:               "leeway_places_exponential({x}, {y}, {z}, {w})",
	Each:                          "unnest({x})",
	entryField(sqlast.EntryKey):   "struct_extract({x}, 'key')",
	entryField(sqlast.EntryKind):  "struct_extract({x}, 'kind')",
	entryField(sqlast.EntryCount): "struct_extract({x}, 'n')",
	entryField(sqlast.EntryOff):   "struct_extract({x}, 'off')",
	entryField(sqlast.EntryOff2):  "struct_extract({x}, 'off2')",

	With:     " AS NOT MATERIALIZED ",
	WithOnce: " AS MATERIALIZED ",

	ElementOf: "TRY_CAST(list_extract({x}, {y}) AS DOUBLE)",
	Document:  "TRY(CAST(to_json({x}) AS VARCHAR))", // a cast writes structs and maps otherwise than JSON
	PathOf:    "json_extract_string({x}, {?})",
	// Text that is no document would fail the whole statement.
	PathText: "TRY(json_extract_string({x}, {?}))",

	numberFrom(sqlast.Float):   "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Integer): "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Decimal): "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Bool):    "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Text):    "TRY_CAST({x} AS DOUBLE)",
	numberFrom(sqlast.JSON):    "TRY_CAST(json_extract_string({x}, '$') AS DOUBLE)",

	// Whole doubles lose their point up to 2^53, where every whole number is a double.
	textFrom(sqlast.Float): "CASE WHEN {(x)} = trunc({x}) AND abs({x}) <= 9007199254740992" +
		" THEN CAST(CAST({x} AS BIGINT) AS VARCHAR) ELSE CAST({x} AS VARCHAR) END",
	textFrom(sqlast.Decimal): "CASE WHEN contains(CAST({x} AS VARCHAR), '.')" +
		" THEN rtrim(rtrim(CAST({x} AS VARCHAR), '0'), '.') ELSE CAST({x} AS VARCHAR) END",
	textFrom(sqlast.Integer):     "CAST({x} AS VARCHAR)",
	textFrom(sqlast.Text):        "CAST({x} AS VARCHAR)",
	textFrom(sqlast.Bool):        "CAST({x} AS VARCHAR)",
	textFrom(sqlast.Timestamp):   "CAST({x} AS VARCHAR)",
	textFrom(sqlast.TimestampTZ): "CAST({x} AS VARCHAR)",
	textFrom(sqlast.DateOnly):    "CAST({x} AS VARCHAR)",
	textFrom(sqlast.Blob):        "lower(hex({x}))",
	textFrom(sqlast.JSON):        "json_extract_string({x}, '$')",

	microsFrom(sqlast.Timestamp, ""):   "epoch_us({x})",
	microsFrom(sqlast.TimestampTZ, ""): "epoch_us({x})",
	microsFrom(sqlast.DateOnly, ""):    "epoch_us(TRY_CAST({x} AS TIMESTAMP))",
	microsFrom(sqlast.Text, ""): "CASE WHEN regexp_matches(CAST({x} AS VARCHAR), " + isoTime + ")" +
		// without an offset it is the session's zone, UTC
		" THEN epoch_us(TRY_CAST(" + duckdbISO + " AS TIMESTAMPTZ)) END",
	Offset: "regexp_matches(CAST({x} AS VARCHAR), " + isoZoned + ")",

	// Numbers beyond what microseconds hold are no times: NULL, where a plain product would fail the statement.
	microsFrom(sqlast.Integer, "s"): "CASE WHEN {(x)} BETWEEN -9223372036854 AND 9223372036854" +
		" THEN CAST({x} AS BIGINT) * 1000000 END",
	microsFrom(sqlast.Integer, "ms"): "CASE WHEN {(x)} BETWEEN -9223372036854775 AND 9223372036854775" +
		" THEN CAST({x} AS BIGINT) * 1000 END",
	microsFrom(sqlast.Integer, "us"): "TRY_CAST({x} AS BIGINT)",
	microsFrom(sqlast.Integer, "ns"): "{(x)} // 1000 - CAST({(x)} % 1000 < 0 AS BIGINT)", // floored
	microsFrom(sqlast.Float, "s"):    duckdbMicros("1e+06"),
	microsFrom(sqlast.Float, "ms"):   duckdbMicros("1e+03"),
	microsFrom(sqlast.Float, "us"):   duckdbMicros("1e+00"),
	microsFrom(sqlast.Float, "ns"):   duckdbMicros("1e-03"),
	microsFrom(sqlast.Decimal, "s"):  duckdbMicros("1e+06"),
	microsFrom(sqlast.Decimal, "ms"): duckdbMicros("1e+03"),
	microsFrom(sqlast.Decimal, "us"): duckdbMicros("1e+00"),
	microsFrom(sqlast.Decimal, "ns"): duckdbMicros("1e-03"),

	timeFrom(sqlast.Timestamp):   "make_timestamp({?})",
	timeFrom(sqlast.TimestampTZ): "make_timestamptz({?})",
	timeFrom(sqlast.DateOnly):    "CAST(make_timestamp({?}) AS DATE)",
}

// duckdbISO is a time in a form that a cast takes: with seconds before an offset.
const duckdbISO = "CASE WHEN substr(CAST({x} AS VARCHAR), 17, 1) IN ('+', '-', 'Z')" +
	" THEN substr(CAST({x} AS VARCHAR), 1, 16) || ':00' || substr(CAST({x} AS VARCHAR), 17) ELSE CAST({x} AS VARCHAR) END"

// duckdbMicros turns a fractional count of units into microseconds; what is out of range, NaN included, is NULL.
func duckdbMicros(factor string) Template {
	return Template("TRY_CAST(floor({(x)} * " + factor + ") AS BIGINT)")
}

// jsonPointer is the RFC 6901 pointer of a path, which DuckDB takes where a name may hold any character.
func jsonPointer(keys []string) any {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	var pointer strings.Builder
	for _, k := range keys {
		pointer.WriteString("/" + escape.Replace(k))
	}
	return pointer.String()
}
