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
        CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
        CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
        "id" AS "id0",
        row_number() OVER () AS "row",
        CAST("id" AS text) COLLATE "C" AS "r1",
        CAST("version" AS text) COLLATE "C" AS "r2",
        CAST("late" AS text) COLLATE "C" AS "r3",
        CAST("score" AS float8) AS "r4"
      FROM "ml"."log"
      WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp) AND ((CASE WHEN (abs(CAST("score" AS float8)) < 'Infinity'::float8) AND (CAST("score" AS float8) >= (-1e-06)::float8) AND (CAST("score" AS float8) <= 1.000001e+00::float8) AND (CAST("score" AS float8) >= $8::float8) THEN 1 ELSE 0 END) = 1)
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
