package dialect

import (
	"strconv"
	"time"

	"leeway/pkg/sqlast"
)

// Postgres is the SQL of PostgreSQL 12 and later. Sessions run with time zone UTC, date style ISO and standard
// conforming strings. Texts carry the collation "C", so that they are compared and ordered as bytes.
var Postgres = &Dialect{
	Name:     "postgres",
	Snapshot: true,
	Names:    Quoting{Quote: `"`, Escapes: []string{`"`, `""`}, MaxBytes: 63, Refuse: postgresRefuse},
	Types: map[sqlast.Type]string{
		sqlast.Float: "float8", sqlast.Integer: "bigint", sqlast.Decimal: "numeric", sqlast.Text: "text",
		sqlast.Bool: "boolean", sqlast.Timestamp: "timestamp", sqlast.TimestampTZ: "timestamptz",
		sqlast.DateOnly: "date", sqlast.JSON: "jsonb",
	},
	Templates:        postgresTemplates,
	Placeholder:      postgresPlaceholder,
	Path:             func(keys []string) any { return keys },
	DoubleType:       "::float8",
	BindsTimes:       true,
	SpansCompared:    100, // seven comparisons; to extract, scale, cast and divide costs a dozen
	RefusesUnderflow: true,
	RefusesOverflow:  true,
	RefusesSums:      true,
	// SELECTs run side by side, but not the groupings of one
	Counting:   sqlast.Counting{Sets: 8, CrossTables: true},
	MostInline: 0, // one array each: the text does not grow, and long lists are hashed
}

// postgresRefuse knows the columns that every table has beside its own.
func postgresRefuse(name string) string {
	switch name {
	case "tableoid", "ctid", "xmin", "xmax", "cmin", "cmax":
		return "is one of Postgres's own columns"
	}
	return ""
}

// postgresPlaceholder says the type of each argument, because Postgres guesses from what stands around it. A time is
// one without zone: compared with an instant it reads as UTC, the session's zone.
func postgresPlaceholder(n int, value any) string {
	p := "$" + strconv.Itoa(n)
	switch value.(type) {
	case int64:
		return p + "::bigint"
	case float64:
		return p + "::float8"
	case bool:
		return p + "::boolean"
	case time.Time:
		return p + "::timestamp"
	case []string:
		return p + "::text[]"
	}
	return p + `::text COLLATE "C"`
}

var postgresTemplates = map[Node]Template{
	Finite:     "abs({x}) < 'Infinity'::float8", // NaN is larger than all
	FloorFloat: "floor({x})",
	Floor:      "CAST(floor({x}) AS bigint)",
	Round:      "CAST(floor({(x)} + 5e-01::float8) AS bigint)",
	Log2:       "(ln({x}) / 6.931471805599453e-01::float8)",
	Ln:         "ln({x})",
	Abs:        "abs({x})",
	Sign:       "CAST(sign({x}) AS bigint)",
	Exp2:       postgresExp2,
	Least:      "least({x}, {y})",
	Greatest:   "greatest({x}, {y})",
	Divide:     "({(x)} / {(y)})",
	AnyOf:      "{(x)} = ANY({?})",
	NoZeros:    "ltrim({x}, '0')",
	BareHex:    "replace(lower({x}), '-', '')",
	Asc:        "{=x} NULLS LAST",
	Desc:       "{=x} DESC NULLS LAST",
	Bytes:      `{(x)} COLLATE "C"`,
	// An OFFSET hides the columns' statistics, by which every row of floor(x) would be a group, and 200 are expected.
	// The cast keeps plans parallel.
	OptimizationBarrier: "OFFSET CAST('0' AS BIGINT)",
	With:                " AS NOT MATERIALIZED ",
	WithOnce:            " AS MATERIALIZED ",

	PathOf:    "({(x)} #>> {?})",
	ElementOf: "CAST({(x)}[{y}] AS float8)",
	Document:  "CAST({x} AS text)",
	PathText:  postgresPathText(),

	numberFrom(sqlast.Float):      "CAST({x} AS float8)",
	numberFrom(sqlast.Integer):    "CAST({x} AS float8)",
	numberFrom(sqlast.Decimal):    "CAST({x} AS float8)",
	numberFrom(sqlast.BigDecimal): postgresBigDecimal,
	numberFrom(sqlast.Bool):       "CAST(CAST({x} AS integer) AS float8)",
	numberFrom(sqlast.Text):       postgresNumber("CAST({x} AS text)"),
	numberFrom(sqlast.JSON):       postgresNumber("({(x)} #>> '{}')"),

	textFrom(sqlast.Float):       postgresText(postgresDouble),
	textFrom(sqlast.Decimal):     postgresText("CAST(trim_scale({x}) AS text)"),
	textFrom(sqlast.Integer):     postgresText("CAST({x} AS text)"),
	textFrom(sqlast.Text):        postgresText("CAST({x} AS text)"),
	textFrom(sqlast.Bool):        postgresText("CAST({x} AS text)"),
	textFrom(sqlast.Timestamp):   postgresText("CAST({x} AS text)"),
	textFrom(sqlast.TimestampTZ): postgresText("CAST({x} AS text)"),
	textFrom(sqlast.DateOnly):    postgresText("CAST({x} AS text)"),
	textFrom(sqlast.Blob):        postgresText("encode({x}, 'hex')"),
	textFrom(sqlast.JSON):        postgresText("({(x)} #>> '{}')"),

	microsFrom(sqlast.Timestamp, ""):   postgresMicros,
	microsFrom(sqlast.TimestampTZ, ""): postgresMicros,
	microsFrom(sqlast.DateOnly, ""): "CASE WHEN {(x)} BETWEEN " + postgresYears +
		" THEN CAST({(x)} - date '1970-01-01' AS bigint) * 86400000000 END",

	// Numbers beyond what microseconds hold are no times: NULL, where a plain product would fail the statement.
	microsFrom(sqlast.Integer, "s"): "CASE WHEN {(x)} BETWEEN -9223372036854 AND 9223372036854" +
		" THEN CAST({x} AS bigint) * 1000000 END",
	microsFrom(sqlast.Integer, "ms"): "CASE WHEN {(x)} BETWEEN -9223372036854775 AND 9223372036854775" +
		" THEN CAST({x} AS bigint) * 1000 END",
	microsFrom(sqlast.Integer, "us"): "CAST({x} AS bigint)",
	microsFrom(sqlast.Integer, "ns"): "(CAST({x} AS bigint) / 1000 - CAST({(x)} % 1000 < 0 AS integer))", // floored

	microsFrom(sqlast.Float, "s"):    postgresEpoch("* 1e+06::float8", "9e+12"),
	microsFrom(sqlast.Float, "ms"):   postgresEpoch("* 1e+03::float8", "9e+15"),
	microsFrom(sqlast.Float, "us"):   postgresEpoch("* 1e+00::float8", "9e+18"),
	microsFrom(sqlast.Float, "ns"):   postgresEpoch("/ 1e+03::float8", "9e+21"),
	microsFrom(sqlast.Decimal, "s"):  postgresEpoch("* 1000000", "9e+12"),
	microsFrom(sqlast.Decimal, "ms"): postgresEpoch("* 1000", "9e+15"),
	microsFrom(sqlast.Decimal, "us"): postgresEpoch("* 1", "9e+18"),
	microsFrom(sqlast.Decimal, "ns"): postgresEpoch("/ 1000", "9e+21"),
	microsFrom(sqlast.Text, ""): "CASE WHEN CAST({x} AS text) ~ " + isoTime + " THEN CAST(extract(epoch FROM CAST(" +
		// a cast would round
		`regexp_replace(CAST({x} AS text), '([.][0-9]{6})[0-9]+', '\1')` + " AS timestamptz)) * 1000000 AS bigint) END",
	Offset: "CAST({x} AS text) ~ " + isoZoned,

	timeFrom(sqlast.Timestamp):   "{?}",
	timeFrom(sqlast.TimestampTZ): "{?}",
	timeFrom(sqlast.DateOnly):    "CAST({?} AS date)",
}

// postgresExp2 is power where that works: it refuses what has no double, and reports what lies below the normal ones
// as too large.
const postgresExp2 = "CASE WHEN {(x)} >= 1024 THEN 'Infinity'::float8" +
	" WHEN {(x)} < -1000 THEN power(2e+00::float8, greatest({x}, -1074) + 1000) * 9.332636185032189e-302::float8" +
	" ELSE power(2e+00::float8, {x}) END"

// postgresYears are the times that microseconds since 1970 hold. Infinite times are none.
const postgresYears = "'4713-01-01 BC' AND '294000-01-01'"

// postgresMicros is exact. In the years where a double of seconds is right to less than half a microsecond it takes
// that; extract, a numeric, costs several times as much.
const postgresMicros = "CASE WHEN {(x)} BETWEEN '1905-01-01' AND '2035-01-01'" +
	" THEN CAST(date_part('epoch', {x}) * 1e+06::float8 AS bigint)" +
	" WHEN {(x)} BETWEEN " + postgresYears + " THEN CAST(extract(epoch FROM {x}) * 1000000 AS bigint) END"

// postgresEpoch turns a fractional count of units into microseconds; what is out of range, NaN included, is NULL.
func postgresEpoch(factor, most string) Template {
	return Template("CASE WHEN abs({x}) <= " + most + " THEN CAST(floor({(x)} " + factor + ") AS bigint) END")
}

// postgresDouble: whole doubles lose their point up to 2^53; the others are written as DuckDB does.
const postgresDouble = "CASE WHEN {(x)} = trunc({x}) AND abs({x}) <= 9007199254740992 THEN CAST(CAST({x} AS bigint) AS text)" +
	" WHEN abs({x}) < 'Infinity'::float8 THEN CAST({x} AS text)" +
	" ELSE replace(lower(CAST({x} AS text)), 'infinity', 'inf') END"

func postgresText(t Template) Template { return t + ` COLLATE "C"` }

// postgresBigDecimal is a numeric as a double, infinite where it is too large and zero where it is too small: a plain
// cast of one such value would fail the statement. The first test, which most values pass, looks at neither digits nor
// signs.
const postgresBigDecimal = "CASE WHEN {(x)} BETWEEN -1e300 AND 1e300 AND scale({x}) <= 300 THEN CAST({x} AS float8)" +
	" WHEN {(x)} = 'NaN' THEN 'NaN'::float8" +
	" WHEN {(x)} > 1.7976931348623158e308 THEN 'Infinity'::float8 WHEN {(x)} < -1.7976931348623158e308 THEN '-Infinity'::float8" +
	" WHEN abs({x}) < 2.5e-324 THEN 0 ELSE CAST({x} AS float8) END"

// postgresNumber reads a text as a double. A cast that fails ends the whole statement, so each text is looked at
// first: what surely fits is cast at once; exponents of three digits go by way of numeric, which has no such bounds.
func postgresNumber(text string) Template {
	const (
		space   = `[ \t\n\r\f\v]*`
		decimal = `'^` + space + `[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)`
		special = `'^` + space + `(nan|[-+]?inf|[-+]?infinity)` + space + `$'`
		largest = "1.7976931348623158e308"
		least   = "2.5e-324"
	)
	exponent := func(digits string) string { return decimal + `([eE][-+]?[0-9]{1,` + digits + `})?` + space + `$'` }
	exact := "abs(CAST(" + text + " AS numeric))"
	return Template("CASE WHEN length(" + text + ") <= 100 AND " + text + " ~ " + exponent("2") + " THEN CAST(" + text +
		" AS float8)" +
		" WHEN length(" + text + ") <= 400 AND " + text + " ~ " + exponent("3") + " THEN" +
		" CASE WHEN " + exact + " BETWEEN " + least + " AND " + largest + " THEN CAST(" + text + " AS float8)" +
		" WHEN " + exact + " < " + least + " THEN 0" +
		" WHEN " + text + " ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END" +
		" WHEN " + text + " ~* " + special + " THEN CAST(" + text + " AS float8) END")
}
