WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "w" AS "w",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      CASE WHEN isfinite(CAST("rows" AS DOUBLE)) AND (CAST("rows" AS DOUBLE) > 0e+00) AND (CAST("rows" AS DOUBLE) < 4.294967296e+09) THEN CAST("rows" AS DOUBLE) ELSE 0e+00 END AS "w",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  CAST(sum(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01)) AS BIGINT) AS "n",
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
      CAST("v0" AS DOUBLE) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00) AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  CAST(sum(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01)) AS BIGINT) AS "n",
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
      CAST("v1" AS DOUBLE) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  epoch_us(max("t")) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
  CAST(sum(floor((CASE WHEN "w" > 8.589934592e+09 THEN 9.007199254740992e+15 WHEN "w" < (-8.589934592e+09) THEN (-9.007199254740992e+15) ELSE "w" * 1.048576e+06 END) + 5e-01)) AS BIGINT) AS "n",
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
