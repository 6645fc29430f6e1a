WITH "base" AS NOT MATERIALIZED (
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
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
  ) AS "l"
  WHERE NOT ("span" IS NULL)
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
      (CASE WHEN "x0" < 5e-01::float8 THEN CASE WHEN "x0" < 0e+00::float8 THEN CASE WHEN "x0" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x0", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x0" < 7.664228614905875e-01::float8 THEN CASE WHEN "x0" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x0", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x0" * 0e+00::float8) AS "k0",
      (CASE WHEN "x1" < 5e-01::float8 THEN CASE WHEN "x1" < 0e+00::float8 THEN CASE WHEN "x1" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x1", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x1" < 7.664228614905875e-01::float8 THEN CASE WHEN "x1" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x1", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x1" * 0e+00::float8) AS "k1",
      (CASE WHEN "x2" < 5e-01::float8 THEN CASE WHEN "x2" < 0e+00::float8 THEN CASE WHEN "x2" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x2", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x2" < 7.664228614905875e-01::float8 THEN CASE WHEN "x2" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x2", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x2" * 0e+00::float8) AS "k2",
      CASE WHEN ("x3" IS NULL) AND (NOT "absent3") THEN 5e-01::float8 ELSE (CASE WHEN "x3" < 5e-01::float8 THEN CASE WHEN "x3" < 0e+00::float8 THEN CASE WHEN "x3" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x3", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x3" < 7.664228614905875e-01::float8 THEN CASE WHEN "x3" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x3", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x3" * 0e+00::float8) END AS "k3"
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
