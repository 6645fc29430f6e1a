WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS (
  SELECT
    "span" AS "span",
    "row" AS "row",
    count(DISTINCT "label") AS "texts"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
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
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= fromUnixTimestamp64Micro({p9:Int64}, 'UTC')) AND ("seen" < fromUnixTimestamp64Micro({p10:Int64}, 'UTC'))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS Nullable(Int64)) + 86400000000))
  ) AS "c"
  GROUP BY 1, 2
)
SELECT
  0 AS "col",
  "span" AS "span",
  "kind" AS "kind",
  accurateCastOrNull(floor(0e+00), 'Int64') AS "cell",
  "cat" AS "cat",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  0e+00 AS "off",
  0e+00 AS "off2"
FROM (
  SELECT
    "span" AS "span",
    0 AS "kind",
    CASE WHEN "texts" > 1 THEN {p11:String} ELSE {p12:String} END AS "cat"
  FROM "base"
  WHERE "texts" >= 1
) AS "k"
GROUP BY 2, 3, 5
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1362114000000000 1362978000000001 revised kept]
