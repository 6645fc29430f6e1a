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
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    ifNull("span", -1) AS "span",
    bitOr(toUInt16(bitShiftRight(reinterpretAsUInt64(assumeNotNull("x") * 5.000003305184411e-01), 52)), bitShiftLeft(toUInt16(isNull("x")), 14)) AS "key",
    ifNull("x", 0e+00) AS "y"
  FROM (
    SELECT
      "span" AS "span",
      toFloat64("v0") AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    ifNull("span", -1) AS "span",
    bitOr(toUInt16(bitShiftRight(reinterpretAsUInt64(assumeNotNull("x") * 5.000003305184411e-01), 52)), bitShiftLeft(toUInt16(isNull("x")), 14)) AS "key",
    ifNull("x", 0e+00) AS "y"
  FROM (
    SELECT
      "span" AS "span",
      toFloat64("v1") AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
UNION ALL
SELECT
  2 AS "col",
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
    CAST(sum("often") AS Nullable(Int64)) AS "n",
    sum("y" * "often") AS "off",
    sum(("y" * "y") * "often") AS "off2",
    max("part") AS "part"
  FROM (
    SELECT
      ifNull("span", -1) AS "span",
      "often" AS "often",
      ifNull(CASE WHEN "x" > 0e+00 THEN floor(log2("x") + 9.5367431640625e-07) + 1.048576e+06 WHEN "x" < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - "x") + 9.5367431640625e-07) + 1.048576e+06) ELSE "x" * 0e+00 END, 2.5e-01) AS "key",
      "x" AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        "often" AS "often",
        toFloat64("v") AS "x",
        "v" IS NULL AS "absent"
      FROM (
        SELECT
          "span" AS "span",
          "v" AS "v",
          CAST(count(*) AS Nullable(Int64)) AS "often"
        FROM (
          SELECT
            "span" AS "span",
            "v2" AS "v"
          FROM "base"
        ) AS "t"
        GROUP BY 1, 2
      ) AS "f"
    ) AS "r"
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS Nullable(String)) AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    ifNull("span", -1) AS "span",
    bitOr(toUInt16(bitShiftRight(reinterpretAsUInt64(assumeNotNull(CASE WHEN ("x" IS NULL) AND (NOT "absent") THEN pow(2e+00, 1.024e+03) ELSE "x" END) * 5.000003305184411e-01), 52)), bitShiftLeft(toUInt16(isNull(CASE WHEN ("x" IS NULL) AND (NOT "absent") THEN pow(2e+00, 1.024e+03) ELSE "x" END)), 14)) AS "key",
    ifNull("x", 0e+00) AS "y"
  FROM (
    SELECT
      "span" AS "span",
      toFloat64OrNull(trim(BOTH ' \t\n\v\f\r' FROM CAST("v3" AS Nullable(String)))) AS "x",
      "v3" IS NULL AS "absent"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
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
