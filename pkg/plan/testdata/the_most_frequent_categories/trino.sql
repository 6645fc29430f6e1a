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
      "distance" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
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
    TRY_CAST(floor(0e+00) AS bigint) AS "cell",
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
        CAST("v0" AS varchar) AS "v"
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
  CAST("cat" AS varchar) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    1 AS "col",
    "span" AS "span",
    "kind" AS "kind",
    TRY_CAST(floor(0e+00) AS bigint) AS "cell",
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
  TRY_CAST(round(to_unixtime(CAST(max("t") AS timestamp(6))) * 1e+06) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
