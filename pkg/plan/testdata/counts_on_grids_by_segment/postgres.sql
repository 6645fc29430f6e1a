WITH "base" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "s0" AS "s0",
    "s1" AS "s1",
    "v0" AS "v0",
    "v1" AS "v1"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      CASE WHEN "carrier" IS NULL THEN $6::text COLLATE "C" ELSE CAST("carrier" AS text) COLLATE "C" END AS "s0",
      CASE WHEN "distance" IS NULL THEN $7::text COLLATE "C" WHEN (CAST("distance" AS float8) IS NULL) OR (NOT (abs(CAST("distance" AS float8)) < 'Infinity'::float8)) THEN $8::text COLLATE "C" WHEN CAST("distance" AS float8) < 5e+02::float8 THEN $9::text COLLATE "C" WHEN CAST("distance" AS float8) < 1.5e+03::float8 THEN $10::text COLLATE "C" ELSE $11::text COLLATE "C" END AS "s1",
      "wind" AS "v0",
      "rain" AS "v1"
    FROM "ml"."log"
    WHERE ("at" >= $12::timestamp) AND ("at" < $13::timestamp) AND ((abs(CASE WHEN length(CAST("age" AS text)) <= 100 AND CAST("age" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("age" AS text) AS float8) WHEN length(CAST("age" AS text)) <= 400 AND CAST("age" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("age" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("age" AS text) AS float8) WHEN abs(CAST(CAST("age" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("age" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("age" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("age" AS text) AS float8) END) < 'Infinity'::float8) AND ((CASE WHEN length(CAST("age" AS text)) <= 100 AND CAST("age" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("age" AS text) AS float8) WHEN length(CAST("age" AS text)) <= 400 AND CAST("age" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("age" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("age" AS text) AS float8) WHEN abs(CAST(CAST("age" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("age" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("age" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("age" AS text) AS float8) END) > $14::float8)) AND ((CASE WHEN "version" IS NULL THEN $15::text COLLATE "C" ELSE CAST("version" AS text) COLLATE "C" END) = ANY($16::text[]))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  CASE WHEN "g" = 1 THEN 0 WHEN "g" = 2 THEN 1 END AS "col",
  "span" AS "span",
  "s0" AS "s0",
  "s1" AS "s1",
  64 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  CASE WHEN "g" = 1 THEN "k0" WHEN "g" = 2 THEN "k1" END AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "s0" AS "s0",
    "s1" AS "s1",
    "k0" AS "k0",
    "k1" AS "k1",
    grouping("k0", "k1") AS "g",
    count(*) AS "n"
  FROM (
    SELECT
      "span" AS "span",
      "s0" AS "s0",
      "s1" AS "s1",
      floor(CASE WHEN abs("x0") <= 4.503599627370496e+15::float8 THEN "x0" * 4e+00::float8 WHEN abs("x0") < 'Infinity'::float8 THEN CASE WHEN "x0" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x0" * 0e+00::float8 END) AS "k0",
      CASE WHEN "x1" > 0e+00::float8 THEN floor((((ln("x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x1" < 0e+00::float8 THEN 0e+00::float8 - (floor((((ln(0e+00::float8 - "x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x1" * 0e+00::float8 END AS "k1"
    FROM (
      SELECT
        "span" AS "span",
        "s0" AS "s0",
        "s1" AS "s1",
        CAST("v0" AS float8) AS "x0",
        CAST("v1" AS float8) AS "x1"
      FROM "base"
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY GROUPING SETS (("span", "s0", "s1", "k0"), ("span", "s0", "s1", "k1"))
) AS "s"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  "s0" AS "s0",
  "s1" AS "s1",
  0 AS "kind",
  CASE WHEN max("t") BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', max("t")) * 1e+06::float8 AS bigint) WHEN max("t") BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM max("t")) * 1000000 AS bigint) END AS "cell",
  CAST(NULL AS text) AS "cat",
  count(*) AS "n",
  0e+00::float8 AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "s0" AS "s0",
    "s1" AS "s1",
    "t" AS "t"
  FROM "base"
  OFFSET CAST('0' AS BIGINT)
) AS "r"
GROUP BY 2, 3, 4
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC (missing) (missing) (invalid) <500 500..1500 >=1500 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 18 (missing) [v1]]
