package dialect

import (
	"math"
	"strconv"
	"strings"

	"leeway/pkg/sqlast"
)

// Trino is the SQL of Trino 420 and later. Sessions run in UTC, so a timestamp without zone reads as UTC. Trino
// computes a common table expression for each of its readers, and compares names of columns whatever their case.
var Trino = &Dialect{
	Name:  "trino",
	Names: Quoting{Quote: `"`, Escapes: []string{`"`, `""`}, MaxBytes: 4096},
	Types: map[sqlast.Type]string{
		sqlast.Float: "double", sqlast.Integer: "bigint", sqlast.Decimal: "decimal(38, 9)", sqlast.Text: "varchar",
		sqlast.Bool: "boolean", sqlast.Timestamp: "timestamp(6)", sqlast.TimestampTZ: "timestamp(6) with time zone",
		sqlast.DateOnly: "date", sqlast.JSON: "json",
	},
	Templates:   trinoTemplates,
	Placeholder: func(int, any) string { return "?" },
	Path:        trinoPath,
	BindsTimes:  true,
	// An instant is a double of seconds first, which costs what seven comparisons do many times over.
	SpansCompared: 100,
	// An array is written with 254 items at most. A branch takes two of the 150 stages that a statement may have.
	Counting: sqlast.Counting{Histograms: 100, Bits: true, Most: 40},
	// A list of constants becomes a set, an array is searched; but each constant is a node of the statement's tree.
	MostInline: 1000,
}

var trinoTemplates = map[Node]Template{
	Finite: "is_finite({x})",
	// A plain cast of NaN fails the statement.
	FloorFloat: "floor({x})",
	Floor:      "TRY_CAST(floor({x}) AS bigint)",
	Round:      "TRY_CAST(floor({(x)} + 5e-01) AS bigint)",
	Log2:       "log2({x})",
	Bits:       trinoBits,
	Histogram:  "histogram({x})",
	Ln:         "ln({x})",
	Abs:        "abs({x})",
	Sign:       "sign({x})",
	Exp2:       "power(2e+00, {x})",
	Least:      "least({x}, {y})",
	Greatest:   "greatest({x}, {y})",
	Divide:     "({(x)} / {(y)})",
	AnyOf:      "contains({?}, {x})",
	NoZeros:    "trim(LEADING '0' FROM {x})",
	BareHex:    "replace(lower({x}), '-', '')",
	Asc:        "{x} NULLS LAST",
	Desc:       "{x} DESC NULLS LAST",
	With:       " AS ",
	WithOnce:   " AS ",

	PathOf:   "json_extract_scalar(CAST({x} AS json), {?})", // maps and rows are documents, too
	Document: "json_format(CAST({x} AS json))",
	PathText: "TRY(json_extract_scalar(json_parse({x}), {?}))",

	numberFrom(sqlast.Float):   "CAST({x} AS double)",
	numberFrom(sqlast.Integer): "CAST({x} AS double)",
	numberFrom(sqlast.Decimal): "CAST({x} AS double)",
	numberFrom(sqlast.Bool):    "CAST({x} AS double)",
	numberFrom(sqlast.Text):    trinoNumber("lower(trim(CAST({x} AS varchar)))"),
	numberFrom(sqlast.JSON):    trinoNumber("lower(trim(json_extract_scalar(CAST({x} AS json), '$')))"),

	// Whole doubles lose their point up to 2^53; a cast would write the others with an exponent.
	textFrom(sqlast.Float): "CASE WHEN {(x)} IS NULL THEN NULL WHEN {(x)} = truncate({x}) AND abs({x}) <= 9007199254740992" +
		" THEN CAST(TRY_CAST({x} AS bigint) AS varchar) ELSE lower(format('%s', {x})) END",
	textFrom(sqlast.Decimal): "CASE WHEN strpos(CAST({x} AS varchar), '.') > 0" +
		" THEN trim(TRAILING '.' FROM trim(TRAILING '0' FROM CAST({x} AS varchar))) ELSE CAST({x} AS varchar) END",
	textFrom(sqlast.Integer):     "CAST({x} AS varchar)",
	textFrom(sqlast.Text):        "CAST({x} AS varchar)", // addresses count as text, too
	textFrom(sqlast.Bool):        "CAST({x} AS varchar)",
	textFrom(sqlast.Timestamp):   "CAST({x} AS varchar)",
	textFrom(sqlast.TimestampTZ): "CAST({x} AS varchar)",
	textFrom(sqlast.DateOnly):    "CAST({x} AS varchar)",
	textFrom(sqlast.Blob):        "lower(to_hex({x}))",
	textFrom(sqlast.JSON):        "json_extract_scalar(CAST({x} AS json), '$')",

	microsFrom(sqlast.Timestamp, ""):   trinoEpoch("CAST({x} AS timestamp(6))"),
	microsFrom(sqlast.TimestampTZ, ""): trinoEpoch("CAST({x} AS timestamp(6) with time zone)"),
	microsFrom(sqlast.DateOnly, ""):    trinoEpoch("with_timezone(TRY_CAST({x} AS timestamp(6)), 'UTC')"),
	microsFrom(sqlast.Text, ""): Template("CASE WHEN regexp_like(concat({x}, '|'), "+isoMarked+") THEN ") +
		trinoEpoch("with_timezone(TRY_CAST(replace(regexp_extract({x}, "+isoLocal+"), 'T', ' ') AS timestamp(6)), 'UTC')") +
		" - 60000000 * (60 * " + trinoOffset("1", "2") + " + " + trinoOffset("1", "3") + ") END",
	Offset: "regexp_like({x}, " + isoZoned + ")",

	// Numbers beyond what microseconds hold are no times: NULL, where a plain product would fail the statement.
	microsFrom(sqlast.Integer, "s"): "CASE WHEN {(x)} BETWEEN -9223372036854 AND 9223372036854" +
		" THEN CAST({x} AS bigint) * 1000000 END",
	microsFrom(sqlast.Integer, "ms"): "CASE WHEN {(x)} BETWEEN -9223372036854775 AND 9223372036854775" +
		" THEN CAST({x} AS bigint) * 1000 END",
	microsFrom(sqlast.Integer, "us"): "CAST({x} AS bigint)",
	// floored
	microsFrom(sqlast.Integer, "ns"): "CAST({x} AS bigint) / 1000 - CAST(CAST({x} AS bigint) % 1000 < 0 AS bigint)",
	microsFrom(sqlast.Float, "s"):    trinoMicros("1e+06"),
	microsFrom(sqlast.Float, "ms"):   trinoMicros("1e+03"),
	microsFrom(sqlast.Float, "us"):   trinoMicros("1e+00"),
	microsFrom(sqlast.Float, "ns"):   trinoMicros("1e-03"),
	microsFrom(sqlast.Decimal, "s"):  trinoMicros("1e+06"),
	microsFrom(sqlast.Decimal, "ms"): trinoMicros("1e+03"),
	microsFrom(sqlast.Decimal, "us"): trinoMicros("1e+00"),
	microsFrom(sqlast.Decimal, "ns"): trinoMicros("1e-03"),

	timeFrom(sqlast.Timestamp):   "CAST({?} AS timestamp(6))",
	timeFrom(sqlast.TimestampTZ): "{?}",
	timeFrom(sqlast.DateOnly):    "CAST({?} AS date)",
}

// trinoBits are sign and exponent of a double times 2^(2^−20−1), 2^14 of NULL.
var trinoBits = Template("coalesce(bitwise_right_shift(from_big_endian_64(to_ieee754_64({(x)} * " +
	strconv.FormatFloat(math.Exp2(0x1p-20-1), 'e', -1, 64) + ")), 52), 16384)")

// trinoNumber parses a text in lower case. Trino's own cast reads what Java does: 1.5d, hexadecimals, but no inf.
func trinoNumber(text string) Template {
	return Template(`CASE WHEN regexp_like(` + text +
		`, '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(` + text +
		` AS double) WHEN ` + text + ` = 'nan' THEN nan() WHEN ` + text +
		` IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN ` +
		text + ` IN ('-inf', '-infinity') THEN -infinity() END`)
}

// trinoEpoch is an instant in microseconds. Trino has it in seconds, as a double: exact to the microsecond until 2242.
func trinoEpoch(instant string) Template {
	return Template("TRY_CAST(round(to_unixtime(" + instant + ") * 1e+06) AS bigint)")
}

// trinoOffset is a part of the offset that a time ends in, with its sign; 0 without one.
func trinoOffset(sign, part string) Template {
	group := func(n string) string {
		return "regexp_extract({x}, '[T ].*([-+])([0-9]{2}):?([0-9]{2})?$', " + n + ")"
	}
	return Template("COALESCE(TRY_CAST(concat(" + group(sign) + ", " + group(part) + ") AS bigint), 0)")
}

// trinoMicros turns a fractional count of units into microseconds; what is out of range, NaN included, is NULL.
func trinoMicros(factor string) Template {
	return Template("TRY_CAST(floor(CAST({x} AS double) * " + factor + ") AS bigint)")
}

// trinoPath is a JSON path with every key in quotes, in which a backslash escapes.
func trinoPath(keys []string) any {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	var path strings.Builder
	path.WriteString("$")
	for _, k := range keys {
		path.WriteString(`["` + escape.Replace(k) + `"]`)
	}
	return path.String()
}
