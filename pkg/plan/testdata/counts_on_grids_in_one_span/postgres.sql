WITH "base" AS NOT MATERIALIZED (
  SELECT
    0 AS "span",
    "at" AS "t",
    "wind" AS "v0",
    "rain" AS "v1"
  FROM "ml"."log"
  WHERE ("at" >= $1::timestamp) AND ("at" < $2::timestamp)
)
SELECT
  CASE WHEN "g" = 1 THEN 0 WHEN "g" = 2 THEN 1 END AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  CASE WHEN "g" = 1 THEN "k0" WHEN "g" = 2 THEN "k1" END AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "k0" AS "k0",
    "k1" AS "k1",
    grouping("k0", "k1") AS "g",
    count(*) AS "n"
  FROM (
    SELECT
      "span" AS "span",
      floor(CASE WHEN abs("x0") <= 4.503599627370496e+15::float8 THEN "x0" * 4e+00::float8 WHEN abs("x0") < 'Infinity'::float8 THEN CASE WHEN "x0" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x0" * 0e+00::float8 END) AS "k0",
      CASE WHEN "x1" > 0e+00::float8 THEN floor((((ln("x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x1" < 0e+00::float8 THEN 0e+00::float8 - (floor((((ln(0e+00::float8 - "x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x1" * 0e+00::float8 END AS "k1"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS float8) AS "x0",
        CAST("v1" AS float8) AS "x1"
      FROM "base"
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY GROUPING SETS (("span", "k0"), ("span", "k1"))
) AS "s"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CASE WHEN max("t") BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', max("t")) * 1e+06::float8 AS bigint) WHEN max("t") BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM max("t")) * 1000000 AS bigint) END AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "t" AS "t"
  FROM "base"
  OFFSET CAST('0' AS BIGINT)
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC]
