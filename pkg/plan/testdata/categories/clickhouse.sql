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
      "carrier" AS "v0",
      "late" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN "v" IN {p9:Array(String)} THEN 0 WHEN "v" IN {p10:Array(String)} THEN 3 ELSE 4 END AS "kind",
    CASE WHEN "v" IN {p11:Array(String)} THEN "v" ELSE CAST(NULL AS Nullable(String)) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      CAST(count(*) AS Nullable(Int64)) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS Nullable(String)) AS "v"
      FROM "base"
    ) AS "t"
    GROUP BY 1, 2
  ) AS "r"
) AS "k"
GROUP BY 2, 3, 5
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN toString(CAST("v" AS Nullable(Bool))) IN {p12:Array(String)} THEN 0 WHEN FALSE THEN 3 ELSE 4 END AS "kind",
    CASE WHEN toString(CAST("v" AS Nullable(Bool))) IN {p13:Array(String)} THEN toString(CAST("v" AS Nullable(Bool))) ELSE CAST(NULL AS Nullable(String)) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      CAST(count(*) AS Nullable(Int64)) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        "v1" AS "v"
      FROM "base"
    ) AS "t"
    GROUP BY 1, 2
  ) AS "r"
) AS "k"
GROUP BY 2, 3, 5
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 [AA UA] [DL] [AA UA] [true] [true]]
