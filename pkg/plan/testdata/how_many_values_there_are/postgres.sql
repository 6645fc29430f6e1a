WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "carrier" AS "v0",
      "wind" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT DISTINCT
    "span" AS "span",
    "v" AS "v"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v0" AS text) COLLATE "C" AS "v"
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
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT DISTINCT
    "span" AS "span",
    CASE WHEN "x" = 0e+00::float8 THEN 0e+00::float8 ELSE "x" END AS "x"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v1" AS float8) AS "x"
    FROM "base"
  ) AS "r"
  WHERE abs("x") < 'Infinity'::float8
) AS "d"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
