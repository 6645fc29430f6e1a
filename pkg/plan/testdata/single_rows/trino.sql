WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "r1" AS "r1",
    "r2" AS "r2",
    "r3" AS "r3",
    "r4" AS "r4"
  FROM (
    SELECT
      "span" AS "span",
      "t" AS "t",
      "id0" AS "id0",
      "row" AS "row",
      "r1" AS "r1",
      "r2" AS "r2",
      "r3" AS "r3",
      "r4" AS "r4"
    FROM (
      SELECT
        CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
        TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
        "id" AS "id0",
        row_number() OVER () AS "row",
        CAST("id" AS varchar) AS "r1",
        CAST("version" AS varchar) AS "r2",
        CAST("late" AS varchar) AS "r3",
        CAST("score" AS double) AS "r4"
      FROM "ml"."log"
      WHERE ("at" >= CAST(? AS timestamp(6))) AND ("at" < CAST(? AS timestamp(6))) AND ((CASE WHEN is_finite(CAST("score" AS double)) AND (CAST("score" AS double) >= (-1e-06)) AND (CAST("score" AS double) <= 1.000001e+00) AND (CAST("score" AS double) >= ?) THEN 1 ELSE 0 END) = 1)
    ) AS "l"
    WHERE NOT ("span" IS NULL)
  ) AS "n"
  ORDER BY "t" DESC NULLS LAST, "r1" NULLS LAST, "r2" NULLS LAST, "r3" NULLS LAST, "r4" NULLS LAST
  LIMIT 50
), "base" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "r1" AS "r1",
    "r2" AS "r2",
    "r3" AS "r3",
    "r4" AS "r4",
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."r1" AS "r1",
      "p"."r2" AS "r2",
      "p"."r3" AS "r3",
      "p"."r4" AS "r4",
      "o"."label" AS "label",
      "o"."seen" AS "seen",
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE 1 END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."seen" DESC NULLS LAST, "o"."label" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS varchar) AS "label",
        TRY_CAST(round(to_unixtime(CAST("seen" AS timestamp(6))) * 1e+06) AS bigint) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= CAST(? AS timestamp(6))) AND ("seen" < CAST(? AS timestamp(6)))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  "t" AS "r0",
  "r1" AS "r1",
  "r2" AS "r2",
  "r3" AS "r3",
  "r4" AS "r4",
  "label" AS "r5",
  CASE WHEN "label" IS NULL THEN CAST(NULL AS bigint) ELSE "seen" END AS "r6"
FROM "base"
ORDER BY "t" DESC NULLS LAST, "r1" NULLS LAST, "r2" NULLS LAST, "r3" NULLS LAST, "r4" NULLS LAST
LIMIT 50
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 0.5 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
