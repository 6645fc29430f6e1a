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
      "distance" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
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
    CAST(floor(0e+00) AS BIGINT) AS "cell",
    "cat" AS "cat",
    count(*) AS "n",
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
        CAST("v0" AS VARCHAR) AS "v"
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
  CAST("cat" AS VARCHAR) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    1 AS "col",
    "span" AS "span",
    "kind" AS "kind",
    CAST(floor(0e+00) AS BIGINT) AS "cell",
    "cat" AS "cat",
    count(*) AS "n",
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
        "v1" AS "v"
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
