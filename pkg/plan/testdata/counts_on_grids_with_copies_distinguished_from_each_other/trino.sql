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
      CASE WHEN "id" IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 0 ELSE 1 END ELSE CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 2 ELSE 3 END END ELSE CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 4 ELSE 5 END ELSE CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 6 ELSE CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 7 ELSE 8 END END END END END, "id", "version" ORDER BY TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) NULLS LAST) END AS "copy",
      TRUE AS "kept",
      "wind" AS "v0",
      "rain" AS "v1",
      "distance" AS "v2",
      "age" AS "v3"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE (NOT ("span" IS NULL)) AND ("copy" = 1) AND "kept"
)
SELECT
  "col" AS "col",
  "span" AS "span",
  CASE WHEN "key" = 1152921504606846976 THEN 1 WHEN "key" = 2305843009213693952 THEN 2 ELSE 64 END AS "kind",
  TRY_CAST(floor(0e+00) AS bigint) AS "cell",
  CAST(NULL AS varchar) AS "cat",
  "n" AS "n",
  CAST("key" AS double) AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    histogram(CASE WHEN is_finite("x0") THEN TRY_CAST(floor(CASE WHEN "x0" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x0" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x0" * 4e+00 END) AS bigint) WHEN "absent0" THEN 1152921504606846976 ELSE 2305843009213693952 END) AS "c0",
    histogram(CASE WHEN is_finite("x1") THEN TRY_CAST(floor(CASE WHEN "x1" > 0e+00 THEN floor((log2("x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06 WHEN "x1" < 0e+00 THEN 0e+00 - (floor((log2(0e+00 - "x1") * 3.2e+01) + 9.5367431640625e-07) + 1.048576e+06) ELSE "x1" * 0e+00 END) AS bigint) WHEN "absent1" THEN 1152921504606846976 ELSE 2305843009213693952 END) AS "c1",
    histogram(CASE WHEN is_finite("x2") THEN TRY_CAST(floor(CASE WHEN "x2" > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN "x2" < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "x2" END) AS bigint) WHEN "absent2" THEN 1152921504606846976 ELSE 2305843009213693952 END) AS "c2",
    histogram(CASE WHEN is_finite("x3") THEN TRY_CAST(floor(CASE WHEN "x3" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x3" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x3" * 4e+00 END) AS bigint) WHEN "absent3" THEN 1152921504606846976 ELSE 2305843009213693952 END) AS "c3"
  FROM (
    SELECT
      "span" AS "span",
      CAST("v0" AS double) AS "x0",
      "v0" IS NULL AS "absent0",
      CAST("v1" AS double) AS "x1",
      "v1" IS NULL AS "absent1",
      CAST("v2" AS double) AS "x2",
      "v2" IS NULL AS "absent2",
      CASE WHEN regexp_like(lower(trim(CAST("v3" AS varchar))), '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$') THEN TRY_CAST(lower(trim(CAST("v3" AS varchar))) AS double) WHEN lower(trim(CAST("v3" AS varchar))) = 'nan' THEN nan() WHEN lower(trim(CAST("v3" AS varchar))) IN ('inf', '+inf', 'infinity', '+infinity') THEN infinity() WHEN lower(trim(CAST("v3" AS varchar))) IN ('-inf', '-infinity') THEN -infinity() END AS "x3",
      "v3" IS NULL AS "absent3"
    FROM "base"
  ) AS "r"
  GROUP BY 1
) AS "c"
CROSS JOIN UNNEST(ARRAY[0, 1, 2, 3], ARRAY["c0", "c1", "c2", "c3"]) AS "h" ("col", "histogram")
CROSS JOIN UNNEST("histogram") AS "e" ("key", "n")
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-05 05:00:00 +0000 UTC 2013-03-03 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-04 05:00:00 +0000 UTC 2013-03-07 05:00:00 +0000 UTC 2013-03-06 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC]
