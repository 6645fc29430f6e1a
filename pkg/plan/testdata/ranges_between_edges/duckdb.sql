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
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      "at" AS "t",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
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
        CAST("v0" AS DOUBLE) AS "x",
        "v0" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isfinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
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
        CAST("v1" AS DOUBLE) AS "x",
        "v1" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isfinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
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
        CAST("v2" AS DOUBLE) AS "x",
        "v2" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isfinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  0 AS "kind",
  CAST(floor("key") AS BIGINT) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
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
        TRY_CAST("v3" AS DOUBLE) AS "x",
        "v3" IS NULL AS "absent"
      FROM "base"
    ) AS "r"
    WHERE isfinite("x")
  ) AS "k"
  GROUP BY 1, 2
) AS "g"
UNION ALL
SELECT
  -1 AS "col",
  "span" AS "span",
  0 AS "kind",
  epoch_us(max("t")) AS "cell",
  CAST(NULL AS VARCHAR) AS "cat",
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000]
