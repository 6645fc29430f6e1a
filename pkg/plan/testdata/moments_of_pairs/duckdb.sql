WITH "logged" AS NOT MATERIALIZED (
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
      CASE WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 0 WHEN "at" < make_timestamp(?) THEN CAST(NULL AS BIGINT) WHEN "at" < make_timestamp(?) THEN 1 + ((epoch_us("at") - ?) // ?) END AS "span",
      epoch_us("at") AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN isfinite(CAST("wind" AS DOUBLE)) AND (abs(CAST("wind" AS DOUBLE)) <= 1e+150) THEN CAST("wind" AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS "x0",
      CASE WHEN isfinite(CAST("rain" AS DOUBLE)) AND (abs(CAST("rain" AS DOUBLE)) <= 1e+150) THEN CAST("rain" AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS "y0",
      CASE WHEN isfinite(CAST("wind" AS DOUBLE)) AND (abs(CAST("wind" AS DOUBLE)) <= 1e+150) THEN CAST("wind" AS DOUBLE) ELSE CAST(NULL AS DOUBLE) END AS "x1"
    FROM "ml"."log"
    WHERE ("at" >= make_timestamp(?)) AND ("at" < make_timestamp(?))
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
    CASE WHEN "label" IS NULL THEN CAST(NULL AS DOUBLE) WHEN "label" IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) THEN 1e+00 ELSE 0e+00 END AS "y1"
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
        CAST("was_late" AS VARCHAR) AS "label",
        epoch_us("seen") AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= make_timestamp(?)) AND ("seen" < make_timestamp(?))
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS BIGINT) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  0 AS "col",
  "span" AS "span",
  count(*) AS "n",
  CAST(sum("beyond") AS BIGINT) AS "cut",
  CAST(sum(CAST(floor("m0") AS BIGINT)) AS BIGINT) AS "whole0",
  CAST(sum(floor((("m0" - CAST(floor("m0") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken0",
  CAST(sum(CAST(floor("m1") AS BIGINT)) AS BIGINT) AS "whole1",
  CAST(sum(floor((("m1" - CAST(floor("m1") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken1",
  CAST(sum(CAST(floor("m2") AS BIGINT)) AS BIGINT) AS "whole2",
  CAST(sum(floor((("m2" - CAST(floor("m2") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken2",
  CAST(sum(CAST(floor("m3") AS BIGINT)) AS BIGINT) AS "whole3",
  CAST(sum(floor((("m3" - CAST(floor("m3") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken3",
  CAST(sum(CAST(floor("m4") AS BIGINT)) AS BIGINT) AS "whole4",
  CAST(sum(floor((("m4" - CAST(floor("m4") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken4"
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
  CAST(sum("beyond") AS BIGINT) AS "cut",
  CAST(sum(CAST(floor("m0") AS BIGINT)) AS BIGINT) AS "whole0",
  CAST(sum(floor((("m0" - CAST(floor("m0") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken0",
  CAST(sum(CAST(floor("m1") AS BIGINT)) AS BIGINT) AS "whole1",
  CAST(sum(floor((("m1" - CAST(floor("m1") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken1",
  CAST(sum(CAST(floor("m2") AS BIGINT)) AS BIGINT) AS "whole2",
  CAST(sum(floor((("m2" - CAST(floor("m2") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken2",
  CAST(sum(CAST(floor("m3") AS BIGINT)) AS BIGINT) AS "whole3",
  CAST(sum(floor((("m3" - CAST(floor("m3") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken3",
  CAST(sum(CAST(floor("m4") AS BIGINT)) AS BIGINT) AS "whole4",
  CAST(sum(floor((("m4" - CAST(floor("m4") AS BIGINT)) * 1.6777216e+07) + 5e-01)) AS BIGINT) AS "broken4"
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
-- bound: [1362114000000000 1362200400000000 1362718800000000 1362891600000000 1362718800000000 86400000000 1362114000000000 1362891600000000 1 1.0 T TRUE True Y YES Yes t true y yes 1362114000000000 1362978000000001]
