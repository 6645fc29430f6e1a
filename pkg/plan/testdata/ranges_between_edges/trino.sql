WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0",
    "v1" AS "v1",
    "v2" AS "v2",
    "v3" AS "v3"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v0" AS double) AS "x",
        "v0" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE is_finite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v1" AS double) AS "x",
        "v1" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE is_finite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CAST("v2" AS double) AS "x",
        "v2" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE is_finite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  0 AS "kind",
  TRY_CAST(floor("key") AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
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
      (CASE WHEN "x" < 5e-01 THEN CASE WHEN "x" < 0e+00 THEN CASE WHEN "x" < (-1.642286149058751e-02) THEN 0e+00 - floor((log2(((0e+00 - greatest("x", (-9.50737950171172e+29))) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) ELSE 0e+00 END ELSE 1e+00 END ELSE CASE WHEN "x" < 7.664228614905875e-01 THEN CASE WHEN "x" < 7.5e-01 THEN 2e+00 ELSE 3e+00 END ELSE floor((log2(((least("x", 9.50737950171172e+29) - 7.5e-01) / 7.5e-01) + 1e+00) * 3.2e+01) + 9.5367431640625e-07) + 3e+00 END END) + ("x" * 0e+00) AS "key",
      "x" AS "x"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN regexp_like(lower(trim(CAST("v3" AS varchar))), '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(lower(trim(CAST("v3" AS varchar))) AS double) WHEN lower(trim(CAST("v3" AS varchar))) = 'nan' THEN nan() WHEN lower(trim(CAST("v3" AS varchar))) IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN lower(trim(CAST("v3" AS varchar))) IN ('-inf', '-infinity') THEN -infinity() END AS "x",
        "v3" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE is_finite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
