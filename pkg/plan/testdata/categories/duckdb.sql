WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "carrier" AS "v0",
      "late" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS BIGINT) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN "v" IN (?, ?) THEN 0 WHEN "v" IN (?) THEN 3 ELSE 4 END AS "kind",
    CASE WHEN "v" IN (?, ?) THEN "v" ELSE CAST(NULL AS VARCHAR) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      count(*) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS VARCHAR) AS "v"
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
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS BIGINT) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN CAST("v" AS VARCHAR) IN (?) THEN 0 WHEN FALSE THEN 3 ELSE 4 END AS "kind",
    CASE WHEN CAST("v" AS VARCHAR) IN (?) THEN CAST("v" AS VARCHAR) ELSE CAST(NULL AS VARCHAR) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      count(*) AS "often"
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
  epoch_us(max("t")) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 AA UA DL AA UA true true]
