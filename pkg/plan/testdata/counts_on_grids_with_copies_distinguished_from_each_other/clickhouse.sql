WITH "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1",
    "v2" AS "v2",
    "v3" AS "v3"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      "at" AS "t",
      CASE WHEN "id" IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY CASE WHEN "at" < fromUnixTimestamp64Micro({p7:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC') THEN intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p9:Int64}, {p10:Int64}) END, "id", "version" ORDER BY toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) NULLS LAST) END AS "copy",
      TRUE AS "kept",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p11:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p12:Int64}, 'UTC'))
  ) AS "l"
  WHERE (NOT ("span" IS NULL)) AND ("copy" = 1) AND "kept"
)
SELECT
  CASE WHEN "g" = 7 THEN 0 WHEN "g" = 11 THEN 1 WHEN "g" = 13 THEN 2 WHEN "g" = 14 THEN 3 END AS "col",
  0 AS "span",
  256 AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  CASE WHEN "g" = 7 THEN "k0" WHEN "g" = 11 THEN "k1" WHEN "g" = 13 THEN "k2" WHEN "g" = 14 THEN "k3" END AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "k0" AS "k0",
    "k1" AS "k1",
    "k2" AS "k2",
    "k3" AS "k3",
    grouping("k0", "k1", "k2", "k3") AS "g",
    CAST(count(*) AS Nullable(Int64)) AS "n"
  FROM (
    SELECT
      (ifNull(floor("x0" * 4e+00), 2.5e-01)) + "fraction" AS "k0",
      (ifNull(CASE WHEN "x1" > 0e+00 THEN floor((log2("x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x1" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x1" * 0e+00 END, 2.5e-01)) + "fraction" AS "k1",
      (ifNull(floor("x2" * 1e+00), 2.5e-01)) + "fraction" AS "k2",
      (ifNull(CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN 5e-01 ELSE floor("x3" * 4e+00) END, 2.5e-01)) + "fraction" AS "k3"
    FROM (
      SELECT
        "span" AS "span",
        ifNull(toFloat64("span") * 6.25e-02, 0e+00) AS "fraction",
        toFloat64("v0") AS "x0",
        toFloat64("v1") AS "x1",
        toFloat64("v2") AS "x2",
        toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM CAST("v3" AS Nullable(String)))) AS "x3",
        "v3" IS NULL AS "absent3"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY GROUPING SETS (("k0"), ("k1"), ("k2"), ("k3"))
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 86400000000 1362114000000000 1362891600000000]
