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
      CASE WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN 0 WHEN "at" < CAST(? AS timestamp(6)) THEN CAST(NULL AS bigint) WHEN "at" < CAST(? AS timestamp(6)) THEN CASE WHEN "at" < CAST(? AS timestamp(6)) THEN 1 ELSE 2 END END AS "span",
      TRY_CAST(round(to_unixtime(CAST("at" AS timestamp(6))) * 1e+06) AS bigint) AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN is_finite(CAST("wind" AS double)) AND (abs(CAST("wind" AS double)) <= 1e+150) THEN CAST("wind" AS double) ELSE CAST(NULL AS double) END AS "x0",
      CASE WHEN is_finite(CAST("rain" AS double)) AND (abs(CAST("rain" AS double)) <= 1e+150) THEN CAST("rain" AS double) ELSE CAST(NULL AS double) END AS "y0",
      CASE WHEN is_finite(CAST("wind" AS double)) AND (abs(CAST("wind" AS double)) <= 1e+150) THEN CAST("wind" AS double) ELSE CAST(NULL AS double) END AS "x1"
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
    "x0" AS "x0",
    "y0" AS "y0",
    "x1" AS "x1",
    "label" AS "label",
    "seen" AS "seen",
    "state" AS "state",
    CASE WHEN "label" IS NULL THEN CAST(NULL AS double) WHEN "label" IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) THEN 1e+00 ELSE 0e+00 END AS "y1"
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
        CAST("was_late" AS varchar) AS "label",
        TRY_CAST(round(to_unixtime(CAST("seen" AS timestamp(6))) * 1e+06) AS bigint) AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= CAST(? AS timestamp(6))) AND ("seen" < CAST(? AS timestamp(6)))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  0 AS "col",
  "span" AS "span",
  count(*) AS "n",
  CAST(sum("beyond") AS bigint) AS "cut",
  CAST(sum(TRY_CAST(floor("m0") AS bigint)) AS bigint) AS "whole0",
  CAST(sum(TRY_CAST(floor((("m0" - TRY_CAST(floor("m0") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken0",
  CAST(sum(TRY_CAST(floor("m1") AS bigint)) AS bigint) AS "whole1",
  CAST(sum(TRY_CAST(floor((("m1" - TRY_CAST(floor("m1") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken1",
  CAST(sum(TRY_CAST(floor("m2") AS bigint)) AS bigint) AS "whole2",
  CAST(sum(TRY_CAST(floor((("m2" - TRY_CAST(floor("m2") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken2",
  CAST(sum(TRY_CAST(floor("m3") AS bigint)) AS bigint) AS "whole3",
  CAST(sum(TRY_CAST(floor((("m3" - TRY_CAST(floor("m3") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken3",
  CAST(sum(TRY_CAST(floor("m4") AS bigint)) AS bigint) AS "whole4",
  CAST(sum(TRY_CAST(floor((("m4" - TRY_CAST(floor("m4") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken4"
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
  count(*) AS "n",
  CAST(sum("beyond") AS bigint) AS "cut",
  CAST(sum(TRY_CAST(floor("m0") AS bigint)) AS bigint) AS "whole0",
  CAST(sum(TRY_CAST(floor((("m0" - TRY_CAST(floor("m0") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken0",
  CAST(sum(TRY_CAST(floor("m1") AS bigint)) AS bigint) AS "whole1",
  CAST(sum(TRY_CAST(floor((("m1" - TRY_CAST(floor("m1") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken1",
  CAST(sum(TRY_CAST(floor("m2") AS bigint)) AS bigint) AS "whole2",
  CAST(sum(TRY_CAST(floor((("m2" - TRY_CAST(floor("m2") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken2",
  CAST(sum(TRY_CAST(floor("m3") AS bigint)) AS bigint) AS "whole3",
  CAST(sum(TRY_CAST(floor((("m3" - TRY_CAST(floor("m3") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken3",
  CAST(sum(TRY_CAST(floor("m4") AS bigint)) AS bigint) AS "whole4",
  CAST(sum(TRY_CAST(floor((("m4" - TRY_CAST(floor("m4") AS bigint)) * 1.6777216e+07) + 5e-01) AS bigint)) AS bigint) AS "broken4"
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 1 1.0 T TRUE True Y YES Yes t true y yes 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
