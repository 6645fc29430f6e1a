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
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CASE WHEN (abs(CAST("wind" AS float8)) < 'Infinity'::float8) AND (abs(CAST("wind" AS float8)) <= 1e+150::float8) THEN CAST("wind" AS float8) ELSE CAST(NULL AS float8) END AS "x0",
      CASE WHEN (abs(CAST("rain" AS float8)) < 'Infinity'::float8) AND (abs(CAST("rain" AS float8)) <= 1e+150::float8) THEN CAST("rain" AS float8) ELSE CAST(NULL AS float8) END AS "y0",
      CASE WHEN (abs(CAST("wind" AS float8)) < 'Infinity'::float8) AND (abs(CAST("wind" AS float8)) <= 1e+150::float8) THEN CAST("wind" AS float8) ELSE CAST(NULL AS float8) END AS "x1"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
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
    CASE WHEN "label" IS NULL THEN CAST(NULL AS float8) WHEN "label" = ANY($8::text[]) THEN 1e+00::float8 ELSE 0e+00::float8 END AS "y1"
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
      row_number() OVER (PARTITION BY "p"."row" ORDER BY "o"."seen" DESC NULLS LAST, "o"."label" COLLATE "C" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS text) COLLATE "C" AS "label",
        CASE WHEN "seen" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "seen") * 1e+06::float8 AS bigint) WHEN "seen" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "seen") * 1000000 AS bigint) END AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= $9::timestamp) AND ("seen" < $10::timestamp)
    ) AS "o" ON ("p"."id0" = "o"."id0") AND ("o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000))
  ) AS "c"
  WHERE "choice" = 1
)
SELECT
  0 AS "col",
  "span" AS "span",
  count(*) AS "n",
  CAST(sum("beyond") AS bigint) AS "cut",
  CAST(sum(CAST(floor("m0") AS bigint)) AS bigint) AS "whole0",
  CAST(sum(CAST(floor((("m0" - CAST(floor("m0") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken0",
  CAST(sum(CAST(floor("m1") AS bigint)) AS bigint) AS "whole1",
  CAST(sum(CAST(floor((("m1" - CAST(floor("m1") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken1",
  CAST(sum(CAST(floor("m2") AS bigint)) AS bigint) AS "whole2",
  CAST(sum(CAST(floor((("m2" - CAST(floor("m2") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken2",
  CAST(sum(CAST(floor("m3") AS bigint)) AS bigint) AS "whole3",
  CAST(sum(CAST(floor((("m3" - CAST(floor("m3") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken3",
  CAST(sum(CAST(floor("m4") AS bigint)) AS bigint) AS "whole4",
  CAST(sum(CAST(floor((("m4" - CAST(floor("m4") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken4"
FROM (
  SELECT
    "span" AS "span",
    CASE WHEN (abs("zx") >= 1.024e+03::float8) OR (abs("zy") >= 1.024e+03::float8) THEN 1 ELSE 0 END AS "beyond",
    "zx" AS "m0",
    "zy" AS "m1",
    CASE WHEN abs("zx") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "zx" * "zx" END AS "m2",
    CASE WHEN abs("zy") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "zy" * "zy" END AS "m3",
    "zx" * "zy" AS "m4"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN abs("ux") < 9.094947017729282e-13::float8 THEN 0e+00::float8 ELSE least(greatest("ux", (-1.024e+03)::float8), 1.024e+03::float8) END AS "zx",
      CASE WHEN abs("uy") < 9.094947017729282e-13::float8 THEN 0e+00::float8 ELSE least(greatest("uy", (-1.024e+03)::float8), 1.024e+03::float8) END AS "zy"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN ("x0" - 1e+01::float8) > 7.205759403792794e+16::float8 THEN 9.007199254740992e+15::float8 WHEN ("x0" - 1e+01::float8) < (-7.205759403792794e+16)::float8 THEN (-9.007199254740992e+15)::float8 WHEN abs("x0" - 1e+01::float8) <= 2e-323::float8 THEN 0e+00::float8 ELSE ("x0" - 1e+01::float8) * 1.25e-01::float8 END AS "ux",
        CASE WHEN ("y0" - 0e+00::float8) > 9.007199254740992e+15::float8 THEN 9.007199254740992e+15::float8 WHEN ("y0" - 0e+00::float8) < (-9.007199254740992e+15)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "y0" - 0e+00::float8 END AS "uy"
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
  CAST(sum(CAST(floor("m0") AS bigint)) AS bigint) AS "whole0",
  CAST(sum(CAST(floor((("m0" - CAST(floor("m0") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken0",
  CAST(sum(CAST(floor("m1") AS bigint)) AS bigint) AS "whole1",
  CAST(sum(CAST(floor((("m1" - CAST(floor("m1") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken1",
  CAST(sum(CAST(floor("m2") AS bigint)) AS bigint) AS "whole2",
  CAST(sum(CAST(floor((("m2" - CAST(floor("m2") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken2",
  CAST(sum(CAST(floor("m3") AS bigint)) AS bigint) AS "whole3",
  CAST(sum(CAST(floor((("m3" - CAST(floor("m3") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken3",
  CAST(sum(CAST(floor("m4") AS bigint)) AS bigint) AS "whole4",
  CAST(sum(CAST(floor((("m4" - CAST(floor("m4") AS bigint)) * 1.6777216e+07::float8) + 5e-01::float8) AS bigint)) AS bigint) AS "broken4"
FROM (
  SELECT
    "span" AS "span",
    CASE WHEN (abs("zx") >= 1.024e+03::float8) OR (abs("zy") >= 1.024e+03::float8) THEN 1 ELSE 0 END AS "beyond",
    "zx" AS "m0",
    "zy" AS "m1",
    CASE WHEN abs("zx") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "zx" * "zx" END AS "m2",
    CASE WHEN abs("zy") <= 2.2227587494850775e-162::float8 THEN 0e+00::float8 ELSE "zy" * "zy" END AS "m3",
    "zx" * "zy" AS "m4"
  FROM (
    SELECT
      "span" AS "span",
      CASE WHEN abs("ux") < 9.094947017729282e-13::float8 THEN 0e+00::float8 ELSE least(greatest("ux", (-1.024e+03)::float8), 1.024e+03::float8) END AS "zx",
      CASE WHEN abs("uy") < 9.094947017729282e-13::float8 THEN 0e+00::float8 ELSE least(greatest("uy", (-1.024e+03)::float8), 1.024e+03::float8) END AS "zy"
    FROM (
      SELECT
        "span" AS "span",
        CASE WHEN ("x1" - 0e+00::float8) > 9.007199254740992e+15::float8 THEN 9.007199254740992e+15::float8 WHEN ("x1" - 0e+00::float8) < (-9.007199254740992e+15)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "x1" - 0e+00::float8 END AS "ux",
        CASE WHEN ("y1" - 0e+00::float8) > 9.007199254740992e+15::float8 THEN 9.007199254740992e+15::float8 WHEN ("y1" - 0e+00::float8) < (-9.007199254740992e+15)::float8 THEN (-9.007199254740992e+15)::float8 ELSE "y1" - 0e+00::float8 END AS "uy"
      FROM "base"
      WHERE (NOT ("x1" IS NULL)) AND (NOT ("y1" IS NULL))
    ) AS "u"
  ) AS "z"
) AS "m"
GROUP BY 2
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC [1 1.0 T TRUE True Y YES Yes t true y yes] 2013-03-01 05:00:00 +0000 UTC 2013-03-11 05:00:00.000001 +0000 UTC]
