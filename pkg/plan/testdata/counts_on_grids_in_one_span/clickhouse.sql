WITH "base" AS (
  SELECT
    0 AS "span",
    "at" AS "t",
    "wind" AS "v0",
    "rain" AS "v1"
  FROM "ml"."log"
  WHERE ("at" >= fromUnixTimestamp64Micro({p1:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC'))
)
SELECT
  CASE WHEN "g" = 1 THEN 0 WHEN "g" = 2 THEN 1 END AS "col",
  0 AS "span",
  256 AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  CASE WHEN "g" = 1 THEN "k0" WHEN "g" = 2 THEN "k1" END AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "k0" AS "k0",
    "k1" AS "k1",
    grouping("k0", "k1") AS "g",
    CAST(count(*) AS Nullable(Int64)) AS "n"
  FROM (
    SELECT
      ifNull(floor("x0" * 4e+00), 2.5e-01) AS "k0",
      ifNull(CASE WHEN "x1" > 0e+00 THEN floor((log2("x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x1" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x1" * 0e+00 END, 2.5e-01) AS "k1"
    FROM (
      SELECT
        "span" AS "span",
        toFloat64("v0") AS "x0",
        toFloat64("v1") AS "x1"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY GROUPING SETS (("k0"), ("k1"))
) AS "s"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  toUnixTimestamp64Micro(toDateTime64(max("t"), 6, 'UTC')) AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000]
