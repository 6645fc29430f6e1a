-- duckdb
WITH "base" AS NOT MATERIALIZED (
  SELECT
    CASE WHEN "predicted_at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "predicted_at" < make_timestamp(?) THEN 0 WHEN "predicted_at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "predicted_at" < make_timestamp(?) THEN 1 + ((epoch_us("predicted_at") - ?) // ?) END AS "span",
    CAST("p"."distance" AS DOUBLE) AS "x"
  FROM "ml"."predictions" AS "p"
  WHERE ("predicted_at" >= make_timestamp(?)) AND ("predicted_at" < make_timestamp(?)) AND (CAST("p"."carrier" AS VARCHAR) IN (?, ?))
)
SELECT
  "base"."span" AS "span",
  CASE WHEN isfinite("x") THEN CAST(floor(CASE WHEN "x" > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN "x" < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE "x" * 1.25e-01 END) AS BIGINT) END AS "cell",
  count(*) AS "n",
  CAST(sum(floor((CASE WHEN "x" > 8.796093022208e+12 THEN 9.007199254740992e+15 WHEN "x" < (-8.796093022208e+12) THEN (-9.007199254740992e+15) ELSE "x" * 1.024e+03 END) + 5e-01)) AS BIGINT) AS "sum"
FROM "base"
GROUP BY 1, 2
ORDER BY "span" NULLS LAST, "cell" DESC NULLS LAST
LIMIT 100
-- bound: [1364788800000000 1365393600000000 1366516800000000 1367121600000000 1366516800000000 86400000000 1364788800000000 1367121600000000 AA o'hare]

-- postgres
WITH "base" AS NOT MATERIALIZED (
  SELECT
    CASE WHEN "predicted_at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "predicted_at" < $2::timestamp THEN 0 WHEN "predicted_at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "predicted_at" < $4::timestamp THEN CASE WHEN "predicted_at" < $5::timestamp THEN CASE WHEN "predicted_at" < $6::timestamp THEN 1 ELSE CASE WHEN "predicted_at" < $7::timestamp THEN 2 ELSE 3 END END ELSE CASE WHEN "predicted_at" < $8::timestamp THEN CASE WHEN "predicted_at" < $9::timestamp THEN 4 ELSE 5 END ELSE CASE WHEN "predicted_at" < $10::timestamp THEN 6 ELSE 7 END END END END AS "span",
    CAST("p"."distance" AS float8) AS "x"
  FROM "ml"."predictions" AS "p"
  WHERE ("predicted_at" >= $11::timestamp) AND ("predicted_at" < $12::timestamp) AND ((CAST("p"."carrier" AS text) COLLATE "C") = ANY($13::text[]))
)
SELECT
  "base"."span" AS "span",
  CASE WHEN abs("x") < 'Infinity'::float8 THEN CAST(floor(CASE WHEN "x" > 7.205759403792794e+16::float8 THEN 9.007199254740992e+15::float8 WHEN "x" < (-7.205759403792794e+16)::float8 THEN (-9.007199254740992e+15)::float8 WHEN abs("x") <= 2e-323::float8 THEN 0e+00::float8 ELSE "x" * 1.25e-01::float8 END) AS bigint) END AS "cell",
  count(*) AS "n",
  CAST(sum(CAST(floor((CASE WHEN "x" > 8.796093022208e+12::float8 THEN 9.007199254740992e+15::float8 WHEN "x" < (-8.796093022208e+12)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "x" * 1.024e+03::float8 END) + 5e-01::float8) AS bigint)) AS bigint) AS "sum"
FROM "base"
GROUP BY 1, 2
ORDER BY "span" NULLS LAST, "cell" DESC NULLS LAST
LIMIT 100
-- bound: [2013-04-01 04:00:00 +0000 UTC 2013-04-08 04:00:00 +0000 UTC 2013-04-21 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC 2013-04-24 04:00:00 +0000 UTC 2013-04-22 04:00:00 +0000 UTC 2013-04-23 04:00:00 +0000 UTC 2013-04-26 04:00:00 +0000 UTC 2013-04-25 04:00:00 +0000 UTC 2013-04-27 04:00:00 +0000 UTC 2013-04-01 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC [AA o'hare]]

-- mysql
WITH `base` AS (
  SELECT
    CASE WHEN `predicted_at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `predicted_at` < CAST(? AS DATETIME(6)) THEN 0 WHEN `predicted_at` < CAST(? AS DATETIME(6)) THEN CAST(NULL AS SIGNED) WHEN `predicted_at` < CAST(? AS DATETIME(6)) THEN 1 + ((TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', `predicted_at`) - ?) DIV ?) END AS `span`,
    CAST(`p`.`distance` AS DOUBLE) AS `x`
  FROM `ml`.`predictions` AS `p`
  WHERE (`predicted_at` >= CAST(? AS DATETIME(6))) AND (`predicted_at` < CAST(? AS DATETIME(6))) AND (CAST(CONVERT(`p`.`carrier` USING utf8mb4) AS BINARY) IN (CAST(? AS BINARY), CAST(? AS BINARY)))
)
SELECT
  `base`.`span` AS `span`,
  CASE WHEN abs(`x`) <= 1.7976931348623157e+308 THEN CAST(floor(CASE WHEN `x` > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN `x` < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE `x` * 1.25e-01 END) AS SIGNED) END AS `cell`,
  count(*) AS `n`,
  CAST(sum(CAST(floor((CASE WHEN `x` > 8.796093022208e+12 THEN 9.007199254740992e+15 WHEN `x` < (-8.796093022208e+12) THEN (-9.007199254740992e+15) ELSE `x` * 1.024e+03 END) + 5e-01) AS SIGNED)) AS SIGNED) AS `sum`
FROM `base`
GROUP BY 1, 2
ORDER BY `span` IS NULL, `span`, `cell` DESC
LIMIT 100
-- bound: [2013-04-01 04:00:00 +0000 UTC 2013-04-08 04:00:00 +0000 UTC 2013-04-21 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC 1366516800000000 86400000000 2013-04-01 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC AA o'hare]

-- clickhouse
WITH "base" AS (
  SELECT
    CASE WHEN "predicted_at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "predicted_at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "predicted_at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "predicted_at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("predicted_at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
    toFloat64("p"."distance") AS "x"
  FROM "ml"."predictions" AS "p"
  WHERE ("predicted_at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("predicted_at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC')) AND (CAST("p"."carrier" AS Nullable(String)) IN {p9:Array(String)})
)
SELECT
  "base"."span" AS "span",
  CASE WHEN isFinite("x") THEN accurateCastOrNull(floor(CASE WHEN "x" > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN "x" < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE "x" * 1.25e-01 END), 'Int64') END AS "cell",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  CAST(sum(accurateCastOrNull(floor((CASE WHEN "x" > 8.796093022208e+12 THEN 9.007199254740992e+15 WHEN "x" < (-8.796093022208e+12) THEN (-9.007199254740992e+15) ELSE "x" * 1.024e+03 END) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "sum"
FROM "base"
GROUP BY 1, 2
ORDER BY "span" NULLS LAST, "cell" DESC NULLS LAST
LIMIT 100
-- bound: [1364788800000000 1365393600000000 1366516800000000 1367121600000000 1366516800000000 86400000000 1364788800000000 1367121600000000 [AA o'hare]]

-- trino
WITH "base" AS (
  SELECT
    CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN 0 WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN 1 ELSE CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN 2 ELSE 3 END END ELSE CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN 4 ELSE 5 END ELSE CASE WHEN "predicted_at" < CAST(? AS timestamp(6)) THEN 6 ELSE 7 END END END END AS "span",
    CAST("p"."distance" AS double) AS "x"
  FROM "ml"."predictions" AS "p"
  WHERE ("predicted_at" >= CAST(? AS timestamp(6))) AND ("predicted_at" < CAST(? AS timestamp(6))) AND (CAST("p"."carrier" AS varchar) IN (?, ?))
)
SELECT
  "base"."span" AS "span",
  CASE WHEN is_finite("x") THEN TRY_CAST(floor(CASE WHEN "x" > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN "x" < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE "x" * 1.25e-01 END) AS bigint) END AS "cell",
  count(*) AS "n",
  CAST(sum(TRY_CAST(floor((CASE WHEN "x" > 8.796093022208e+12 THEN 9.007199254740992e+15 WHEN "x" < (-8.796093022208e+12) THEN (-9.007199254740992e+15) ELSE "x" * 1.024e+03 END) + 5e-01) AS bigint)) AS bigint) AS "sum"
FROM "base"
GROUP BY 1, 2
ORDER BY "span" NULLS LAST, "cell" DESC NULLS LAST
LIMIT 100
-- bound: [2013-04-01 04:00:00 +0000 UTC 2013-04-08 04:00:00 +0000 UTC 2013-04-21 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC 2013-04-24 04:00:00 +0000 UTC 2013-04-22 04:00:00 +0000 UTC 2013-04-23 04:00:00 +0000 UTC 2013-04-26 04:00:00 +0000 UTC 2013-04-25 04:00:00 +0000 UTC 2013-04-27 04:00:00 +0000 UTC 2013-04-01 04:00:00 +0000 UTC 2013-04-28 04:00:00 +0000 UTC AA o'hare]

