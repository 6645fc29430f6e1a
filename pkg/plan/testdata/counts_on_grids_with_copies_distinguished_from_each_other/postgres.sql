WITH "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1",
    "v2" AS "v2",
    "v3" AS "v3"
  FROM (
    SELECT
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      CASE WHEN "id" IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY CASE WHEN "at" < $6::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $7::timestamp THEN CASE WHEN "at" < $8::timestamp THEN CASE WHEN "at" < $9::timestamp THEN CASE WHEN "at" < $10::timestamp THEN 0 ELSE 1 END ELSE CASE WHEN "at" < $11::timestamp THEN 2 ELSE 3 END END ELSE CASE WHEN "at" < $12::timestamp THEN CASE WHEN "at" < $13::timestamp THEN 4 ELSE 5 END ELSE CASE WHEN "at" < $14::timestamp THEN 6 ELSE CASE WHEN "at" < $15::timestamp THEN 7 ELSE 8 END END END END END, "id", "version" COLLATE "C" ORDER BY CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END NULLS LAST) END AS "copy",
      TRUE AS "kept",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= $16::timestamp) AND ("at" < $17::timestamp)
  ) AS "l"
  WHERE (NOT ("span" IS NULL)) AND ("copy" = 1) AND "kept"
)
SELECT
  CASE WHEN "g" = 7 THEN 0 WHEN "g" = 11 THEN 1 WHEN "g" = 13 THEN 2 WHEN "g" = 14 THEN 3 END AS "col",
  "span" AS "span",
  64 AS "kind",
  CAST(floor(0e+00::float8) AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  CASE WHEN "g" = 7 THEN "k0" WHEN "g" = 11 THEN "k1" WHEN "g" = 13 THEN "k2" WHEN "g" = 14 THEN "k3" END AS "off",
  0e+00::float8 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "k0" AS "k0",
    "k1" AS "k1",
    "k2" AS "k2",
    "k3" AS "k3",
    grouping("k0", "k1", "k2", "k3") AS "g",
    count(*) AS "n"
  FROM (
    SELECT
      "span" AS "span",
      floor(CASE WHEN abs("x0") <= 4.503599627370496e+15::float8 THEN "x0" * 4e+00::float8 WHEN abs("x0") < 'Infinity'::float8 THEN CASE WHEN "x0" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x0" * 0e+00::float8 END) AS "k0",
      CASE WHEN "x1" > 0e+00::float8 THEN floor((((ln("x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8 WHEN "x1" < 0e+00::float8 THEN 0e+00::float8 - (floor((((ln(0e+00::float8 - "x1") / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 1.048576e+06::float8) ELSE "x1" * 0e+00::float8 END AS "k1",
      floor(CASE WHEN abs("x2") <= 1.8014398509481984e+16::float8 THEN "x2" WHEN abs("x2") < 'Infinity'::float8 THEN CASE WHEN "x2" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x2" * 0e+00::float8 END) AS "k2",
      CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN 5e-01::float8 ELSE floor(CASE WHEN abs("x3") <= 4.503599627370496e+15::float8 THEN "x3" * 4e+00::float8 WHEN abs("x3") < 'Infinity'::float8 THEN CASE WHEN "x3" < 0e+00::float8 THEN (-1.8014398509481984e+16)::float8 ELSE 1.8014398509481984e+16::float8 END ELSE "x3" * 0e+00::float8 END) END AS "k3"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS float8) AS "x0",
        CAST("v1" AS float8) AS "x1",
        CAST("v2" AS float8) AS "x2",
        CASE WHEN length(CAST("v3" AS text)) <= 100 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) WHEN length(CAST("v3" AS text)) <= 400 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("v3" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("v3" AS text) AS float8) WHEN abs(CAST(CAST("v3" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("v3" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("v3" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) END AS "x3",
        "v3" IS NULL AS "absent3"
      FROM "base"
    ) AS "r"
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY GROUPING SETS (("span", "k0"), ("span", "k1"), ("span", "k2"), ("span", "k3"))
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-05 05:00:00 +0000 UTC 2013-03-03 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-04 05:00:00 +0000 UTC 2013-03-07 05:00:00 +0000 UTC 2013-03-06 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
