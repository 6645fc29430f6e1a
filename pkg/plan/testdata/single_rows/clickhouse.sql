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
        CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
        toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
        "id" AS "id0",
        row_number() OVER () AS "row",
        toString("id") AS "r1",
        CAST("version" AS Nullable(String)) AS "r2",
        toString(CAST("late" AS Nullable(Bool))) AS "r3",
        toFloat64("score") AS "r4"
      FROM "ml"."log"
      WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC')) AND ((CASE WHEN isFinite(toFloat64("score")) AND (toFloat64("score") >= (-1e-06)) AND (toFloat64("score") <= 1.000001e+00) AND (toFloat64("score") >= {p9:Float64}) THEN 1 ELSE 0 END) = 1)
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
        toString(CAST("was_late" AS Nullable(Bool))) AS "label",
        toUnixTimestamp64Micro(toDateTime64("seen", 6, 'UTC')) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= fromUnixTimestamp64Micro({p10:Int64}, 'UTC')) AND ("seen" < fromUnixTimestamp64Micro({p11:Int64}, 'UTC'))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS Nullable(Int64)) + 86400000000))
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
  CASE WHEN "label" IS NULL THEN CAST(NULL AS Nullable(Int64)) ELSE "seen" END AS "r6"
FROM "base"
ORDER BY "t" DESC NULLS LAST, "r1" NULLS LAST, "r2" NULLS LAST, "r3" NULLS LAST, "r4" NULLS LAST
LIMIT 50
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 0.5 1362114000000000 1362978000000001]
