WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "v1a" AS "v1a",
    "v2a" AS "v2a"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      toFloat64("wind") AS "v1a",
      CAST("carrier" AS Nullable(String)) AS "v2a"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "v1a" AS "v1a",
    "v2a" AS "v2a",
    "matched" AS "matched",
    "v1b" AS "v1b",
    "v2b" AS "v2b",
    CASE WHEN NOT ("matched" IS NULL) THEN {p9:String} ELSE CAST(NULL AS Nullable(String)) END AS "v0",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS Nullable(String)) WHEN ("v1a" IS NULL) AND ("v1b" IS NULL) THEN {p10:String} WHEN ((NOT ("v1a" IS NULL)) AND (NOT (isFinite("v1a") AND (abs("v1a") <= 1e+150)))) AND ((NOT ("v1b" IS NULL)) AND (NOT (isFinite("v1b") AND (abs("v1b") <= 1e+150)))) THEN {p11:String} WHEN (CASE WHEN (isFinite("v1a") AND (abs("v1a") <= 1e+150)) AND (isFinite("v1b") AND (abs("v1b") <= 1e+150)) THEN CASE WHEN abs("v1a" - "v1b") <= (1e-06 * greatest(1e+00, greatest(abs("v1a"), abs("v1b")))) THEN 1 ELSE 0 END ELSE 0 END) = 1 THEN {p12:String} ELSE {p13:String} END AS "v1",
    CASE WHEN NOT (NOT ("matched" IS NULL)) THEN CAST(NULL AS Nullable(String)) WHEN ("v2a" IS NULL) AND ("v2b" IS NULL) THEN {p14:String} WHEN "v2a" = "v2b" THEN {p15:String} ELSE {p16:String} END AS "v2"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."v1a" AS "v1a",
      "p"."v2a" AS "v2a",
      "o"."matched" AS "matched",
      "o"."v1b" AS "v1b",
      "o"."v2b" AS "v2b",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."v1b" NULLS LAST, "o"."v2b" NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        1 AS "matched",
        toFloat64("wind") AS "v1b",
        CAST("carrier" AS Nullable(String)) AS "v2b"
      FROM "ml"."offline"
      WHERE NOT ("id" IS NULL)
    ) AS "o" ON "p"."id0" = "o"."id0"
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    0 AS "col",
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
    "cat" AS "cat",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS Nullable(String)) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    1 AS "col",
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
    "cat" AS "cat",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v1" AS Nullable(String)) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
  LIMIT 10002
) AS "d"
UNION ALL
SELECT
  "col" AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  "cat" AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    2 AS "col",
    "span" AS "span",
    "kind" AS "kind",
    accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
    "cat" AS "cat",
    CAST(count(*) AS Nullable(Int64)) AS "n",
    0e+00 AS "off",
    0e+00 AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN "v" IS NULL THEN 1 ELSE 0 END AS "kind",
      "v" AS "cat"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v2" AS Nullable(String)) AS "v"
      FROM "base"
    ) AS "r"
  ) AS "k"
  GROUP BY 2, 3, 5
  ORDER BY "n" DESC NULLS LAST, "cat" NULLS LAST
  LIMIT 10002
) AS "d"
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 same same same same differs same same differs]
