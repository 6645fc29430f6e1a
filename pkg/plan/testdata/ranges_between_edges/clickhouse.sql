WITH "base" AS (
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
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  accurateCastOrNull(floor("key"), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        toFloat64("v0") AS "x",
        "v0" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isFinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  0 AS "kind",
  accurateCastOrNull(floor("key"), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        toFloat64("v1") AS "x",
        "v1" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isFinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  0 AS "kind",
  accurateCastOrNull(floor("key"), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        toFloat64("v2") AS "x",
        "v2" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isFinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  0 AS "kind",
  accurateCastOrNull(floor("key"), 'Int64') AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM CAST("v3" AS Nullable(String)))) AS "x",
        "v3" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isFinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
