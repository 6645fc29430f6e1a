WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "call0" AS "call0",
    "v1" AS "v1",
    "call1" AS "call1"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
      "wind" AS "v0",
      "call" AS "call0",
      "rain" AS "v1",
      "call" AS "call1"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  toFloat64(CAST(sum(accurateCastOrNull(floor(("f" * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off",
  toFloat64(CAST(sum(accurateCastOrNull(floor((("f" * "f") * 1.048576e+06) + 5e-01), 'Int64')) AS Nullable(Int64))) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor("u"), 'Int64') AS "cell",
    "u" - accurateCastOrNull(floor("u"), 'Int64') AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN isFinite("x") THEN CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN isFinite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          "x" AS "x",
          "absent" AS "absent"
        FROM (
          SELECT
            "span" AS "span",
            toFloat64("v0") AS "x",
            "v0" IS NULL AS "absent",
            row_number() OVER (PARTITION BY "span", "call0" ORDER BY "t" NULLS LAST, "v0" NULLS LAST) AS "nth"
          FROM "base"
        ) AS "b"
        WHERE "nth" = 1
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  CASE WHEN ("key" IS NULL) OR ("key" = 2.5e-01) THEN 1 WHEN isFinite("key") AND ("key" <> 5e-01) THEN CASE WHEN "part" > 0e+00 THEN 32 ELSE 0 END ELSE 2 END AS "kind",
  CASE WHEN isFinite("key") AND ("key" <> 5e-01) THEN accurateCastOrNull(floor("key"), 'Int64') ELSE 0 END AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    sum("y") AS "off",
    sum("y" * "y") AS "off2",
    max("part") AS "part"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      ifNull(CASE WHEN "x" > 0e+00 THEN floor(log2("x") + 9.5367431640625e-07) + 1.048576e+06 WHEN "x" < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - "x") + 9.5367431640625e-07) + 1.048576e+06) ELSE "x" * 0e+00 END, 2.5e-01) AS "key",
      "x" AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        "x" AS "x",
        "absent" AS "absent"
      FROM (
        SELECT
          "span" AS "span",
          toFloat64("v1") AS "x",
          "v1" IS NULL AS "absent",
          row_number() OVER (PARTITION BY "span", "call1" ORDER BY "t" NULLS LAST, "v1" NULLS LAST) AS "nth"
        FROM "base"
      ) AS "b"
      WHERE "nth" = 1
    ) AS "r"
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  max("t") AS "cell",
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
