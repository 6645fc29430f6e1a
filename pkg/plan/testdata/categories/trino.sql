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
      "late" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN "v" IN (?, ?) THEN 0 WHEN "v" IN (?) THEN 3 ELSE 4 END AS "kind",
    CASE WHEN "v" IN (?, ?) THEN "v" ELSE CAST(NULL AS varchar) END AS "cat"
  FROM (
    SELECT
      "span" AS "span",
      "v" AS "v",
      count(*) AS "often"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS varchar) AS "v"
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
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  "cat" AS "cat",
  CAST(sum("often") AS bigint) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "often" AS "often",
    CASE WHEN "v" IS NULL THEN 1 WHEN CAST("v" AS varchar) IN (?) THEN 0 WHEN FALSE THEN 3 ELSE 4 END AS "kind",
    CASE WHEN CAST("v" AS varchar) IN (?) THEN CAST("v" AS varchar) ELSE CAST(NULL AS varchar) END AS "cat"
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC AA UA DL AA UA true true]
