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
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      toString(CAST("late" AS Nullable(Bool))) AS "prediction",
      CASE WHEN isFinite(toFloat64("score")) AND (toFloat64("score") >= (-1e-06)) AND (toFloat64("score") <= 1.000001e+00) THEN accurateCastOrNull(floor(CASE WHEN toFloat64("score") <= 1e-300 THEN (-5.6e+02) WHEN toFloat64("score") >= 1e+00 THEN 5.6e+02 ELSE least(greatest(1.6e+01 * log(toFloat64("score") / (1e+00 - toFloat64("score"))), (-5.6e+02)), 5.6e+02) END), 'Int64') ELSE 1099511627776 END AS "cell"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
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
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE CASE WHEN "o"."seen" <= (CAST("p"."t" AS Nullable(Int64)) + 86400000000) THEN 1 ELSE 2 END END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY CASE WHEN "o"."seen" <= (CAST("p"."t" AS Nullable(Int64)) + 86400000000) THEN 1 ELSE 2 END NULLS LAST, "o"."seen" DESC NULLS LAST, "o"."label" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        toString(CAST("was_late" AS Nullable(Bool))) AS "label",
        toUnixTimestamp64Micro(toDateTime64("seen", 6, 'UTC')) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= fromUnixTimestamp64Micro({p9:Int64}, 'UTC'))
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
  CAST(count(*) AS Nullable(Int64)) AS "n"
FROM "base"
GROUP BY 1, 2, 3, 4, 5
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000]
