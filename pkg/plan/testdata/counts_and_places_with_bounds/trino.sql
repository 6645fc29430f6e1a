WITH "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "v0" AS "v0"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      "at" AS "t",
      "wind" AS "v0"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  "cell" AS "cell",
  CAST(NULL AS varchar) AS "cat",
  count(*) AS "n",
  CAST(CAST(sum(TRY_CAST(floor(("f" * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off",
  CAST(CAST(sum(TRY_CAST(floor((("f" * "f") * 1.048576e+06) + 5e-01) AS bigint)) AS bigint) AS double) AS "off2"
FROM (
  SELECT
    "span" AS "span",
    "kind" AS "kind",
    TRY_CAST(floor("u") AS bigint) AS "cell",
    "u" - TRY_CAST(floor("u") AS bigint) AS "f"
  FROM (
    SELECT
      "span" AS "span",
      "kind" AS "kind",
      "x" AS "x",
      CASE WHEN "x" > 2.251799813685248e+15 THEN 9.007199254740992e+15 WHEN "x" < (-2.251799813685248e+15) THEN (-9.007199254740992e+15) ELSE "x" * 4e+00 END AS "u"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN is_finite("x") THEN CAST(CASE WHEN "x" = 0e+00 THEN 8 ELSE 0 END AS bigint) + (CASE WHEN ("x" < 0e+00) OR ("x" > 4e+01) THEN 16 ELSE 0 END) WHEN "absent" THEN 1 ELSE 2 END AS "kind",
        CASE WHEN is_finite("x") THEN "x" ELSE 0e+00 END AS "x"
      FROM (
        SELECT
          "span" AS "span",
          CAST("v0" AS double) AS "x",
          "v0" IS NULL AS "absent"
        FROM "base"
      ) AS "r"
    ) AS "s"
  ) AS "p"
) AS "c"
GROUP BY 2, 3, 4
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
