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
      CASE WHEN "at" < $1::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $2::timestamp THEN 0 WHEN "at" < $3::timestamp THEN CAST(NULL AS bigint) WHEN "at" < $4::timestamp THEN CASE WHEN "at" < $5::timestamp THEN 1 ELSE 2 END END AS "span",
      CASE WHEN "at" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "at") * 1e+06::float8 AS bigint) WHEN "at" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "at") * 1000000 AS bigint) END AS "t",
      "id" AS "id0",
      row_number() OVER () AS "row",
      CAST("late" AS text) COLLATE "C" AS "prediction",
      CASE WHEN (abs(CAST("score" AS float8)) < 'Infinity'::float8) AND (CAST("score" AS float8) >= (-1e-06)::float8) AND (CAST("score" AS float8) <= 1.000001e+00::float8) THEN CAST(floor(CASE WHEN CAST("score" AS float8) <= 1e-300::float8 THEN (-5.6e+02)::float8 WHEN CAST("score" AS float8) >= 1e+00::float8 THEN 5.6e+02::float8 ELSE least(greatest(1.6e+01::float8 * ln(CAST("score" AS float8) / (1e+00::float8 - CAST("score" AS float8))), (-5.6e+02)::float8), 5.6e+02::float8) END) AS bigint) ELSE 1099511627776 END AS "cell"
    FROM "ml"."log"
    WHERE ("at" >= $6::timestamp) AND ("at" < $7::timestamp)
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
      CASE WHEN "o"."label" IS NULL THEN 0 ELSE CASE WHEN "o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000) THEN 1 ELSE 2 END END AS "state",
      row_number() OVER (PARTITION BY "p"."row" ORDER BY CASE WHEN "o"."seen" <= (CAST("p"."t" AS bigint) + 86400000000) THEN 1 ELSE 2 END NULLS LAST, "o"."seen" DESC NULLS LAST, "o"."label" COLLATE "C" DESC NULLS LAST) AS "choice"
    FROM "logged" AS "p"
    LEFT JOIN (
      SELECT
        "id" AS "id0",
        CAST("was_late" AS text) COLLATE "C" AS "label",
        CASE WHEN "seen" BETWEEN '1905-01-01' AND '2035-01-01' THEN CAST(date_part('epoch', "seen") * 1e+06::float8 AS bigint) WHEN "seen" BETWEEN '4713-01-01 BC' AND '294000-01-01' THEN CAST(extract(epoch FROM "seen") * 1000000 AS bigint) END AS "seen"
      FROM "ml"."outcomes"
      WHERE (NOT ("id" IS NULL)) AND (NOT ("was_late" IS NULL)) AND ("seen" >= $8::timestamp)
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
-- bound: [2013-03-01 05:00:00 +0000 UTC 2013-03-02 05:00:00 +0000 UTC 2013-03-08 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-09 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC 2013-03-10 05:00:00 +0000 UTC 2013-03-01 05:00:00 +0000 UTC]
