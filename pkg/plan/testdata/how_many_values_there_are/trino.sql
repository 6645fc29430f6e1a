WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "carrier" AS "v0",
      "wind" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      CAST("v0" AS varchar) AS "v"
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
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      CAST("v1" AS double) AS "x"
    FROM "base"
  ) AS "r"
  WHERE is_finite("x")
) AS "d"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
