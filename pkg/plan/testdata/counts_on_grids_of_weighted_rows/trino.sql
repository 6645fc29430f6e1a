WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "w" AS "w",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      CASE WHEN is_finite(CAST("rows" AS double)) AND (CAST("rows" AS double) > 0e+00) AND (CAST("rows" AS double) < 4.294967296e+09) THEN CAST("rows" AS double) ELSE 0e+00 END AS "w",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  64 AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
  CAST(sum(TRY_CAST(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01) AS bigint)) AS bigint) AS "n",
  "key" AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    floor(("x" * 4e+00) + ("x" * 0e+00)) AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      CAST("v0" AS double) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  64 AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
  CAST(sum(TRY_CAST(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01) AS bigint)) AS bigint) AS "n",
  "key" AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    CASE WHEN "x" > 0e+00 THEN floor((log2("x") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x" * 0e+00 END AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      CAST("v1" AS double) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(round(to_unixtime(CAST(max("t") AS timestamp(6))) * 1e+06) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
  CAST(sum(TRY_CAST(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01) AS bigint)) AS bigint) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    "t" AS "t"
  FROM "base"
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
