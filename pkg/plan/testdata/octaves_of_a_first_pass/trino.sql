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
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    "span" AS "span",
    coalesce(bitwise_right_shift(from_big_endian_64(to_ieee754_64("x" * 5.000003305184411e-01)), 52), 16384) AS "key",
    "x" AS "y"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v0" AS double) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    "span" AS "span",
    coalesce(bitwise_right_shift(from_big_endian_64(to_ieee754_64("x" * 5.000003305184411e-01)), 52), 16384) AS "key",
    "x" AS "y"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v1" AS double) AS "x"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
UNION ALL
SELECT
  2 AS "col",
  "span" AS "span",
  CASE WHEN ("key" IS NULL) OR ("key" = 2.5e-01) THEN 1 WHEN is_finite("key") AND ("key" <> 5e-01) THEN CASE WHEN "part" > 0e+00 THEN 32 ELSE 0 END ELSE 2 END AS "kind",
  CASE WHEN is_finite("key") AND ("key" <> 5e-01) THEN TRY_CAST(floor("key") AS bigint) ELSE 0 END AS "cell",
  CAST(NULL AS varchar) AS "cat",
  "n" AS "n",
  "off" AS "off",
  "off2" AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "key" AS "key",
    CAST(sum("often") AS bigint) AS "n",
    sum("y" * "often") AS "off",
    sum(("y" * "y") * "often") AS "off2",
    max("part") AS "part"
  FROM (
    SELECT
      "span" AS "span",
      "often" AS "often",
      CASE WHEN "x" > 0e+00 THEN floor(log2("x") + 9.5367431640625e-07) + 1.048576e+06 WHEN "x" < 0e+00 THEN 0e+00 - (floor(log2(0e+00 - "x") + 9.5367431640625e-07) + 1.048576e+06) ELSE "x" * 0e+00 END AS "key",
      "x" AS "y",
      "x" - floor("x") AS "part"
    FROM (
      SELECT
        "span" AS "span",
        "often" AS "often",
        CAST("v" AS double) AS "x",
        "v" IS NULL AS "absent"
      FROM (
        SELECT
          "span" AS "span",
          "v" AS "v",
          count(*) AS "often"
        FROM (
          SELECT
            "span" AS "span",
            "v2" AS "v"
          FROM "base"
        ) AS "t"
        GROUP BY 1, 2
      ) AS "f"
    ) AS "r"
  ) AS "k"
  GROUP BY 1, 2
) AS "o"
UNION ALL
SELECT
  3 AS "col",
  "span" AS "span",
  CASE WHEN max("y" <> floor("y")) THEN 160 ELSE 128 END AS "kind",
  "key" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  sum("y") AS "off",
  sum("y" * "y") AS "off2"
FROM (
  SELECT
    "span" AS "span",
    coalesce(bitwise_right_shift(from_big_endian_64(to_ieee754_64((CASE WHEN ("x" IS NULL) AND (NOT "absent") THEN power(2e+00, 1.024e+03) ELSE "x" END) * 5.000003305184411e-01)), 52), 16384) AS "key",
    "x" AS "y"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN regexp_like(lower(trim(CAST("v3" AS varchar))), '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(lower(trim(CAST("v3" AS varchar))) AS double) WHEN lower(trim(CAST("v3" AS varchar))) = 'nan' THEN nan() WHEN lower(trim(CAST("v3" AS varchar))) IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN lower(trim(CAST("v3" AS varchar))) IN ('-inf', '-infinity') THEN -infinity() END AS "x",
      "v3" IS NULL AS "absent"
    FROM "base"
  ) AS "r"
) AS "k"
GROUP BY 2, 4
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
