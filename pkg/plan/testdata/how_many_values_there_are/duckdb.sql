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
      "wind" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT DISTINCT
    "span" AS "span",
    "v" AS "v"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v0" AS VARCHAR) AS "v"
    FROM "base"
  ) AS "r"
  WHERE NOT ("v" IS NULL)
) AS "d"
GROUP BY 2
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  count(*) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT DISTINCT
    "span" AS "span",
    CASE WHEN "x" = 0e+00 THEN 0e+00 ELSE "x" END AS "x"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v1" AS DOUBLE) AS "x"
    FROM "base"
  ) AS "r"
  WHERE isfinite("x")
) AS "d"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
