WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "w" AS "w",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      "at" AS "t",
      CASE WHEN isFinite(toFloat64("rows")) AND (toFloat64("rows") > 0e+00) AND (toFloat64("rows") < 4.294967296e+09) THEN toFloat64("rows") ELSE 0e+00 END AS "w",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  64 AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(sum(accurateCastOrNull(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "n",
  "key" AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    ifNull("span", -1) AS "span",
    "w" AS "w",
    ifNull(floor(("x" * 4e+00) + ("x" * 0e+00)), 2.5e-01) AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      toFloat64("v0") AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  64 AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(sum(accurateCastOrNull(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "n",
  "key" AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    ifNull("span", -1) AS "span",
    "w" AS "w",
    ifNull(CASE WHEN "x" > 0e+00 THEN floor((log2("x") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x" * 0e+00 END, 2.5e-01) AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      toFloat64("v1") AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  toUnixTimestamp64Micro(toDateTime64(max("t"), 6, 'UTC')) AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(sum(accurateCastOrNull(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
