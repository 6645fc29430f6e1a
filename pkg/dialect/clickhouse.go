package dialect

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"leeway/pkg/sqlast"
)

// ClickHouse is the SQL of ClickHouse 25 and later. Its sessions need some settings to mean what SQL means elsewhere,
// such as join_use_nulls and prefer_column_name_to_alias; pkg/store/clickhouse sets them. Date and time values are
// instants there; where they are shown in UTC they read as clocks without zone.
var ClickHouse = &Dialect{
	Name: "clickhouse",
	// Backslashes escape inside quotes, too: they are doubled, or a name could end its own quotes.
	Names: Quoting{Quote: `"`, Escapes: []string{`\`, `\\`, `"`, `""`}, MaxBytes: 4096},
	Types: map[sqlast.Type]string{
		sqlast.Float: "Nullable(Float64)", sqlast.Integer: "Nullable(Int64)", sqlast.Decimal: "Nullable(Decimal(38, 9))",
		sqlast.Text: "Nullable(String)", sqlast.Bool: "Nullable(Bool)", sqlast.DateOnly: "Nullable(Date32)",
		sqlast.Timestamp: "Nullable(DateTime64(6, 'UTC'))", sqlast.TimestampTZ: "Nullable(DateTime64(6, 'UTC'))",
	},
	Templates:   clickhouseTemplates,
	Placeholder: clickhousePlaceholder,
	Path:        clickhouseKeys,
	Places:      clickhousePlaces,
	// Every list is one array: HTTP requests may have 1,000 fields, of 128 kB each.
	MostInline: 0, MostBytes: 64 << 10,
	Counting:       sqlast.Counting{Sets: 16, Packed: true, Bits: true}, // planning grows faster than sets
	UnsignedCounts: true,
	OfNothing:      "OrNull", // the setting for it makes aggregates of groups slower, too
}

var clickhouseTemplates = map[Node]Template{
	Finite: "isFinite({x})",
	// A plain cast of NaN fails the statement, also in rows that a CASE keeps away from it.
	FloorFloat: "floor({x})",
	Floor:      "accurateCastOrNull(floor({x}), 'Int64')",
	Round:      "accurateCastOrNull(floor({(x)} + 5e-01), 'Int64')",
	Log2:       "log2({x})",
	Bits:       "bitOr(toUInt16(" + clickhouseHigh + "), bitShiftLeft(toUInt16(isNull({x})), 14))",
	NonNull:    "ifNull({x}, {y})",
	Ln:         "log({x})",
	Abs:        "abs({x})",
	Sign:       "sign({x})",
	Exp2:       "pow(2e+00, {x})",
	Least:      "least({x}, {y})",
	Greatest:   "greatest({x}, {y})",
	Divide:     "intDiv({x}, {y})",
	AnyOf:      "{(x)} IN {?}",
	NoZeros:    "trim(LEADING '0' FROM {x})",
	BareHex:    "replaceAll(lower({x}), '-', '')",
	Asc:        "{x} NULLS LAST",
	Desc:       "{x} DESC NULLS LAST",
	With:       " AS ",
	WithOnce:   " AS MATERIALIZED ",

	PathOf:   "JSONExtract(toJSONString({x}), {?}, 'Nullable(String)')",
	Document: "toJSONString({x})",
	PathText: "JSONExtract({x}, {?}, 'Nullable(String)')",

	// What cannot be NULL stays so: it takes fewer steps.
	numberFrom(sqlast.Float):   "toFloat64({x})",
	numberFrom(sqlast.Integer): "toFloat64({x})",
	numberFrom(sqlast.Decimal): "toFloat64({x})",
	numberFrom(sqlast.Bool):    "toFloat64({x})",
	numberFrom(sqlast.Text):    clickhouseNumber("CAST({x} AS Nullable(String))"),
	numberFrom(sqlast.JSON):    clickhouseNumber("JSONExtract(toJSONString({x}), 'Nullable(String)')"),

	textFrom(sqlast.Float): "CASE WHEN {(x)} = trunc({x}) AND abs({x}) <= 9007199254740992" +
		" THEN toString(accurateCastOrNull({x}, 'Int64')) ELSE toString({x}) END",
	textFrom(sqlast.Decimal):     "toString({x})",
	textFrom(sqlast.Integer):     "toString({x})",
	textFrom(sqlast.Text):        "CAST({x} AS Nullable(String))", // addresses are text, too
	textFrom(sqlast.Bool):        "toString(CAST({x} AS Nullable(Bool)))",
	textFrom(sqlast.Timestamp):   "toString({x}, 'UTC')",
	textFrom(sqlast.TimestampTZ): "toString({x}, 'UTC')",
	textFrom(sqlast.DateOnly):    "toString({x})",
	textFrom(sqlast.JSON):        "JSONExtract(toJSONString({x}), 'Nullable(String)')",

	microsFrom(sqlast.Timestamp, ""):   "toUnixTimestamp64Micro(toDateTime64({x}, 6, 'UTC'))",
	microsFrom(sqlast.TimestampTZ, ""): "toUnixTimestamp64Micro(toDateTime64({x}, 6, 'UTC'))",
	microsFrom(sqlast.DateOnly, ""):    "toUnixTimestamp64Micro(toDateTime64({x}, 6, 'UTC'))",
	// The type holds the years 1900 to 2299; others would wrap around.
	microsFrom(sqlast.Text, ""): "CASE WHEN match(CAST({x} AS Nullable(String)), " + isoTime +
		") AND substring(CAST({x} AS Nullable(String)), 1, 4)" +
		" BETWEEN '1900' AND '2298' THEN toUnixTimestamp64Micro(parseDateTime64BestEffortOrNull(CAST({x} AS Nullable(String)), 6, 'UTC')) END",
	Offset: "match(CAST({x} AS Nullable(String)), " + isoZoned + ")",

	// Numbers beyond what microseconds hold are no times: NULL, where a plain product would wrap around.
	microsFrom(sqlast.Integer, "s"): "CASE WHEN {(x)} BETWEEN -9223372036854 AND 9223372036854" +
		" THEN CAST({x} AS Nullable(Int64)) * 1000000 END",
	microsFrom(sqlast.Integer, "ms"): "CASE WHEN {(x)} BETWEEN -9223372036854775 AND 9223372036854775" +
		" THEN CAST({x} AS Nullable(Int64)) * 1000 END",
	microsFrom(sqlast.Integer, "us"): "accurateCastOrNull({x}, 'Int64')",
	// floored
	microsFrom(sqlast.Integer,
		"ns"): "accurateCastOrNull(intDiv({x}, 1000), 'Int64') - ({(x)} < 0 AND {(x)} % 1000 <> 0)",
	microsFrom(sqlast.Float, "s"):    clickhouseMicros("1e+06"),
	microsFrom(sqlast.Float, "ms"):   clickhouseMicros("1e+03"),
	microsFrom(sqlast.Float, "us"):   clickhouseMicros("1e+00"),
	microsFrom(sqlast.Float, "ns"):   clickhouseMicros("1e-03"),
	microsFrom(sqlast.Decimal, "s"):  clickhouseMicros("1e+06"),
	microsFrom(sqlast.Decimal, "ms"): clickhouseMicros("1e+03"),
	microsFrom(sqlast.Decimal, "us"): clickhouseMicros("1e+00"),
	microsFrom(sqlast.Decimal, "ns"): clickhouseMicros("1e-03"),

	timeFrom(sqlast.Timestamp):   "fromUnixTimestamp64Micro({?}, 'UTC')",
	timeFrom(sqlast.TimestampTZ): "fromUnixTimestamp64Micro({?}, 'UTC')",
	timeFrom(sqlast.DateOnly):    "toDate32(fromUnixTimestamp64Micro({?}, 'UTC'))",
}

// clickhouseHigh is sign and exponent of a double times 2^(2^−20−1).
var clickhouseHigh = Template("bitShiftRight(reinterpretAsUInt64(assumeNotNull({x}) * " +
	strconv.FormatFloat(math.Exp2(0x1p-20-1), 'e', -1, 64) + "), 52)")

// clickhouseNumber parses a text, white space around it left out.
func clickhouseNumber(text string) Template {
	return Template(`toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM ` + text + "))")
}

// clickhouseMicros turns a fractional count of units into microseconds; what is out of range, NaN included, is NULL.
func clickhouseMicros(factor string) Template {
	return Template("accurateCastOrNull(floor(CAST({x} AS Nullable(Float64)) * " + factor + "), 'Int64')")
}

// clickhouseKeys are a path's keys, an argument each.
func clickhouseKeys(keys []string) any {
	path := make(each, len(keys))
	for i, k := range keys {
		path[i] = k
	}
	return path
}

// clickhousePlaces are a path's keys with places in arrays as numbers, which count from 1 here.
func clickhousePlaces(keys []string) any {
	path := make(each, len(keys))
	for i, k := range keys {
		path[i] = k
		if n, ok := place(k); ok {
			path[i] = n + 1
		}
	}
	return path
}

// clickhousePlaceholder is a parameter of the server's own kind: the value travels beside the text and is parsed as
// one value of the type. Times travel as microseconds, whatever the format settings of the session.
func clickhousePlaceholder(n int, value any) string {
	parameter := func(kind string) string { return fmt.Sprintf("{p%d:%s}", n, kind) }
	switch value.(type) {
	case int64:
		return parameter("Int64")
	case float64:
		return parameter("Float64")
	case bool:
		return parameter("Bool")
	case time.Time:
		return "fromUnixTimestamp64Micro(" + parameter("Int64") + ", 'UTC')"
	case []string:
		return parameter("Array(String)")
	default:
		return parameter("String")
	}
}
