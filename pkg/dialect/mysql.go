package dialect

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"leeway/pkg/sqlast"
)

// MySQL is the SQL of MySQL 8.0.21 and MariaDB 10.6 and later. Sessions run with time zone +00:00 and with escapes in
// string constants. A text is a binary string of UTF-8 wherever this dialect makes or binds one, so that it is
// compared, grouped and ordered as bytes, whatever the collations of columns. There are neither NaN nor infinities.
var MySQL = &Dialect{
	Name:     "mysql",
	Snapshot: true,
	Names:    Quoting{Quote: "`", Escapes: []string{"`", "``"}, MaxBytes: 256, Refuse: mysqlRefuse},
	Types: map[sqlast.Type]string{
		sqlast.Float: "DOUBLE", sqlast.Integer: "SIGNED", sqlast.Decimal: "DECIMAL(65, 30)", sqlast.Text: "BINARY",
		sqlast.Bool: "SIGNED", sqlast.Timestamp: "DATETIME(6)", sqlast.TimestampTZ: "DATETIME(6)",
		sqlast.DateOnly: "DATE", sqlast.JSON: "CHAR",
	},
	Templates:       mysqlTemplates,
	Placeholder:     mysqlPlaceholder,
	Path:            mysqlPath,
	Places:          mysqlPlaces,
	BindsTimes:      true,
	RefusesOverflow: true,
	MostInline:      64,
	Counting:        sqlast.Counting{CrossTables: true},
}

// mysqlRefuse knows the names that the servers refuse or, worse, change: names are kept in an encoding without
// characters beyond the first plane, and lose spaces and control characters at their start and end.
func mysqlRefuse(name string) string {
	for _, r := range name {
		if r > 0xFFFF {
			return "holds a character that MySQL's names may not (beyond U+FFFF)"
		}
	}
	if strings.TrimFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7F }) != name {
		return "starts or ends with a space or a control character, which MySQL's names may not"
	}
	return ""
}

func mysqlPlaceholder(_ int, value any) string {
	switch value.(type) {
	case string:
		return "CAST(? AS BINARY)"
	case time.Time:
		return "CAST(? AS DATETIME(6))"
	}
	return "?"
}

// mysqlText is {x}, whatever its character set, as the bytes of its UTF-8.
const mysqlText = "CAST(CONVERT({x} USING utf8mb4) AS BINARY)"

var mysqlTemplates = map[Node]Template{
	Finite:     "abs({x}) <= 1.7976931348623157e+308",
	FloorFloat: "floor({x})",
	Floor:      "CAST(floor({x}) AS SIGNED)",
	Round:      "CAST(floor({(x)} + 5e-01) AS SIGNED)",
	Log2:       "log2({x})",
	Ln:         "ln({x})",
	Abs:        "abs({x})",
	Sign:       "CAST(sign({x}) AS SIGNED)",
	Exp2:       "CASE WHEN {(x)} < 1024 THEN pow(2e+00, {x}) ELSE 1.7976931348623157e+308 END", // there is no infinity
	Least:      "least({x}, {y})",
	Greatest:   "greatest({x}, {y})",
	Divide:     "({(x)} DIV {(y)})",
	// The list is one JSON array.
	AnyOf:    "{(x)} IN (SELECT CAST(CONVERT(v USING utf8mb4) AS BINARY) FROM JSON_TABLE({?}, '$[*]' COLUMNS (v VARCHAR(700) CHARACTER SET utf8mb4 PATH '$')) AS list)",
	Asc:      "{x} IS NULL, {=x}",
	NoZeros:  "TRIM(LEADING '0' FROM {x})",
	BareHex:  "CAST(REPLACE(LOWER(CONVERT({x} USING utf8mb4)), '-', '') AS BINARY)", // bytes have no case
	Desc:     "{=x} DESC",                                                           // NULL is the smallest
	Bytes:    mysqlText,
	With:     " AS ",
	WithOnce: " AS ",

	Document: "CAST({x} AS CHAR)",
	PathOf:   mysqlPathOf("{x}"),
	PathText: "CASE WHEN JSON_VALID(CONVERT({x} USING utf8mb4)) THEN " +
		mysqlPathOf("CONVERT({x} USING utf8mb4)") + " END",
	IsArray: "CASE WHEN JSON_VALID(CONVERT({x} USING utf8mb4)) THEN " +
		"JSON_TYPE(JSON_EXTRACT(CONVERT({x} USING utf8mb4), CONVERT({?} USING utf8mb4))) = 'ARRAY' END",

	numberFrom(sqlast.Float):   "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Integer): "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Decimal): "CAST({x} AS DOUBLE)",
	numberFrom(sqlast.Bool):    "({(x)} + 0e+00)", // TINYINT(1) and BIT(1)
	numberFrom(sqlast.Text):    mysqlNumber("CONVERT({x} USING utf8mb4)"),
	numberFrom(sqlast.JSON):    mysqlNumber("CONVERT(JSON_UNQUOTE({x}) USING utf8mb4)"),

	textFrom(sqlast.Float): "CAST(CASE WHEN {(x)} = floor({x}) AND abs({x}) <= 9007199254740992" +
		" THEN CAST(CAST({x} AS SIGNED) AS CHAR) ELSE CAST({x} AS CHAR) END AS BINARY)",
	textFrom(sqlast.Decimal): mysqlTrimmed("CAST({x} AS CHAR)"),
	textFrom(sqlast.Integer): "CAST(CAST({x} AS CHAR) AS BINARY)",
	textFrom(sqlast.Text):    mysqlText,
	textFrom(sqlast.Bool): "CAST(CASE {x} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST({(x)} + 0 AS CHAR) END" +
		" AS BINARY)", // other small numbers may stand in a TINYINT(1)
	textFrom(sqlast.Timestamp):   mysqlTrimmed("CAST({x} AS CHAR)"),
	textFrom(sqlast.TimestampTZ): "CONCAT(" + mysqlTrimmed("CAST({x} AS CHAR)") + ", CAST('+00' AS BINARY))",
	textFrom(sqlast.DateOnly):    "CAST(CAST({x} AS CHAR) AS BINARY)",
	textFrom(sqlast.Blob):        "CAST(LOWER(HEX({x})) AS BINARY)",
	textFrom(sqlast.JSON):        "CASE WHEN JSON_TYPE({x}) <> 'NULL' THEN CAST(JSON_UNQUOTE({x}) AS BINARY) END",

	microsFrom(sqlast.Timestamp, ""):   mysqlMicros,
	microsFrom(sqlast.TimestampTZ, ""): mysqlMicros,
	microsFrom(sqlast.DateOnly, ""):    mysqlMicros,

	// Numbers beyond what microseconds hold are no times: NULL, where a plain product would fail the statement.
	microsFrom(sqlast.Integer, "s"): "CASE WHEN {(x)} BETWEEN -9223372036854 AND 9223372036854" +
		" THEN CAST({x} AS SIGNED) * 1000000 END",
	microsFrom(sqlast.Integer, "ms"): "CASE WHEN {(x)} BETWEEN -9223372036854775 AND 9223372036854775" +
		" THEN CAST({x} AS SIGNED) * 1000 END",
	microsFrom(sqlast.Integer, "us"): "CASE WHEN {(x)} <= 9223372036854775807 THEN CAST({x} AS SIGNED) END",
	microsFrom(sqlast.Integer, "ns"): "CAST(floor({(x)} / 1000) AS SIGNED)", // of decimals, so exact

	microsFrom(sqlast.Float, "s"):    mysqlEpoch("* 1e+06", "9e+12"),
	microsFrom(sqlast.Float, "ms"):   mysqlEpoch("* 1e+03", "9e+15"),
	microsFrom(sqlast.Float, "us"):   mysqlEpoch("* 1e+00", "9e+18"),
	microsFrom(sqlast.Float, "ns"):   mysqlEpoch("/ 1e+03", "9e+21"),
	microsFrom(sqlast.Decimal, "s"):  mysqlEpoch("* 1000000", "9e+12"),
	microsFrom(sqlast.Decimal, "ms"): mysqlEpoch("* 1000", "9e+15"),
	microsFrom(sqlast.Decimal, "us"): mysqlEpoch("* 1", "9e+18"),
	microsFrom(sqlast.Decimal, "ns"): mysqlEpoch("/ 1000", "9e+21"),
	microsFrom(sqlast.Text, ""):      mysqlISO,
	Offset:                           mysqlBytes + " REGEXP " + isoZoned,

	timeFrom(sqlast.Timestamp):   "{?}",
	timeFrom(sqlast.TimestampTZ): "{?}",
	timeFrom(sqlast.DateOnly):    "CAST({?} AS DATE)",
}

// mysqlMicros gives NULL for the date of zeros.
const mysqlMicros = "TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', {x})"

const (
	// mysqlBytes is a text whose letters match in their own case only.
	mysqlBytes = "CONVERT({x} USING utf8mb4) COLLATE utf8mb4_bin"

	// mysqlOffset is the offset that a time ends in; NULL or nothing without one.
	mysqlOffset = "REGEXP_SUBSTR(SUBSTRING(" + mysqlBytes + ", 12), '[-+][0-9]{2}(:?[0-9]{2})?$')"

	// mysqlMinutes casts nothing but digits: the servers warn of other texts, also in rows that a CASE keeps away.
	mysqlMinutes = "(CAST(CONCAT('0', SUBSTRING(" + mysqlOffset + ", 2, 2)) AS SIGNED) * 60 + CASE WHEN CHAR_LENGTH(" +
		mysqlOffset +
		") > 3 THEN CAST(CONCAT('0', RIGHT(" + mysqlOffset + ", 2)) AS SIGNED) ELSE 0 END)"

	// mysqlISO takes the offset off what the clock shows: a cast knows none, or not on every server.
	mysqlISO = "CASE WHEN CONCAT(" + mysqlBytes + ", '|') REGEXP " + isoMarked +
		" THEN TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00'," +
		" CAST(REGEXP_SUBSTR(" + mysqlBytes + ", " + isoLocal + ") AS DATETIME(6))) - 60000000 * CASE LEFT(" +
		mysqlOffset + ", 1)" +
		" WHEN '+' THEN " + mysqlMinutes + " WHEN '-' THEN -" + mysqlMinutes + " ELSE 0 END END"
)

// mysqlEpoch turns a fractional count of units into microseconds; what is out of range is NULL.
func mysqlEpoch(factor, most string) Template {
	return Template("CASE WHEN abs({x}) <= " + most + " THEN CAST(floor({(x)} " + factor + ") AS SIGNED) END")
}

// mysqlPathOf reads a path in a document; JSON's null is not a text.
func mysqlPathOf(document string) Template {
	found := "JSON_EXTRACT(" + document + ", CONVERT({?} USING utf8mb4))"
	return Template("CASE WHEN JSON_TYPE(" + found + ") <> 'NULL' THEN JSON_UNQUOTE(" + found + ") END")
}

// mysqlTrimmed takes the zeros from the end of what has a point.
func mysqlTrimmed(text string) Template {
	return Template("CAST(CASE WHEN " + text + " LIKE '%.%' THEN TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " +
		text + "))" +
		" ELSE " + text + " END AS BINARY)")
}

// mysqlNumber reads a text as a double. A cast takes what it can from a text and silently stops at the largest double,
// so the text is looked at first, and what is too large is none.
func mysqlNumber(text string) Template {
	const (
		space  = `[ \\t-\\r]*`
		number = `'^` + space + `[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?` + space + `$'`
		most   = "1.7976931348623157e+308"
	)
	return Template("CASE WHEN " + text + " REGEXP " + number +
		" THEN NULLIF(NULLIF(CAST(" + text + " AS DOUBLE), " + most + "), (-" + most + ")) END")
}

// mysqlPath is a path as the JSON functions take it; its steps are keys.
func mysqlPath(keys []string) any { return mysqlSteps(keys, false) }

// mysqlPlaces is the path whose steps are places in arrays wherever they are whole numbers.
func mysqlPlaces(keys []string) any { return mysqlSteps(keys, true) }

func mysqlSteps(keys []string, places bool) string {
	var path strings.Builder
	path.WriteString("$")
	for _, k := range keys {
		if n, ok := place(k); ok && places {
			path.WriteString("[" + strconv.FormatInt(n, 10) + "]")
			continue
		}
		key, _ := json.Marshal(k) // MySQL refuses control characters unless they are escaped; every text can be written
		path.WriteString("." + string(key))
	}
	return path.String()
}
