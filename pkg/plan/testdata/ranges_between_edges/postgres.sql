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
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    count(*) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      (CASE WHEN "x" < 5e-01::float8 THEN CASE WHEN "x" < 0e+00::float8 THEN CASE WHEN "x" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x" < 7.664228614905875e-01::float8 THEN CASE WHEN "x" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x" * 0e+00::float8) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS float8) AS "x",
        "v0" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE abs("x") < 'Infinity'::float8
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    count(*) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      (CASE WHEN "x" < 5e-01::float8 THEN CASE WHEN "x" < 0e+00::float8 THEN CASE WHEN "x" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x" < 7.664228614905875e-01::float8 THEN CASE WHEN "x" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x" * 0e+00::float8) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v1" AS float8) AS "x",
        "v1" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE abs("x") < 'Infinity'::float8
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    count(*) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      (CASE WHEN "x" < 5e-01::float8 THEN CASE WHEN "x" < 0e+00::float8 THEN CASE WHEN "x" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x" < 7.664228614905875e-01::float8 THEN CASE WHEN "x" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x" * 0e+00::float8) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v2" AS float8) AS "x",
        "v2" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE abs("x") < 'Infinity'::float8
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS text) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    count(*) AS "n",
    min("x") AS "off",
    max("x") AS "off2"
  FROM (
    SELECT
      "span" AS "span",
      (CASE WHEN "x" < 5e-01::float8 THEN CASE WHEN "x" < 0e+00::float8 THEN CASE WHEN "x" < (-1.642286149058751e-02)::float8 THEN 0e+00::float8 - floor((((ln(((0e+00::float8 - greatest("x", (-9.50737950171172e+29)::float8)) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) ELSE 0e+00::float8 END ELSE 1e+00::float8 END ELSE CASE WHEN "x" < 7.664228614905875e-01::float8 THEN CASE WHEN "x" < 7.5e-01::float8 THEN 2e+00::float8 ELSE 3e+00::float8 END ELSE floor((((ln(((least("x", 9.50737950171172e+29::float8) - 7.5e-01::float8) / 7.5e-01::float8) + 1e+00::float8) / 6.931471805599453e-01::float8)) * 3.2e+01::float8) + 9.5367431640625e-07::float8) + 3e+00::float8 END END) + ("x" * 0e+00::float8) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN length(CAST("v3" AS text)) <= 100 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) WHEN length(CAST("v3" AS text)) <= 400 AND CAST("v3" AS text) ~ '^[ \t\n\r\f\v]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\r\f\v]*$' THEN CASE WHEN abs(CAST(CAST("v3" AS text) AS numeric)) BETWEEN 2.5e-324 AND 1.7976931348623158e308 THEN CAST(CAST("v3" AS text) AS float8) WHEN abs(CAST(CAST("v3" AS text) AS numeric)) < 2.5e-324 THEN 0 WHEN CAST("v3" AS text) ~ '^[^0-9.]*-' THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END WHEN CAST("v3" AS text) ~* '^[ \t\n\r\f\v]*(nan|[-+]?inf|[-+]?infinity)[ \t\n\r\f\v]*$' THEN CAST(CAST("v3" AS text) AS float8) END AS "x",
        "v3" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE abs("x") < 'Infinity'::float8
    OFFSET CAST('0' AS BIGINT)
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
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
