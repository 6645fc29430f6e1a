WITH "logged" AS NOT MATERIALIZED (
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
        CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
        epoch_us("at") AS "t",
        "id" AS "id0",
        row_number() OVER () AS "row",
        CAST("id" AS VARCHAR) AS "r1",
        CAST("version" AS VARCHAR) AS "r2",
        CAST("late" AS VARCHAR) AS "r3",
        CAST("score" AS DOUBLE) AS "r4"
      FROM "ml"."log"
      WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?)) AND ((CASE WHEN isfinite(CAST("score" AS DOUBLE)) AND (CAST("score" AS DOUBLE) >= (-1e-06)) AND (CAST("score" AS DOUBLE) <= 1.000001e+00) AND (CAST("score" AS DOUBLE) >= ?) THEN 1 ELSE 0 END) = 1)
    ) AS "l"
    WHERE NOT ("span" IS NULL)
  ) AS "n"
  ORDER BY "t" DESC NULLS LAST, "r1" NULLS LAST, "r2" NULLS LAST, "r3" NULLS LAST, "r4" NULLS LAST
  LIMIT 50
), "base" AS NOT MATERIALIZED (
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
        CAST("was_late" AS VARCHAR) AS "label",
        epoch_us("seen") AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= make_timestamp(?)) AND ("seen" < make_timestamp(?))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS BIGINT) + 86400000000))
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
  CASE WHEN "label" IS NULL THEN CAST(NULL AS BIGINT) ELSE "seen" END AS "r6"
FROM "base"
ORDER BY "t" DESC NULLS LAST, "r1" NULLS LAST, "r2" NULLS LAST, "r3" NULLS LAST, "r4" NULLS LAST
LIMIT 50
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 0.5 1362114000000000 1362978000000001]
