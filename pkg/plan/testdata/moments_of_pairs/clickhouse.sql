WITH "logged" AS (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "x0" AS "x0",
    "y0" AS "y0",
    "x1" AS "x1"
  FROM (
    SELECT
      CASE WHEN "at" < fromUnixTimestamp64Micro({p1:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p2:Int64}, 'UTC') THEN 0 WHEN "at" < fromUnixTimestamp64Micro({p3:Int64}, 'UTC') THEN CAST(NULL AS Nullable(Int64)) WHEN "at" < fromUnixTimestamp64Micro({p4:Int64}, 'UTC') THEN 1 + intDiv(toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) - {p5:Int64}, {p6:Int64}) END AS "span",
      toUnixTimestamp64Micro(toDateTime64("at", 6, 'UTC')) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN isFinite(toFloat64("wind")) AND (abs(toFloat64("wind")) <= 1e+150) THEN toFloat64("wind") ELSE CAST(NULL AS Nullable(Float64)) END AS "x0",
      CASE WHEN isFinite(toFloat64("rain")) AND (abs(toFloat64("rain")) <= 1e+150) THEN toFloat64("rain") ELSE CAST(NULL AS Nullable(Float64)) END AS "y0",
      CASE WHEN isFinite(toFloat64("wind")) AND (abs(toFloat64("wind")) <= 1e+150) THEN toFloat64("wind") ELSE CAST(NULL AS Nullable(Float64)) END AS "x1"
    FROM "ml"."log"
    WHERE ("at" >= fromUnixTimestamp64Micro({p7:Int64}, 'UTC')) AND ("at" < fromUnixTimestamp64Micro({p8:Int64}, 'UTC'))
  ) AS "l"
  WHERE NOT ("span" IS NULL)
), "base" AS MATERIALIZED (
  SELECT
    "span" AS "span",
    "t" AS "t",
    "id0" AS "id0",
    "row" AS "row",
    "x0" AS "x0",
    "y0" AS "y0",
    "x1" AS "x1",
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state",
    CASE WHEN "label" IS NULL THEN CAST(NULL AS Nullable(Float64)) WHEN "label" IN {p9:Array(String)} THEN 1e+00 ELSE 0e+00 END AS "y1"
  FROM (
    SELECT
      "p"."span" AS "span",
      "p"."t" AS "t",
      "p"."id0" AS "id0",
      "p"."row" AS "row",
      "p"."x0" AS "x0",
      "p"."y0" AS "y0",
      "p"."x1" AS "x1",
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
  0 AS "col",
  "span" AS "span",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  CAST(sum("beyond") AS Nullable(Int64)) AS "cut",
  CAST(sum(accurateCastOrNull(floor("m0"), 'Int64')) AS Nullable(Int64)) AS "whole0",
  CAST(sum(accurateCastOrNull(floor((("m0" - accurateCastOrNull(floor("m0"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken0",
  CAST(sum(accurateCastOrNull(floor("m1"), 'Int64')) AS Nullable(Int64)) AS "whole1",
  CAST(sum(accurateCastOrNull(floor((("m1" - accurateCastOrNull(floor("m1"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken1",
  CAST(sum(accurateCastOrNull(floor("m2"), 'Int64')) AS Nullable(Int64)) AS "whole2",
  CAST(sum(accurateCastOrNull(floor((("m2" - accurateCastOrNull(floor("m2"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken2",
  CAST(sum(accurateCastOrNull(floor("m3"), 'Int64')) AS Nullable(Int64)) AS "whole3",
  CAST(sum(accurateCastOrNull(floor((("m3" - accurateCastOrNull(floor("m3"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken3",
  CAST(sum(accurateCastOrNull(floor("m4"), 'Int64')) AS Nullable(Int64)) AS "whole4",
  CAST(sum(accurateCastOrNull(floor((("m4" - accurateCastOrNull(floor("m4"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken4"
FROM (
  SELECT
    "span" AS "span",
    CASE WHEN (abs("zx") >= 1.024e+03) OR (abs("zy") >= 1.024e+03) THEN 1 ELSE 0 END AS "beyond",
    "zx" AS "m0",
    "zy" AS "m1",
    "zx" * "zx" AS "m2",
    "zy" * "zy" AS "m3",
    "zx" * "zy" AS "m4"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN abs("ux") < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest("ux", (-1.024e+03)), 1.024e+03) END AS "zx",
      CASE WHEN abs("uy") < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest("uy", (-1.024e+03)), 1.024e+03) END AS "zy"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN ("x0" - 1e+01) > 7.205759403792794e+16 THEN 9.007199254740992e+15 WHEN ("x0" - 1e+01) < (-7.205759403792794e+16) THEN (-9.007199254740992e+15) ELSE ("x0" - 1e+01) * 1.25e-01 END AS "ux",
        CASE WHEN ("y0" - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN ("y0" - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "y0" - 0e+00 END AS "uy"
      FROM "base"
      WHERE (NOT ("x0" IS NULL)) AND (NOT ("y0" IS NULL))
    ) AS "u"
  ) AS "z"
) AS "m"
GROUP BY 2
UNION ALL
SELECT
  1 AS "col",
  "span" AS "span",
  CAST(count(*) AS Nullable(Int64)) AS "n",
  CAST(sum("beyond") AS Nullable(Int64)) AS "cut",
  CAST(sum(accurateCastOrNull(floor("m0"), 'Int64')) AS Nullable(Int64)) AS "whole0",
  CAST(sum(accurateCastOrNull(floor((("m0" - accurateCastOrNull(floor("m0"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken0",
  CAST(sum(accurateCastOrNull(floor("m1"), 'Int64')) AS Nullable(Int64)) AS "whole1",
  CAST(sum(accurateCastOrNull(floor((("m1" - accurateCastOrNull(floor("m1"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken1",
  CAST(sum(accurateCastOrNull(floor("m2"), 'Int64')) AS Nullable(Int64)) AS "whole2",
  CAST(sum(accurateCastOrNull(floor((("m2" - accurateCastOrNull(floor("m2"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken2",
  CAST(sum(accurateCastOrNull(floor("m3"), 'Int64')) AS Nullable(Int64)) AS "whole3",
  CAST(sum(accurateCastOrNull(floor((("m3" - accurateCastOrNull(floor("m3"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken3",
  CAST(sum(accurateCastOrNull(floor("m4"), 'Int64')) AS Nullable(Int64)) AS "whole4",
  CAST(sum(accurateCastOrNull(floor((("m4" - accurateCastOrNull(floor("m4"), 'Int64')) * 1.6777216e+07) + 5e-01), 'Int64')) AS Nullable(Int64)) AS "broken4"
FROM (
  SELECT
    "span" AS "span",
    CASE WHEN (abs("zx") >= 1.024e+03) OR (abs("zy") >= 1.024e+03) THEN 1 ELSE 0 END AS "beyond",
    "zx" AS "m0",
    "zy" AS "m1",
    "zx" * "zx" AS "m2",
    "zy" * "zy" AS "m3",
    "zx" * "zy" AS "m4"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN abs("ux") < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest("ux", (-1.024e+03)), 1.024e+03) END AS "zx",
      CASE WHEN abs("uy") < 9.094947017729282e-13 THEN 0e+00 ELSE least(greatest("uy", (-1.024e+03)), 1.024e+03) END AS "zy"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN ("x1" - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN ("x1" - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "x1" - 0e+00 END AS "ux",
        CASE WHEN ("y1" - 0e+00) > 9.007199254740992e+15 THEN 9.007199254740992e+15 WHEN ("y1" - 0e+00) < (-9.007199254740992e+15) THEN (-9.007199254740992e+15) ELSE "y1" - 0e+00 END AS "uy"
      FROM "base"
      WHERE (NOT ("x1" IS NULL)) AND (NOT ("y1" IS NULL))
    ) AS "u"
  ) AS "z"
) AS "m"
GROUP BY 2
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 [1 1.0 T TRUE True Y YES Yes t true y yes] 1362114000000000 1362978000000001]
