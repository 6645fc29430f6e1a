WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "prediction" AS "prediction",
    "cell" AS "cell"
  FROM (
    SELECT
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("late" AS varchar) AS "prediction",
      CASE WHEN is_finite(CAST("score" AS double)) AND (CAST("score" AS double) >= (-1e-06)) AND (CAST("score" AS double) <= 1.000001e+00) THEN TRY_CAST(floor(CASE WHEN CAST("score" AS double) <= 1e-300 THEN (-5.6e+02) WHEN CAST("score" AS double) >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln(CAST("score" AS double) / (1e+00 - CAST("score" AS double))), (-5.6e+02)), 5.6e+02) END) AS bigint) ELSE 1099511627776 END AS "cell"
    FROM "ml"."log"
    WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6)))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "prediction" AS "prediction",
    "cell" AS "cell",
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."prediction" AS "prediction",
      "p"."cell" AS "cell",
      "o"."label" AS "label",
      "o"."seen" AS "seen",
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE CASE WHEN "o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000) THEN 1 ELSE 2 END END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY CASE WHEN "o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000) THEN 1 ELSE 2 END NULLS LAST, "o"."seen" DESC NULLS LAST, "o"."label" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS varchar) AS "label",
        TRY_CAST(round(to_unixtime(CAST("seen" AS timestamp(6))) * 1e+06) AS bigint) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= CAST(? AS timestamp(6)))
    ) AS "o" ON "p"."id0" = "o"."id0"
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  "span" AS "span",
  "state" AS "state",
  "prediction" AS "prediction",
  "label" AS "label",
  "cell" AS "cell",
  count(*) AS "n"
FROM "base"
GROUP BY 1, 2, 3, 4, 5
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC]
