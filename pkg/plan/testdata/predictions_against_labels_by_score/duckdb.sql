WITH "logged" AS NOT MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "prediction" AS "prediction",
    "cell" AS "cell"
  FROM (
    SELECT
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      epoch_us("at") AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("late" AS VARCHAR) AS "prediction",
      CASE WHEN isfinite(CAST("score" AS DOUBLE)) AND (CAST("score" AS DOUBLE) >= (-1e-06)) AND (CAST("score" AS DOUBLE) <= 1.000001e+00) THEN CAST(floor(CASE WHEN CAST("score" AS DOUBLE) <= 1e-300 THEN (-5.6e+02) WHEN CAST("score" AS DOUBLE) >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * ln(CAST("score" AS DOUBLE) / (1e+00 - CAST("score" AS DOUBLE))), (-5.6e+02)), 5.6e+02) END) AS BIGINT) ELSE 1099511627776 END AS "cell"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS NOT MATERIALIZED (
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
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE CASE WHEN "o"."seen" <= (CAST("p"."t" AS BIGINT) + 86400000000) THEN 1 ELSE 2 END END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY CASE WHEN "o"."seen" <= (CAST("p"."t" AS BIGINT) + 86400000000) THEN 1 ELSE 2 END NULLS LAST, "o"."seen" DESC NULLS LAST, "o"."label" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS VARCHAR) AS "label",
        epoch_us("seen") AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= make_timestamp(?))
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000]
