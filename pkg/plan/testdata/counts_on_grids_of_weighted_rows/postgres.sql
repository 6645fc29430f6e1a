WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "w" AS "w",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      CASE WHEN (abs(CAST("rows" AS float8)) < 'Infinity'::float8) AND (CAST("rows" AS float8) > 0e+00::float8) AND (CAST("rows" AS float8) < 4.294967296e+09::float8) THEN CAST("rows" AS float8) ELSE 0e+00::float8 END AS "w",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  CAST(sum(CAST(floor((CASE WHEN "w" > 8.589934592e+09::float8 THEN 9.007199254740992e+15::float8 WHEN "w" < (-8.589934592e+09)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "w" * 1.048576e+06::float8 END) + 5e-01::float8) AS bigint)) AS bigint) AS "n",
  "key" AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    floor(CASE WHEN abs("x") <= 4.503599627370496e+15::float8 THEN "x" * 4e+00::float8 WHEN abs("x") < 'Infinity'::float8 THEN CASE WHEN "x" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x" * 0e+00::float8 END) AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      CAST("v0" AS float8) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  CAST(sum(CAST(floor((CASE WHEN "w" > 8.589934592e+09::float8 THEN 9.007199254740992e+15::float8 WHEN "w" < (-8.589934592e+09)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "w" * 1.048576e+06::float8 END) + 5e-01::float8) AS bigint)) AS bigint) AS "n",
  "key" AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    CASE WHEN "x" > 0e+00::float8 THEN floor((((ln("x") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x" < 0e+00::float8 THEN 0e+00::float8 - (floor((((ln(0e+00::float8 - "x") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x" * 0e+00::float8 END AS "key"
  FROM (
    SELECT
      "span" AS "span",
      "w" AS "w",
      CAST("v1" AS float8) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 7
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CASE WHEN max("t") BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', max("t")) * 1e+06::float8 AS bigint) WHEN max("t") BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM max("t")) * 1000000 AS bigint) END AS "cell",
  CAST(NULL AS text) AS "cat",
  CAST(sum(CAST(floor((CASE WHEN "w" > 8.589934592e+09::float8 THEN 9.007199254740992e+15::float8 WHEN "w" < (-8.589934592e+09)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "w" * 1.048576e+06::float8 END) + 5e-01::float8) AS bigint)) AS bigint) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "w" AS "w",
    "t" AS "t"
  FROM "base"
  OFFSET CAST('0' AS BIGINT)
) AS "r"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
