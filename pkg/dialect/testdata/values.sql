-- duckdb
SELECT
  TRY_CAST(json_extract_string("payload", ?) AS DOUBLE) AS "parsed",
  TRY(CAST(to_json("payload") AS VARCHAR)) AS "whole",
  TRY(json_extract_string("raw", ?)) AS "from text",
  CAST("late" AS VARCHAR) AS "class",
  CASE WHEN "p"."distance" = trunc("p"."distance") AND abs("p"."distance") <= 9007199254740992 THEN CAST(CAST("p"."distance" AS BIGINT) AS VARCHAR) ELSE CAST("p"."distance" AS VARCHAR) END AS "double",
  CASE WHEN contains(CAST("price" AS VARCHAR), '.') THEN rtrim(rtrim(CAST("price" AS VARCHAR), '0'), '.') ELSE CAST("price" AS VARCHAR) END AS "decimal",
  CASE WHEN "t" BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST("t" AS BIGINT) * 1000 END AS "epoch",
  "t" < ? AS "before",
  CAST(floor(ln(abs("p"."distance"))) AS BIGINT) AS "octave",
  (CAST(sign("p"."distance") AS BIGINT) * "cell") + (-1) AS "key",
  CAST("cell" AS DOUBLE) / (-2.5e+00) AS "ratio",
  "p"."carrier" IN (SELECT unnest(CAST(? AS VARCHAR[]))) AS "list",
  least(?, greatest("p"."distance", pow(2e+00, "p"."distance"))) AS "bound",
  "at" = ? AS "instant",
  "x
y" IS NULL AS "missing"
FROM "ml"."predictions" AS "p"
-- bound: [/customer/a~1ge /age 2 [x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x] 1.5 1970-01-01 00:00:00 +0000 UTC]

-- postgres
SELECT
  CASE WHEN length(CAST(("payload" #>> $1::text[]) AS text)) <= 100 AND CAST(("payload" #>> $2::text[]) AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST(("payload" #>> $3::text[]) AS text) AS float8) WHEN length(CAST(("payload" #>> $4::text[]) AS text)) <= 400 AND CAST(("payload" #>> $5::text[]) AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST(("payload" #>> $6::text[]) AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST(("payload" #>> $7::text[]) AS text) AS float8) WHEN abs(CAST(CAST(("payload" #>> $8::text[]) AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST(("payload" #>> $9::text[]) AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST(("payload" #>> $10::text[]) AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST(("payload" #>> $11::text[]) AS text) AS float8) END AS "parsed",
  CAST("payload" AS text) AS "whole",
  CASE WHEN regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(translate(CAST("raw" AS text), '$#', '!!'), '"(?:[^"\\\u0001-\u001f]|\\["\\/bfnrt]|\\u(?!0000)(?:[0-9a-ce-fA-CE-F][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}))*"', '$', 'g'), '-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null', '#', 'g'), '[ \t\n\r]+', '', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g'), '[{](?:[$]:[$#](?:,[$]:[$#])*)?[}]|[[](?:[$#](?:,[$#])*)?[]]', '#', 'g') IN ('$', '#') THEN CAST(CAST("raw" AS text) AS json) #>> $12::text[] END AS "from text",
  CAST("late" AS text) COLLATE "C" AS "class",
  CASE WHEN "p"."distance" = trunc("p"."distance") AND abs("p"."distance") <= 9007199254740992 THEN CAST(CAST("p"."distance" AS bigint) AS text) WHEN abs("p"."distance") < 'Infinity'::float8 THEN CAST("p"."distance" AS text) ELSE replace(lower(CAST("p"."distance" AS text)), 'infinity', 'inf') END COLLATE "C" AS "double",
  CAST(trim_scale("price") AS text) COLLATE "C" AS "decimal",
  CASE WHEN "t" BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST("t" AS bigint) * 1000 END AS "epoch",
  "t" < $13::bigint AS "before",
  CAST(floor(ln(abs("p"."distance"))) AS bigint) AS "octave",
  (CAST(CAST(sign("p"."distance") AS bigint) AS bigint) * "cell") + (-1) AS "key",
  CAST("cell" AS float8) / (-2.5e+00)::float8 AS "ratio",
  "p"."carrier" = ANY($14::text[]) AS "list",
  least($15::float8, greatest("p"."distance", CASE WHEN "p"."distance" >= 1024 THEN 'Infinity'::float8 WHEN "p"."distance" < -1000 THEN power(2e+00::float8, greatest("p"."distance", -1074) + 1000) * 9.332636185032189e-302::float8 ELSE power(2e+00::float8, "p"."distance") END)) AS "bound",
  "at" = $16::timestamp AS "instant",
  "x
y" IS NULL AS "missing"
FROM "ml"."predictions" AS "p"
-- bound: [[customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [customer a/ge] [age] 2 [x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x] 1.5 1970-01-01 00:00:00 +0000 UTC]

-- mysql
SELECT
  CASE WHEN CONVERT(CASE WHEN JSON_TYPE(JSON_EXTRACT(`payload`, CONVERT(CAST(? AS BINARY) USING utf8mb4))) <> 'NULL' THEN JSON_UNQUOTE(JSON_EXTRACT(`payload`, CONVERT(CAST(? AS BINARY) USING utf8mb4))) END USING utf8mb4) REGEXP '^[ \\t-\\r]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[ \\t-\\r]*$' THEN NULLIF(NULLIF(CAST(CONVERT(CASE WHEN JSON_TYPE(JSON_EXTRACT(`payload`, CONVERT(CAST(? AS BINARY) USING utf8mb4))) <> 'NULL' THEN JSON_UNQUOTE(JSON_EXTRACT(`payload`, CONVERT(CAST(? AS BINARY) USING utf8mb4))) END USING utf8mb4) AS DOUBLE), 1.7976931348623157e+308), (-1.7976931348623157e+308)) END AS `parsed`,
  CAST(`payload` AS CHAR) AS `whole`,
  CASE WHEN JSON_VALID(CONVERT(`raw` USING utf8mb4)) THEN CASE WHEN JSON_TYPE(JSON_EXTRACT(CONVERT(`raw` USING utf8mb4), CONVERT(CAST(? AS BINARY) USING utf8mb4))) <> 'NULL' THEN JSON_UNQUOTE(JSON_EXTRACT(CONVERT(`raw` USING utf8mb4), CONVERT(CAST(? AS BINARY) USING utf8mb4))) END END AS `from text`,
  CAST(CASE `late` WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE CAST(`late` + 0 AS CHAR) END AS BINARY) AS `class`,
  CAST(CASE WHEN `p`.`distance` = floor(`p`.`distance`) AND abs(`p`.`distance`) <= 9007199254740992 THEN CAST(CAST(`p`.`distance` AS SIGNED) AS CHAR) ELSE CAST(`p`.`distance` AS CHAR) END AS BINARY) AS `double`,
  CAST(CASE WHEN CAST(`price` AS CHAR) LIKE '%.%' THEN TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(`price` AS CHAR))) ELSE CAST(`price` AS CHAR) END AS BINARY) AS `decimal`,
  CASE WHEN `t` BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST(`t` AS SIGNED) * 1000 END AS `epoch`,
  `t` < ? AS `before`,
  CAST(floor(ln(abs(`p`.`distance`))) AS SIGNED) AS `octave`,
  (CAST(CAST(sign(`p`.`distance`) AS SIGNED) AS SIGNED) * `cell`) + (-1) AS `key`,
  CAST(`cell` AS DOUBLE) / (-2.5e+00) AS `ratio`,
  `p`.`carrier` IN (CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY)) AS `list`,
  least(?, greatest(`p`.`distance`, CASE WHEN `p`.`distance` < 1024 THEN pow(2e+00, `p`.`distance`) ELSE 1.7976931348623157e+308 END)) AS `bound`,
  `at` = CAST(? AS DATETIME(6)) AS `instant`,
  `x
y` IS NULL AS `missing`
FROM `ml`.`predictions` AS `p`
-- bound: [$."customer"."a/ge" $."customer"."a/ge" $."customer"."a/ge" $."customer"."a/ge" $."age" $."age" 2 x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x 1.5 1970-01-01 00:00:00 +0000 UTC]

-- clickhouse
SELECT
  toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM CAST(JSONExtract(toJSONString("payload"), {p1:String}, {p2:String}, 'Nullable(String)') AS Nullable(String)))) AS "parsed",
  toJSONString("payload") AS "whole",
  JSONExtract("raw", {p3:String}, 'Nullable(String)') AS "from text",
  toString(CAST("late" AS Nullable(Bool))) AS "class",
  CASE WHEN "p"."distance" = trunc("p"."distance") AND abs("p"."distance") <= 9007199254740992 THEN toString(accurateCastOrNull("p"."distance", 'Int64')) ELSE toString("p"."distance") END AS "double",
  toString("price") AS "decimal",
  CASE WHEN "t" BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST("t" AS Nullable(Int64)) * 1000 END AS "epoch",
  "t" < {p4:Int64} AS "before",
  accurateCastOrNull(floor(log(abs("p"."distance"))), 'Int64') AS "octave",
  (CAST(sign("p"."distance") AS Nullable(Int64)) * "cell") + (-1) AS "key",
  CAST("cell" AS Nullable(Float64)) / (-2.5e+00) AS "ratio",
  "p"."carrier" IN {p5:Array(String)} AS "list",
  least({p6:Float64}, greatest("p"."distance", pow(2e+00, "p"."distance"))) AS "bound",
  "at" = fromUnixTimestamp64Micro({p7:Int64}, 'UTC') AS "instant",
  "x
y" IS NULL AS "missing"
FROM "ml"."predictions" AS "p"
-- bound: [customer a/ge age 2 [x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x] 1.5 1970-01-01 00:00:00 +0000 UTC]

-- trino
SELECT
  CASE WHEN regexp_like(lower(trim(CAST(json_extract_scalar(CAST("payload" AS json), ?) AS varchar))), '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(lower(trim(CAST(json_extract_scalar(CAST("payload" AS json), ?) AS varchar))) AS double) WHEN lower(trim(CAST(json_extract_scalar(CAST("payload" AS json), ?) AS varchar))) = 'nan' THEN nan() WHEN lower(trim(CAST(json_extract_scalar(CAST("payload" AS json), ?) AS varchar))) IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN lower(trim(CAST(json_extract_scalar(CAST("payload" AS json), ?) AS varchar))) IN ('-inf', '-infinity') THEN -infinity() END AS "parsed",
  json_format(CAST("payload" AS json)) AS "whole",
  TRY(json_extract_scalar(json_parse("raw"), ?)) AS "from text",
  CAST("late" AS varchar) AS "class",
  CASE WHEN "p"."distance" IS NULL THEN NULL WHEN "p"."distance" = truncate("p"."distance") AND abs("p"."distance") <= 9007199254740992 THEN CAST(TRY_CAST("p"."distance" AS bigint) AS varchar) ELSE lower(format('%s', "p"."distance")) END AS "double",
  CASE WHEN strpos(CAST("price" AS varchar), '.') > 0 THEN trim(TRAILING '.' FROM trim(TRAILING '0' FROM CAST("price" AS varchar))) ELSE CAST("price" AS varchar) END AS "decimal",
  CASE WHEN "t" BETWEEN -9223372036854775 AND 9223372036854775 THEN CAST("t" AS bigint) * 1000 END AS "epoch",
  "t" < ? AS "before",
  TRY_CAST(floor(ln(abs("p"."distance"))) AS bigint) AS "octave",
  (CAST(sign("p"."distance") AS bigint) * "cell") + (-1) AS "key",
  CAST("cell" AS double) / (-2.5e+00) AS "ratio",
  "p"."carrier" IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS "list",
  least(?, greatest("p"."distance", power(2e+00, "p"."distance"))) AS "bound",
  "at" = ? AS "instant",
  "x
y" IS NULL AS "missing"
FROM "ml"."predictions" AS "p"
-- bound: [$["customer"]["a/ge"] $["customer"]["a/ge"] $["customer"]["a/ge"] $["customer"]["a/ge"] $["customer"]["a/ge"] $["age"] 2 x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x 1.5 1970-01-01 00:00:00 +0000 UTC]

