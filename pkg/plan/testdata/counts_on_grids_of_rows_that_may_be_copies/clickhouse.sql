WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
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
      (ifNull(floor("x0" * 4e+00), 2.5e-01)) + "fraction" AS "k0",
      (ifNull(CASE WHEN "x1" > 0e+00 THEN floor((log2("x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x1" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x1" * 0e+00 END, 2.5e-01)) + "fraction" AS "k1"
    FROM (
      SELECT
        "span" AS "span",
        ifNull(toFloat64("span") * 6.25e-02, 0e+00) AS "fraction",
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
UNION ALL
SELECT
  -2 AS "col",
  0 AS "span",
  0 AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  maxOrNull("often") AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    CAST(count(*) AS Nullable(Int64)) AS "often",
    "id0" AS "id0",
    "id1" AS "id1",
    "id2" AS "id2"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p9:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p10:Int64}, 'UTC') THEN intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p11:Int64}, {p12:Int64}) END AS "id0",
      "id" AS "id1",
      "version" AS "id2"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p13:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p14:Int64}, 'UTC')) AND (NOT ("id" IS NULL))
  ) AS "r"
  GROUP BY 2, 3, 4
) AS "t"
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 1362891600000000 1362114000000000 86400000000 1362114000000000 1362891600000000]
