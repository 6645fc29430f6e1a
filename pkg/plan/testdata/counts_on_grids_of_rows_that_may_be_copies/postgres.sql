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
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
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
UNION ALL
SELECT
  -2 AS "col",
  0 AS "span",
  0 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  max("often") AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    count(*) AS "often",
    "id0" AS "id0",
    "id1" AS "id1",
    "id2" AS "id2"
  FROM (
    SELECT
      CASE WHEN "at" < $8::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $9::timestamp THEN CASE WHEN "at" < $10::timestamp THEN CASE WHEN "at" < $11::timestamp THEN CASE WHEN "at" < $12::timestamp THEN 0 ELSE 1 END ELSE CASE WHEN "at" < $13::timestamp THEN 2 ELSE 3 END END ELSE CASE WHEN "at" < $14::timestamp THEN CASE WHEN "at" < $15::timestamp THEN 4 ELSE 5 END ELSE CASE WHEN "at" < $16::timestamp THEN 6 ELSE CASE WHEN "at" < $17::timestamp THEN 7 ELSE 8 END END END END END AS "id0",
      "id" AS "id1",
      "version" AS "id2"
    FROM "ml"."log"
    WHERE ("at" >= $18::timestamp) AND ("at" < $19::timestamp) AND (NOT ("id" IS NULL))
  ) AS "r"
  GROUP BY 2, 3, 4
) AS "t"
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-05 05:00:00 +0000 UTC 2013-03-03 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-04 05:00:00 +0000 UTC 2013-03-07 05:00:00 +0000 UTC 2013-03-06 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
